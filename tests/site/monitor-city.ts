/**
 * A city of a few papers for the monitor and the manual: every state, every thing that
 * can be missing, and nights after the first. Its policy is the repository's own.
 */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry, RegisterRow } from '../../src/model/record.ts';
import { idOf, ledgerRecord, put, putRecord, registerRow, row, textRecord, tombstone } from './fixture.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
/** What nights write; everything else in content/ is written by people. */
const GENERATED = ['records', 'register', 'log', 'originals'];

const file = (given: object) => ({ name: '붙임.pdf', role: 'attachment' as const, format: 'pdf', sizeBytes: 10, disclosure: 'open' as const, grounds: [], text: '글', textForm: 'plain' as const, sheets: [], original: null, textChars: 1, maskedChars: 0, ...given });
/** The night that brought everything older. */
export const FIRST = '2026-03-10';

/** Each text by what it is an example of. */
export const TEXTS = {
  complete: textRecord(1, { files: [file({}), file({ disclosure: 'closed', grounds: [5] })], textChars: 100 }),
  masked: textRecord(2, { textChars: 50, maskedChars: 10, masks: [{ kind: 'mobile', ground: 6, count: 2 }] }),
  unread: textRecord(3, { files: [file({ text: null }), file({})], textChars: 10 }),
  cover: textRecord(4, { disclosure: 'partial', grounds: [5], body: 'withheld', markdown: '', textChars: 0, files: [file({ text: null, disclosure: 'closed', grounds: [5] })] }),
  later: textRecord(5, { unit: 'haneul-digital', releasedOn: '2026-04-02', approvedOn: '2026-03-30' }),
  undated: textRecord(6, { unit: 'haneul-digital', type: 'question-answer', approvedOn: null, releasedOn: '2026-04-02' }),
};
export const LEDGERS = {
  open: ledgerRecord(20, [row(1)], { rule: 'ledgers' }),
  column: ledgerRecord(21, [row(2)], { rule: 'ledgers', type: 'business-expense', disclosure: 'partial', grounds: [6] }),
  masked: ledgerRecord(22, [row(3)], { rule: 'ledgers', type: 'business-expense', period: '2026-02', disclosure: 'partial', grounds: [6], masks: [{ kind: 'account', ground: 6, count: 3 }] }),
};
/** Papers without a record, by the state they are an example of. */
export const STATES: [state: string, given: Partial<RegisterRow>][] = [
  ['listed', { disclosure: 'open', grounds: [], rule: 'phases/city' }], ['listed', { disclosure: 'partial', grounds: [5, 6], rule: 'phases/city' }],
  ['restricted', { disclosure: 'restricted-until', grounds: [8] }], ['closed', { disclosure: 'closed', grounds: [5] }],
  ['held', { status: 'held', disclosure: 'open', grounds: [], rule: 'holds/persons-in-titles', listedOn: '2026-03-12' }], ['held', { status: 'held', disclosure: 'closed', grounds: [], unit: null, unitName: null, rule: 'phases' }],
  ['withdrawn', { status: 'withdrawn', disclosure: 'open', grounds: [], path: 'x' }],
];

/** Writes the records, the register and the log, with as many questions beside as a share needs. */
export function writeMonitorCity(content: string, { questions = 0 } = {}): void {
  const texts = [...Object.values(TEXTS), ...Array.from({ length: questions }, (_, at) => textRecord(200 + at, { type: 'question-answer', unit: 'haneul-digital', unitName: '디지털정책담당관', approverRank: null, approvalKind: null }))];
  const records = [...texts, ...Object.values(LEDGERS), tombstone(30)];
  const paths = new Map(records.map((record) => [record.id, putRecord(content, record)]));
  const released = [...texts, ...Object.values(LEDGERS)].map((record) => registerRow(0, {
    id: record.id, type: record.type, status: 'released', unit: record.unit, disclosure: record.disclosure, grounds: record.grounds, rule: record.rule,
    approvedOn: 'approvedOn' in record ? record.approvedOn : null, period: 'period' in record ? record.period : null, releasedOn: record.releasedOn, path: paths.get(record.id)!,
  }));
  const rows = [...released, ...STATES.map(([, given], at) => registerRow(100 + at, given))];
  put(content, 'register/2026/03.jsonl', rows.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const entry = (index: number, on: string, number: number, event: LogEntry['event'], reason: LogEntry['reason'], revision = 1): LogEntry => ({ index, on, event, id: idOf(number), path: 'x', revision, sha256: event === 'withdraw' ? null : 'a'.repeat(64), reason });
  const log = (night: string, entries: LogEntry[]) => put(content, `log/${night}.jsonl`, entries.map((line) => `${JSON.stringify(line)}\n`).join(''));
  log(FIRST, [1, 2, 3, 4, 20, 21, 22, 30].map((number, at) => entry(at, FIRST, number, 'release', 'approved')));
  log('2026-04-02', [entry(8, '2026-04-02', 5, 'release', 'officer-decision'), entry(9, '2026-04-02', 6, 'release', 'approved'), entry(10, '2026-04-02', 1, 'amend', 'source-changed', 2), entry(11, '2026-04-02', 2, 'amend', 'source-changed', 2)]);
  log('2027-01-05', [entry(12, '2027-01-05', 30, 'withdraw', 'personal-information', 2), entry(13, '2027-01-05', 3, 'restore', 'officer-decision', 3)]);
}

/** Copies what people write: policy, organisations, pages and the rest. */
export function copyWritten(content: string): void {
  for (const name of readdirSync(join(REPOSITORY, 'content')).filter((one) => !GENERATED.includes(one))) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
}
