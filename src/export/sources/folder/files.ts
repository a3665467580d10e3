/**
 * Files: what lies in a city's drop folder tonight. A file that no glob takes and
 * nobody named as ignored stops the night: a month under a new name must not be
 * lost in silence. Names starting with a dot are left alone, because file transfers
 * keep their half-written files under such names.
 *
 * The city is trusted to fill the folder, not to be finished with it: a file that
 * changes while it is read, or that a spreadsheet program holds open, is refused.
 */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ArchiveError } from '../../../errors.ts';

/** Largest size after decompression; a larger one is a mistake or a bomb. */
const MAXIMUM_BYTES = 256 * 1024 * 1024;

/** One file: its path below the folder, in NFC with `/`, and where to read it. */
export interface FolderFile { name: string; path: string }

/**
 * Returns every file below a folder by name, ascending in code units.
 *
 * @throws {ArchiveError} `SOURCE_MISSING`, `SOURCE_LOCKED` for a spreadsheet that is
 *   open, `BAD_SOURCE` for a link or a device.
 */
export function listFiles(folder: string, below = ''): FolderFile[] {
  const files = entriesOf(join(folder, below), folder).flatMap((entry): FolderFile[] => {
    const name = `${below}${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    if (entry.name.startsWith('~$')) throw new ArchiveError('SOURCE_LOCKED', name, 'a spreadsheet program has the file open; expected a finished file');
    if (entry.isDirectory()) return listFiles(folder, `${name}/`);
    if (!entry.isFile()) throw new ArchiveError('BAD_SOURCE', name, 'expected a file or a folder, got a link or a device');
    return [{ name: name.normalize('NFC'), path: join(folder, name) }];
  });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entriesOf(path: string, folder: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    throw new ArchiveError('SOURCE_MISSING', folder, 'expected a folder that can be read');
  }
}

/** Returns whether a file's name, with or without its `.gz`, fits one of the globs. */
export function isTaken(file: FolderFile, globs: readonly string[]): boolean {
  const plain = file.name.replace(/\.gz$/, '');
  return globs.some((glob) => {
    const pattern = glob.normalize('NFC');
    return matchesGlob(file.name, pattern) || matchesGlob(plain, pattern);
  });
}

/**
 * Returns a file's bytes, decompressed if its name ends in `.gz`.
 *
 * @throws {ArchiveError} `SOURCE_LOCKED` if it changes meanwhile, `SOURCE_CORRUPT` if
 *   it can't be decompressed or is cut short, `BAD_SOURCE` if it is empty or too large.
 */
export function readFileBytes(file: FolderFile): Uint8Array {
  const stored = readSteadily(file);
  const bytes = file.name.endsWith('.gz') ? gunzip(file, stored) : stored;
  if (bytes.length === 0) throw new ArchiveError('BAD_SOURCE', file.name, 'expected content, got an empty file');
  if (bytes.length > MAXIMUM_BYTES) throw new ArchiveError('BAD_SOURCE', file.name, `expected at most ${MAXIMUM_BYTES} bytes, got ${bytes.length}`);
  return bytes;
}

function readSteadily(file: FolderFile): Uint8Array {
  const descriptor = openFile(file);
  try {
    const before = fstatSync(descriptor);
    const bytes = readFileSync(descriptor);
    const after = fstatSync(descriptor);
    if (before.mtimeMs === after.mtimeMs && bytes.length === after.size) return bytes;
  } finally {
    closeSync(descriptor);
  }
  throw new ArchiveError('SOURCE_LOCKED', file.name, 'the file changed while it was read; expected a finished file');
}

function openFile(file: FolderFile): number {
  try {
    return openSync(file.path, 'r');
  } catch {
    throw new ArchiveError('SOURCE_MISSING', file.name, 'expected a file that can be read');
  }
}

function gunzip(file: FolderFile, stored: Uint8Array): Uint8Array {
  try {
    return gunzipSync(stored, { maxOutputLength: MAXIMUM_BYTES });
  } catch {
    throw new ArchiveError('SOURCE_CORRUPT', file.name, `expected whole gzip data of at most ${MAXIMUM_BYTES} bytes when unpacked`);
  }
}
