/**
 * Nouns: which words of an archive are nouns, told by the company they keep, and the
 * terms of the city, which may be of several words. See `keywords.ts`.
 *
 * In Korean a noun takes particles and an adverb or a verb form does not: a word that
 * stands with two different ones is a noun, and so is one that stands in three titles,
 * which are rows of nouns unless they are whole sentences. In Latin letters, a word of
 * four letters or more that stands in a title is taken for one.
 */
import { DESCRIBING, GENERIC, SENTENCE } from './generic-words.ts';
import { stripParticle } from './particles.ts';
import { presentable, wordsOf } from './words.ts';

/** Titles in which a word without a second particle must stand. */
const NOUN_TITLES = 3;

/** Longest term that is looked for, in words. */
const TERM_WORDS = 4;

/** The nouns and terms of an archive. `add` all records before asking. */
export class Nouns {
  readonly #records = new Map<string, number>();
  readonly #particles = new Map<string, string>();
  readonly #alone = new Set<string>();
  readonly #titles = new Map<string, number>();
  readonly #terms = new Map<string, string>();
  readonly #spellings = new Map<string, string>();
  readonly #shown = new Map<string, string | null>();

  constructor(terms: Iterable<string>) {
    for (const term of terms) this.#addTerm(term);
  }

  /** Takes in one record: its title, the words of title and text, the terms in its facts. */
  add(title: string, words: readonly string[], terms: readonly string[]): void {
    for (const term of terms) this.#addTerm(term);
    if (!SENTENCE.test(title)) for (const word of new Set(wordsOf(title.toLowerCase()))) this.#titles.set(word, (this.#titles.get(word) ?? 0) + 1);
    const here = new Set(terms.map((term) => term.toLowerCase()));
    for (const word of words) this.#take(word, here);
    for (const phrase of this.#phrases(words.map((word) => word.toLowerCase()))) here.add(phrase.term);
    for (const word of here) this.#records.set(word, (this.#records.get(word) ?? 0) + 1);
  }

  /** Returns in how many records a word or a term stands. */
  recordsWith(word: string): number {
    return this.#records.get(word) ?? 0;
  }

  /** Whether the city uses a word as a term. */
  isTerm(word: string): boolean {
    return this.#terms.has(word);
  }

  /** Yields the terms and nouns among words, in lower case; what is part of a term does not stand for itself. */
  * within(words: readonly string[]): Generator<string> {
    const forms = words.map((word) => word.toLowerCase());
    const taken = new Set<number>();
    for (const { at, length, term } of this.#phrases(forms)) {
      for (let next = at; next < at + length; next += 1) taken.add(next);
      yield term;
    }
    for (const [at, form] of forms.entries()) {
      const noun = taken.has(at) ? null : this.#nounOf(form);
      if (noun !== null) yield noun;
    }
  }

  /** Returns a word as the city writes it. */
  spelling(word: string): string {
    return this.#terms.get(word) ?? this.#spellings.get(word) ?? word;
  }

  #addTerm(term: string): void {
    const words = wordsOf(term);
    if (term.length >= 3 && term.length <= 30 && words.length <= TERM_WORDS && words.join(' ') === term) this.#terms.set(term.toLowerCase(), term);
  }

  #take(word: string, here: Set<string>): void {
    const form = word.toLowerCase();
    const stem = stripParticle(form);
    here.add(form).add(stem);
    this.#alone.add(form);
    const spelt = word.slice(0, stem.length);
    const known = this.#spellings.get(stem);
    if (known === undefined || spelt < known) this.#spellings.set(stem, spelt);
    if (form !== stem) this.#countParticle(stem, form.slice(stem.length));
  }

  /** Two different ones are enough to know; `*` says so. */
  #countParticle(stem: string, particle: string): void {
    const known = this.#particles.get(stem);
    if (known === undefined) this.#particles.set(stem, particle);
    else if (known !== particle) this.#particles.set(stem, '*');
  }

  /** The terms of several words that stand in a row, the longest first; the last word may have a particle. */
  * #phrases(forms: readonly string[]): Generator<{ at: number; length: number; term: string }> {
    for (let at = 0; at < forms.length; at += 1) {
      for (let length = Math.min(TERM_WORDS, forms.length - at); length > 1; length -= 1) {
        const start = forms.slice(at, at + length - 1).join(' ');
        const last = forms[at + length - 1]!;
        const term = [last, stripParticle(last)].map((end) => `${start} ${end}`).find((phrase) => this.#terms.has(phrase));
        if (term === undefined) continue;
        yield { at, length, term };
        at += length - 1;
        break;
      }
    }
  }

  #nounOf(form: string): string | null {
    const known = this.#shown.get(form);
    if (known !== undefined) return known;
    const term = [form, stripParticle(form)].find((one) => this.#terms.has(one));
    const word = term ?? presentable(form, { isAlone: (other) => this.#alone.has(other), isStem: (other) => this.#particles.has(other) });
    const noun = word !== null && this.#isNoun(word) ? word : null;
    this.#shown.set(form, noun);
    return noun;
  }

  #isNoun(word: string): boolean {
    if (this.#terms.has(word)) return true;
    if (GENERIC.has(word) || DESCRIBING.test(word)) return false;
    const titles = this.#titles.get(word) ?? 0;
    return /[가-힣]$/.test(word) ? this.#particles.get(word) === '*' || (titles >= NOUN_TITLES && !/[한운은는을할]$/.test(word)) : word.length > 3 && titles > 0;
  }
}
