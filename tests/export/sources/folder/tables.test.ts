import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { drop, type Files, HEADER, ledgerMapping, outcomeOf, refusalOf } from './drop.ts';

const ROW = 'Parks,2026-10-23,1.00,Acme\n';
const OTHER = 'Roads,2026-10-24,2.00,Bolt\n';
const MANY = Array.from({ length: 12 }, (_, index) => `Parks,2026-10-23,${index}.00,Acme\n`).join('');

function run(content: string | Uint8Array, files: object = {}, change: object = {}, name = 'payments.csv') {
  const source = drop({ [name]: content }, ledgerMapping(files, change));
  return { ...outcomeOf(source), counts: source.counts() };
}

function amounts(content: string | Uint8Array, files: object = {}, change: object = {}, name = 'payments.csv'): number[] {
  return run(content, files, change, name).ledgers.flatMap(({ rows }) => rows.map(({ amount }) => amount));
}

function refusal(content: string | Uint8Array, files: object = {}, change: object = {}): string {
  return refusalOf(() => run(content, files, change));
}

test.each<[string, string | Uint8Array, object?]>([
  ['UTF-8', HEADER + ROW],
  ['UTF-8 with a byte order mark', `\uFEFF${HEADER}${ROW}`],
  ['two byte order marks', `\uFEFF\uFEFF${HEADER}${ROW}`],
  ['a byte order mark encoded twice', `ï»¿${HEADER}${ROW}`],
  ['a mark and a doubly encoded one', `\uFEFFï»¿${HEADER}${ROW}`],
  ['UTF-16, little end first', iconv.encode(HEADER + ROW, 'utf16-le', { addBOM: true }), { encoding: 'utf-16' }],
  ['UTF-16, big end first', iconv.encode(HEADER + ROW, 'utf16-be', { addBOM: true }), { encoding: 'utf-16' }],
  ['plain ASCII under CP949', HEADER + ROW, { encoding: 'cp949' }],
  ['CRLF', (HEADER + ROW).replaceAll('\n', '\r\n')],
  ['CR', (HEADER + ROW).replaceAll('\n', '\r')],
  ['semicolons', (HEADER + ROW).replaceAll(',', ';'), { delimiter: ';' }],
  ['header names with white space', HEADER.replace('Payee', ' Payee ') + ROW],
  ['no last line end where that is allowed', HEADER + ROW.trimEnd(), { finalNewline: 'optional' }],
  ['14 lines of SQL above the header', `${'SELECT "x, y\n'.repeat(14)}${HEADER}${ROW}`, { skipLines: 14 }],
  ['the same, found', `${'SELECT "x, y\n'.repeat(14)}${HEADER}${ROW}`, { findHeader: 20 }],
  ['a second header for people', `${HEADER}dept,day,sum,whom\n${ROW}`, { skipAfterHeader: 1 }],
  ['nameless columns without values', `${HEADER.trimEnd()},,\n${ROW.trimEnd()},,\n`],
])('reads %s', (_case, content, files = {}) => {
  expect(amounts(content, files)).toEqual([100]);
});

test('reads CP949 and windows-1252 without loss', () => {
  const korean = run(iconv.encode(`${HEADER}공원과,2026-10-23,1.00,똠방각하\n`, 'cp949'), { encoding: 'cp949' }).ledgers[0]!;
  expect([korean.unitCode, korean.texts['rows/0/payee']]).toEqual(['공원과', '똠방각하']);
  const english = run(iconv.encode(`${HEADER}Parks,2026-10-23,£1.00,Café “Bolt” €\n`, 'windows-1252'), { encoding: ['utf-8', 'windows-1252'] }).ledgers[0]!;
  expect(english.texts['rows/0/payee']).toBe('Café “Bolt” €');
});

test('reads .gz under its name and under the plain one', () => {
  expect(amounts(gzipSync(HEADER + ROW), {}, {}, 'payments.csv.gz')).toEqual([100]);
  expect(amounts(gzipSync(HEADER + ROW), { glob: '*.csv.gz' }, {}, 'payments.csv.gz')).toEqual([100]);
});

test.each<[string, string | Uint8Array, object, string]>([
  ['bytes that are not UTF-8', iconv.encode(`${HEADER}${ROW}공원과,2026-10-23,1,x\n`, 'cp949'), {}, 'payments.csv:3: not valid UTF-8; the mapping says "encoding": "utf-8"'],
  ['UTF-8 that is called CP949', `${HEADER}공원과,2026-10-23,1,x\n`, { encoding: 'cp949' }, 'payments.csv: the file is UTF-8; the mapping says "encoding": "cp949"'],
  ['UTF-8 that is called windows-1252', `${HEADER}Café,2026-10-23,1,x\n`, { encoding: 'windows-1252' }, 'payments.csv: the file is UTF-8; the mapping says "encoding": "windows-1252"'],
  ['a byte that windows-1252 leaves undefined', Uint8Array.from([...Buffer.from(HEADER), 0x81, 0x0a]), { encoding: 'windows-1252' }, 'payments.csv:2: not valid windows-1252; the mapping says "encoding": "windows-1252"'],
  ['half a CP949 character', Uint8Array.from([...Buffer.from(HEADER), 0xb0, 0x0a]), { encoding: 'cp949' }, 'payments.csv:2: not valid CP949; the mapping says "encoding": "cp949"'],
  ['UTF-16 without its mark', iconv.encode(HEADER, 'utf16-le', { addBOM: false }), { encoding: 'utf-16' }, 'payments.csv: no UTF-16 byte order mark; the mapping says "encoding": "utf-16"'],
  ['UTF-16 that is called UTF-8', iconv.encode(HEADER, 'utf16-le', { addBOM: false }), {}, 'payments.csv:1: a zero byte; the mapping says "encoding": "utf-8"'],
  ['a character lost earlier', `${HEADER}${ROW}Par\uFFFDs,2026-10-23,1,x\n`, {}, 'payments.csv:3: a character was lost before the file came here (U+FFFD); the mapping does not say "replacementCharacters": "allow"'],
  ['an empty file', '', {}, 'payments.csv: expected content, got an empty file'],
  ['a file cut within its last line', `${HEADER}${ROW}Parks,2026-10-23,1`, {}, 'payments.csv: the last line does not end; the file may be cut short, and the mapping does not say "finalNewline": "optional"'],
  ['the same where the last line need not end', `${HEADER}${ROW}Parks,2026-10-23,1`, { finalNewline: 'optional', ragged: 'pad' }, 'payments.csv:3: expected 4 fields as in the header, got 3 and no line end; the file may be cut short'],
  ['a file cut within quotes', `${HEADER}${ROW}Parks,2026-10-23,1,"Acme\n`, {}, 'payments.csv:3: a quote opens and is never closed; the file may be cut short'],
  ['a quote within a field', `${HEADER}Parks,2026-10-23,1,Ac"me\n`, {}, 'payments.csv:2: a quote stands inside a field that is not quoted as CSV asks'],
  ['a row that is too short', `${HEADER}${ROW}Parks,2026-10-23,1\n${ROW}`, {}, 'payments.csv:3: expected 4 fields as in the header, got 3'],
  ['a row that is too long', `${HEADER}Parks,2026-10-23,1,000.00,Acme\n`, {}, 'payments.csv:2: expected 4 fields as in the header, got 5'],
  ['a padded row with a value too many', `${HEADER}${ROW}Parks,2026-10-23,1,Acme,x\n`, { ragged: 'pad' }, 'payments.csv:3: column 5 has a value but no name; expected "$5" in a rule or in "ignore"'],
  ['a value under no name', `${HEADER.trimEnd()},\n${ROW.trimEnd()},x\n`, {}, 'payments.csv:2: column 5 has a value but no name; expected "$5" in a rule or in "ignore"'],
  ['a column that is missing', 'Unit,Date,Amount\n', {}, 'payments.csv: expected the column "Payee", got 3 columns without it'],
  ['a column nobody mapped', `${HEADER.trimEnd()},IBAN\n${ROW.trimEnd()},x\n`, {}, 'payments.csv: column 5 of 5 is neither mapped nor in "ignore"'],
  ['a column that stands there twice', `${HEADER.trimEnd()},Payee\n${ROW.trimEnd()},x\n`, {}, 'payments.csv: expected the column "Payee" once, got it in columns 4 and 5'],
  ['no header', `${ROW}${ROW}`, {}, 'payments.csv: expected the column "Unit", got 4 columns without it'],
  ['no header among the first lines', `x\nx\n${HEADER}${ROW}`, { findHeader: 2 }, 'payments.csv: expected the header within 2 lines, got none with all mapped columns'],
  ['more lines to skip than there are', HEADER, { skipLines: 9 }, 'payments.csv: expected a header, got no rows'],
  ['a file written twice, one after the other', HEADER + MANY + MANY, {}, 'payments.csv: each of the 24 rows stands in the file twice; the mapping does not say "doubled": "take-half"'],
  ['a file written twice, header and all', HEADER + MANY + HEADER + MANY, {}, 'payments.csv:14: the header comes again; expected one table, got two in one file'],
])('refuses %s', (_case, content, files, message) => {
  expect(refusal(content, files)).toBe(`BAD_SOURCE ${message}`);
});

test.each<[string, Files, object, string]>([
  ['a file that no glob takes', { 'payments.csv': HEADER, 'payment-nov.csv': HEADER }, {}, 'BAD_SOURCE payment-nov.csv: expected the file in one of the mapping\'s globs or in "ignoreFiles", got it in none'],
  ['a file that two globs take', { 'payments.csv': HEADER }, { ignoreFiles: ['*.csv'] }, 'BAD_SOURCE payments.csv: expected the file in one of the mapping\'s globs or in "ignoreFiles", got it in 2 of them'],
  ['a folder without the file', { 'README.md': 'x' }, { ignoreFiles: ['README.md'] }, 'SOURCE_MISSING payments*.csv: expected at least one file, got none'],
  ['one file under two names', { 'payments.csv': HEADER + ROW, 'payments (1).csv': HEADER + ROW }, {}, 'BAD_SOURCE payments.csv: expected another content than payments (1).csv, got the same bytes'],
  ['a spreadsheet that is open', { 'payments.csv': HEADER + ROW, '~$payments.csv': 'x' }, {}, 'SOURCE_LOCKED ~$payments.csv: a spreadsheet program has the file open; expected a finished file'],
  ['gzip data that is cut short', { 'payments.csv.gz': gzipSync(HEADER + ROW).subarray(0, 30) }, {}, 'SOURCE_CORRUPT payments.csv.gz: expected whole gzip data of at most 268435456 bytes when unpacked'],
])('refuses %s', (_case, files, change, message) => {
  expect(refusalOf(() => outcomeOf(drop(files, ledgerMapping({}, change))))).toBe(message);
});

test('a file that is still being written under a dotted name is left alone', () => {
  expect(outcomeOf(drop({ 'payments.csv': HEADER + ROW, '.payments.csv.Xa1': 'Uni' }, ledgerMapping())).ledgers).toHaveLength(1);
});

test('blank rows by the hundred are skipped and counted, whatever their length', () => {
  const { ledgers, counts } = run(`${HEADER}${ROW}${',,,\n'.repeat(300)}${',\n'.repeat(200)}${'\n'.repeat(100)}${OTHER}`);
  expect(ledgers.flatMap(({ rows }) => rows.map(({ where }) => where))).toEqual(['payments.csv:2', 'payments.csv:603']);
  expect(counts).toEqual({ files: 1, rows: 2, blankRows: 600, halvedRows: 0 });
});

test('a row knows the line on which it starts, after fields of several lines', () => {
  const { ledgers } = run(`title\n${HEADER}Parks,2026-10-23,1,"Acme\nand\r\nSons"\n${OTHER}`, { skipLines: 1 });
  expect(ledgers.flatMap(({ rows }) => rows.map(({ where }) => where))).toEqual(['payments.csv:3', 'payments.csv:6']);
  expect(ledgers[0]!.texts['rows/0/payee']).toBe('Acme\nand\nSons');
});

test('half of a doubled file is taken, also when its blocks are doubled one by one; genuine repetitions stay', () => {
  const blocks = [MANY, OTHER + OTHER, MANY.replaceAll('Parks', 'Zoo')];
  const { ledgers, counts } = run(HEADER + blocks.map((block) => block + block).join(''), { doubled: 'take-half' });
  expect(ledgers.map(({ unitCode, rows }) => [unitCode, rows.length])).toEqual([['Parks', 12], ['Roads', 2], ['Zoo', 12]]);
  expect(counts.halvedRows).toBe(26);
});

test.each([
  ['two payments that are the same', ROW + ROW, 2],
  ['nine rows that are the same', ROW.repeat(9), 9],
  ['a doubled file with one row more', MANY + MANY + OTHER, 25],
])('%s are no doubled file', (_case, rows, expected) => {
  expect(amounts(HEADER + rows)).toHaveLength(expected);
});

test('padded rows, columns by place and columns that are not there yet', () => {
  const source = drop({ 'payments.csv': `${HEADER}Parks,2026-10-23,1\nRoads,2026-10-23,2,Acme,,x,y\n` },
    ledgerMapping({ ragged: 'pad' }, { ignore: ['$7'] }, { purpose: { column: '$6' }, category: { column: 'Kind', optional: true } }));
  expect(outcomeOf(source).ledgers.map(({ texts }) => texts)).toEqual([{}, { 'rows/0/payee': 'Acme', 'rows/0/purpose': 'x' }]);
});

test('a column under the names it had over time, in every month one', () => {
  const files = { 'payments-09.csv': HEADER.replace('Amount', 'Net £') + ROW, 'payments-10.csv': HEADER + OTHER };
  const fields = { amount: { column: ['Amount', 'Net £'] } };
  expect(outcomeOf(drop(files, ledgerMapping({}, {}, fields))).ledgers.map(({ rows }) => rows[0]!.amount)).toEqual([100, 200]);
  const both = { 'payments.csv': `Net £,${HEADER}1,${ROW}` };
  expect(refusalOf(() => outcomeOf(drop(both, ledgerMapping({}, {}, fields))))).toBe('BAD_SOURCE payments.csv: expected the column "Amount" or "Net £" once, got it in columns 4 and 1');
});

test('whatever is cut off a file, it is refused or nothing of it is lost', () => {
  const rows = Array.from({ length: 5 }, (_, index) => `Parks,2026-10-2${index},"${index},000.00",Acme\n`).join('');
  const whole = HEADER + rows;
  fc.assert(fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
    const cut = whole.slice(0, length);
    if (cut.endsWith('\n')) return; // A file cut between two lines can only be told by its control total.
    expect(refusal(cut)).toMatch(/^BAD_SOURCE /);
  }), { seed: 1 });
});
