/**
 * Words: every word on a page comes from `strings/<language>/`, by its key. The files
 * are rooms of the portal, so that whoever words one finds all of it in one place; a key
 * stands in one room only.
 */
import enArchive from '../strings/en/archive.json' with { type: 'json' };
import enBrowse from '../strings/en/browse.json' with { type: 'json' };
import enCommon from '../strings/en/common.json' with { type: 'json' };
import enFeeds from '../strings/en/feeds.json' with { type: 'json' };
import enGuide from '../strings/en/guide.json' with { type: 'json' };
import enHome from '../strings/en/home.json' with { type: 'json' };
import enMoney from '../strings/en/money.json' with { type: 'json' };
import enMonitor from '../strings/en/monitor.json' with { type: 'json' };
import enPolicy from '../strings/en/policy.json' with { type: 'json' };
import enRecord from '../strings/en/record.json' with { type: 'json' };
import enSearch from '../strings/en/search.json' with { type: 'json' };
import koArchive from '../strings/ko/archive.json' with { type: 'json' };
import koBrowse from '../strings/ko/browse.json' with { type: 'json' };
import koCommon from '../strings/ko/common.json' with { type: 'json' };
import koFeeds from '../strings/ko/feeds.json' with { type: 'json' };
import koGuide from '../strings/ko/guide.json' with { type: 'json' };
import koHome from '../strings/ko/home.json' with { type: 'json' };
import koMoney from '../strings/ko/money.json' with { type: 'json' };
import koMonitor from '../strings/ko/monitor.json' with { type: 'json' };
import koPolicy from '../strings/ko/policy.json' with { type: 'json' };
import koRecord from '../strings/ko/record.json' with { type: 'json' };
import koSearch from '../strings/ko/search.json' with { type: 'json' };
import type { Language } from './language.ts';

const ko = { ...koCommon, ...koHome, ...koRecord, ...koBrowse, ...koMoney, ...koMonitor, ...koPolicy, ...koGuide, ...koArchive, ...koSearch, ...koFeeds };
const en = { ...enCommon, ...enHome, ...enRecord, ...enBrowse, ...enMoney, ...enMonitor, ...enPolicy, ...enGuide, ...enArchive, ...enSearch, ...enFeeds };

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

/** Returns the words of a key as they stand in the file, for a script that puts in the values itself. */
export function bareWords(language: Language, key: WordKey): string {
  return STRINGS[language][key] ?? key;
}
