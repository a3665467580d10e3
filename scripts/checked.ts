/**
 * Checked: opens the record of what the gate has read, `checked.sqlite` in the private
 * folder, and names the version it must be of: the sources of the check, what it is built
 * on, and the values that the city lets stand. Of another version, damaged or not there,
 * it only costs time: everything is read.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Checked } from '../src/archive/check/checked.ts';

const NAME = 'checked.sqlite';
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = 'src/archive/check';
/** Beside the sources: errors are part of what is read, the lock file says which parsers. */
const BESIDE = ['src/errors.ts', 'package-lock.json'];
const BUSY = new Set([5, 6]);

/** Returns the version of the check together with what it lets stand. */
export function checkVersion(allow: ReadonlyMap<string, readonly RegExp[]>): string {
  const sum = createHash('sha256').update(process.version);
  const sources = readdirSync(join(ROOT, SOURCES), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort();
  for (const path of [...sources.map((name) => join(SOURCES, name)), ...BESIDE]) {
    if (existsSync(join(ROOT, path))) sum.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  }
  for (const [kind, patterns] of [...allow].sort(([a], [b]) => (a < b ? -1 : 1))) sum.update(`\0${kind}\0${patterns.map(String).join('\0')}`);
  return sum.digest('hex');
}

/** Returns the record of a private folder, a new one if what lies there is none; `null` if another check is at it or there is no folder. */
export function openChecked(privateFolder: string, allow: ReadonlyMap<string, readonly RegExp[]>, accepted: ReadonlySet<string>): Checked | null {
  if (!existsSync(privateFolder)) return null;
  const path = join(privateFolder, NAME);
  const open = () => new Checked(path, checkVersion(allow), accepted);
  try {
    return open();
  } catch (error) {
    if (BUSY.has(((error as { errcode?: number }).errcode ?? 0) & 0xff)) return null;
    forgetChecked(privateFolder);
    return open();
  }
}

/** Forgets what was read, so that the next gate reads everything: after whatever changed the standing portal without one. */
export function forgetChecked(privateFolder: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(privateFolder, `${NAME}${end}`), { force: true });
}
