/**
 * Build stamp: what a portal is made of, in two hashes: the code with the written parts
 * of `content/`, and the records, register and log (by the catalogue's own hash). The
 * same two mean the same bytes in `dist/`; the same first one, that a page whose records
 * did not change is the same too.
 */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CODE = ['src/site', 'src/catalogue', 'src/relate', 'src/policy', 'src/model', 'src/errors.ts', 'public', 'scripts/build.ts', 'scripts/build', 'scripts/derive.ts', 'scripts/mark-ledgers.ts', 'scripts/relatives', 'scripts/renderer.ts', 'scripts/index-chunks.ts', 'scripts/bundle-renderer.ts', 'package-lock.json'];
const WRITTEN = ['policy', 'organisations', 'pages', 'places', 'spending', 'projects', 'search', 'city.json'];

/** Returns the stamp of a build of `content` with the code in `root`: `<code and written parts> <records>`. */
export function buildStamp(root: string, content: string, contentHash: string): string {
  const hash = createHash('sha256').update(`${process.version}\n`);
  hashFiles(hash, root, CODE);
  hashFiles(hash, content, WRITTEN);
  return `${hash.digest('hex')} ${contentHash}`;
}

/** Whether two stamps differ in nothing but the records. */
export function haveSameTemplate(one: string, other: string): boolean {
  return one.split(' ')[0] === other.split(' ')[0];
}

/** Adds names and bytes of all files below a folder that are named or lie in what is named; what is not there is left out. */
export function hashFiles(hash: Hash, folder: string, names: readonly string[]): void {
  for (const name of names) for (const file of filesOf(folder, name)) hash.update(`${file}\n`).update(readFileSync(join(folder, file))).update('\n');
}

function filesOf(folder: string, name: string): string[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [name];
  return readdirSync(path).sort().flatMap((child) => filesOf(folder, `${name}/${child}`));
}
