/** Files below: every file of a folder by its path, with `/`. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Returns the paths of all files below a folder, in no order. */
export function filesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
