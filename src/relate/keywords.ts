/**
 * Keywords: up to eight words per record, out of its own title and text, that lead to
 * other records. A word counts by how often it stands in the record against how many
 * records have it (TF-IDF), in the title three times, at the beginning of the text more
 * than at its end.
 *
 * Without a dictionary, the archive itself must bear out that a word is a noun: it
 * stands with at least two different particles somewhere, or the city uses it as a term
 * (names of units and tasks, which may be of several words). What may be a person's name,
 * what stands beside a mask and the words that every document is made of are left out.
 *
 * The seam: whoever brings a morphological analyser replaces `nouns.ts` and keeps
 * `keywordsOf`.
 */
import { Nouns } from './nouns.ts';
import { PersonWords, wordsBesideMasks } from './person-words.ts';
import { wordsOf } from './words.ts';

/** What is needed of a record to name its keywords. Texts are the public ones, masks included. */
export interface KeywordSource {
  id: string;
  title: string;
  text: string;
  /** Terms the record bears in its facts; the name of its task. */
  terms: readonly string[];
  /** Words its page says anyway; the name of its unit. */
  own: readonly string[];
}

/** The keywords of one record, the most telling first. */
export interface Keywords { id: string; words: string[] }

const MOST = 8;
/** A keyword of fewer records leads nowhere. */
export const LEAST_RECORDS = 3;
/** Share of the records, and their number, beyond which a word tells nothing. */
const COMMON_SHARE = 0.05;
const COMMON_RECORDS = 30;
/** Characters of a text that are looked at; of those, the ones that count half more. */
const TEXT_LIMIT = 2_000;
const BEGINNING = 300;
const TITLE_WEIGHT = 3;
const BEGINNING_WEIGHT = 1.5;
/** What the city itself calls a thing counts more than a word it happens to use. */
const TERM_WEIGHT = 1.25;

/**
 * Yields the keywords of all records in their order; a record without any has an empty
 * list. The same records in another order get the same words.
 *
 * @param records - Gives the records anew at each call; read twice, texts are not kept.
 * @param terms - What the city calls its units, tasks and places.
 */
export function* keywordsOf(records: () => Iterable<KeywordSource>, terms: Iterable<string> = []): Generator<Keywords> {
  const { nouns, persons, count } = takeIn(records(), new Nouns(terms));
  const common = Math.max(COMMON_RECORDS, count * COMMON_SHARE);
  const chosen: Keywords[] = [];
  const used = new Map<string, number>();
  for (const record of records()) {
    const isTelling = (word: string) => {
      const found = nouns.recordsWith(word);
      return found >= LEAST_RECORDS && found <= common && !persons.mayBeName(word, found);
    };
    const words = best(record, nouns, count, isTelling);
    chosen.push({ id: record.id, words });
    for (const word of words) used.set(word, (used.get(word) ?? 0) + 1);
  }
  for (const { id, words } of chosen) yield { id, words: words.filter((word) => used.get(word)! >= LEAST_RECORDS).map((word) => nouns.spelling(word)) };
}

function takeIn(records: Iterable<KeywordSource>, nouns: Nouns): { nouns: Nouns; persons: PersonWords; count: number } {
  const persons = new PersonWords();
  let count = 0;
  for (const { title, text, terms } of records) {
    const whole = `${title}\n${text.slice(0, TEXT_LIMIT)}`;
    nouns.add(title, wordsOf(whole), terms);
    persons.add(whole);
    count += 1;
  }
  return { nouns, persons, count };
}

/** A word inside a longer chosen one would say the same twice. */
function best(record: KeywordSource, nouns: Nouns, count: number, isTelling: (word: string) => boolean): string[] {
  const beside = wordsBesideMasks(`${record.title}\n${record.text}`);
  const own = new Set(record.own.map((word) => word.toLowerCase()));
  const scored = [...weights(record, nouns)].filter(([word]) => !beside.has(word) && !own.has(word) && isTelling(word))
    .map(([word, weight]) => ({ word, score: (1 + Math.log(weight)) * Math.log((count + 1) / nouns.recordsWith(word)) * (nouns.isTerm(word) ? TERM_WEIGHT : 1) }));
  scored.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
  const words: string[] = [];
  for (const { word } of scored) {
    if (words.length === MOST) break;
    if (!words.some((other) => other.includes(word) || word.includes(other))) words.push(word);
  }
  return words;
}

/** How much each noun of a record weighs; at least 1. */
function weights(record: KeywordSource, nouns: Nouns): Map<string, number> {
  const found = new Map<string, number>();
  const text = record.text.slice(0, TEXT_LIMIT);
  const parts = [[record.title, TITLE_WEIGHT], [text.slice(0, BEGINNING), BEGINNING_WEIGHT], [text.slice(BEGINNING), 1]] as const;
  for (const [part, weight] of parts) {
    for (const word of nouns.within(wordsOf(part))) found.set(word, (found.get(word) ?? 0) + weight);
  }
  for (const term of record.terms) found.set(term.toLowerCase(), (found.get(term.toLowerCase()) ?? 0) + TITLE_WEIGHT);
  return found;
}
