/** Fetched: what the search page says and the names of units and projects, fetched when they are needed. A list that did not come is asked for again. */
import { SILENCE_MS } from './engine.ts';

/** The words of a language, by key. */
export type Texts = Readonly<Record<string, string>>;

/** Units by organisation, in the order of the organisation files: id and name. */
export type Units = readonly { organisation: string; units: readonly (readonly [id: string, name: string])[] }[];

/** Projects that have records: code and name. */
export type Projects = readonly (readonly [code: string, name: string])[];

/** The names by which results are narrowed. */
export interface Names { units: Units; projects: Projects }

/** Says the words of a key with their values; for a `count` of 1 those before ` | `. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** Returns the fetcher of one file. */
export function fetcher<T>(address: string): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    kept ??= inTime<T>(address);
    kept.catch(() => { kept = null; });
    return kept;
  };
}

async function inTime<T>(address: string): Promise<T> {
  const end = new AbortController();
  const clock = setTimeout(() => end.abort(new Error('slow')), SILENCE_MS);
  try {
    const answer = await fetch(address, { signal: end.signal });
    if (!answer.ok) throw new Error('failed');
    return await answer.json() as T;
  } finally {
    clearTimeout(clock);
  }
}

/** Returns how the texts are said. */
export function sayer(texts: Texts): Say {
  return (key, values = {}) => {
    const [one = '', many = one] = (texts[key] ?? key).split(' | ');
    return (values.count === '1' ? one : many).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  };
}
