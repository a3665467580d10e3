/** Sealed portal: the fixture with a log that has the hashes of its records, built, and the signed log beside it as a publisher would put it there. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../../scripts/build.ts';
import type { LogEntry } from '../../src/model/record.ts';
import { NIGHT, put, writeFixture } from './fixture.ts';
import { checkpointOf, leafOf, noteKey, tilesOf, type NoteKey } from './naive-log.ts';

/** The name of the log. */
export const ORIGIN = 'open.haneul.example/log';

/** A built portal with its log. `entries` are the leaves. */
export interface SealedPortal { out: string; entries: readonly string[]; key: NoteKey; write(path: string, bytes: Uint8Array | string): void; seal(keys: readonly NoteKey[]): void }

/** Builds it in a folder; the city vouches for `key`, or for none. */
export async function sealedPortal(folder: string, key: NoteKey | null = noteKey(ORIGIN)): Promise<SealedPortal> {
  const [content, out] = [join(folder, 'content'), join(folder, 'dist')];
  const entries = writeFixture(content).map((path, index): string => JSON.stringify(entryOf(content, path, index)));
  put(content, `log/${NIGHT}.jsonl`, entries.map((entry) => `${entry}\n`).join(''));
  const city = JSON.parse(readFileSync(join(content, 'city.json'), 'utf8')) as Record<string, unknown>;
  put(content, 'city.json', JSON.stringify({ ...city, ...(key === null ? {} : { log: { origin: ORIGIN, keys: [key.vkey], witnesses: [] } }) }));
  await build({ content, cache: join(folder, 'cache'), out, report: () => {} });
  const write = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  };
  const seal = (keys: readonly NoteKey[]): void => {
    rmSync(join(out, 'log'), { recursive: true, force: true });
    const leaves = entries.map(leafOf);
    for (const [path, bytes] of tilesOf(leaves)) write(path, bytes);
    write('log/checkpoint', checkpointOf(ORIGIN, leaves, keys));
  };
  seal(key === null ? [] : [key]);
  return { out, entries, key: key ?? noteKey(ORIGIN), write, seal };
}

function entryOf(content: string, path: string, index: number): LogEntry {
  const bytes = readFileSync(join(content, path));
  const isGone = bytes.includes('status: "withdrawn"') || bytes.includes('status: withdrawn');
  return {
    index, on: NIGHT, event: isGone ? 'withdraw' : 'release', id: path.split('/').at(-1)!.split('.')[0]!, path, revision: isGone ? 2 : 1,
    sha256: isGone ? null : createHash('sha256').update(bytes).digest('hex'), reason: isGone ? 'officer-decision' : 'approved',
  };
}
