/**
 * Ties: what links two records by something written in them (a document number, a
 * meeting, a project, a file, an article of law, a task), before any likeness of words.
 *
 * A task or a number that hundreds share says little about any two of them, so a
 * record looks only at its nearest neighbours in such a group. An article of law that
 * many cite (every contract rests on the same one) ties nothing at all.
 */
import { LEDGER_TYPES } from '../model/vocabulary.ts';

/** What two records have in common besides words, strongest first. */
export const TIE_KINDS = ['cites', 'cited-by', 'approves-spending', 'same-meeting', 'same-project', 'same-file', 'same-law', 'same-task'] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** One tie from a record to another; `documentNumber` is the number cited, `words` the articles of law both cite. */
export interface Tie { kind: TieKind; documentNumber: string | null; words: string[] }

/** What is needed of a record to tie it. */
export interface Tieable {
  type: string;
  documentNumber: string | null;
  cites: readonly string[];
  task: string | null;
  project: string | null;
  /** Key of the records file, within its unit. */
  file: string | null;
  /** Key of the meeting, see `meetingOf`. */
  meeting: string | null;
  /** Articles of law, see `lawsOf`. */
  laws: readonly string[];
}

/** Neighbours looked at in a group, half on either side, in the records' order and round the end. */
const GROUP_LIMIT = 64;

/** A number that more records carry than this names no single document (`0`, `-`, a form's number). */
const SAME_NUMBER_LIMIT = 5;

/** An article of law tells something as long as few records cite it: a share of them, within bounds. */
const LAW_SHARE = 0.02;
const LAW_RECORDS = { least: 5, most: 20 } as const;

/** Articles named in one reason. */
const LAWS_NAMED = 2;

/** Returns, for each record by position, the records it is tied to; never itself. Ties are mutual. */
export function tie(records: readonly Tieable[]): Map<number, Tie[]>[] {
  const ties = records.map(() => new Map<number, Tie[]>());
  tieCitations(records, ties);
  tieGroup(records, ties, 'same-meeting', (record) => record.meeting);
  tieGroup(records, ties, 'same-project', (record) => record.project);
  tieGroup(records, ties, 'same-file', (record) => record.file);
  tieLaws(records, ties);
  tieGroup(records, ties, 'same-task', (record) => record.task);
  return ties;
}

function tieCitations(records: readonly Tieable[], ties: Map<number, Tie[]>[]): void {
  const carriers = groupBy(records, (record) => record.documentNumber);
  const citers = new Map<string, number[]>();
  records.forEach((record, position) => {
    for (const key of new Set(record.cites.map(normalise))) {
      if (carriers.has(key)) citers.set(key, [...(citers.get(key) ?? []), position]);
    }
  });
  for (const [key, citing] of citers) {
    const cited = carriers.get(key)!;
    if (cited.length > SAME_NUMBER_LIMIT) continue;
    for (const to of cited) for (const from of citing) if (from !== to) tieCitation(records, ties, from, to);
  }
}

/** A ledger that quotes a document's number was approved by it; the tie reads the same from both ends. */
function tieCitation(records: readonly Tieable[], ties: Map<number, Tie[]>[], from: number, to: number): void {
  const { documentNumber } = records[to]!;
  const isSpending = isLedger(records[from]!) && !isLedger(records[to]!);
  add(ties, from, to, { kind: isSpending ? 'approves-spending' : 'cites', documentNumber, words: [] });
  add(ties, to, from, { kind: isSpending ? 'approves-spending' : 'cited-by', documentNumber, words: [] });
}

function tieGroup(
  records: readonly Tieable[], ties: Map<number, Tie[]>[], kind: TieKind, keyOf: (record: Tieable) => string | null,
): void {
  for (const members of groupBy(records, keyOf).values()) {
    members.forEach((from, at) => {
      for (const to of neighbours(members, at)) add(ties, from, to, { kind, documentNumber: null, words: [] });
    });
  }
}

/** Of several articles that two records cite, the rarest are named. */
function tieLaws(records: readonly Tieable[], ties: Map<number, Tie[]>[]): void {
  const citers = new Map<string, number[]>();
  records.forEach(({ laws }, position) => {
    for (const law of laws) {
      const citing = citers.get(law);
      if (citing === undefined) citers.set(law, [position]);
      else citing.push(position);
    }
  });
  const limit = Math.min(LAW_RECORDS.most, Math.max(LAW_RECORDS.least, Math.floor(records.length * LAW_SHARE)));
  const telling = [...citers].filter(([, citing]) => citing.length <= limit);
  telling.sort(([a, one], [b, other]) => one.length - other.length || (a < b ? -1 : 1));
  for (const [law, citing] of telling) {
    for (const from of citing) for (const to of citing) if (from !== to) tieLaw(ties, from, to, law);
  }
}

function tieLaw(ties: Map<number, Tie[]>[], from: number, to: number, law: string): void {
  const standing = ties[from]!.get(to)?.find(({ kind }) => kind === 'same-law');
  if (standing === undefined) add(ties, from, to, { kind: 'same-law', documentNumber: null, words: [law] });
  else if (standing.words.length < LAWS_NAMED) standing.words.push(law);
}

function neighbours(members: readonly number[], at: number): number[] {
  if (members.length <= GROUP_LIMIT + 1) return members.filter((_, other) => other !== at);
  const found: number[] = [];
  for (let step = 1; step <= GROUP_LIMIT / 2; step += 1) {
    found.push(members[(at + step) % members.length]!, members[(at - step + members.length) % members.length]!);
  }
  return found;
}

function add(ties: Map<number, Tie[]>[], from: number, to: number, found: Tie): void {
  const standing = ties[from]!.get(to);
  if (standing === undefined) ties[from]!.set(to, [found]);
  else standing.push(found);
}

function groupBy(records: readonly Tieable[], keyOf: (record: Tieable) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  records.forEach((record, position) => {
    const key = normalise(keyOf(record) ?? '');
    if (key === '') return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [position]);
    else group.push(position);
  });
  return groups;
}

/** Numbers and names are quoted with other spaces than they are given. */
function normalise(key: string): string {
  return key.normalize('NFKC').replace(/\s+/gu, '');
}

function isLedger({ type }: Tieable): boolean {
  return (LEDGER_TYPES as readonly string[]).includes(type);
}
