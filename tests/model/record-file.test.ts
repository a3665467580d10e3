import { describe, expect, test } from 'vitest';
import { formatLedgerRecord, formatTextRecord, formatTombstone, parseRecord } from '../../src/model/record-file.ts';
import type { LedgerRecord, TextRecord, Tombstone } from '../../src/model/record.ts';

const common = {
  id: '0123456789', organisation: 'mini', unit: 'roads', unitName: '도로과', releasedOn: '2026-03-02', disclosure: 'open' as const, grounds: [],
  licence: 'kogl-1' as const, masks: [], rule: 'phases/city', revision: 1, status: 'released' as const,
  history: [{ revision: 1, on: '2026-03-02', reason: 'approved' as const, changed: [] }], nonce: 'ab'.repeat(16),
};

const text: TextRecord = {
  ...common, type: 'document', title: '보도 "정비" 계획: 1차', approverRank: 'mayor', approvalKind: null, approvedOn: '2026-02-10', restrictedUntil: null,
  reviewDue: null, retention: '5', classification: ['도로', '보도'], task: null, file: null, documentNumber: '도로과-1', registryId: null, project: null,
  body: 'whole', textChars: 5, maskedChars: 0, cites: [], markdown: '# 가\n\n---\n나',
  files: [{ name: '붙임.txt', role: 'attachment', format: 'txt', sizeBytes: 3, disclosure: 'open', grounds: [], text: '줄1\n---\n줄2', textForm: 'plain' as const, sheets: [], original: null, textChars: 9, maskedChars: 0 }],
};

const row = {
  date: '2026-02-05', time: null, purpose: '다과', payee: null, place: null, attendees: null, headcount: 3, paymentMethod: null, category: null,
  account: null, project: null, documentNumber: null, method: null, from: null, until: null,
};

const ledger: LedgerRecord = {
  ...common, type: 'expenditure', period: '2026-02', currency: { code: 'KRW', decimals: 0 }, rowCount: 2, totalAmount: 400,
  rows: [{ ...row, id: '1111111111', amount: 900 }, { ...row, id: '2222222222', amount: -500 }],
};

const tombstone: Tombstone = { id: '0123456789', type: 'document', status: 'withdrawn', revision: 2, releasedOn: '2026-03-02', withdrawnOn: '2026-03-05', reason: 'closed-at-source' };

describe('what is written is read back', () => {
  test('a text', () => expect(parseRecord('a.md', formatTextRecord(text))).toEqual(text));
  test('a text without a body', () => expect(parseRecord('a.md', formatTextRecord({ ...text, markdown: '' }))).toEqual({ ...text, markdown: '' }));
  test('a ledger', () => expect(parseRecord('a.json', formatLedgerRecord(ledger))).toEqual(ledger));
  test('a ledger without rows', () => {
    const empty = { ...ledger, rows: [], rowCount: 0, totalAmount: 0 };
    expect(parseRecord('a.json', formatLedgerRecord(empty))).toEqual(empty);
  });
  test('a tombstone of a text', () => expect(parseRecord('a.md', formatTombstone(tombstone, 'a.md'))).toEqual(tombstone));
  test('a tombstone of a ledger', () => expect(parseRecord('a.json', formatTombstone(tombstone, 'a.json'))).toEqual(tombstone));
});

test('the same record gives the same bytes, whatever the order of its keys', () => {
  const shuffled = Object.fromEntries(Object.entries(text).reverse()) as unknown as TextRecord;
  expect(formatTextRecord(shuffled)).toBe(formatTextRecord(text));
});

describe('refuses', () => {
  test.each([
    ['an unknown key', { ...text, approver: '이름' }, '0123456789: unknown key "approver" in "the whole"'],
    ['a day that does not exist', { ...text, approvedOn: '2026-02-30' }, '0123456789: "approvedOn": expected a day that exists, YYYY-MM-DD'],
    ['an unknown key in a file', { ...text, files: [{ ...text.files[0]!, author: '이름' }] }, '0123456789: unknown key "author" in "files.0"'],
  ])('%s', (_, record, message) => expect(() => formatTextRecord(record as TextRecord)).toThrow(message));

  test('a total that does not agree with its rows', () => {
    expect(() => formatLedgerRecord({ ...ledger, totalAmount: 1 })).toThrow('0123456789: expected 2 rows with a total of 1, got 2 with 400');
  });
  test('a truncated ledger', () => {
    expect(() => parseRecord('a.json', formatLedgerRecord(ledger).slice(0, -9))).toThrow('a.json: expected JSON');
  });
  test('a fraction of a won', () => {
    expect(() => formatLedgerRecord({ ...ledger, rows: [{ ...ledger.rows[0]!, amount: 0.5 }] })).toThrow('"rows.0.amount"');
  });
});
