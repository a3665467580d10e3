/**
 * Build stamp: one hash over everything a build is made of: records, register and log
 * (by the catalogue's own hash), the written parts of `content/`, and the code. The same
 * stamp means the same bytes in `dist/`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CODE = ['src/site', 'src/catalogue', 'src/relate', 'src/policy', 'src/model', 'src/errors.ts', 'public', 'scripts/build.ts', 'scripts/build-stamp.ts', 'scripts/derive.ts', 'scripts/render-pages.ts', 'package-lock.json'];
const WRITTEN = ['policy', 'organisations', 'pages', 'places', 'spending', 'projects', 'search', 'city.json'];

/** Returns the stamp of a build of `content` with the code in `root`. */
export function buildStamp(root: string, content: string, contentHash: string): string {
  const hash = createHash('sha256').update(`${contentHash}\n${process.version}\n`);
  for (const [folder, names] of [[root, CODE], [content, WRITTEN]] as const) {
    for (const name of names) for (const file of filesOf(folder, name)) hash.update(`${file}\n`).update(readFileSync(join(folder, file))).update('\n');
  }
  return hash.digest('hex');
}

function filesOf(folder: string, name: string): string[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [name];
  return readdirSync(path).sort().flatMap((child) => filesOf(folder, `${name}/${child}`));
}
