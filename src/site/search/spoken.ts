/**
 * Spoken: what is said of a search, once, when it is done: how many, how they stand,
 * and whatever is not as the reader might think. One status, so that a person who
 * listens hears one sentence and not a stream.
 */
import { hasWords, listConditions, type Asked } from './asked.ts';
import type { Say } from './fetched.ts';

/** Results that are shown at once. */
export const AT_ONCE = 10;
/** Signs of a query that are repeated: who typed a whole page must not hear it all again. */
const QUOTED = 60;

/** What became of a search. */
export interface Outcome {
  total: number;
  /** Words that were left out. */
  missing: readonly string[];
  /** Whether the query was longer than can be searched. */
  isCut: boolean;
  /** Whether some of the results did not come. */
  isHalf: boolean;
}

/** Returns what is said when a search is done. */
export function sayOutcome(asked: Asked, { total, missing, isCut, isHalf }: Outcome, language: string, say: Say): string {
  const count = total.toLocaleString(language);
  const conditions = listConditions(asked.conditions).length;
  const found = total === 0 ? (asked.query === '' ? 'search.none-of-all' : 'search.none') : asked.query === '' ? 'search.count-of-all' : 'search.count';
  const said = [
    say(found, { query: shortened(asked.query), count }),
    ...(conditions > 0 && asked.query !== '' ? [say('search.narrowed', { count: String(conditions) })] : []),
    ...(total > AT_ONCE ? [say('search.at-once', { shown: String(AT_ONCE), order: say(`search.by-${asked.order}`) })] : []),
    ...(missing.length > 0 && total > 0 ? [say('search.missing', { words: missing.map(shortened).join(', ') })] : []),
    ...(isCut ? [say('search.cut')] : []),
    ...(isHalf ? [say('search.half')] : []),
  ];
  return said.map((words, at) => (at === said.length - 1 || words.endsWith('.') ? words : `${words}.`)).join(' ');
}

/** Whether nothing is searched at all: nothing is asked, or nothing that could stand in an index. */
export function isRefused({ query, conditions }: Asked): boolean {
  return query === '' ? listConditions(conditions).length === 0 : !hasWords(query);
}

/** Returns why nothing is searched. */
export function sayRefusal({ query }: Asked, say: Say): string {
  return query === '' ? say('search.empty') : say('search.no-words', { query: shortened(query) });
}

/** Returns what is said when there is no answer. */
export function sayFailure(error: unknown, isOnline: boolean, say: Say): string {
  const { message } = error as Error;
  if (!isOnline) return say('search.offline');
  return say(`search.${message === 'slow' || message === 'incomplete' ? message : 'failed'}`);
}

/** Returns a query as it is repeated. */
export function shortened(query: string): string {
  const signs = [...query];
  return signs.length <= QUOTED ? query : `${signs.slice(0, QUOTED).join('')}…`;
}
