/**
 * Inventory: what lies in a folder, one line a file in a fixed order, written to disk so that
 * millions of files need no memory; and what differs between two of them.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Files by what became of them. `written` were replaced by the same bytes: a host would send them again for nothing. */
export interface Difference { files: number; bytes: number; added: number; removed: number; changed: number; written: number; changedBytes: number }

interface Line { path: string; size: number; time: string; hash: string }

/**
 * Writes the inventory of a folder.
 *
 * @param hasHashes - Without, a file counts as changed when its size or time is another.
 * @param isLeftOut - Paths that are not looked at.
 */
export function writeInventory(folder: string, file: string, hasHashes: boolean, isLeftOut: (path: string) => boolean = () => false): void {
  const to = openSync(file, 'w');
  let lines = '';
  for (const path of pathsOf(folder, '')) {
    if (isLeftOut(path)) continue;
    const { size, mtimeNs } = statSync(join(folder, path), { bigint: true });
    const hash = hasHashes ? createHash('sha256').update(readFileSync(join(folder, path))).digest('hex').slice(0, 32) : '';
    lines += `${path}\t${size}\t${mtimeNs}\t${hash}\n`;
    if (lines.length > 1 << 20) { writeSync(to, lines); lines = ''; }
  }
  writeSync(to, lines);
  closeSync(to);
}

/** Yields files in the order of their paths, `/` before any other sign: the order in which folders are walked. */
function* pathsOf(folder: string, below: string): Generator<string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* pathsOf(folder, path);
    else yield path;
  }
}

/** Returns how the second inventory differs from the first. */
export async function differenceOf(before: string, after: string): Promise<Difference> {
  const result = { files: 0, bytes: 0, added: 0, removed: 0, changed: 0, written: 0, changedBytes: 0 };
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let [one, other] = [await next(old), await next(fresh)];
  while (one !== null || other !== null) {
    const order = one === null ? 1 : other === null ? -1 : compare(one.path, other.path);
    if (order < 0) result.removed += 1;
    else count(result, order === 0 ? one : null, other!);
    if (order <= 0) one = await next(old);
    if (order >= 0) other = await next(fresh);
  }
  return result;
}

function count(result: Difference, before: Line | null, after: Line): void {
  result.files += 1;
  result.bytes += after.size;
  const isSame = before !== null && before.size === after.size && (after.hash === '' ? before.time === after.time : before.hash === after.hash);
  if (before === null) result.added += 1;
  else if (!isSame) result.changed += 1;
  else if (before.time !== after.time) result.written += 1;
  if (!isSame) result.changedBytes += after.size;
}

function compare(a: string, b: string): number {
  const [one, other] = [a.replaceAll('/', '\u0000'), b.replaceAll('/', '\u0000')];
  return one < other ? -1 : one > other ? 1 : 0;
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [path, size, time, hash] = line.split('\t');
    yield { path: path!, size: Number(size), time: time!, hash: hash! };
  }
}

async function next(lines: AsyncGenerator<Line>): Promise<Line | null> {
  const { value, done } = await lines.next();
  return done === true ? null : value;
}
