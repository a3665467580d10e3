/**
 * Reason words: which words of the archive may explain a link: nouns that say what a
 * record is about, never a form of a verb, half a word, a name of a person or what every
 * paper is made of.
 *
 * Without a dictionary, by the company a word keeps: it stands in a title, which is a row
 * of nouns unless it is a whole sentence; or with two different particles, one of which
 * no verb takes; or it is too long for chance. A lower bar than for keywords
 * (`nouns.ts`): these only name what two given records share, they are no headings.
 */
import { DESCRIBING, GENERIC, SENTENCE } from './generic-words.ts';
import { isHangul, stripParticle } from './particles.ts';
import { PersonWords } from './person-words.ts';
import { presentable } from './words.ts';

/** Particles that are no endings of verbs: 찾아가 + 는 is one, 찾아가 + 를 is not. */
const ONLY_AFTER_NOUNS = new Set('를 의 에 에서 에게 와 과 로 으로 까지 부터 에는 에도 에서는 에서의 으로의'.split(' '));

/** Ends of forms that stand in sentences; a noun with such an end is shown if it takes particles. */
const IN_SENTENCES = /(?:나요|까요|가요|지요|는지|은지|였고|했고|았다|었다|왔다|났다|졌다|려져|려면|하면|되면|으면|여야|아야|어야|다고|라고|라는|라도|는데|은데|고자|한다|않은|같은|수록|아서|어서|여서|해서|에요|어요|아요|해요|이다|이라며|에서|에게|으로|로서|어디에)$/;

/** Ends of words in titles that describe the next word (깊은 산, 찾아가는 민원실). */
const BEFORE_NOUNS = /[한운은는을할던]$/;

/** From so many syllables on, a form that looks like no verb is a compound noun. */
const COMPOUND_SYLLABLES = 4;

/** What is left of signs that a source wrote as HTML. */
const ENTITIES = new Set('amp nbsp quot apos middot'.split(' '));

/** Collects the words of the archive: `addRecord` and `add` everything before asking. */
export class ReasonWords {
  readonly #alone = new Set<string>();
  /** For each stem the one particle seen after it, or `*` for several. */
  readonly #particles = new Map<string, string>();
  readonly #sureStems = new Set<string>();
  readonly #inTitles = new Set<string>();
  readonly #persons = new PersonWords();

  /** Takes in what tells nouns from names: the title of a record, and the company its words keep. */
  addRecord(title: string, text: string, words: { title: readonly string[]; text: readonly string[] }): void {
    this.#persons.add(`${title}\n${text}`, [...words.title, ...words.text]);
    if (SENTENCE.test(title)) return;
    for (const word of words.title) {
      const form = word.toLowerCase();
      this.#inTitles.add(form).add(stripParticle(form));
    }
  }

  /** Takes in a form of the archive, in lower case. */
  add(form: string): void {
    this.#alone.add(form);
    const stem = stripParticle(form);
    if (stem === form) return;
    const particle = form.slice(stem.length);
    const known = this.#particles.get(stem);
    this.#particles.set(stem, known === undefined || known === particle ? particle : '*');
    if (ONLY_AFTER_NOUNS.has(particle)) this.#sureStems.add(stem);
  }

  /** Returns the word to be shown for a form, in lower case, or `null` if none may be. */
  of(form: string): string | null {
    const word = presentable(form, { isAlone: (one) => this.#alone.has(one), isStem: (one) => this.#particles.has(one) });
    return word !== null && this.#isNoun(word) ? word : null;
  }

  /** Whether a word that stands in `records` records may be a name. */
  mayBeName(word: string, records: number): boolean {
    return this.#persons.mayBeName(word, records);
  }

  #isNoun(word: string): boolean {
    if (GENERIC.has(word) || DESCRIBING.test(word) || ENTITIES.has(word)) return false;
    if (!isHangul(word.at(-1))) return true;
    const isSure = this.#sureStems.has(word);
    if (isSure && (word.length > 2 || this.#particles.get(word) === '*')) return true;
    if (IN_SENTENCES.test(word) || BEFORE_NOUNS.test(word)) return false;
    return this.#inTitles.has(word) || word.length >= COMPOUND_SYLLABLES;
  }
}
