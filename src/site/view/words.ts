/** Words: every word on a page comes from `strings/`, by its key. */
import en from '../strings/en.json' with { type: 'json' };
import ko from '../strings/ko.json' with { type: 'json' };
import type { Language } from './language.ts';

/** The keys that both languages have. */
export type WordKey = keyof typeof ko;

/** Returns the words of a key with `{name}` replaced by the value of that name. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const STRINGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ko, en };

/** Returns the words of one language. A key without words shows itself, so that nothing is lost in silence. */
export function wordsIn(language: Language): Translate {
  const strings = STRINGS[language];
  return (key, values = {}) => (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
