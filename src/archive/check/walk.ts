/**
 * Walk: every file below the build, in order of path. Links, devices and hidden files
 * are refused: what a host would serve for them is not what lies here.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from './limits.ts';
import type { Unread } from './report.ts';

/** A file to be published. `read` returns its bytes. */
export interface BuildFile { path: string; sizeBytes: number; read: () => Buffer }

const HIDDEN_BUT_PUBLIC = new Set(['.well-known', '.nojekyll']);

/** Returns all files of a folder, and what is there that may not be. */
export function walk(folder: string): { files: BuildFile[]; unread: Unread[] } {
  const files: BuildFile[] = [];
  const unread: Unread[] = [];
  const refuse = (file: string, reason: string) => unread.push({ file, reason });
  const open = [''];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const entries = readdirSync(join(folder, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.name.startsWith('.') && !HIDDEN_BUT_PUBLIC.has(entry.name)) refuse(inner, 'expected no hidden file, got one');
      else if (/[\u0000-\u001f\u007f\\]/.test(entry.name)) refuse(inner.replace(/[\u0000-\u001f\u007f]/g, '\uFFFD'), 'expected a name without control characters, got some');
      else if (entry.isDirectory()) open.push(inner);
      else if (!entry.isFile()) refuse(inner, 'expected a file or a folder, got a link or something else');
      else add(folder, inner, files, refuse);
    }
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), unread };
}

/** Returns one file of a folder, `null` if it is not there; a link or anything else is refused like everywhere. */
export function fileAt(folder: string, path: string, unread: Unread[]): BuildFile | null {
  const found = lstatSync(join(folder, path), { throwIfNoEntry: false });
  if (found === undefined) return null;
  const files: BuildFile[] = [];
  const refuse = (file: string, reason: string) => unread.push({ file, reason });
  if (found.isFile()) add(folder, path, files, refuse);
  else refuse(path, 'expected a file or a folder, got a link or something else');
  return files[0] ?? null;
}

function add(folder: string, path: string, files: BuildFile[], refuse: (file: string, reason: string) => void): void {
  const full = join(folder, path);
  const sizeBytes = lstatSync(full).size;
  if (sizeBytes > LIMITS.fileBytes) refuse(path, `expected at most ${LIMITS.fileBytes} bytes, got ${sizeBytes}`);
  else files.push({ path, sizeBytes, read: () => readFileSync(full) });
}
