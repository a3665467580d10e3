/**
 * Night: what one night of the scale corpus adds to `content/`: records, log, register. A
 * measured night also amends some older records and takes a few back. Everything follows
 * from seed and number of the night, and the log comes last: a night that was cut off is
 * made again and gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatLedgerRecord, formatTextRecord, formatTombstone } from '../../../src/model/record-file.ts';
import type { LogEntry, RegisterRow } from '../../../src/model/record.ts';
import { lastEntry } from '../../seal/log-entries.ts';
import { dayOf, nightsOf, recordsOf, type Shape } from './calendar.ts';
import { closedRowOf, factsOf, registerRowOf, type RecordFacts, type ScaleCity } from './facts.ts';
import { ledgerRecordOf } from './ledger-record.ts';
import { textRecordOf } from './text-record.ts';

/** How many papers stay closed for one that is released, and what a night amends and takes back for one new record. */
const [CLOSED, AMENDED, WITHDRAWN] = [0.1, 0.01, 0.002];
/** Far apart and without a factor in common with round numbers: older records are reached evenly. */
const STEP = 7919;

/** What a night did. */
export interface NightCounts { added: number; amended: number; withdrawn: number; bytes: number }

/** The register, month by month, as the nights fill it. */
export interface Register { set(month: string, row: RegisterRow): void }

/** Records that a measured night changes: half of them of the last weeks, the others anywhere. */
export function changesOf(shape: Shape, night: number): { amended: number[]; withdrawn: number[] } {
  const nth = night - nightsOf(shape);
  if (nth < 1) return { amended: [], withdrawn: [] };
  const many = Math.max(1, Math.round(shape.nightly * AMENDED));
  const few = Math.max(1, Math.round(shape.nightly * WITHDRAWN));
  const recent = Math.min(shape.records, shape.nightly * 20);
  const taken = Array.from({ length: many + few }, (_, at) => {
    const place = (nth - 1) * (many + few) + at;
    return at % 2 === 0 ? shape.records - 1 - ((place * STEP) % recent) : (place * STEP + 3) % shape.records;
  });
  const different = [...new Set(taken)];
  return { amended: different.slice(0, many), withdrawn: different.slice(many) };
}

/** Writes one night below `content`; returns what it did. */
export function writeNight(city: ScaleCity, night: number, content: string, register: Register): NightCounts {
  const { shape } = city;
  const [{ start, end }, day] = [recordsOf(shape, night), dayOf(shape, night)];
  const { logFile, index, isDone } = placeInLog(shape, night, day, content);
  const writer = new NightWriter(city, content, day, index, isDone);
  for (let n = start; n < end; n += 1) {
    const facts = factsOf(city, n);
    writer.put('release', facts);
    register.set(monthOf(registerRowOf(facts)), registerRowOf(facts));
    if (Math.floor(n * CLOSED) !== Math.floor((n + 1) * CLOSED)) addClosed(city, n, day, register);
  }
  const { amended, withdrawn } = earlier(shape, night);
  for (const n of amended) writer.put('amend', factsOf(city, n));
  for (const n of withdrawn) {
    const facts = factsOf(city, n);
    writer.put('withdraw', facts);
    register.set(monthOf(registerRowOf(facts)), registerRowOf(facts, true));
  }
  writer.writeLog(logFile);
  return { added: end - start, amended: amended.length, withdrawn: withdrawn.length, bytes: writer.bytes };
}

/** The changes of a night without those that an earlier measured night has made already. */
function earlier(shape: Shape, night: number): ReturnType<typeof changesOf> {
  const before = new Set<number>();
  for (let past = nightsOf(shape) + 1; past < night; past += 1) for (const n of Object.values(changesOf(shape, past)).flat()) before.add(n);
  const { amended, withdrawn } = changesOf(shape, night);
  return { amended: amended.filter((n) => !before.has(n)), withdrawn: withdrawn.filter((n) => !before.has(n)) };
}

/** Where the log of a night stands, its first index, and whether it is written. A measured night comes behind the seals of the nights before, where there are any. */
function placeInLog(shape: Shape, night: number, day: string, content: string): { logFile: string; index: number; isDone: boolean } {
  const fileOf = (number: number) => join(content, 'log', `${String(number).padStart(6, '0')}.jsonl`);
  if (night <= nightsOf(shape)) return { logFile: fileOf(night), index: recordsOf(shape, night).start, isDone: existsSync(fileOf(night)) };
  const written = readdirSync(join(content, 'log')).length;
  const isOfDay = (number: number) => new RegExp(`^{"index":\\d+,"on":"${day}","event":"(?!seal)`).test(readFileSync(fileOf(number), 'utf8'));
  const own = [written, written - 1].find(isOfDay);
  return own === undefined ? { logFile: fileOf(written + 1), index: lastEntry(content).index + 1, isDone: false } : { logFile: fileOf(own), index: 0, isDone: true };
}

function addClosed(city: ScaleCity, n: number, day: string, register: Register): void {
  const row = closedRowOf(city, n, day);
  register.set(monthOf(row), row);
}

function monthOf(row: RegisterRow): string {
  const day = row.approvedOn ?? row.period!;
  return day.length === 4 ? `${day}/01` : day.slice(0, 7).replace('-', '/');
}

/** Writes records and remembers what the log says of them. */
class NightWriter {
  bytes = 0;
  readonly #city: ScaleCity;
  readonly #content: string;
  readonly #day: string;
  readonly #isDone: boolean;
  #index: number;
  #log: LogEntry[] = [];

  /** @param isDone - The night's log stands: its records are there too and are not written again. */
  constructor(city: ScaleCity, content: string, day: string, index: number, isDone: boolean) {
    [this.#city, this.#content, this.#day, this.#index, this.#isDone] = [city, content, day, index, isDone];
  }

  put(event: 'release' | 'amend' | 'withdraw', facts: RecordFacts): void {
    if (this.#isDone) return;
    const revision = event === 'release' ? 1 : 2;
    const text = this.#textOf(event, facts, revision);
    const file = join(this.#content, facts.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    this.bytes += Buffer.byteLength(text);
    const reason = { release: 'approved', amend: 'source-changed', withdraw: 'withdrawn-at-source' } as const;
    const sha256 = event === 'withdraw' ? null : createHash('sha256').update(text).digest('hex');
    this.#log.push({ index: this.#index, on: this.#day, event, id: facts.id, path: facts.path, revision, sha256, reason: reason[event] });
    this.#index += 1;
  }

  #textOf(event: string, facts: RecordFacts, revision: number): string {
    const { id, path, releasedOn, text, ledger } = facts;
    if (event === 'withdraw') return formatTombstone({ id, type: (text ?? ledger)!.type, status: 'withdrawn', revision, releasedOn, withdrawnOn: this.#day, reason: 'withdrawn-at-source' }, path);
    if (text !== null) return formatTextRecord(textRecordOf(this.#city, facts, revision, this.#day));
    return formatLedgerRecord(ledgerRecordOf(this.#city, facts, revision, this.#day));
  }

  writeLog(file: string): void {
    if (this.#isDone) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.#log.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}

/** The register of a standing `content/`: every changed month is read and written whole. */
export class StandingRegister implements Register {
  readonly #content: string;
  readonly #months = new Map<string, Map<string, RegisterRow>>();

  constructor(content: string) { this.#content = content; }

  set(month: string, row: RegisterRow): void {
    const rows = this.#months.get(month) ?? this.#read(month);
    this.#months.set(month, rows);
    rows.set(row.id, row);
  }

  /** Writes the months that are before `before` (all without it) and lets go of them. */
  write(before = '9999/99'): void {
    for (const [month, rows] of this.#months) {
      if (month >= before) continue;
      const sorted = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      mkdirSync(dirname(this.#fileOf(month)), { recursive: true });
      writeFileSync(this.#fileOf(month), sorted.map((row) => `${JSON.stringify(row)}\n`).join(''));
      this.#months.delete(month);
    }
  }

  #read(month: string): Map<string, RegisterRow> {
    const lines = existsSync(this.#fileOf(month)) ? readFileSync(this.#fileOf(month), 'utf8').trimEnd().split('\n') : [];
    return new Map(lines.map((line) => JSON.parse(line) as RegisterRow).map((row) => [row.id, row]));
  }

  #fileOf(month: string): string { return join(this.#content, 'register', `${month}.jsonl`); }
}
