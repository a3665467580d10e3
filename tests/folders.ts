/** Folders for tests: temporary ones that are removed, and whole trees as maps. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** Returns a new folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns a new folder that is removed when all tests of the file have finished. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns every file below a folder, path → text, in order of path. */
export function treeOf(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const pairs = files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(folder, path), readFileSync(path, 'utf8')] as const);
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Copies a folder with all it holds. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}
