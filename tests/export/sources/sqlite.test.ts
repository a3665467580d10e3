import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openSqliteSource } from '../../../src/export/sources/sqlite.ts';
import { LEDGER_COLUMNS, PAPER_COLUMNS } from '../../../src/export/sources/sqlite-rows.ts';
import { temporaryFolder } from '../../folders.ts';
import { MiniCity, paper, row, type PaperLine, type RowLine } from '../mini-city.ts';

function read(papers: readonly PaperLine[], rows: readonly RowLine[] = []) {
  const city = new MiniCity(temporaryFolder());
  city.fill(papers, rows);
  const source = openSqliteSource({ name: 'mini', path: city.database });
  try {
    return [...source.papers()];
  } finally {
    source.close();
  }
}

test('the documented columns are the ones that are read', () => {
  const document = readFileSync('src/export/sources/release-views.sql', 'utf8');
  for (const column of [...PAPER_COLUMNS, ...LEDGER_COLUMNS]) expect(document).toMatch(new RegExp(`\\b${column}\\b`));
});

test('a paper in our words', () => {
  const files = JSON.stringify([{ role: 'attachment', name: '명단.TXT', sizeBytes: 9, disclosureCode: '3', grounds: '6', text: '가나다' }]);
  const [one] = read([paper('A1', { disclosure_code: '2', grounds: '6, 5', title: '  도로\t 정비 ', files })]);
  expect(one).toMatchObject({
    kind: 'text', key: 'A1', where: 'release_papers[A1]', type: 'document',
    texts: { title: '도로 정비', 'files/0/name': '명단.TXT', 'files/0/text': '가나다' },
    facts: { unitCode: '6100', disclosure: 'partial', grounds: [5, 6], isWithdrawn: false },
    files: [{ format: 'txt', disclosure: 'closed', grounds: [6], isRead: true }],
  });
});

test('decomposed Hangul is composed', () => {
  const [one] = read([paper('A1', { title: '도로 정비'.normalize('NFD') })]);
  expect(one).toMatchObject({ texts: { title: '도로 정비' } });
});

test('references of HTML in a title are signs, in a body they stay for Markdown', () => {
  const [one] = read([paper('A1', { title: '&lt;도로&gt; 정비', body: '&lt;가&gt;' })]);
  expect(one).toMatchObject({ texts: { title: '<도로> 정비', body: '&lt;가&gt;' } });
});

test('what follows the last dot of a file name is public only if it is a known format', () => {
  const files = JSON.stringify(['확인.honggild', '연락처.01012345678', '도면.PDF'].map((name) => ({ role: 'attachment', name, sizeBytes: 1, disclosureCode: '3', grounds: '6', text: null })));
  expect(read([paper('A1', { files })])).toMatchObject([{ files: [{ format: '' }, { format: '' }, { format: 'pdf' }] }]);
});

test('a key beyond what a number holds is read to its last digit', () => {
  expect(read([paper('x', { paper_key: 20180000813258001n as never })])).toMatchObject([{ key: '20180000813258001' }]);
});

test('a ledger number and a text for one unit are one ledger', () => {
  expect(read([], [row('R1', 100), row('R2', 200, { unit_code: 6100 })])).toMatchObject([{ rows: [{ amount: 100 }, { amount: 200 }] }]);
});

test('rows of one unit and period are one ledger; refunds and genuine duplicates stay', () => {
  const [ledger] = read([], [row(null, 900), row(null, 900), row(null, -900)]);
  expect(ledger).toMatchObject({ kind: 'ledger', key: 'expenditure/6100/2026-02', rows: [{ amount: 900 }, { amount: 900 }, { amount: -900 }] });
});

describe('a paper that is not understood is held, without quoting it', () => {
  test.each([
    ['an unknown disclosure code', { disclosure_code: '9' }, 'unknown-code', '"disclosure_code": expected 1–5'],
    ['a day that does not exist', { approved_on: '2025-02-30' }, 'impossible-date', '"approved_on": expected a day that exists, YYYY-MM-DD'],
    ['an unknown rank', { approver_rank: '홍길동' }, 'unknown-code', '"approver_rank": expected one of officer, team-leader'],
    ['an unknown ground', { grounds: '5,9' }, 'unknown-code', '"grounds": expected digits 1–8 with commas'],
    ['an unknown type', { record_type: 'poem' }, 'unknown-code', '"record_type": expected one of document'],
    ['files that are no list', { files: '{"name":"비밀' }, 'bad-row', '"files": expected a JSON list as in release-views.sql'],
    ['no title', { title: '  ' }, 'bad-row', '"title": expected a text'],
    ['a project that is no code', { project: '어떤 사업' }, 'bad-row', '"project": expected an ASCII code'],
  ])('%s', (_, line, code, detail) => {
    const [one] = read([paper('A1', line)]);
    expect(one).toMatchObject({ kind: 'held', key: 'A1', hold: { code, detail: expect.stringContaining(detail) } });
    expect(JSON.stringify(one)).not.toMatch(/홍길동|비밀|어떤 사업|보도/);
  });

  test('two papers under one key: which one is meant can\'t be known', () => {
    expect(read([paper('A1'), paper('A1', { title: '다른 것' }), paper('A2')])).toMatchObject([{ kind: 'held', key: 'A1', hold: { code: 'duplicate-key' } }, { kind: 'text', key: 'A2' }]);
  });
  test('one key as a text and as a number is one key', () => {
    expect(read([paper('1'), paper('x', { paper_key: 1 })])).toMatchObject([{ kind: 'held', key: '1', hold: { code: 'duplicate-key' } }]);
  });
  test('a word every object has is no code', () => {
    expect(read([paper('A1', { disclosure_code: 'constructor' })])).toMatchObject([{ kind: 'held', hold: { code: 'unknown-code' } }]);
  });
  test('bytes are not text', () => {
    const [one] = read([paper('A1', { body: Buffer.from('900101-1234567') as never })]);
    expect(one).toMatchObject({ kind: 'held', hold: { code: 'bad-row', detail: 'expected text, got bytes; the view must decode them' } });
  });
});

describe('a row that is not understood is held, the others stay', () => {
  test.each([
    ['a day that does not exist', { paid_on: '2026-02-30' }, 'impossible-date', 900],
    ['half a won', { amount: 0.5 }, 'bad-row', null],
    ['an amount in words', { amount: '구백원' }, 'bad-row', null],
    ['a time that does not exist', { paid_at: '24:00' }, 'bad-row', 900],
    ['a key for the second time', { row_key: 'R1' }, 'duplicate-key', 900],
    ['a key of another ledger', { row_key: 'R1', period: '2026-03' }, 'duplicate-key', 900],
  ])('%s', (_, line, code, amount) => {
    const items = read([], [row('R1', 100), row('R2', 900, line)]);
    expect(items.find((item) => item.kind === 'held-row')).toMatchObject({ hold: { code }, amount });
    expect(items.flatMap((item) => (item.kind === 'ledger' ? item.rows : []))).toMatchObject([{ amount: 100 }]);
  });

  test('a period that is none holds its ledger', () => {
    expect(read([], [row('R1', 100, { period: '2026-13' })])).toMatchObject([{ kind: 'held', hold: { code: 'unknown-code' } }]);
  });
});

describe('a database that can\'t be trusted stops the night', () => {
  const open = (path: string) => () => {
    const source = openSqliteSource({ name: 'mini', path });
    try {
      return [...source.papers()];
    } finally {
      source.close();
    }
  };

  test('none', () => expect(open('/nowhere/city.sqlite')).toThrow('/nowhere/city.sqlite: expected the database of source "mini"'));

  test('no database', () => {
    const path = join(temporaryFolder(), 'city.sqlite');
    writeFileSync(path, 'x'.repeat(5000));
    expect(open(path)).toThrow(expect.objectContaining({ code: 'SOURCE_CORRUPT' }));
  });

  test('cut off', () => {
    const city = new MiniCity(temporaryFolder());
    city.fill(Array.from({ length: 200 }, (_, n) => paper(`A${n}`)));
    truncateSync(city.database, 4096 * 3);
    expect(open(city.database)).toThrow(expect.objectContaining({ code: 'SOURCE_CORRUPT' }));
  });

  test('locked by its own system', () => {
    const city = new MiniCity(temporaryFolder());
    city.fill([paper('A1')]);
    const writer = new DatabaseSync(city.database);
    writer.exec('BEGIN EXCLUSIVE');
    try {
      expect(open(city.database)).toThrow(expect.objectContaining({ code: 'SOURCE_LOCKED' }));
    } finally {
      writer.close();
    }
  });

  test.each([
    ['a view is missing', 'DROP TABLE release_ledger_rows', 'expected a view "release_ledger_rows", got none'],
    ['a column is missing', 'ALTER TABLE release_papers DROP COLUMN grounds', 'release_papers: expected a column grounds, got none'],
    ['a column is unknown', 'ALTER TABLE release_papers ADD COLUMN approver_name', 'release_papers: unknown column approver_name'],
  ])('%s', (_, sql, message) => {
    const city = new MiniCity(temporaryFolder());
    city.fill([paper('A1')]);
    const database = new DatabaseSync(city.database);
    database.exec(sql);
    database.close();
    expect(open(city.database)).toThrow(message);
  });
});
