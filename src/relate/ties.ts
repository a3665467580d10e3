/**
 * Ties: what links two records by something written in them (a document number, a
 * meeting, a project, a file, an article of law, a task), before any likeness of words.
 *
 * A task or a number that hundreds share says little about any two of them, so a
 * record looks only at its nearest neighbours in such a group. An article of law that
 * many cite (every contract rests on the same one) ties nothing at all. Everything asks
 * for the members of one key at a time, so it works by an index on disk as in memory.
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

/** The kinds of ties that a group has, by the letter their keys begin with. */
const GROUPS = { m: 'same-meeting', p: 'same-project', f: 'same-file', t: 'same-task' } as const;

/** Neighbours looked at on either side in a group, in the records' order. */
export const NEIGHBOURS = 64;

/** A number that more records carry than this names no single document (`0`, `-`, a form's number). */
export const SAME_NUMBER_LIMIT = 5;

/** An article of law tells something as long as few records cite it: a share of them, within bounds. */
const LAW_SHARE = 0.02;
const LAW_RECORDS = { least: 5, most: 20 } as const;

/** Articles named in one reason. */
const LAWS_NAMED = 2;

/** Who has a key in common; records are named by number, in their order. */
export interface Members {
  /** All records with a key. */
  all(key: string): readonly number[];
  /** Whether more than `limit` records have a key. */
  isMore(key: string, limit: number): boolean;
  /** The `NEIGHBOURS` records with a key before a number and those behind it, without it. */
  near(key: string, number: number): readonly number[];
  tieable(number: number): Pick<Tieable, 'type' | 'documentNumber'>;
}

/** How many records may cite an article of law for it to tell something. */
export function lawLimit(records: number): number {
  return Math.min(LAW_RECORDS.most, Math.max(LAW_RECORDS.least, Math.floor(records * LAW_SHARE)));
}

/** Returns all keys under which a record is tied, each once: a letter for the kind, and what they have in common. */
export function keysOf({ documentNumber, cites, task, project, file, meeting, laws }: Tieable): string[] {
  const keys = [['n', documentNumber], ...cites.map((number) => ['c', number] as const), ['m', meeting], ['p', project], ['f', file], ['t', task]] as const;
  const found = keys.map(([kind, value]) => [kind, normalise(value ?? '')] as const).filter(([, value]) => value !== '').map(([kind, value]) => `${kind} ${value}`);
  return [...new Set([...found, ...laws.map((law) => `l ${law}`)])];
}

/**
 * Returns the records that one is tied to; never itself. Ties are mutual.
 *
 * @param keys - Of the record, see `keysOf`.
 * @param citing - How many records cite an article of law, as far as it decides which one is named first.
 */
export function tiesOf(number: number, keys: readonly string[], members: Members, limit: number, citing: (law: string) => number): Map<number, Tie[]> {
  const ties = new Map<number, Tie[]>();
  for (const key of keys) if (key.startsWith('n ')) tieCiters(number, key, members, ties);
  for (const key of keys) if (key.startsWith('c ')) tieCited(number, key, members, ties);
  for (const key of keys) {
    const kind = GROUPS[key[0] as keyof typeof GROUPS];
    if (kind !== undefined) for (const to of members.near(key, number)) add(ties, to, { kind, documentNumber: null, words: [] });
  }
  tieLaws(number, keys, members, limit, citing, ties);
  return ties;
}

/** Returns how strongly ties link, 0 the strongest; without any, weaker than all. */
export function strengthOf(ties: readonly Tie[]): number {
  return Math.min(TIE_KINDS.length, ...ties.map(({ kind }) => TIE_KINDS.indexOf(kind)));
}

/** Returns the same tie as it reads from the other record. */
export function turned(ties: readonly Tie[]): Tie[] {
  const other = { cites: 'cited-by', 'cited-by': 'cites' } as const;
  return ties.map((tie) => ({ ...tie, kind: tie.kind === 'cites' || tie.kind === 'cited-by' ? other[tie.kind] : tie.kind }));
}

function tieCiters(number: number, key: string, members: Members, ties: Map<number, Tie[]>): void {
  if (members.isMore(key, SAME_NUMBER_LIMIT)) return;
  for (const from of members.all(`c${key.slice(1)}`)) if (from !== number) tieCitation(from, number, 'cited-by', from, members, ties);
}

function tieCited(number: number, key: string, members: Members, ties: Map<number, Tie[]>): void {
  const carried = `n${key.slice(1)}`;
  if (members.isMore(carried, SAME_NUMBER_LIMIT)) return;
  for (const to of members.all(carried)) if (to !== number) tieCitation(number, to, 'cites', to, members, ties);
}

/** A ledger that quotes a document's number was approved by it; the tie reads the same from both ends. */
function tieCitation(from: number, to: number, kind: TieKind, other: number, members: Members, ties: Map<number, Tie[]>): void {
  const cited = members.tieable(to);
  const isSpending = isLedger(members.tieable(from)) && !isLedger(cited);
  add(ties, other, { kind: isSpending ? 'approves-spending' : kind, documentNumber: cited.documentNumber, words: [] });
}

/** Of several articles that two records cite, those that the fewest cite are named. */
function tieLaws(number: number, keys: readonly string[], members: Members, limit: number, citing: (law: string) => number, ties: Map<number, Tie[]>): void {
  const laws = keys.filter((key) => key.startsWith('l ') && !members.isMore(key, limit)).map((key) => ({ key, law: key.slice(2), citing: citing(key.slice(2)) }));
  laws.sort((a, b) => a.citing - b.citing || (a.law < b.law ? -1 : 1));
  for (const { key, law } of laws) for (const to of members.all(key)) if (to !== number) tieLaw(ties, to, law);
}

function tieLaw(ties: Map<number, Tie[]>, to: number, law: string): void {
  const standing = ties.get(to)?.find(({ kind }) => kind === 'same-law');
  if (standing === undefined) add(ties, to, { kind: 'same-law', documentNumber: null, words: [law] });
  else if (standing.words.length < LAWS_NAMED) standing.words.push(law);
}

function add(ties: Map<number, Tie[]>, to: number, found: Tie): void {
  const standing = ties.get(to);
  if (standing === undefined) ties.set(to, [found]);
  else standing.push(found);
}

/** Numbers and names are quoted with other spaces than they are given. */
function normalise(key: string): string {
  return key.normalize('NFKC').replace(/\s+/gu, '');
}

function isLedger({ type }: Pick<Tieable, 'type'>): boolean {
  return (LEDGER_TYPES as readonly string[]).includes(type);
}
