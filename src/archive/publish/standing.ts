/**
 * Standing: what a target already has, as far as one may believe it. Its manifest says
 * so; while `log/next` lies there, a publish was cut off and every file may be that of
 * the old manifest or of the coming one, so only what both say alike is believed.
 *
 * Shards bear the hash of their bytes in their names: those that we have too are never
 * read from the target, and after a publish that ended not even looked into.
 */
import { ArchiveError } from '../../errors.ts';
import { MANIFEST } from '../manifest/manifest.ts';
import { parseLines, sha256Of, type Hashes } from '../manifest/shards.ts';
import type { VerifierKey } from '../log/keys.ts';
import { checkHead } from './head.ts';
import { CHECKPOINT, readSealed, type Sealed } from './sealed.ts';
import type { Target } from './target.ts';

/** The two files that say that a publish is under way. */
export const NEXT = 'log/next';
export const NEXT_MANIFEST = 'manifest-next-sha256.txt';
/** Files beside the manifest that make it one that can be verified. */
export const PROOFS = [`${MANIFEST}.sig`, 'allowed_signers', 'log/vkey'] as const;

/** What a target has. Hashes are of the shards we have not in common, after a cut-off of all. */
export interface Standing {
  /** Entries its log has; 0 if nothing was published there. */
  size: number;
  /** Entries of the log that is coming there, 0 if none is. */
  comingSize: number;
  isCutOff: boolean;
  /** Small files by path: checkpoint, manifest, their coming ones, the proofs. */
  small: ReadonlyMap<string, Uint8Array>;
  /** What is believed to be there. */
  files: Hashes;
  /** Paths that may or may not be there, with whatever bytes. */
  doubted: ReadonlySet<string>;
  /** Shards that lie there, of whatever manifest. */
  shards: ReadonlySet<string>;
}

/** How a target is looked at. `keys` are those of the log, none for a preview; `isAll` believes nothing of what the target says it has. */
export interface Looking { keys: readonly VerifierKey[]; isAll: boolean }

/**
 * Looks at a target.
 *
 * @throws {ArchiveError} `BAD_TARGET` if it holds something else than a portal of ours, or
 *   a log that ours does not continue.
 */
export async function readStanding(target: Target, ours: Sealed, { keys, isAll }: Looking): Promise<Standing> {
  const small = await target.read([CHECKPOINT, NEXT, MANIFEST, NEXT_MANIFEST, ...PROOFS]);
  const isKnown = [CHECKPOINT, NEXT, MANIFEST, NEXT_MANIFEST].some((path) => small.has(path));
  const isStarted = isKnown || await refuseOthers(target);
  const size = checkHead(target.name, CHECKPOINT, small, ours, keys);
  const comingSize = checkHead(target.name, NEXT, small, ours, keys);
  const old = linesOf(MANIFEST, small);
  // Without `log/next` the coming manifest is a leftover: no file was touched for it, or all of them were.
  const next = small.has(NEXT) ? linesOf(NEXT_MANIFEST, small) ?? new Map<string, string>() : null;
  const isCutOff = next !== null || (isStarted && old === null);
  const isNarrow = !isCutOff && !isAll;
  const lying = (await target.list('manifest')).map((name) => `manifest/${name}`);
  // What no manifest names was sent before a publish was announced, and speaks of files that never came.
  const asked = new Set([...old?.keys() ?? [], ...next?.keys() ?? [], ...(isNarrow ? [] : lying)].filter((path) => !isNarrow || !ours.shards.has(path)));
  const read = await readShards(target, ours, [...asked]);
  const believed = believe(hashesIn(old, read), next === null ? null : hashesIn(next, read), isAll);
  for (const lines of read.values()) for (const path of lines.keys()) if (!believed.files.has(path)) believed.doubted.add(path);
  return { size: isAll ? 0 : size, comingSize, isCutOff, small, ...believed, shards: new Set([...asked, ...lying]) };
}

/** Returns the lines of those of our shards that a target's files are to be held against. */
export function ourFiles(ours: Sealed, standing: Standing, isAll: boolean): Hashes {
  const theirs = standing.isCutOff || isAll ? null : linesOf(MANIFEST, standing.small);
  const files: Hashes = new Map();
  for (const [shard, sha256] of ours.shards) {
    if (theirs?.has(shard)) continue;
    for (const [path, hash] of parseLines(shard, readSealed(ours.folder, shard, sha256).toString('utf8'))) files.set(path, hash);
  }
  return files;
}

/** What lies there before anything was announced: the first step of a first publish. */
const BEGUN = new Set(['log', 'manifest']);

async function refuseOthers(target: Target): Promise<boolean> {
  const names = await target.list('');
  const other = names.filter((name) => !BEGUN.has(name)).length;
  if (other > 0) throw new ArchiveError('BAD_TARGET', target.name, `expected an empty place or a published portal, got one with ${other} other files or folders and no manifest; empty it first`);
  return names.length > 0;
}

/** A manifest that can't be read vouches for nothing. */
function linesOf(path: string, small: ReadonlyMap<string, Uint8Array>): Hashes | null {
  const bytes = small.get(path);
  if (bytes === undefined) return null;
  try {
    return parseLines(path, Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** Lines by shard; one that is gone or damaged has none. */
async function readShards(target: Target, ours: Sealed, paths: readonly string[]): Promise<Map<string, Hashes>> {
  const foreign = await target.read(paths.filter((path) => !ours.shards.has(path)));
  const shards = new Map<string, Hashes>();
  for (const path of paths) {
    const sha256 = ours.shards.get(path);
    const bytes = sha256 === undefined ? foreign.get(path) : readSealed(ours.folder, path, sha256);
    const isWhole = bytes !== undefined && path.includes(`.${sha256Of(bytes).slice(0, 16)}.`);
    const lines = isWhole ? linesOf(path, new Map([[path, bytes]])) : null;
    if (lines !== null) shards.set(path, lines);
  }
  return shards;
}

function hashesIn(manifest: Hashes | null, read: ReadonlyMap<string, Hashes>): Hashes {
  return new Map([...manifest?.keys() ?? []].flatMap((shard) => [...read.get(shard) ?? []]));
}

function believe(old: Hashes, next: Hashes | null, isAll: boolean): { files: Hashes; doubted: Set<string> } {
  const isSure = (path: string, sha256: string) => !isAll && (next === null || next.get(path) === sha256);
  const files = new Map([...old].filter(([path, sha256]) => isSure(path, sha256)));
  const doubted = new Set([...old.keys(), ...next?.keys() ?? []].filter((path) => !files.has(path)));
  return { files, doubted };
}
