/**
 * Put in place: how what was built becomes the portal that stands. A whole portal takes
 * the place of the old one by two renames. What a night changes is moved in file by file;
 * a list of it is written before the first move, so that whoever starts after a kill
 * finishes it: the portal is never left half old and half new.
 */
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOutside } from '../../src/archive/manifest/manifest.ts';
import { ArchiveError } from '../../src/errors.ts';

/** What a night moves into the portal. Paths below the portal. */
export interface Moves {
  stamp: string;
  changed: string[];
  removed: string[];
  /** Pages of lists that stand from now on, and those that stand no more; without language and `.html`. */
  pages: { added: string[]; removed: string[] };
}

/** Where a build fills its stage, and where it lists what it moves. */
export const placesOf = (out: string) => ({ building: `${out}.building`, previous: `${out}.previous`, moves: `${out}.moves.json` });

/**
 * Takes over what a whole build does not make anew: what the last seal put there, by
 * links (the next one replaces what is other); and the times of files that have the bytes
 * they had, so that whoever copies by time copies nothing twice.
 */
export function keepStanding(out: string): void {
  const { building } = placesOf(out);
  if (!existsSync(out)) return;
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(out.length + 1);
    if (isOutside(path)) keepLink(join(out, path), join(building, path));
    else keepTime(join(out, path), join(building, path));
  }
}

function keepLink(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  linkSync(from, to);
}

function keepTime(from: string, to: string): void {
  const [before, now] = [statSync(from), statSync(to, { throwIfNoEntry: false })];
  if (now?.size === before.size && readFileSync(to).equals(readFileSync(from))) utimesSync(to, before.atimeMs / 1000, before.mtimeMs / 1000); // A `Date` is rounded, sometimes into the next second.
}

/** Puts a whole portal in the place of the one that stands. If we die after the first rename, the next start puts the old one back; if only the second fails, at once. */
export function swap(out: string): void {
  const { building, previous } = placesOf(out);
  rmSync(previous, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  if (existsSync(out)) renameSync(out, previous);
  try {
    renameSync(building, out);
  } catch (error) {
    restore(out);
    throw error;
  }
  rmSync(previous, { recursive: true, force: true });
}

/** Puts the portal back that died in the middle of a swap. */
export function restore(out: string): void {
  const { previous } = placesOf(out);
  if (!existsSync(out) && existsSync(previous)) renameSync(previous, out);
}

/** Lists what is moved. From here on the change happens, whoever finishes it. */
export function listMoves(out: string, moves: Omit<Moves, 'changed'>): Moves {
  const { building, moves: file } = placesOf(out);
  const listed = { ...moves, changed: readdirSync(building, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(building.length + 1)).sort() };
  writeFileSync(`${file}.new`, JSON.stringify(listed));
  flush(`${file}.new`);
  renameSync(`${file}.new`, file);
  return listed;
}

/** Returns the moves that are listed and not finished, `null` if there are none. */
export function unfinishedMoves(out: string): Moves | null {
  const { moves } = placesOf(out);
  if (!existsSync(moves)) return null;
  try {
    return JSON.parse(readFileSync(moves, 'utf8')) as Moves;
  } catch (error) {
    throw new ArchiveError('BAD_STATE', moves, 'expected the list of files that a build was moving, it could not be read; build again with --whole', { cause: error });
  }
}

/** Moves what is listed; what was moved before the kill is moved. Data before the pages that lead to them, what is gone at the end. */
export function move(out: string, { changed, removed }: Moves): void {
  const { building } = placesOf(out);
  const isPage = (path: string) => path.endsWith('.html');
  for (const path of [...changed.filter((one) => !isPage(one)), ...changed.filter(isPage)]) {
    if (!existsSync(join(building, path))) continue;
    mkdirSync(dirname(join(out, path)), { recursive: true });
    renameSync(join(building, path), join(out, path));
  }
  for (const path of removed) {
    rmSync(join(out, path), { force: true });
    removeEmpty(out, dirname(path));
  }
}

/** Says that the moves are finished. */
export function forgetMoves(out: string): void {
  const { building, moves } = placesOf(out);
  rmSync(building, { recursive: true, force: true });
  rmSync(moves, { force: true });
}

/** A folder in which nothing is left would not be there in a whole build. */
function removeEmpty(out: string, folder: string): void {
  if (folder === '.' || !existsSync(join(out, folder)) || readdirSync(join(out, folder)).length > 0) return;
  rmdirSync(join(out, folder));
  removeEmpty(out, dirname(folder));
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
