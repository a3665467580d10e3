/**
 * Random city: a content folder that goes through random nights: papers come, are
 * amended, moved in time or to another unit, opened, held, withdrawn and come back; tables
 * get and lose rows. It keeps what the export keeps: nights only follow nights, the log
 * only grows, a record has its id for ever. The same seed gives the same nights.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LedgerRecord, LogEntry, RegisterRow, TextRecord, Tombstone } from '../../src/model/record.ts';
import { formatLedgerRecord, formatTextRecord, formatTombstone } from '../../src/model/record-file.ts';
import { ledgerRecord, pathOf, registerRow, row, textRecord } from '../site/fixture.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const WORDS = ['공원', '놀이터', '하천', '수목', '방제', '가로등', '보도블록', '주차장', '어린이집', '경로당', '도서관', '축제', '상수도', '하수관', '청사', '민원', '예산', '감사', '교통', '신호등', '자전거', '둘레길', '별무리동', '솔빛천', '기후', '태양광', '급식', '방역', '체육관', '시장'];
const UNITS = [['haneul-parks', '공원녹지과'], ['haneul-climate', '기후에너지과'], ['haneul-digital', '디지털정책담당관'], ['haneul-audit', '감사담당관']] as const;
const CLASSES = [['지역개발', '공원', '공원 조성'], ['지역개발', '공원', '공원 관리'], ['환경', '기후'], ['일반행정'], []];
const RANKS = ['division-head', 'bureau-director', 'vice-mayor', null] as const;
const TYPES = ['document', 'minutes', 'press-release', 'question-answer'] as const;
const LEDGERS = ['expenditure', 'business-expense', 'budget', 'contract'] as const;
const PROJECTS = ['PK-1', 'CL-2', 'WT-3', null, null];

type Released = TextRecord | LedgerRecord;
interface Paper { number: number; record: Released | Tombstone | null; line: RegisterRow; month: string }

/** A city whose nights are random. */
export class RandomCity {
  readonly content: string;
  readonly #next: () => number;
  readonly #papers: Paper[] = [];
  #day = Date.parse('2026-01-05');
  #log = 0;
  #numbers = 0;
  #rows = 0;
  #nights = 0;

  constructor(content: string, seed: number) {
    this.content = content;
    this.#next = generatorOf(seed);
    for (const name of ['policy', 'organisations', 'city.json', 'pages', 'places', 'spending', 'projects', 'search']) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
  }

  /** One night: `added` new papers and `changes` changes of those that are there. Returns what it did, for the message of a test that fails. */
  night(added: number, changes: number): string[] {
    this.#day += 86_400_000 * this.#int(1, 20);
    const night = dayOf(this.#day);
    const entries: LogEntry[] = [];
    const done: string[] = [];
    const months = new Set<string>();
    const note = (paper: Paper, what: string) => { months.add(paper.month); done.push(`${what} ${paper.record?.id ?? paper.line.id}`); };
    const log = (paper: Paper, event: LogEntry['event'], reason: LogEntry['reason']) => {
      const { record } = paper;
      entries.push({ index: this.#log, on: night, event, id: record!.id, path: paper.line.path!, revision: record!.revision, sha256: record!.status === 'withdrawn' ? null : sha256Of(formatRecord(record!, paper.line.path!)), reason });
      this.#log += 1;
    };
    for (let count = 0; count < changes && this.#papers.length > 0; count += 1) this.#change(this.#one(this.#papers), night, log, note);
    for (let count = 0; count < added; count += 1) this.#add(night, log, note);
    this.#write(entries, months);
    return done;
  }

  /** The portal was sealed: an entry of the log that is not this city's. */
  sealed(): void {
    this.#log += 1;
    this.#nights += 1;
  }

  #add(night: string, log: (paper: Paper, event: 'release', reason: 'approved') => void, note: (paper: Paper, what: string) => void): void {
    const number = this.#numbers += 1;
    const kind = this.#int(0, 9);
    const day = dayOf(this.#day - 86_400_000 * this.#int(0, 60));
    const line = registerRow(number, { approvedOn: day, listedOn: night, ...unitOf(this.#one(UNITS)) });
    const paper: Paper = { number, record: null, line, month: day.slice(0, 7).replace('-', '/') };
    this.#papers.push(paper);
    if (kind === 0) {
      paper.line = { ...line, ...this.#one([{ disclosure: 'closed' as const }, { disclosure: 'restricted-until' as const, opensOn: dayOf(this.#day + 86_400_000 * this.#int(10, 400)) }, { status: 'held' as const, disclosure: null, grounds: [], opensOn: null }]) };
      return note(paper, 'listed');
    }
    paper.record = kind < 7 ? this.#text(number, night, day) : this.#ledger(number, night, day);
    this.#release(paper, night);
    log(paper, 'release', 'approved');
    note(paper, 'released');
  }

  #change(paper: Paper, night: string, log: (paper: Paper, event: LogEntry['event'], reason: LogEntry['reason']) => void, note: (paper: Paper, what: string) => void): void {
    const { record } = paper;
    if (record === null) {
      if (this.#next() < 0.5) return;
      paper.record = this.#text(paper.number, night, paper.line.approvedOn ?? night);
      this.#release(paper, night);
      log(paper, 'release', 'restriction-ended');
      return note(paper, 'opened');
    }
    if (record.status === 'withdrawn') {
      const path = paper.line.path!;
      const fresh = path.endsWith('.json') ? this.#ledger(paper.number, night, `${path.slice(-21, -17)}-${path.slice(-16, -14)}-02`) : this.#text(paper.number, night, paper.line.approvedOn ?? night);
      if (this.#next() < 0.7 || pathOf(fresh) !== path) return;
      paper.record = { ...fresh, revision: record.revision + 1, releasedOn: record.releasedOn };
      this.#release(paper, record.releasedOn);
      log(paper, 'restore', 'officer-decision');
      return note(paper, 'restored');
    }
    if (this.#next() < 0.2) {
      paper.record = { id: record.id, type: record.type, status: 'withdrawn', revision: record.revision + 1, releasedOn: record.releasedOn, withdrawnOn: night, reason: 'officer-decision' };
      paper.line = { ...paper.line, status: 'withdrawn', title: null };
      log(paper, 'withdraw', 'officer-decision');
      return note(paper, 'withdrawn');
    }
    paper.record = 'rows' in record ? this.#amendedLedger(record, night) : this.#amendedText(record, night);
    this.#release(paper, record.releasedOn);
    log(paper, 'amend', 'source-changed');
    note(paper, 'amended');
  }

  #amendedText(record: TextRecord, night: string): TextRecord {
    const fresh = this.#text(0, night, record.approvedOn ?? night);
    // The path holds the month of approval: a day may be corrected within it.
    const given = this.#one<Partial<TextRecord>[]>([
      { title: fresh.title }, { markdown: fresh.markdown }, { approvedOn: `${record.approvedOn!.slice(0, 8)}${String(this.#int(1, 28)).padStart(2, '0')}` }, unitOf(this.#one(UNITS)),
      { classification: fresh.classification }, { project: fresh.project }, { cites: fresh.cites }, { approverRank: fresh.approverRank }, { documentNumber: `개정과-${this.#int(1, 99)}` },
      { disclosure: 'partial', grounds: [6], masks: [{ kind: 'mobile', ground: 6, count: 1 }], maskedChars: 3, textChars: 40 }, { files: fresh.files }, { task: fresh.task },
    ]);
    return { ...record, ...given, ...amendment(record, night) };
  }

  #amendedLedger(record: LedgerRecord, night: string): LedgerRecord {
    const rows = this.#next() < 0.3 ? record.rows.slice(1) : [...record.rows, ...this.#ledger(0, night, `${record.period}-02`.slice(0, 10)).rows.slice(0, this.#int(1, 3))];
    return { ...record, rows, rowCount: rows.length, totalAmount: rows.reduce((sum, { amount }) => sum + amount, 0), ...amendment(record, night) };
  }

  #text(number: number, night: string, day: string): TextRecord {
    const words = (count: number) => Array.from({ length: count }, () => this.#one(WORDS)).join(' ');
    const files = this.#next() < 0.3 ? [{ name: `${words(1)}.csv`, role: 'attachment' as const, format: 'csv', sizeBytes: 100, disclosure: 'open' as const, grounds: [], text: words(4), textForm: 'plain' as const, sheets: [{ name: '표', csv: `이름,값\n${words(1)},1\n` }], original: null, textChars: 9, maskedChars: 0 }] : [];
    return textRecord(number, {
      type: this.#one(TYPES), title: `${words(2)} 계획 ${this.#int(1, 9)}`, markdown: `# ${words(1)}\n\n${words(25)}\n\n${words(15)}`, approvedOn: day, releasedOn: night, ...unitOf(this.#one(UNITS)),
      classification: this.#one(CLASSES), project: this.#one(PROJECTS), cites: this.#next() < 0.3 ? [`${this.#one(UNITS)[1]}-${this.#int(1, Math.max(2, this.#numbers))}`] : [], approverRank: this.#one(RANKS),
      documentNumber: `${this.#one(UNITS)[1]}-${number}`, task: `${this.#one(WORDS)} 관리`, file: `${this.#one(WORDS)} 업무`, files, history: [{ revision: 1, on: night, reason: 'approved', changed: [] }],
    });
  }

  #ledger(number: number, night: string, day: string): LedgerRecord {
    const rows = Array.from({ length: this.#one([1, 3, 8, 8, 320]) }, () => row(this.#rows += 1, {
      date: day, amount: this.#int(1, 60) * 10_000 - (this.#next() < 0.1 ? 900_000 : 0), purpose: this.#one(WORDS), payee: this.#next() < 0.5 ? `㈜${this.#one(WORDS)}` : null, time: this.#next() < 0.2 ? '23:30' : null,
      headcount: this.#int(1, 9), project: this.#one(PROJECTS), documentNumber: this.#next() < 0.4 ? `${this.#one(UNITS)[1]}-${this.#int(1, Math.max(2, this.#numbers))}` : null,
    }));
    return ledgerRecord(number, rows, { type: this.#one(LEDGERS), period: day.slice(0, 7), releasedOn: night, ...unitOf(this.#one(UNITS)), history: [{ revision: 1, on: night, reason: 'approved', changed: [] }] });
  }

  /** The register says what the record says. */
  #release(paper: Paper, releasedOn: string): void {
    const record = paper.record as Released;
    paper.line = {
      ...paper.line, id: record.id, type: record.type, status: 'released', title: 'title' in record ? record.title : null, documentNumber: 'documentNumber' in record ? record.documentNumber : null,
      unit: record.unit, unitName: record.unitName, approvedOn: 'approvedOn' in record ? record.approvedOn : null, period: 'period' in record ? record.period : null,
      releasedOn, disclosure: record.disclosure, grounds: record.grounds, opensOn: null, path: paper.line.path ?? pathOf(record),
    };
  }

  #write(entries: readonly LogEntry[], months: ReadonlySet<string>): void {
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(this.content, path)), { recursive: true });
      writeFileSync(join(this.content, path), text);
    };
    const changed = new Set(entries.map(({ id }) => id));
    for (const { record, line } of this.#papers) {
      if (record === null || !changed.has(record.id)) continue;
      put(line.path!, formatRecord(record, line.path!));
    }
    if (entries.length > 0) put(`log/${String(this.#nights += 1).padStart(6, '0')}.jsonl`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    for (const month of months) put(`register/${month}.jsonl`, this.#papers.filter((paper) => paper.month === month).map(({ line }) => `${JSON.stringify(line)}\n`).join(''));
  }

  #int(least: number, most: number): number { return least + Math.floor(this.#next() * (most - least + 1)); }
  #one<T extends readonly unknown[]>(values: T): T[number] { return values[Math.floor(this.#next() * values.length)]; }
}

function formatRecord(record: Released | Tombstone, path: string): string {
  if (record.status === 'withdrawn') return formatTombstone(record, path);
  return 'rows' in record ? formatLedgerRecord(record) : formatTextRecord(record);
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function amendment({ revision, history }: Released, night: string): Pick<TextRecord, 'revision' | 'history'> {
  return { revision: revision + 1, history: [...history, { revision: revision + 1, on: night, reason: 'source-changed', changed: [] }] };
}

function unitOf([unit, unitName]: readonly [string, string]): { unit: string; unitName: string } {
  return { unit, unitName };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Mulberry32: small, and the same everywhere. */
function generatorOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
