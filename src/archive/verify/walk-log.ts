/**
 * Walk log: reads every entry of a copy's log once and builds its tree anew, so that
 * neither its tiles nor its heads have to be believed. What is asked of it later (roots of
 * earlier sizes, tiles) is compared with what was built here.
 */
import { ArchiveError } from '../../errors.ts';
import { Edge } from '../log/append.ts';
import { entriesPath, TILE_WIDTH, unpackEntries, widthOf } from '../log/tiles.ts';
import type { History } from './history.ts';
import { logOf, type Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';

/** What a walk found: the roots at the sizes that were asked for and at every seal. */
export interface Walk { size: number; roots: ReadonlyMap<number, Buffer> }

/** What a walk is given. `sizes` are those whose roots are asked for; `mark` is where the history is marked. */
export interface Walking { mirror: Mirror; size: number; sizes: ReadonlySet<number>; mark: number | null; history: History; onEntry?: (entry: Buffer) => Promise<void>; say: Statements }

/** Faults of the history are told one by one up to here. */
const FAULTS_TOLD = 20;

/** Reads the log from its first entry; returns `null` if it can't be read to its end, which is said. */
export async function walkLog(walking: Walking): Promise<Walk | null> {
  const { mirror, size, sizes, mark, history, onEntry, say } = walking;
  const read = logOf(mirror);
  const built: [string, Buffer][] = [];
  const edge = new Edge(() => null, 0, (path, bytes) => built.push([path, bytes]));
  const roots = new Map<number, Buffer>();
  let faults = 0;
  for (let n = 0; n * TILE_WIDTH < size; n += 1) {
    const bundle = await readBundle(read, size, n, say);
    if (bundle === null) return null;
    for (const entry of bundle) {
      if (edge.size === mark) history.mark();
      const fault = history.add(entry);
      if (fault !== null && (faults += 1) <= FAULTS_TOLD) say.say(false, 'history', `Entry ${edge.size} of the log ${fault}.`);
      await onEntry?.(entry);
      edge.add(entry);
      if (sizes.has(edge.size) || history.seals.at(-1)?.size === edge.size) roots.set(edge.size, edge.root());
    }
    await compareTiles(read, built.splice(0), say);
  }
  edge.finish();
  await compareTiles(read, built, say);
  sayOfAll(size, faults, say);
  return { size, roots };
}

async function readBundle(read: (path: string) => Promise<Buffer | null>, size: number, n: number, say: Statements): Promise<Buffer[] | null> {
  const width = widthOf(size, 0, n);
  const path = entriesPath(n, width);
  const bytes = await read(path) ?? (width < TILE_WIDTH ? await read(entriesPath(n)) : null);
  try {
    if (bytes === null) throw new ArchiveError('BAD_LOG', path, 'expected entries, got no file');
    const entries = unpackEntries(bytes, path);
    if (entries.length < width) throw new ArchiveError('BAD_LOG', path, `expected ${width} entries, got ${entries.length}`);
    return entries.slice(0, width);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'log', `The log can't be read to its end: entries ${n * TILE_WIDTH} to ${n * TILE_WIDTH + width - 1} are missing or cut.`, `log/${path}`);
    return null;
  }
}

/** A bundle was read already; a partial tile that is gone may be read out of the full one. */
async function compareTiles(read: (path: string) => Promise<Buffer | null>, built: readonly [string, Buffer][], say: Statements): Promise<void> {
  for (const [path, bytes] of built) {
    const isPartial = path.includes('.p/');
    const own = await read(path) ?? (isPartial ? (await read(path.slice(0, path.indexOf('.p/'))))?.subarray(0, bytes.length) : null) ?? null;
    if (own === null && isPartial && path.startsWith('tile/entries/')) continue;
    if (own?.equals(bytes) !== true) say.say(false, 'tiles', own === null ? 'A tile of the log is missing.' : 'A tile of the log contradicts the entries.', `log/${path}`);
  }
}

function sayOfAll(size: number, faults: number, say: Statements): void {
  if (say.faults('tiles') === 0) say.say(true, 'tiles', 'The tiles of the log are those of its entries.');
  if (faults === 0) say.say(true, 'history', `What the ${size} entries tell can have happened.`);
  else if (faults > FAULTS_TOLD) say.say(false, 'history', `There are ${faults - FAULTS_TOLD} more of these.`);
}
