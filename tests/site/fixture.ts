/**
 * A small city for the tests of catalogue and site: every kind of record and the
 * awkward ones among them. The policy, the organisations and the written pages are
 * the repository's own.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatLedgerRecord, formatTextRecord, formatTombstone } from '../../src/model/record-file.ts';
import type { LedgerRecord, LogEntry, RegisterRow, Row, TextRecord, Tombstone } from '../../src/model/record.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const LETTERS = '0123456789bcdfghjkmnpqrstvwxz';
const NONCE = '0123456789abcdef0123456789abcdef';
/** The night on which everything in the fixture was released. */
export const NIGHT = '2026-03-10';

/** Returns a valid id for a number. */
export function idOf(number: number): string {
  let rest = number;
  let id = '';
  for (let place = 0; place < 10; place += 1) {
    id = LETTERS[rest % LETTERS.length] + id;
    rest = Math.floor(rest / LETTERS.length);
  }
  return id;
}

const common = {
  organisation: 'haneul', unit: 'haneul-parks', unitName: '공원녹지과', releasedOn: NIGHT, disclosure: 'open', grounds: [], licence: 'kogl-1',
  masks: [], rule: 'phases/city', revision: 1, status: 'released', nonce: NONCE,
  history: [{ revision: 1, on: NIGHT, reason: 'approved', changed: [] }],
} satisfies Partial<TextRecord>;

/** Returns a text record; what is not given is ordinary. */
export function textRecord(number: number, given: Partial<TextRecord> = {}): TextRecord {
  return {
    ...common, id: idOf(number), type: 'document', title: `공원 정비 계획 ${number}`, approverRank: 'bureau-director', approvalKind: 'delegated',
    approvedOn: '2026-03-05', restrictedUntil: null, reviewDue: null, retention: '10', classification: ['지역개발', '공원', '공원 조성'],
    task: '공원 관리', file: '공원 정비(2026년)', documentNumber: `공원녹지과-${number}`, registryId: `HN${number}`, project: null,
    body: 'whole', textChars: 20, maskedChars: 0, files: [], cites: [], markdown: `# 배경\n\n공원을 정비합니다 ${number}.`, ...given,
  };
}

/** Returns a row of a ledger. */
export function row(number: number, given: Partial<Row> = {}): Row {
  return {
    id: idOf(1_000_000 + number), date: '2026-03-02', time: null, amount: 10_000, purpose: `수목 방제 ${number}`, payee: null, place: null, attendees: null,
    headcount: null, paymentMethod: null, category: null, account: null, project: null, documentNumber: null, method: null, from: null, until: null, ...given,
  };
}

/** Returns a ledger with its count and total. */
export function ledgerRecord(number: number, rows: Row[], given: Partial<LedgerRecord> = {}): LedgerRecord {
  return {
    ...common, id: idOf(number), type: 'expenditure', period: '2026-03', currency: { code: 'KRW', decimals: 0 },
    rowCount: rows.length, totalAmount: rows.reduce((sum, { amount }) => sum + amount, 0), rows, ...given,
  };
}

/** Returns a tombstone. */
export function tombstone(number: number): Tombstone {
  return { id: idOf(number), type: 'document', status: 'withdrawn', revision: 2, releasedOn: NIGHT, withdrawnOn: '2026-03-11', reason: 'officer-decision' };
}

/** Path of a record below `content/`. */
export function pathOf(record: TextRecord | LedgerRecord | Tombstone): string {
  const isLedger = 'rows' in record;
  const day = isLedger ? `${record.period}-01` : 'approvedOn' in record ? record.approvedOn ?? record.releasedOn : record.releasedOn;
  return `records/${record.type}/${day.slice(0, 4)}/${day.slice(5, 7)}/${record.id}.${isLedger ? 'json' : 'md'}`;
}

/** Writes a file, with the folders above it. */
export function put(content: string, path: string, text: string): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

/** Writes a record and returns its path. */
export function putRecord(content: string, record: TextRecord | LedgerRecord | Tombstone): string {
  const path = pathOf(record);
  const text = record.status === 'withdrawn' ? formatTombstone(record, path) : 'rows' in record ? formatLedgerRecord(record) : formatTextRecord(record);
  put(content, path, text);
  return path;
}

/** Removes a record's file. */
export function removeRecord(content: string, record: TextRecord | LedgerRecord): void {
  rmSync(join(content, pathOf(record)));
}

/** Writes one night's log of releases, from an index on. */
export function putLog(content: string, night: string, records: readonly { id: string; path: string }[], from = 0): void {
  const entries = records.map(({ id, path }, at): LogEntry => ({ index: from + at, on: night, event: 'release', id, path, revision: 1, sha256: 'a'.repeat(64), reason: 'approved' }));
  put(content, `log/${night}.jsonl`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

/** Returns a row of the register. */
export function registerRow(number: number, given: Partial<RegisterRow> = {}): RegisterRow {
  return {
    id: idOf(number), type: 'document', status: 'listed', title: null, documentNumber: null, organisation: 'haneul', unit: 'haneul-parks', unitName: '공원녹지과',
    approverRank: 'division-head', approvedOn: '2026-03-03', period: null, listedOn: NIGHT, releasedOn: null, disclosure: 'closed', grounds: [5],
    opensOn: '2031-03-03', rule: 'exemptions/5-deliberation', path: null, ...given,
  };
}

/** A body with everything that must not get through. */
export const HOSTILE = [
  '# <b>머리</b>', '', '<script>alert(1)</script>', '', '<img src=x onerror=alert(1)>', '', '[눌러](javascript:alert(1)) [안](/etc/passwd) [옆](other.hwp)',
  '', '[성명 가림·제6호](과장)이 [휴대전화 가림·제6호](tel:1)로 알림', '', '![그림 설명](http://tracker.example/a.png)', '', '<iframe srcdoc="<script>1</script>"></iframe>',
  '', '| 이름 | 금액 |', '|---|---:|', '| [성명 가림·제6호] | 1,000 |', '', '각주[^1]', '', '[^1]: 끝', '', '[밖](https://law.go.kr/법령)',
].join('\n');

/** What three records say: a place of the gazetteer, and a word that makes a keyword. */
const PLAYGROUND = '별무리동 놀이터를 고칩니다. 놀이터의 모래를 바꿉니다.';

/** The awkward records, by what is awkward. */
export const RECORDS = {
  plan: textRecord(1, { title: '2026년 어린이공원 정비 계획', project: 'PK-1', cites: ['공원녹지과-2', '없는과-9'] }),
  cited: textRecord(2, { title: '어린이공원 현황 조사', approvedOn: '2026-02-01' }),
  hostile: textRecord(3, { title: '<script>alert("제목")</script> & [성명 가림·제6호]', markdown: HOSTILE, disclosure: 'partial', grounds: [6], maskedChars: 12, textChars: 300, masks: [{ kind: 'mobile', ground: 6, count: 2 }] }),
  long: textRecord(4, { title: '아주 긴 제목 '.repeat(71).slice(0, 500).trim() }),
  empty: textRecord(5, { title: '본문이 없는 문서', markdown: '', textChars: 0 }),
  withheld: textRecord(6, { title: '본문 비공개 문서', body: 'withheld', markdown: '', disclosure: 'partial', grounds: [5], files: [
    { name: '붙임.hwp', role: 'attachment', format: 'hwp', sizeBytes: 40_960, disclosure: 'closed', grounds: [5], text: null, textForm: 'plain' as const, sheets: [], original: null, textChars: 0, maskedChars: 0 },
    { name: '명단 [성명 가림·제6호].csv', role: 'attachment', format: 'csv', sizeBytes: 311, disclosure: 'partial', grounds: [6], text: '이름,금액\n[성명 가림·제6호],1000 <b>\n\n둘째', textForm: 'plain' as const, sheets: [], original: null, textChars: 30, maskedChars: 3 },
    { name: null, role: 'attachment', format: '', sizeBytes: 0, disclosure: 'open', grounds: [], text: '', textForm: 'plain' as const, sheets: [], original: null, textChars: 0, maskedChars: 0 },
  ] }),
  publicVersion: textRecord(7, { title: '공개용 본문 문서', body: 'public-version', disclosure: 'partial', grounds: [7] }),
  mixed: textRecord(8, { title: '漢字 English かな 한글 العربية 🌳', type: 'minutes', documentNumber: null, approverRank: null, approvalKind: null, markdown: 'مرحبا\n\n漢字 🌳 '.repeat(40) }),
  former: textRecord(9, { title: '옛 부서의 문서', unitName: '푸른도시과', approvedOn: '2019-05-05', releasedOn: NIGHT }),
  district: textRecord(10, { title: '자치구 문서', organisation: 'eunyeoul', unit: 'eunyeoul-cleaning', unitName: '청소행정과', approverRank: 'vice-mayor', project: 'a.b' }),
  spending: ledgerRecord(20, [
    row(1, { documentNumber: '공원녹지과-1', project: 'PK-1', amount: 1_234_567, payee: '㈜푸른<나무>' }), row(2, { amount: -2_000_000, purpose: '지급 취소' }),
    row(3, { purpose: null, date: null }),
  ]),
  large: ledgerRecord(21, Array.from({ length: 301 }, (_, at) => row(100 + at, { headcount: 3, place: '[상호 가림·제7호]' })), { type: 'business-expense', disclosure: 'partial', grounds: [7] }),
  none: ledgerRecord(22, [], { type: 'contract' }),
  pounds: ledgerRecord(23, [row(900, { amount: 125_050 }), row(901, { amount: -12_050 })], { currency: { code: 'GBP', decimals: 2 }, period: '2026-02', licence: 'ogl-3' }),
  budget: ledgerRecord(24, [row(950, { amount: 500_000_000, purpose: '어린이공원 정비', project: 'PK-1', date: null })], { type: 'budget', period: '2026' }),
  climate: ledgerRecord(25, [row(960, { amount: 70_000, purpose: '기후 대책 회의' })], { type: 'business-expense', unit: 'haneul-climate', unitName: '기후에너지과' }),
  gone: tombstone(30),
  swings: textRecord(11, { title: '별무리동 놀이터 그네', markdown: PLAYGROUND }), slide: textRecord(12, { title: '별무리동 놀이터 미끄럼틀', markdown: PLAYGROUND }), sandpit: textRecord(13, { title: '별무리동 놀이터 모래밭', markdown: PLAYGROUND }),
};

/** Enough records of one unit that its list has closed blocks. */
export const MANY = Array.from({ length: 120 }, (_, at) => textRecord(5_000 + at, {
  title: `자주 묻는 질문 ${at}`, type: 'question-answer', unit: 'haneul-digital', unitName: '디지털정책담당관', approverRank: null, approvalKind: null,
  documentNumber: null, classification: [], task: null, approvedOn: `2026-01-${String((at % 28) + 1).padStart(2, '0')}`,
}));

/** Writes the whole fixture into a folder and returns the paths of its records. */
export function writeFixture(content: string): string[] {
  for (const name of ['policy', 'organisations', 'city.json', 'pages', 'places', 'spending', 'projects', 'search']) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
  const records = [...Object.values(RECORDS), ...MANY];
  const written = records.map((record) => ({ id: record.id, path: putRecord(content, record) }));
  putLog(content, NIGHT, written);
  const rows = [
    registerRow(100, { title: '감사 결과 처분 요구' }), registerRow(101, { status: 'held', disclosure: null, grounds: [], unit: null, unitName: null, opensOn: null, rule: 'holds/persons-in-titles' }),
    registerRow(102, { status: 'held', type: 'expenditure', period: '2026-03', approvedOn: null, disclosure: null, grounds: [], opensOn: null }),
    registerRow(30, { status: 'withdrawn', path: pathOf(RECORDS.gone), disclosure: 'open', grounds: [], opensOn: null }),
    registerRow(103, { disclosure: 'restricted-until', title: '<b>제한</b> 문서', opensOn: '2026-12-31' }),
    registerRow(104, { disclosure: 'open', grounds: [], opensOn: null, title: '직급이 낮은 문서' }),
    ...[...Object.values(RECORDS), ...MANY].filter((record) => record.status === 'released').map((record) => registerRow(0, {
      id: record.id, type: record.type, status: 'released', title: 'title' in record ? record.title : null, unit: record.unit, unitName: record.unitName,
      approvedOn: 'approvedOn' in record ? record.approvedOn : null, period: 'period' in record ? record.period : null, releasedOn: NIGHT,
      disclosure: record.disclosure, grounds: record.grounds, opensOn: null, path: pathOf(record),
    })),
  ];
  put(content, 'register/2026/03.jsonl', rows.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return written.map(({ path }) => path);
}
