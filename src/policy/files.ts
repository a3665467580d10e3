/**
 * Files: reads the folders that officers write, whole and in one order, so that
 * what is hashed is exactly what is obeyed. Nothing in them is skipped: a file
 * that no rule understands (a backup copy, a forgotten draft) is refused later,
 * because an officer may believe that it counts.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { refusal } from './refuse.ts';

/** One file below `content/`. */
export interface WrittenFile {
  /** Below the content folder, with slashes: `policy/night.md`. */
  path: string;
  /** As a person finds it: `content/policy/night.md`. */
  where: string;
  bytes: Uint8Array;
  text: string;
}

/**
 * Returns all files of a folder below the content folder, in order of path.
 *
 * @throws {ArchiveError} `BAD_POLICY` if the folder is missing, or if anything in
 *   it is neither a folder nor a plain file in UTF-8.
 */
export function readFolder(contentFolder: string, folder: string): WrittenFile[] {
  if (!existsSync(join(contentFolder, folder))) {
    throw refusal(whereIs(contentFolder, folder), 'the folder must exist, got nothing');
  }
  return paths(contentFolder, folder).sort(byCodeUnits).map((path) => readOne(contentFolder, path));
}

/** Returns the SHA-256 (hex) over the path and bytes of the files, each with its length. */
export function hashFiles(files: readonly WrittenFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file.path}\0${file.bytes.length}\0`);
    hash.update(file.bytes);
  }
  return hash.digest('hex');
}

/** Returns the path as a person finds it, from the content folder's own name on. */
export function whereIs(contentFolder: string, path: string): string {
  return `${basename(contentFolder)}/${path}`;
}

/**
 * Returns the text of one file below the content folder.
 *
 * @throws {ArchiveError} `BAD_POLICY` if it is missing or not UTF-8.
 */
export function readOne(contentFolder: string, path: string): WrittenFile {
  const where = whereIs(contentFolder, path);
  if (!existsSync(join(contentFolder, path))) throw refusal(where, 'the file must exist, got nothing');
  const bytes = readFileSync(join(contentFolder, path));
  try {
    return { path, where, bytes, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw refusal(where, 'the file must be UTF-8, got other bytes');
  }
}

/**
 * Returns the value of a JSON text.
 *
 * @throws {ArchiveError} `BAD_POLICY` if it is not JSON.
 */
export function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(where, 'the file must be JSON, got a text that does not parse');
  }
}

function paths(contentFolder: string, folder: string): string[] {
  return readdirSync(join(contentFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return paths(contentFolder, path);
    if (entry.isFile()) return [path];
    throw refusal(whereIs(contentFolder, path), 'must be a plain file, got a link or a device');
  });
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
