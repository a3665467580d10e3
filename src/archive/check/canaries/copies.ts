/**
 * Copies: a canary in the build's own files. One file of each ending is copied into
 * memory and a sentence put into the copy, so that the check proves itself on the
 * pages and data of tonight and not only on made-up ones.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { SEARCH_MARK } from '../readers/search-index.ts';
import type { BuildFile } from '../walk.ts';
import type { Container } from './containers.ts';
import { CANARY_RECORD } from './values.ts';

const LARGEST = 400_000;

/** Puts a sentence into the text of a file; by its ending. */
const INTO: Readonly<Record<string, (text: string, sentence: string) => string>> = {
  html: (text, sentence) => text.replace(/<\/body>(?![\s\S]*<\/body>)|$/, () => `<p>${sentence}</p></body>`),
  md: (text, sentence) => `${text}\n${sentence}\n`,
  txt: (text, sentence) => `${text}\n${sentence}\n`,
  json: (text, sentence) => JSON.stringify([JSON.parse(text), sentence]),
  jsonl: (text, sentence) => `${text.trimEnd()}\n${JSON.stringify({ note: sentence })}\n`,
  xml: (text, sentence) => text.replace(/<\/[^<>]{1,200}>\s{0,9}$/, (end) => `<note>${sentence}</note>${end}`),
  svg: (text, sentence) => text.replace(/<\/svg>\s{0,9}$/, () => `<desc>${sentence}</desc></svg>`),
  csv: (text, sentence) => `${text.trimEnd()}\n"${sentence}"\n`,
  css: (text, sentence) => `${text}\n/* ${sentence} */`,
  js: (text, sentence) => `${text}\n// ${sentence}`,
};

/**
 * Returns a place in a copy of one file of each ending of the build, the smallest that
 * `isRead` says can be read. What can't is told of when the build itself is looked at.
 */
export async function copies(files: readonly BuildFile[], isRead: (file: BuildFile) => Promise<boolean>): Promise<Container[]> {
  const smallest = new Map<string, BuildFile>();
  for (const file of files) {
    const ending = /\.([a-z_0-9]{1,20})$/.exec(file.path)?.[1] ?? '';
    const known = smallest.get(ending);
    if (file.sizeBytes <= LARGEST && (known === undefined || file.sizeBytes < known.sizeBytes) && await isRead(file)) smallest.set(ending, file);
  }
  return [...smallest].flatMap(([ending, file]) => copy(ending, file));
}

function copy(ending: string, file: BuildFile): Container[] {
  const place = `copy of a ${ending} file of the build`;
  const into = INTO[ending];
  if (into !== undefined) {
    const text = file.read().toString('utf8');
    return [{ place, plant: (sentence) => ({ path: `copy/${file.path}`, bytes: Buffer.from(into(text, sentence)) }) }];
  }
  if (ending !== 'pf_fragment') return [];
  const json = gunzipSync(file.read()).subarray(SEARCH_MARK.length).toString('utf8');
  const fragment = JSON.parse(json) as Record<string, unknown>;
  return [{
    place,
    plant: (sentence) => {
      const planted = JSON.stringify({ ...fragment, url: `records/${CANARY_RECORD}.html`, content: `${String(fragment.content)} ${sentence}` });
      return { path: `copy/${file.path}`, bytes: gzipSync(Buffer.from(SEARCH_MARK + planted)) };
    },
  }];
}
