/**
 * A portal in which every text is a payload: titles, units, classes, numbers, names
 * and texts of files, cells of ledgers, the register, bodies, and what clerks write:
 * the policy, the names of units and of the city, the pages.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCsv } from '../../../src/model/csv.ts';
import { isPlainText } from '../../../src/model/plain-text.ts';
import type { RegisterRow, TextRecord } from '../../../src/model/record.ts';
import { ledgerRecord, pathOf, put, putLog, putRecord, registerRow, row, textRecord } from '../fixture.ts';
import { generatedPayloads, LISTED_PAYLOADS } from './payloads.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');
const ROWS = 300;

/** What was written: pages of records without `.html`, and how often a payload stands somewhere. */
export interface HostileSite { pages: string[]; placed: number }

/** Writes the content of the portal. */
export function writeHostileSite(content: string): HostileSite {
  for (const name of ['policy', 'organisations', 'city.json', 'pages']) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
  const generated = generatedPayloads();
  const texts = textRecords(generated);
  const ledgers = ledgerRecords([...LISTED_PAYLOADS, ...generated]);
  const released = [...texts, ...ledgers].map((record) => ({ id: record.id, path: putRecord(content, record) }));
  putLog(content, '2026-03-10', released);
  const rows = registerRows(texts);
  put(content, 'register/2026/03.jsonl', rows.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const written = writePolicy(content) + writePages(content) + writeNames(content);
  const inTexts = texts.length * 13 + texts.reduce((sum, { markdown }) => sum + markdown.split('\n\n').length, 0);
  return { pages: released.map(({ path }) => path.replace(/\.(?:md|json)$/, '')), placed: inTexts + ledgers.length * ROWS * 7 + rows.length * 3 + written };
}

const at = (index: number): string => LISTED_PAYLOADS[index % LISTED_PAYLOADS.length]!;
/** Titles and names that are nothing but spaces can't be records. */
const filled = (payload: string): string => (payload.trim() === '' ? 'x' : payload);

function textRecords(generated: readonly string[]): TextRecord[] {
  const perRecord = Math.ceil(generated.length / LISTED_PAYLOADS.length);
  return LISTED_PAYLOADS.map((payload, n) => textRecord(10_000 + n, {
    title: filled(payload), unitName: filled(at(n + 1)), task: at(n + 2), file: at(n + 3), documentNumber: at(n + 4), cites: [at(n + 5), at(n + 6)],
    classification: n % 25 === 0 ? [0, 5, 10, 15, 20].map((step) => Array.from({ length: 5 }, (_, more) => at(n + step + more)).join(' ').trim()) : [], rule: at(n + 7),
    masks: [{ kind: at(n + 8), ground: 6, count: 2 }], history: [{ revision: 1, on: '2026-03-10', reason: 'approved', changed: [at(n + 9)] }],
    type: (['document', 'minutes', 'press-release', 'research', 'question-answer'] as const)[n % 5]!,
    files: [fileWith(n)],
    markdown: [payload, `줄 안에 ${at(n + 11)} 있는 것`, ...generated.slice(n * perRecord, (n + 1) * perRecord)].join('\n\n'),
  }));
}

function fileWith(n: number): TextRecord['files'][number] {
  const text = Array.from({ length: 40 }, (_, step) => at(n * 40 + step)).join('\n\n');
  return {
    name: at(n + 10), role: 'attachment', format: at(n + 12).toLowerCase(), sizeBytes: 1, disclosure: 'open', grounds: [], text, textChars: text.length, maskedChars: 0,
    textForm: n % 2 === 0 ? 'markdown' : 'plain', original: null,
    sheets: [{ name: at(n + 13), csv: formatCsv([[at(n + 14), at(n + 15)], [at(n + 16), at(n + 17)]]) }],
  };
}

function ledgerRecords(payloads: readonly string[]) {
  const ledgers = [];
  for (let start = 0; start < payloads.length; start += ROWS * 7) {
    const cell = (index: number) => payloads[(start + index) % payloads.length]!;
    const rows = Array.from({ length: ROWS }, (_, n) => row(start + n, {
      purpose: cell(n * 7), payee: cell(n * 7 + 1), place: cell(n * 7 + 2), attendees: cell(n * 7 + 3), paymentMethod: cell(n * 7 + 4), category: cell(n * 7 + 5), documentNumber: cell(n * 7 + 6),
    }));
    ledgers.push(ledgerRecord(20_000 + ledgers.length, rows, { type: (['expenditure', 'business-expense', 'budget', 'contract'] as const)[ledgers.length % 4]!, unitName: filled(at(ledgers.length)) }));
  }
  return ledgers;
}

function registerRows(texts: readonly TextRecord[]): RegisterRow[] {
  const listed = LISTED_PAYLOADS.map((payload, n) => registerRow(30_000 + n, { title: payload, unitName: at(n + 1), documentNumber: at(n + 2), rule: at(n + 3) }));
  const released = texts.map((record) => registerRow(0, {
    id: record.id, type: record.type, status: 'released', title: record.title, unitName: record.unitName, approvedOn: record.approvedOn, releasedOn: record.releasedOn, disclosure: 'open', grounds: [], opensOn: null, path: pathOf(record),
  }));
  return [...listed, ...released];
}

/** A part of the listed payloads: `part` of `parts`. Written files are Markdown. */
function share(part: number, parts: number): string[] {
  return LISTED_PAYLOADS.filter((_, n) => n % parts === part);
}

/** What a clerk may write as a name: one visible line. */
const NAMES = LISTED_PAYLOADS.filter((payload) => isPlainText(payload) && payload.trim() === payload);

function writePolicy(content: string): number {
  const folder = join(content, 'policy');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort();
  files.forEach((name, n) => {
    const payloads = share(n, files.length).join('\n\n');
    const [front = '', ko = '', en = ''] = readFileSync(join(folder, name), 'utf8').split(/\n---\n|\n<!-- en -->\n/);
    const named = front.replace(/^name: \{ ko: .*\}$/m, `name: { ko: ${JSON.stringify(NAMES[n]!)}, en: ${JSON.stringify(NAMES[NAMES.length - 1 - n]!)} }`);
    writeFileSync(join(folder, name), `${named}\n---\n${ko}\n${payloads}\n\n<!-- en -->\n\n${en}\n${payloads}\n`);
  });
  return LISTED_PAYLOADS.length * 2 + files.length;
}

function writePages(content: string): number {
  mkdirSync(join(content, 'pages'), { recursive: true });
  const count = 8;
  for (let n = 0; n < count; n += 1) {
    for (const language of ['ko', 'en']) writeFileSync(join(content, `pages/payloads-${n}.${language}.md`), `# ${NAMES[n * 70]}\n\n${share(n, count).join('\n\n')}\n`);
  }
  return (LISTED_PAYLOADS.length + count) * 2;
}

interface Unit { id: string; names: { name: { ko: string; en: string }; from: string | null; until: string | null }[] }

/** Units and city by payloads; one unit has many former names. */
function writeNames(content: string): number {
  const path = join(content, 'organisations/haneul.json');
  const organisation = JSON.parse(readFileSync(path, 'utf8')) as { name: object; units: Unit[] };
  organisation.units.forEach((unit, n) => { unit.names = [{ name: { ko: NAMES[n * 3]!, en: NAMES[n * 3 + 1]! }, from: null, until: null }]; });
  const many = organisation.units.find(({ id }) => id === 'haneul-digital')!;
  many.names = Array.from({ length: 100 }, (_, n) => ({ name: { ko: NAMES[n + 130]!, en: NAMES[n + 230]! }, from: n === 0 ? null : `${1901 + n}-01-01`, until: n === 99 ? null : `${1902 + n}-01-01` }));
  writeFileSync(path, JSON.stringify(organisation));
  const city = JSON.parse(readFileSync(join(content, 'city.json'), 'utf8')) as { name: object };
  city.name = { ko: '하늘시</title><script>alert(1)</script>', en: '"><img src=x onerror=alert(1)>' };
  writeFileSync(join(content, 'city.json'), JSON.stringify(city));
  return organisation.units.length * 2 + many.names.length * 2 + 2;
}
