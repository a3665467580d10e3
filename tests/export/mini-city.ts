/**
 * Mini city: a few papers and rows in a database whose tables bear the names of the
 * two views, and a content folder with the real policy and three made-up units.
 * Every person, number and address is made up.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LEDGER_COLUMNS, PAPER_COLUMNS } from '../../src/export/sources/sqlite-rows.ts';
import { runNight } from '../../src/export/pipeline.ts';
import type { NightReport } from '../../src/export/report.ts';
import type { Effects } from '../../src/model/effects.ts';
import type { Readers } from '../../src/export/readers.ts';
import { testEffects } from '../effects.ts';
import { testReaders } from '../readers.ts';

type Value = string | number | null;
export type PaperLine = Partial<Record<(typeof PAPER_COLUMNS)[number], Value>>;
export type RowLine = Partial<Record<(typeof LEDGER_COLUMNS)[number], Value>>;

const UNITS = [
  { id: 'mayor', parent: null, codes: ['6000'], names: [{ name: { ko: '시장실', en: 'Office of the Mayor' }, from: null, until: null }], mail: null, telephone: null },
  { id: 'roads', parent: 'mayor', codes: ['6100'], names: [{ name: { ko: '도로과', en: 'Roads Division' }, from: null, until: '2025-07-01' }, { name: { ko: '보행도로과', en: 'Streets Division' }, from: '2025-07-01', until: null }], mail: null, telephone: null },
  { id: 'parks', parent: 'mayor', codes: ['6200'], names: [{ name: { ko: '공원과', en: 'Parks Division' }, from: null, until: null }], mail: null, telephone: null },
];

/** An open paper of a division head; give what differs. */
export function paper(key: string, line: PaperLine = {}): PaperLine {
  return {
    paper_key: key, record_type: 'document', title: `보도 정비 계획 ${key}`, body: `1. 추진배경\n\n보행 환경을 개선하고자 함. (${key})\n`, public_body: null,
    unit_code: '6100', approver_rank: 'division-head', approval_kind: 'approved', approved_on: '2026-02-10', disclosure_code: '1', grounds: '',
    restricted_until: null, retention: '5', classification: '도로 > 보도 > 정비', task: '보도 정비', file_title: null,
    document_number: `보행도로과-${100 + key.length}`, registry_id: null, project: null, licence: 'kogl-1', is_withdrawn: 0, files: null, ...line,
  };
}

/** A payment of the roads division; give what differs. */
export function row(key: string | null, amount: number, line: RowLine = {}): RowLine {
  return {
    row_key: key, ledger_type: 'expenditure', unit_code: '6100', period: '2026-02', paid_on: '2026-02-05', paid_at: null, amount, purpose: '보도블록 구입',
    payee: '한빛석재', place: null, attendees: null, payment_method: '계좌이체', category: '시설비', headcount: null, account: null, project: null,
    document_number: null, method: null, valid_from: null, valid_until: null, licence: 'kogl-1', ...line,
  };
}

/** A content folder and a private folder below one root. */
export class MiniCity {
  readonly content: string;
  readonly private: string;
  readonly database: string;
  tonight = '2026-03-02';

  constructor(root: string) {
    this.content = join(root, 'content');
    this.private = join(root, 'private');
    this.database = join(this.private, 'city.sqlite');
    mkdirSync(join(this.content, 'organisations'), { recursive: true });
    mkdirSync(this.private);
    cpSync('content/policy', join(this.content, 'policy'), { recursive: true });
    writeFileSync(join(this.content, 'organisations', 'mini.json'), JSON.stringify({ id: 'mini', organisationClass: 'city', name: { ko: '작은시', en: 'Mini City' }, units: UNITS }));
    writeFileSync(join(this.content, 'city.json'), JSON.stringify({ name: { ko: '작은시', en: 'Mini City' }, siteUrl: 'https://mini.example', timeZone: 'Asia/Seoul', askMail: 'open@mini.example', licence: 'kogl-1' }));
    this.configure({});
  }

  /** Writes `sources.json`; give the keys of the one source that differ. */
  configure(entry: Record<string, unknown>): void {
    const source = { name: 'mini', kind: 'sqlite', path: 'city.sqlite', papers: { minimum: 0, maximum: 1000 }, rows: { minimum: 0, maximum: 1000 }, ...entry };
    writeFileSync(join(this.private, 'sources.json'), JSON.stringify({ sources: [source] }));
  }

  /** Replaces what the city's system holds. */
  fill(papers: readonly PaperLine[], rows: readonly RowLine[] = []): void {
    rmSync(this.database, { force: true });
    const database = new DatabaseSync(this.database);
    fillTable(database, 'release_papers', PAPER_COLUMNS, papers);
    fillTable(database, 'release_ledger_rows', LEDGER_COLUMNS, rows);
    database.close();
  }

  /** Runs a night. */
  night(effects: Effects = testEffects(), readers: Readers = testReaders()): NightReport {
    return runNight({ contentFolder: this.content, privateFolder: this.private, effects, readers, tonight: this.tonight });
  }
}

function fillTable(database: DatabaseSync, table: string, columns: readonly string[], lines: readonly Record<string, Value | undefined>[]): void {
  database.exec(`CREATE TABLE ${table} (${columns.join(', ')})`);
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  for (const line of lines) statement.run(...columns.map((column) => line[column] ?? null));
}
