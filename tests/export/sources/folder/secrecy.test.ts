/** No message, hold or stack tells what stands in a cell: a marker is planted everywhere and everything is broken. */
import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, drop, type Files, ledgerMapping, outcomeOf, PAPERS_HEADER, textMapping, workbook } from './drop.ts';

const MARKER = '홍길동비밀';

/** Everything a run says about what it could not use. */
function complaintsOf(files: Files, mapping: object): string {
  try {
    const { heldPapers, heldRows } = outcomeOf(drop(files, mapping));
    return inspect([...heldPapers.map(({ where, hold }) => ({ where, hold })), ...heldRows], { depth: 9 });
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true });
  }
}

const keyed = textMapping({}, {}, {
  approverRank: { column: 'RANK', codes: { a: 'mayor' } }, approvedOn: { column: 'DATE', formats: ['yyyy-MM-dd', 'dd/MM/yyyy'] },
  registryId: { column: 'REG' }, isWithdrawn: { column: 'GONE', codes: { y: true } },
});
const KEYED_HEADER = `${PAPERS_HEADER.trimEnd()},RANK,REG,GONE\n`;
const jsonl = textMapping({ glob: '*.jsonl', format: 'jsonl' }, {}, { grounds: undefined });
const markdown = textMapping({ glob: '*.md', format: 'markdown' }, {}, { grounds: undefined, body: { column: '$body' } });
const xlsx = ledgerMapping({ glob: '*.xlsx', format: 'xlsx', encoding: undefined });

test.each<[string, Files, object]>([
  ['no header', { 'payments.csv': `${MARKER},${MARKER},1,${MARKER}\n` }, ledgerMapping()],
  ['a column more', { 'payments.csv': `Unit,Date,Amount,Payee,${MARKER}\nP,2026-01-01,1,A,x\n` }, ledgerMapping()],
  ['a row too long', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,A,${MARKER}\n` }, ledgerMapping()],
  ['the same, padded', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,A,${MARKER}\n` }, ledgerMapping({ ragged: 'pad' })],
  ['a quote in a field', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,${MARKER}"\n` }, ledgerMapping()],
  ['a quote not closed', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,"${MARKER}\n` }, ledgerMapping()],
  ['text after a quote', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,"A"${MARKER}\n` }, ledgerMapping()],
  ['a lost character', { 'payments.csv': `Unit,Date,Amount,Payee\nP,2026-01-01,1,${MARKER}\uFFFD\n` }, ledgerMapping()],
  ['bytes of another encoding', { 'payments.csv': Buffer.concat([Buffer.from(MARKER), Buffer.from([0xff, 0x0a])]) }, ledgerMapping()],
  ['gzip data cut short', { 'payments.csv.gz': gzipSync(MARKER.repeat(9)).subarray(0, 25) }, ledgerMapping()],
  ['JSON cut short', { 'a.jsonl': `{"ID":"${MARKER}\n` }, jsonl],
  ['a JSON key nobody mapped', { 'a.jsonl': `{"ID":"1","TITLE":"t","DEPT":"d","DATE":"","OPEN":"1","${MARKER}":"${MARKER}"}\n` }, jsonl],
  ['a JSON list', { 'a.jsonl': `{"ID":["${MARKER}"]}\n` }, jsonl],
  ['front matter that is not YAML', { 'a.md': `---\nID: "${MARKER}\nTITLE: [\n---\n${MARKER}\n` }, markdown],
  ['no front matter', { 'a.md': MARKER }, markdown],
  ['a key twice', { 'papers.csv': `${KEYED_HEADER}${`${MARKER},t,d,,1,NNNNNNNN,,,\n`.repeat(2)}` }, keyed],
  ['a workbook that is none', { 'a.xlsx': Buffer.from(MARKER) }, xlsx],
  ['a formula without value', { 'a.xlsx': workbook([{ name: 'D', rows: [['Unit', 'Date', 'Amount', 'Payee'], ['P', MARKER, { raw: `<f>${MARKER}</f>` }, 'A']] }]) }, xlsx],
  ['a sheet nobody named', { 'a.xlsx': workbook([{ name: MARKER, rows: [] }, { name: 'D', rows: [] }]) }, { ...xlsx, files: { ...(xlsx as { files: object }).files, sheet: 'D' } }],
])('%s is told without the text', (_case, files, mapping) => {
  const said = complaintsOf(files, mapping);
  expect(said).toMatch(/expected|neither|quote|not |lost|the file/);
  expect(said).not.toContain(MARKER);
});

test('whatever cell is broken in whatever way, no complaint tells the text', () => {
  const good = ['7', 'Tree plan', 'Parks', '2026-10-23', '1', 'NNNNNNNN', 'a', 'R1', 'y'];
  const cells = fc.array(fc.constantFrom<(cell: string) => string>((cell) => cell, () => MARKER, (cell) => `${cell}${MARKER}`, () => `"${MARKER}`, () => `${MARKER},${MARKER}`, () => ''), { minLength: 9, maxLength: 9 });
  fc.assert(fc.property(fc.array(cells, { minLength: 1, maxLength: 4 }), (rows) => {
    const text = rows.map((changes) => changes.map((change, place) => change(good[place]!)).join(',')).join('\n');
    expect(complaintsOf({ 'papers.csv': `${KEYED_HEADER}${text}\n` }, keyed)).not.toContain(MARKER);
  }), { seed: 1, numRuns: 200 });
});

test('the same for the rows of a ledger in a workbook', () => {
  const cell = fc.constantFrom<Cell>(MARKER, '', 'Parks', '2026-10-23', 1.005, -3, { serial: 45292 }, { raw: `<v>${MARKER}</v>` });
  fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 }), (rows) => {
    const said = complaintsOf({ 'a.xlsx': workbook([{ name: 'D', rows: [['Unit', 'Date', 'Amount', 'Payee'], ...rows] }]) }, xlsx);
    expect(said).not.toContain(MARKER);
  }), { seed: 1, numRuns: 100 });
});
