/** Terms: what the city calls its units and tasks, in one word or several, and where they stand in a text. */
import { levelOf } from './dictionary.ts';
import type { Form } from './forms.ts';
import { wordsOf } from './words.ts';

/** Longest term that is looked for, in words. */
const TERM_WORDS = 4;

/** Terms in lower case, with their spelling and the level of the number of records that bear them. */
export type Terms = ReadonlyMap<string, { spelling: string; records: number }>;

/** Words that a term of several words begins with, so that most words are passed over at once. */
const beginnings = new WeakMap<Terms, Set<string>>();

/** Returns the terms among names; `records` is how many records of the basis bear a name. */
export function termsOf(names: Iterable<{ name: string; records: number }>): Terms {
  const terms = new Map<string, { spelling: string; records: number }>();
  for (const { name, records } of names) {
    const words = wordsOf(name);
    if (name.length >= 3 && name.length <= 30 && words.length <= TERM_WORDS && words.join(' ') === name) terms.set(name.toLowerCase(), { spelling: name, records: levelOf(records) });
  }
  return terms;
}

/** Returns the terms that stand in a row of words, the longest first, and the words that are part of none. */
export function phrasesIn(forms: readonly Form[], terms: Terms): { phrases: string[]; rest: Form[] } {
  const phrases: string[] = [];
  const rest: Form[] = [];
  for (let at = 0; at < forms.length;) {
    const found = longest(forms, at, terms);
    if (found === null) rest.push(forms[at]!);
    else phrases.push(found.term);
    at += found?.length ?? 1;
  }
  return { phrases, rest };
}

/** The last word may have a particle. */
function longest(forms: readonly Form[], at: number, terms: Terms): { term: string; length: number } | null {
  let begin = beginnings.get(terms);
  if (begin === undefined) beginnings.set(terms, begin = new Set([...terms.keys()].map((term) => term.split(' ')).filter(({ length }) => length > 1).map(([first]) => first!)));
  for (let length = begin.has(forms[at]!.form) ? Math.min(TERM_WORDS, forms.length - at) : 1; length > 0; length -= 1) {
    const start = forms.slice(at, at + length - 1).map(({ form }) => `${form} `).join('');
    const last = forms[at + length - 1]!.form;
    const whole = `${start}${last}`;
    const term = terms.has(whole) ? whole : [`${start}${forms[at + length - 1]!.stem}`].find((phrase) => terms.has(phrase));
    if (term !== undefined) return { term, length };
  }
  return null;
}
