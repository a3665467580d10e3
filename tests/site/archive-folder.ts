/** The search against a folder: Pagefind loaded from it as a worker would, with every file that was read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Archive } from '../../src/site/search/archive.ts';
import type { IndexFacts, VolumeFacts } from '../../src/site/search/index-facts.ts';
import { openPagefind, type PagefindModule } from '../../src/site/search/pagefind.ts';
import { Volume } from '../../src/site/search/volume.ts';

let sessions = 0;

/** A reader who has fetched nothing yet. `read` are the files, in their order, each as often as it is fetched. */
export async function openArchive(folder: string, synonyms: readonly (readonly string[])[] = []): Promise<{ archive: Archive; read: string[]; volumes: () => Promise<Volume[]> }> {
  const read: string[] = [];
  const bytes = (path: string): Buffer<ArrayBuffer> => {
    read.push(path);
    return readFileSync(join(folder, path));
  };
  const json = <T>(path: string): T => JSON.parse(bytes(path).toString()) as T;
  let hasEngine = false;
  const root = pathToFileURL(`${folder}/`).href;
  // The same as the worker's own: the engine stands once, above the volumes.
  globalThis.fetch = async (address) => {
    const path = decodeURIComponent(String(address).replace(/^.*\/pagefind\//, '').replace(/\?.*$/, ''));
    if (!path.endsWith('wasm.unknown.pagefind')) return new Response(bytes(path));
    const engine = hasEngine ? readFileSync(join(folder, 'wasm.unknown.pagefind')) : bytes('wasm.unknown.pagefind');
    hasEngine = true;
    return new Response(engine);
  };
  sessions += 1;
  const module = await import(/* @vite-ignore */ `${root}pagefind.js?${sessions}`) as PagefindModule;
  read.push('pagefind.js');
  const open = async (facts: VolumeFacts): Promise<Volume> => {
    const pagefind = await openPagefind(module, `${root}${facts.name}/`);
    return new Volume({ facts, pagefind, own: json<IndexFacts>(`${facts.name}/index.json`), fetchColumns: async () => json(`${facts.name}/columns.json`) });
  };
  const list = json<VolumeFacts[]>('volumes.json');
  const volumes = async (): Promise<Volume[]> => {
    const opened = [];
    for (const facts of list) opened.push(await open(facts));
    return opened;
  };
  return { archive: new Archive(list, synonyms, open), read, volumes };
}
