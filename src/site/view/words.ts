/** Words: every word on a page comes from `strings/`, by its key. */
import en from '../strings/en.json' with { type: 'json' };
import ko from '../strings/ko.json' with { type: 'json' };
import type { Language } from './language.ts';

/** The keys that both languages have. */
export type WordKey = keyof typeof ko;

/** Returns the words of a key with `{name}` replaced by the value of that name. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const STRINGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ko, en };

/** Names of values that count something: where one is 1, the words before ` | ` are taken, else those after it. */
const COUNTS = ['count', 'rows', 'days'];

/** Returns the words of one language. A key without words shows itself, so that nothing is lost in silence. */
export function wordsIn(language: Language): Translate {
  const strings = STRINGS[language];
  return (key, values = {}) => {
    const [one, many] = (strings[key] ?? key).split(' | ') as [string, string?];
    const isOne = COUNTS.some((name) => String(values[name]) === '1');
    return (many === undefined || isOne ? one : many).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
