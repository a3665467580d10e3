import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { expect, test } from 'vitest';
import { mappingSchema } from '../../../../src/export/sources/folder/mapping.ts';
import { drop, ledgerMapping, outcomeOf, refusalOf, textMapping } from './drop.ts';

const DOCS = readFileSync(new URL('../../../../docs/mapping.md', import.meta.url), 'utf8');

function refusal(mapping: unknown): string {
  return refusalOf(() => drop({}, mapping)).replace(/\/\S*\/mapping\.json/, 'mapping.json');
}

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'expected JSON, got text that is not JSON'],
  ['no kind', {}, '"kind" must be a mapping with "kind" text or ledger, got nothing'],
  ['an unknown key', ledgerMapping({}, { colour: 1 }), 'the mapping has the unknown key "colour"; docs/mapping.md lists the known ones'],
  ['an unknown field', ledgerMapping({}, {}, { vat: { column: 'VAT' } }), '"fields" has the unknown key "vat"; docs/mapping.md lists the known ones'],
  ['a misspelt option', ledgerMapping({}, {}, { payee: { colunm: 'Payee' } }), '"fields.payee" has the unknown key "colunm"; docs/mapping.md lists the known ones'],
  ['a field that is needed', ledgerMapping({}, {}, { unit: undefined }), '"fields.unit" must be object, got nothing'],
  ['two origins', ledgerMapping({}, {}, { payee: { column: 'Payee', constant: 'x' } }), '"fields.payee" must be a rule with exactly one of column, columns, constant, fileName, got {"column":"Payee","constant":"x"}'],
  ['columns without join', ledgerMapping({}, {}, { payee: { columns: ['a', 'b'] } }), '"fields.payee" must be a rule in which columns and join come together, got {"columns":["a","b"]}'],
  ['a date without formats', ledgerMapping({}, {}, { date: { column: 'Date' } }), '"fields.date" must be a rule with formats, got {"column":"Date"}'],
  ['a format of another language', ledgerMapping({}, {}, { date: { column: 'Date', formats: ['%Y-%m-%d'] } }), '"fields.date.formats.0" must be a date format such as yyyy-MM-dd, or "excel", got "%Y-%m-%d"'],
  ['neither date nor period', ledgerMapping({}, {}, { date: undefined }), '"fields" must be fields with a date or a period, got {"unit":{"column":"Unit"},"amount":{"column":"Amount","thous…'],
  ['a rank that is none of ours', textMapping({}, {}, { approverRank: { column: 'R', codes: { 과장: 'head' } } }), '"fields.approverRank.codes.과장" must be one of officer, team-leader, division-head, bureau-director, office-head, vice-mayor, mayor, got "head"'],
  ['a disclosure that is none of ours', textMapping({}, {}, { disclosure: { constant: 'public' } }), '"fields.disclosure.constant" must be one of open, partial, closed, restricted-until, got "public"'],
  ['a ledger as a type of text', textMapping({}, {}, { type: 'budget' }), '"fields.type" must be one of document, minutes, press-release, research, question-answer, or a rule with codes, got "budget"'],
  ['an encoding we do not read', ledgerMapping({ encoding: 'euc-jp' }), '"files.encoding" must be one of utf-8, utf-16, cp949, windows-1252, or a list of them, got "euc-jp"'],
  ['a format we do not read', ledgerMapping({ format: 'xls' }), '"files.format" must be a block with "format" csv, xlsx, jsonl, json or markdown, got "xls"'],
  ['an option of another format', ledgerMapping({ format: 'jsonl', ragged: 'pad' }), '"files" has the unknown key "ragged"; docs/mapping.md lists the known ones'],
  ['a currency with five decimals', ledgerMapping({}, { currency: { code: 'GBP', decimals: 5 } }), '"currency.decimals" must be at most 3, got 5'],
  ['one sign for two things', ledgerMapping({}, {}, { amount: { column: 'Amount', thousands: '.' } }), '"fields.amount" must be a rule in which thousands and decimal differ, got {"column":"Amount","thousands":"."}'],
  ['flags and a separator', textMapping({}, {}, { grounds: { column: 'G', separator: ',', flags: { yes: 'Y', no: 'N' } } }), '"fields.grounds" must be a rule with exactly one of flags, separator, got {"column":"G","separator":",","flags":{"yes":"Y","no":"N"}}'],
  ['a pattern without a group', textMapping({}, {}, { unit: { fileName: '^.*/' } }), '"fields.unit.fileName" must be a regular expression with one group, got "^.*/"'],
])('refuses %s', (_case, mapping, message) => {
  expect(refusal(mapping)).toBe(`BAD_CONFIGURATION mapping.json: ${message}`);
});

test('refuses a mapping that is not there', async () => {
  const { openFolderSource } = await import('../../../../src/export/sources/folder.ts');
  expect(refusalOf(() => openFolderSource({ name: 'x', path: '/nowhere', mapping: '/nowhere/m.json' }))).toBe('BAD_CONFIGURATION /nowhere/m.json: expected a mapping file, got none that can be read');
});

/** Every key of every object in a JSON schema. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null ? Object.keys(schema.properties) : [];
  return [...properties, ...Object.values(schema).flatMap(keysOf)];
}

test('the manual names every key of the schema', () => {
  const keys = [...new Set(keysOf(z.toJSONSchema(mappingSchema, { io: 'input', unrepresentable: 'any' })))];
  expect(keys.length).toBeGreaterThan(60);
  expect(keys.filter((key) => !DOCS.includes(`\`${key}\``) && !DOCS.includes(`"${key}"`))).toEqual([]);
});

test('the worked example of the manual does what the manual says', () => {
  const [csv, json] = [/```\n(Expenditure[^`]*)```/.exec(DOCS)![1]!, /```json\n(\{\n {2}"comment"[^`]*)```/.exec(DOCS)![1]!];
  const { ledgers, heldRows } = outcomeOf(drop({ 'payments/2026-10.csv': Buffer.from(csv, 'latin1'), 'README.txt': 'x' }, JSON.parse(json)));
  expect(ledgers.map(({ key, rows }) => [key, rows.map(({ amount }) => amount)])).toEqual([['expenditure/Parks/2026-10', [125_000, -12_050]]]);
  expect(heldRows).toEqual([]);
  const more = csv.replace(',Clerk', ',Clerk,X').replaceAll(',jb', ',jb,x');
  expect(refusalOf(() => outcomeOf(drop({ 'payments/2026-10.csv': Buffer.from(more, 'latin1') }, JSON.parse(json)))))
    .toBe('BAD_SOURCE payments/2026-10.csv: column 8 of 8 is neither mapped nor in "ignore"');
  const impossible = Buffer.from(csv.replace('23/10/2026', '31/11/2026'), 'latin1');
  expect(outcomeOf(drop({ 'payments/2026-10.csv': impossible }, JSON.parse(json))).heldRows[0]!.hold.detail).toBe('"date": expected a day that exists as dd/MM/yyyy, got 99/99/9999');
});
