/**
 * The sample city keeps its promises: it is the same for everyone, large and
 * varied enough to test on, and what is planted in it stands where it is said to.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleCity, planted, plantedValues, type Night } from '../../scripts/sample.ts';
import { filesFolder } from '../../scripts/sample/write.ts';
import { readFile } from '../../src/export/extract/read.ts';
import { APPROVAL_KINDS, APPROVAL_STEPS, isCityDate, RANKS, RETENTIONS, TEXT_TYPES } from '../../src/model/vocabulary.ts';

type Line = Record<string, string | number | null>;
interface Opened { path: string; papers: Line[]; rows: Line[]; totals: Line[]; bytes: string }

const folder = mkdtempSync(join(tmpdir(), 'sample-city-'));
afterAll(() => rmSync(folder, { recursive: true }));

function make(seed: number, night: Night): Opened {
  const path = join(folder, `${seed}-${night}.sqlite`);
  makeSampleCity(path, { seed, night });
  const database = new DatabaseSync(path, { readOnly: true });
  const all = (view: string): Line[] => database.prepare(`SELECT * FROM ${view}`).all() as Line[];
  const opened = {
    path, papers: all('release_papers'), rows: all('release_ledger_rows'), totals: all('release_ledger_totals'),
    bytes: createHash('sha256').update(readFileSync(path)).digest('hex'),
  };
  database.close();
  return opened;
}

let first: Opened;
let second: Opened;
let third: Opened;
beforeAll(() => {
  first = make(1, 1);
  second = make(1, 2);
  third = make(1, 3);
});

const filesOf = (paper: Line): { name: string; disclosureCode: string; grounds: string; text: string | null; sizeBytes: number }[] => JSON.parse(String(paper.files));
const count = <T>(list: readonly T[], holds: (one: T) => boolean): number => list.filter(holds).length;

describe('the file', () => {
  it('is the same bytes for the same seed and night', () => expect(make(1, 1).bytes).toBe(first.bytes));
  it('is another city for another seed', () => {
    const other = make(2, 1);
    expect(other.bytes).not.toBe(first.bytes);
    const titles = new Set(first.papers.map(({ title }) => title));
    expect(count(other.papers, ({ body }) => first.papers.some((one) => one.body === body && body !== null))).toBeLessThan(5);
    expect(count(other.papers, ({ title }) => !titles.has(title!))).toBeGreaterThan(200);
  });
  it('leaves nothing but itself and its file store in the folder', () => {
    expect(readdirSync(folder).filter((name) => !name.endsWith('.sqlite') && !name.endsWith('-files'))).toEqual([]);
  });
  it.each([
    ['a folder that is not there', () => join(folder, 'no', 'city.sqlite'), /expected an existing folder .*no, there is none$/],
    ['a path that is a folder', () => folder, /expected a file or nothing, got a folder$/],
  ])('refuses %s', (_, path, message) => {
    expect(() => makeSampleCity(path(), { seed: 1, night: 1 })).toThrow(message);
  });
});

describe('the views', () => {
  it.each([['release_papers', 'papers', 0], ['release_ledger_rows', 'rows', 1], ['release_ledger_totals', 'totals', 2]] as const)(
    '%s has the columns of the contract', (_, name, part) => {
      const contract = readFileSync(join(import.meta.dirname, '../../src/export/sources/release-views.sql'), 'utf8').split('CREATE VIEW')[part + 1]!;
      const columns = contract.split('\n').slice(1)
        .flatMap((line) => /^--   ([a-z_, ]+?) +(?:TEXT|INTEGER)/.exec(line)?.[1]?.split(',') ?? []).map((column) => column.trim());
      expect(Object.keys(first[name][0]!).sort()).toEqual(columns.sort());
    });
  it('tell the line of every document: offices of the city, upwards in time and rank, ending with the approval', () => {
    const lines = first.papers.map((paper) => ({ paper, steps: JSON.parse(String(paper.approval_line)) as { step: string; unit: string; rank: string; on: string }[] }));
    const seen = new Set<string>();
    for (const { paper, steps } of lines) {
      const last = steps.at(-1)!;
      expect(last.step).toBe(paper.approval_kind === 'approved' ? 'approve' : paper.approval_kind);
      if (paper.approver_rank !== null) expect(last.rank).toBe(paper.approver_rank);
      if (isCityDate(String(paper.approved_on))) expect(last.on).toBe(paper.approved_on);
      expect(steps.every(({ on }, n) => isCityDate(on) && (n === 0 || steps[n - 1]!.on <= on))).toBe(true);
      const reviewers = steps.filter(({ step }) => step !== 'consult').map(({ rank }) => RANKS.indexOf(rank as never));
      expect(reviewers.every((rank, n) => n === 0 || reviewers[n - 1]! < rank)).toBe(true);
      for (const { step, unit } of steps) { seen.add(step); expect(unit).toMatch(/^[0-9A-Z]{5,}/); }
    }
    expect([...seen].sort()).toEqual([...APPROVAL_STEPS].sort());
    expect(count(lines, ({ steps }) => steps.length > 2)).toBeGreaterThan(lines.length / 2);
  });
  it('give control totals that agree with the rows', () => {
    for (const night of [first, second, third]) {
      for (const { ledger_type, period, row_count, total_amount } of night.totals) {
        const rows = night.rows.filter((row) => row.ledger_type === ledger_type && row.period === period);
        expect([rows.length, rows.reduce((sum, row) => sum + Number(row.amount), 0)]).toEqual([row_count, total_amount]);
      }
      expect(night.totals.reduce((sum, total) => sum + Number(total.row_count), 0)).toBe(night.rows.length);
    }
  });
  it('have a key per paper and per row, but for the affiliated body, whose system has none', () => {
    expect(new Set(first.papers.map(({ paper_key }) => paper_key)).size).toBe(first.papers.length);
    const keyed = first.rows.filter(({ row_key }) => row_key !== null);
    expect(new Set(keyed.map(({ row_key }) => row_key)).size).toBe(keyed.length);
    expect(first.rows.filter(({ row_key }) => row_key === null).every(({ unit_code }) => String(unit_code).startsWith('B53'))).toBe(true);
  });
});

describe('the papers', () => {
  it('are at least 1,200 of all types, over three years', () => {
    expect(first.papers.length).toBeGreaterThanOrEqual(1200);
    expect(new Set(first.papers.map(({ record_type }) => record_type))).toEqual(new Set(TEXT_TYPES));
    const days = first.papers.map(({ approved_on }) => String(approved_on)).sort();
    expect(days[0]!.slice(0, 7)).toBe('2023-12');
    expect(days.at(-1)!.slice(0, 7)).toBe('2026-11');
  });
  it('have bodies like real ones: none twice, between 250 and 4,000 characters', () => {
    const bodies = first.papers.flatMap(({ body }) => (body === null ? [] : [String(body)]));
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(Math.min(...bodies.map((body) => body.length))).toBeGreaterThan(250);
    expect(Math.max(...bodies.map((body) => body.length))).toBeLessThan(4500);
    expect(count(bodies, (body) => body.length > 1200)).toBeGreaterThan(100);
  });
  it('leave no pattern unfilled and no particle open', () => {
    const all = JSON.stringify([first.papers, first.rows]);
    expect(all.match(/\{[^{}"]{0,20}[가-힣|][^{}"]{0,20}\}|undefined|을\(를\)|은\(는\)|이\(가\)|과\(와\)|으로\(로\)/g)).toBeNull();
  });
  it('cite only papers of the sample, by number and day, and earlier ones', () => {
    const known = new Map(first.papers.map((paper) => [paper.document_number, String(paper.approved_on)]));
    let cited = 0;
    for (const { body, approved_on } of first.papers) {
      for (const [, number, year, month, day] of String(body).matchAll(/([가-힣]+-\d+)\((\d{4})\. (\d+)\. (\d+)\.\)/g)) {
        cited += 1;
        expect(known.get(number!)).toBe(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
        if (isCityDate(String(approved_on))) expect(known.get(number!)! < String(approved_on)).toBe(true);
      }
    }
    expect(cited).toBeGreaterThan(800);
  });
  it('number each paper once', () => {
    expect(new Set(first.papers.map(({ document_number }) => document_number)).size).toBe(first.papers.length);
  });
  it.each([
    ['disclosure_code', ['1', '2', '3', '4', '5', '9']], ['approver_rank', [...RANKS, null]], ['approval_kind', APPROVAL_KINDS],
    ['retention', RETENTIONS], ['licence', ['kogl-1', 'kogl-2', 'kogl-3', 'kogl-4']],
  ] as const)('hold every value of %s', (column, values) => {
    expect(new Set(first.papers.map((paper) => paper[column]))).toEqual(new Set(values));
  });
  it('rest on every one of the eight grounds, closed and partial', () => {
    const closed = new Set(first.papers.filter(({ disclosure_code }) => disclosure_code !== '1').flatMap(({ grounds }) => String(grounds ?? '').split(',')));
    for (const ground of '12345678') expect(closed).toContain(ground);
  });
  it('hold back partial papers in three ways', () => {
    const partial = first.papers.filter(({ disclosure_code }) => disclosure_code === '2');
    const isMarked = ({ body }: Line): boolean => /⟦비공개[1-8]⟧[^⟧]+⟦\/비공개⟧/.test(String(body));
    expect(count(partial, ({ public_body }) => public_body !== null)).toBeGreaterThan(50);
    expect(count(partial, isMarked)).toBeGreaterThan(50);
    expect(count(partial, (paper) => paper.public_body === null && !isMarked(paper))).toBeGreaterThan(50);
  });
  it('are restricted until days past and to come, up to 2031', () => {
    const until = first.papers.flatMap(({ restricted_until }) => (restricted_until === null ? [] : [String(restricted_until)]));
    expect(until.some((day) => day < '2026-11-19')).toBe(true);
    expect(until.some((day) => day > '2027-01-01')).toBe(true);
    expect(until.some((day) => day >= '2031')).toBe(true);
    expect(until.every(isCityDate)).toBe(true);
  });
  it('follow a project from its plan to its result', () => {
    const about = first.papers.filter(({ project }) => project === 'RD-1101').map(({ title }) => String(title));
    for (const word of [/계획/, /계약/, /결과/]) expect(about.some((title) => word.test(title))).toBe(true);
  });
  it('have attachments read, unread and closed', () => {
    const files = first.papers.flatMap(filesOf);
    expect(count(files, ({ text }) => text !== null)).toBeGreaterThan(200);
    expect(count(files, ({ text }) => text === null)).toBeGreaterThan(200);
    expect(count(files, ({ disclosureCode, grounds }) => disclosureCode === '3' && grounds !== '')).toBeGreaterThan(50);
    for (const { name, text, sizeBytes } of files) {
      expect(text !== null).toBe(/\.(csv|txt)$/.test(name));
      expect(sizeBytes).toBeGreaterThan(0);
    }
  });
});

describe('the mess of real sources', () => {
  const papers = (holds: (paper: Line) => boolean): number => count(first.papers, holds);
  it.each([
    ['titles with escaped signs', ({ title }: Line) => /&(lt|amp);/.test(String(title)), 5],
    ['titles with full-width digits', ({ title }: Line) => /[０-９]/.test(String(title)), 4],
    ['titles with doubled spaces', ({ title }: Line) => /\S  \S/.test(String(title)), 5],
    ['titles that end in a space', ({ title }: Line) => String(title).endsWith(' '), 5],
    ['titles in decomposed Hangul', ({ title }: Line) => title !== String(title).normalize('NFC'), 5],
    ['titles of 300 characters', ({ title }: Line) => String(title).length >= 300, 2],
    ['a title said again and again', ({ title }: Line) => title === '업무연락 알림', 4],
    ['papers without rank', ({ approver_rank }: Line) => approver_rank === null, 10],
    ['papers without text', ({ body }: Line) => body === null, 3],
    ['a body with script', ({ body }: Line) => String(body).includes('<script>') && String(body).includes('javascript:'), 1],
    ['an unknown disclosure code', ({ disclosure_code }: Line) => disclosure_code === '9', 1],
    ['a closed paper without ground', ({ disclosure_code, grounds }: Line) => disclosure_code === '3' && grounds === null, 1],
    ['a day that does not exist', ({ approved_on }: Line) => approved_on === '2025-02-30', 1],
    ['units nobody knows', ({ unit_code }: Line) => !unitNames().has(String(unit_code)), 2],
  ])('%s', (_, holds, least) => expect(papers(holds)).toBeGreaterThanOrEqual(least));
  it('names units as they were called that day', () => {
    const officeOf = (day: (on: string) => boolean): Set<string> => new Set(first.papers
      .filter(({ unit_code, approved_on }) => ['6530140', '6530145'].includes(String(unit_code)) && day(String(approved_on)))
      .map(({ document_number, unit_code }) => `${unit_code} ${String(document_number).split('-')[0]}`));
    expect(officeOf((on) => on < '2025-07-01')).toEqual(new Set(['6530140 정보화담당관']));
    expect(officeOf((on) => on >= '2025-07-01')).toEqual(new Set(['6530145 디지털정책담당관']));
    expect(first.papers.some(({ unit_code, approved_on }) => unit_code === '6530615' && String(approved_on) < '2025')).toBe(true);
    expect(first.papers.some(({ unit_code, approved_on }) => unit_code === '6530615' && String(approved_on) >= '2025')).toBe(false);
  });
});

function unitNames(): Set<string> {
  const organisations = join(import.meta.dirname, '../../content/organisations');
  return new Set(readdirSync(organisations).flatMap((name) =>
    (JSON.parse(readFileSync(join(organisations, name), 'utf8')) as { units: { codes: string[] }[] }).units.flatMap(({ codes }) => codes)));
}

describe('the ledgers', () => {
  const rowsOf = (type: string): Line[] => first.rows.filter(({ ledger_type }) => ledger_type === type);
  it('hold at least 12,000 payments, 280 contracts and 40 projects a year', () => {
    expect(rowsOf('expenditure').length + rowsOf('business-expense').length).toBeGreaterThanOrEqual(12_000);
    expect(rowsOf('contract').length).toBeGreaterThanOrEqual(280);
    for (const year of ['2024', '2025', '2026']) expect(count(rowsOf('budget'), ({ period }) => period === year)).toBeGreaterThanOrEqual(40);
  });
  it('are of units that exist, in the month of their day', () => {
    const units = unitNames();
    for (const row of first.rows) {
      expect(units).toContain(row.unit_code);
      if (row.paid_on !== null) expect(String(row.paid_on).slice(0, 7)).toBe(row.period);
      expect(Number.isSafeInteger(row.amount)).toBe(true);
    }
  });
  it('name approving documents that exist and are not younger', () => {
    const known = new Map(first.papers.map((paper) => [paper.document_number, String(paper.approved_on)]));
    const named = first.rows.filter(({ document_number }) => document_number !== null);
    expect(named.length).toBeGreaterThan(2000);
    for (const { document_number, paid_on } of named) expect(known.get(document_number!)! <= String(paid_on)).toBe(true);
  });
  it('hold refunds, duplicates, blank places and midnight', () => {
    expect(count(first.rows, ({ amount }) => Number(amount) < 0)).toBeGreaterThan(30);
    const seen = new Map<string, number>();
    for (const row of first.rows) {
      const alike = JSON.stringify({ ...row, row_key: null });
      seen.set(alike, (seen.get(alike) ?? 0) + 1);
    }
    expect(count([...seen.values()], (times) => times === 2)).toBeGreaterThan(20);
    expect(count(rowsOf('business-expense'), ({ place }) => String(place ?? '').trim() === '')).toBeGreaterThan(50);
    expect(count(rowsOf('business-expense'), ({ paid_at }) => paid_at === '00:00')).toBeGreaterThan(50);
  });
  it('choose contractors in all three ways', () => {
    expect(new Set(rowsOf('contract').map(({ method }) => method))).toEqual(new Set(['open-tender', 'limited-tender', 'negotiated']));
  });
});

/** Every text that lies in the files of a folder, seen or not. */
async function everythingIn(store: string): Promise<string[]> {
  const files = await Promise.all(readdirSync(store).map((name) => readFile(name, readFileSync(join(store, name)))));
  expect(files.filter(({ outcome }) => outcome === 'unread')).toEqual([]);
  return files.flatMap((file) => (file.outcome === 'read' ? file.parts.map(({ text }) => text) : []));
}

describe('what is planted', () => {
  it('stands in the field it is said to stand in, of every kind', async () => {
    const fields: Record<string, string> = {
      title: first.papers.map(({ title }) => title).join('\n'), body: first.papers.map(({ body }) => body).join('\n'),
      'files/name': first.papers.flatMap(filesOf).map(({ name }) => name).join('\n'),
      'files/text': first.papers.flatMap(filesOf).map(({ text }) => text).join('\n'),
      'files/bytes': (await everythingIn(filesFolder(first.path))).join('\n'),
    };
    for (const column of ['purpose', 'payee', 'place', 'attendees']) fields[`rows/${column}`] = first.rows.map((row) => row[column]).join('\n');
    for (const { value, field } of planted({ seed: 1, night: 1 })) expect(fields[field]!.includes(value), field).toBe(true);
    expect(new Set(planted().map(({ kind }) => kind))).toEqual(new Set(['resident-number', 'mobile', 'email', 'card', 'account', 'name']));
    expect(new Set(planted().map(({ field }) => field))).toEqual(new Set(Object.keys(fields)));
    const places = new Set(planted().map(({ kind, field }) => `${kind} in ${field}`));
    for (const field of ['title', 'body', 'files/name', 'rows/attendees']) expect(places).toContain(`name in ${field}`);
    expect(plantedValues().length).toBeGreaterThan(300);
  });
  it('is nobody’s: reserved exchanges, regions and domains', () => {
    for (const { kind, value } of planted()) {
      const digits = value.normalize('NFKC').replace(/\D/g, '');
      if (kind === 'mobile') expect(digits).toMatch(/^(010|8210)0000\d{4}$/);
      if (kind === 'resident-number') expect(digits).toMatch(/^\d{6}[12]9[6-9]\d{4}$/);
      if (kind === 'email') expect(value).toMatch(/\.example(\.com)?$/);
    }
  });
  it('puts whole names only where the field is withheld', () => {
    const names = planted().filter(({ kind }) => kind === 'name').map(({ value }) => value);
    const open = first.papers.filter(({ disclosure_code }) => disclosure_code === '1').map(({ title, body }) => `${title}\n${body}`).join('\n');
    for (const name of names) expect(open.includes(name)).toBe(false);
  });
});

describe('a night later', () => {
  const changed = (before: Opened, after: Opened): { added: Line[]; gone: Line[]; other: [Line, Line][] } => {
    const old = new Map(before.papers.map((paper) => [paper.paper_key, paper]));
    const now = new Map(after.papers.map((paper) => [paper.paper_key, paper]));
    return {
      added: after.papers.filter(({ paper_key }) => !old.has(paper_key!)),
      gone: before.papers.filter(({ paper_key }) => !now.has(paper_key!)),
      other: after.papers.flatMap((paper): [Line, Line][] => {
        const was = old.get(paper.paper_key!);
        return was !== undefined && JSON.stringify(was) !== JSON.stringify(paper) ? [[was, paper]] : [];
      }),
    };
  };
  it.each([['the second', () => first, () => second, '2026-11-20'], ['the third', () => second, () => third, '2026-11-23']] as const)(
    '%s night: 15 new, 5 corrected, 2 closed, 1 withdrawn, 1 gone', (_, before, after, day) => {
      const { added, gone, other } = changed(before(), after());
      expect(added.map(({ approved_on }) => approved_on)).toEqual(Array(15).fill(day));
      expect(gone.length).toBe(1);
      expect(count(other, ([was, now]) => was.disclosure_code === '1' && now.disclosure_code === '3')).toBe(2);
      expect(count(other, ([was, now]) => was.is_withdrawn === 0 && now.is_withdrawn === 1)).toBe(1);
      expect(count(other, ([was, now]) => was.title !== now.title || was.body !== now.body)).toBe(5);
      expect(other.length).toBe(8);
    });
  it.each([['the second', () => first, () => second], ['the third', () => second, () => third]] as const)(
    '%s night: 40 new payments, 3 changed rows, 1 removed', (_, before, after) => {
      const old = new Map(before().rows.map((row) => [row.row_key, JSON.stringify(row)]));
      const now = new Map(after().rows.map((row) => [row.row_key, JSON.stringify(row)]));
      expect(after().rows.length - before().rows.length).toBe(39);
      expect(count([...old.keys()], (key) => !now.has(key))).toBe(1);
      expect(count([...old], ([key, row]) => key !== null && now.has(key) && now.get(key) !== row)).toBe(3);
    });
  it('keeps everything planted so far', () => {
    const later = new Set(plantedValues({ seed: 1, night: 3 }));
    for (const value of plantedValues({ seed: 1, night: 1 })) expect(later).toContain(value);
  });
});
