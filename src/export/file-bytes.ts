/**
 * File bytes: finds the files of a paper in the folder their source is configured
 * with, and takes their hash, which is part of what the paper is: a file exchanged
 * under the same name is a changed paper.
 *
 * What a source writes as a path is not trusted: it must stay below the folder, also
 * through symbolic links, or an entry `../../etc/passwd` would be published.
 *
 * Known: every file is hashed every night; a source that says what changed would save that.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FileBytes, Hold, PaperFile, TextPaper } from '../model/stages.ts';
import type { HeldPaper } from './sources/source.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * Returns the paper with its files found: absolute path, hash and true size. A file
 * that is not there, or not below the folder, holds the paper.
 *
 * @param folder - The folder the source's paths are relative to, `null` if none is configured.
 */
export function findFiles(paper: TextPaper, folder: string | null): TextPaper | HeldPaper {
  if (paper.files.every((file) => file.bytes === null)) return paper;
  const files: PaperFile[] = [];
  for (const [n, file] of paper.files.entries()) {
    const found = file.bytes === null ? null : find(file.bytes.path, folder);
    if (typeof found === 'string') return held(paper, { code: 'unread-file', detail: `files/${n}: ${found}` });
    files.push(found === null ? file : withBytes(file, found));
  }
  const { source, key, where, kind, type, facts, texts } = paper;
  return { source, key, where, kind, type, facts, texts, files };
}

interface Found { bytes: FileBytes; sizeBytes: number }

function withBytes({ role, format, disclosure, grounds, isRead, problem }: PaperFile, { bytes, sizeBytes }: Found): PaperFile {
  return { role, format, sizeBytes, disclosure, grounds, isRead, bytes, problem };
}

/** Returns the file, or in words why there is none. */
function find(location: string, folder: string | null): Found | string {
  if (folder === null) return 'expected "files" in sources.json, the folder in which the files of this source lie';
  try {
    const root = realpathSync(folder);
    const path = realpathSync(join(root, location));
    if (!path.startsWith(root + sep)) return 'expected a path below the folder of the files';
    const { size, isFile } = { size: statSync(path).size, isFile: statSync(path).isFile() };
    return isFile ? { bytes: { path, sha256: sha256Of(path) }, sizeBytes: size } : 'expected a file, got a folder';
  } catch {
    return 'expected a file that can be read, got none';
  }
}

/** Returns the hash of a file, read piece by piece. @throws the system's error if it can't be read. */
export function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) hash.update(chunk.subarray(0, count));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function held({ source, key, where, type, facts }: TextPaper, hold: Hold): HeldPaper {
  return { kind: 'held', source, key, where, type, unitCode: facts.unitCode, approvedOn: facts.approvedOn, hold };
}
