/** Content folders for tests: the real policy beside a made-up organisation, so that one thing can be spoilt. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFolder, temporaryFolder } from '../folders.ts';

const REAL = join(import.meta.dirname, '../../content');

type Json = Record<string, unknown>;

/** Returns a unit of the made-up city; give what differs. */
export function unit(id: string, line: Json = {}): Json {
  return {
    id, parent: id === 'top' ? null : 'top', codes: [`code-${id}`], mail: null, telephone: null,
    names: [{ name: { ko: `${id} 과`, en: `${id} Division` }, from: null, until: null }], ...line,
  };
}

/** Returns a name with the days on which it held. */
export function named(ko: string, from: string | null, until: string | null): Json {
  return { name: { ko, en: `${ko} (en)` }, from, until };
}

/** Returns a folder `content` with the real policy and an organisation of these units. */
export function contentFolder(units: readonly Json[] = [unit('top'), unit('roads')]): string {
  const content = join(temporaryFolder(), 'content');
  copyFolder(join(REAL, 'policy'), join(content, 'policy'));
  copyFolder(join(REAL, 'city.json'), join(content, 'city.json'));
  write(content, 'organisations/test.json', JSON.stringify({
    id: 'test', organisationClass: 'city', name: { ko: '시험시', en: 'Test City' }, units,
  }));
  return content;
}

/** Writes one file below the content folder. */
export function write(content: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

/**
 * Replaces a part of one file.
 *
 * @throws {Error} If the part is not there: then the test would spoil nothing.
 */
export function spoil(content: string, path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(content, path), 'utf8');
  const spoilt = text.replace(from, to);
  if (spoilt === text) throw new Error(`${path} holds no ${String(from)}`);
  write(content, path, spoilt);
}
