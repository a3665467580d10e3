/**
 * Spoken: what is said of a search, once, when it is done: how many, how they stand,
 * and whatever is not as the reader might think. One status, so that a person who
 * listens hears one sentence and not a stream.
 */
import { formatDay } from '../view/format.ts';
import type { Language } from '../view/language.ts';
import { hasWords, listConditions, type Asked } from './asked.ts';
import type { Say } from './fetched.ts';
import type { Left } from './reach.ts';

/** Results that are shown at once. */
export const AT_ONCE = 10;
/** Signs of a query that are repeated: who typed a whole page must not hear it all again. */
const QUOTED = 60;

/** What became of a search. */
export interface Outcome {
  total: number;
  /** Records among them that have all words. */
  all: number;
  /** Words that were left out. */
  missing: readonly string[];
  /** Words that were looked for beside those of the query. */
  also?: readonly string[];
  /** Whether all words are such as stand everywhere. */
  onlyStops?: boolean;
  /** What was not searched. */
  left?: Left | null;
  /** Whether the query was longer than can be searched. */
  isCut: boolean;
  /** Whether some of the results did not come. */
  isHalf: boolean;
}

/** Returns what is said when a search is done. */
export function sayOutcome(asked: Asked, outcome: Outcome, language: Language, say: Say): string {
  const { total, missing, also = [], left = null, isCut, isHalf } = outcome;
  const conditions = listConditions(asked.conditions).length;
  const said = [
    say(foundKey(asked, outcome), { query: shortened(asked.query), count: total.toLocaleString(language) }),
    ...(left === null ? [] : [sayLeft(left, language, say)]),
    ...sayParts(asked, outcome, language, say),
    ...(conditions > 0 && asked.query !== '' ? [say('search.narrowed', { count: String(conditions) })] : []),
    ...(total > AT_ONCE ? [say('search.at-once', { shown: String(AT_ONCE), order: say(`search.by-${asked.order}`) })] : []),
    ...(also.length > 0 ? [say('search.also', { words: also.map(shortened).join(', ') })] : []),
    ...(missing.length > 0 && total > 0 ? [say(left === null ? 'search.missing' : 'search.missing-so-far', { words: missing.map(shortened).join(', ') })] : []),
    ...(isCut ? [say('search.cut')] : []),
    ...(isHalf ? [say('search.half')] : []),
  ];
  return said.map((words, at) => (at === said.length - 1 || words.endsWith('.') ? words : `${words}.`)).join(' ');
}

/** Returns how many records were not searched. */
export function sayLeft({ records, night }: Left, language: Language, say: Say): string {
  const words = { night: formatDay(language, night), records: records.toLocaleString(language), count: String(records) };
  return say('search.left', words);
}

function foundKey({ query }: Asked, { total, onlyStops = false, left = null }: Outcome): string {
  if (onlyStops && total === 0) return 'search.only-stops';
  const none = query === '' ? 'search.none-of-all' : 'search.none';
  if (total === 0) return left === null ? none : `${none}-so-far`;
  return query === '' ? 'search.count-of-all' : 'search.count';
}

/** What a reader must know of results that have not all of the words; and why a single syllable may find nothing. */
function sayParts({ query }: Asked, { total, all, missing, onlyStops = false, left = null }: Outcome, language: Language, say: Say): string[] {
  if (total === 0) return !onlyStops && /^\p{Script=Hangul}$/u.test(query) ? [say('search.one-syllable')] : [];
  if (query === '' || all >= total) return [];
  // Of words that were left out it is said below that no record has them.
  if (all === 0) return missing.length > 0 ? [] : [say(left === null ? 'search.all-none' : 'search.all-none-so-far')];
  return [say('search.all-some', { all: all.toLocaleString(language), some: (total - all).toLocaleString(language) })];
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
