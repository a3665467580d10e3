/**
 * Mirror: a copy that is looked at, be it a folder or a server. What it hands out is
 * believed in nothing. A folder may be a copy of anybody's: links in it are not followed.
 */
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';

/** A copy. Paths are relative to it, with slashes. */
export interface Mirror {
  /** Returns the bytes of a file in pieces, `null` if it is not there. */
  open(path: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** All files, for copies that can tell. */
  list?(): AsyncIterable<string>;
  /** How many files may be read at once. */
  atOnce: number;
}

/** What is read whole is part of the log or the manifest, and never this big. */
const WHOLE_BYTES = 64 * 1024 * 1024;

/**
 * Returns a file's bytes, `null` if it is not there.
 *
 * @throws {ArchiveError} `BAD_LOG` if it is bigger than anything that is read whole.
 */
export async function readWhole(mirror: Mirror, path: string): Promise<Buffer | null> {
  const opened = await mirror.open(path);
  if (opened === null) return null;
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of opened) {
    sizeBytes += piece.length;
    if (sizeBytes > WHOLE_BYTES) throw new ArchiveError('BAD_LOG', path, `expected at most ${WHOLE_BYTES} bytes, got more`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Returns SHA-256 of a file in hex, `null` if it is not there. */
export async function sha256Of(mirror: Mirror, path: string): Promise<string | null> {
  const opened = await mirror.open(path);
  if (opened === null) return null;
  const hash = createHash('sha256');
  for await (const piece of opened) hash.update(piece);
  return hash.digest('hex');
}

/** Returns what reads the files of the log below `log/`. */
export function logOf(mirror: Mirror): (path: string) => Promise<Buffer | null> {
  return (path) => readWhole(mirror, `log/${path}`);
}

/** Whether a path stays below the folder it is joined to. */
export function isInside(path: string): boolean {
  return path !== '' && !/^\/|(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\/$|[\u0000-\u001f\u007f\\]/.test(path);
}

/** Returns a folder as a copy. */
export function folderMirror(folder: string): Mirror {
  return {
    atOnce: 4,
    open: async (path) => {
      const found = isInside(path) ? lstatSync(join(folder, path), { throwIfNoEntry: false }) : undefined;
      return found?.isFile() === true ? createReadStream(join(folder, path)) : null;
    },
    list: () => filesBelow(folder, ''),
  };
}

/** A link is listed as a file: nobody has sealed one. */
async function* filesBelow(folder: string, path: string): AsyncIterable<string> {
  for await (const entry of await opendir(join(folder, path))) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, inner);
    else yield inner;
  }
}

/** Does some work for each of the things, so many at once. */
export async function forEachOf<T>(things: Iterable<T> | AsyncIterable<T>, atOnce: number, work: (thing: T) => Promise<void>): Promise<void> {
  const iterator = Symbol.asyncIterator in things ? things[Symbol.asyncIterator]() : things[Symbol.iterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const next = async (): Promise<IteratorResult<T>> => {
    const mine = turn.then(() => iterator.next());
    turn = mine.catch(() => {});
    return mine;
  };
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let step = await next(); step.done !== true; step = await next()) await work(step.value);
  }));
}
