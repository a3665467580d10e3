/**
 * Keywords: up to eight words per record, out of its own title and text, that lead to
 * other records. A word counts by how often it stands in the record against how many
 * records of the basis have it, in the title three times, at the beginning of the text
 * more than at its end.
 *
 * Without a dictionary, the archive itself must bear out that a word is a noun
 * (`dictionary.ts`), or the city uses it as a term (names of units and tasks, which may be
 * of several words). What may be a person's name, what stands beside a mask and the words
 * that every document is made of are left out. A word that is new since the basis may be
 * chosen where it stands in the title.
 *
 * The seam: whoever brings a morphological analyser replaces `Dictionary.noun` and keeps
 * `chooseWords`.
 */
import type { Dictionary } from './dictionary.ts';
import type { Reading } from './evidence.ts';
import type { Form } from './forms.ts';
import { hashOf } from './forms.ts';
import { wordsBesideMasks } from './person-words.ts';
import { phrasesIn, type Terms } from './terms.ts';
import { wordsOf } from './words.ts';
import type { Vector } from './vectors.ts';

/** What is needed of a record to name its keywords. Texts are the public ones, masks included. */
export interface KeywordSource {
  title: string;
  text: string;
  /** Terms the record bears in its facts; the name of its task. */
  terms: readonly string[];
  /** Words its page says anyway; the name of its unit. */
  own: readonly string[];
}

/** What has been read of the record already. */
export interface Read { reading: Reading; vector: Vector; isInBasis: boolean }

const MOST = 8;
/** A keyword of fewer records leads nowhere. */
export const LEAST_RECORDS = 3;
/** Share of the records, and their number, beyond which a term tells nothing; other words are bounded by `Dictionary.isCommon`. */
const COMMON_SHARE = 0.05;
const COMMON_RECORDS = 30;
/** Characters of a text that count half more. */
const BEGINNING = 300;
const TITLE_WEIGHT = 3;
const BEGINNING_WEIGHT = 1.5;
/** What the city itself calls a thing counts more than a word it happens to use. */
const TERM_WEIGHT = 1.25;

/** A word on the way to being chosen; `isTerm` means one of several words, or borne in the facts. */
interface Candidate { spelling: string; weight: number; records: number; isTerm: boolean; mayBeName: boolean; isInTitle: boolean }

/**
 * Returns the words that a record would have as keywords, the most telling first, as the
 * city writes them; those that fewer than `LEAST_RECORDS` records choose are no keywords.
 */
export function chooseWords(source: KeywordSource, read: Read, dictionary: Dictionary, terms: Terms): string[] {
  const beside = wordsBesideMasks(`${source.title}\n${source.text}`);
  const own = new Set(source.own.map((word) => word.toLowerCase()));
  const isTelling = ({ records, isInTitle, mayBeName }: Candidate) => !mayBeName && records <= Math.max(COMMON_RECORDS, dictionary.size * COMMON_SHARE)
    && (records >= LEAST_RECORDS || (isInTitle && !read.isInBasis));
  const scored = [...candidates(source, read, dictionary, terms)].filter(([word, found]) => !beside.has(word) && !own.has(word) && isTelling(found))
    .map(([word, { weight, records, isTerm, spelling }]) => ({ word, spelling, score: (1 + Math.log(weight)) * Math.log((dictionary.size + 1) / Math.max(1, records)) * (isTerm ? TERM_WEIGHT : 1) }));
  scored.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
  const chosen: typeof scored = [];
  for (const one of scored) {
    if (chosen.length === MOST) break;
    // A word inside a longer chosen one would say the same twice.
    if (!chosen.some(({ word }) => word.includes(one.word) || one.word.includes(word))) chosen.push(one);
  }
  return chosen.map(({ spelling }) => spelling);
}

/** The nouns and terms of a record; only such as its records can be found by. */
function candidates({ text, terms: borne }: KeywordSource, { reading, vector }: Read, dictionary: Dictionary, terms: Terms): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  const features = new Set(vector.features);
  const add = (word: string, weight: number, tell: () => Omit<Candidate, 'weight'>) => {
    const known = found.get(word);
    if (known === undefined) found.set(word, { ...tell(), weight });
    else known.weight += weight;
  };
  const addTerm = (term: string, weight: number) => add(term, weight, () => ({ spelling: terms.get(term)!.spelling, records: terms.get(term)!.records, isTerm: true, mayBeName: false, isInTitle: false }));
  const addAll = (forms: readonly Form[], weight: number, isInTitle: boolean) => {
    const { phrases, rest } = phrasesIn(forms, terms);
    for (const term of phrases) addTerm(term, weight);
    for (const form of rest) {
      const word = dictionary.noun(form, reading.evidence);
      if (word === null) continue;
      const hash = word === form.form ? form.hash : form.stemHash;
      if (features.has(hash) && !dictionary.isCommon(hash)) add(word, weight, () => ({ spelling: dictionary.spelling(word, form.written.slice(0, word.length)), records: dictionary.records(hash), isTerm: false, mayBeName: dictionary.mayBeName(hash, reading.evidence), isInTitle }));
    }
  };
  addAll(reading.title, TITLE_WEIGHT, !reading.isSentence);
  const beginning = wordsOf(text.slice(0, BEGINNING)).length;
  addAll(reading.text.slice(0, beginning), BEGINNING_WEIGHT, false);
  addAll(reading.text.slice(beginning), 1, false);
  for (const term of borne) if (terms.has(term.toLowerCase())) addTerm(term.toLowerCase(), TITLE_WEIGHT);
  return found;
}

/** Returns a number for a term that changes with its records. */
export function termsHash(terms: Terms): string {
  let hash = 0;
  for (const [term, { spelling, records }] of terms) hash = (Math.imul(hash, 31) + hashOf(`${term} ${spelling} ${records}`)) >>> 0;
  return `${terms.size} ${hash}`;
}
