/**
 * Shards: the second level of the manifest. Every file of the portal has one line, in the
 * form of `sha256sum -c`, in exactly one shard: those of records by the month in their
 * path, the rest together. A shard that grows beyond a few thousand lines is split by the
 * hash of the path, again and again, so that a change rewrites little and a mirror
 * fetches little however big the archive is. The shards are a function of the files: a
 * manifest made new and one that followed every night have the same bytes.
 *
 * A shard's file bears the hash of its bytes in its name, so that it never changes, and a
 * manifest always speaks of shards that are there whole.
 */
import { createHash } from 'node:crypto';
import { ArchiveError } from '../../errors.ts';

/** Lines in a shard at most; two halves that fit into one are joined again. */
export const SHARD_LINES = 4000;

/** SHA-256 in lower-case hex by path below the portal's folder. */
export type Hashes = Map<string, string>;

/** One line of a manifest. */
const LINE = /^([0-9a-f]{64}) {2}([^\r\n\\]+)$/;
/** Names of shards: a group and the bits of the path's hash it holds, all of them at first. */
const SHARD_NAME = /^manifest\/([a-z0-9-]+)(?:_([01]+))?\.[0-9a-f]{16}\.txt$/;
const MONTH = /(?:^|\/)(\d{4})\/(\d\d)\//;

/** Where a path belongs: its group, and the bits that split the group. */
export interface ShardKey { group: string; bits: string }

/**
 * Returns where the line of a file belongs.
 *
 * @param monthOf - Month (`YYYY-MM`) of a file whose path does not say it, `null` if it has none.
 */
export function shardKey(path: string, monthOf: (path: string) => string | null): ShardKey {
  const month = MONTH.exec(path);
  const group = month !== null ? `${month[1]}-${month[2]}` : monthOf(path) ?? 'lists';
  return { group, bits: bitsOf(path) };
}

/** Returns the bytes of a shard or of the manifest: lines in the order of the paths' code points. */
export function formatLines(hashes: Iterable<readonly [string, string]>): string {
  return [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
}

/**
 * Reads lines.
 *
 * @throws {ArchiveError} `BAD_STATE` for a line that is none, or a path that leads out of the folder.
 */
export function parseLines(where: string, text: string): Hashes {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new ArchiveError('BAD_STATE', where, 'expected lines that end, got a last one that does not');
  return new Map(lines.map((line, n) => {
    const [, sha256, path] = LINE.exec(line) ?? [];
    if (path === undefined || !isInside(path)) throw new ArchiveError('BAD_STATE', `${where}:${n + 1}`, 'expected "<64 hex digits>  <path below the portal>", got something else');
    return [path, sha256!];
  }));
}

/** Whether a path stays below the folder it is joined to. */
export function isInside(path: string): boolean {
  return !/^\/|(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\/$|[\u0000-\u001f\u007f]/.test(path);
}

/** Returns the name of a shard's file. */
export function shardPath({ group, bits }: ShardKey, text: string): string {
  return `manifest/${group}${bits === '' ? '' : `_${bits}`}.${sha256Of(text).slice(0, 16)}.txt`;
}

/**
 * Returns which shard a file of a manifest is.
 *
 * @throws {ArchiveError} `BAD_STATE` if the name is not one of ours.
 */
export function readShardPath(path: string): ShardKey {
  const [, group, bits = ''] = SHARD_NAME.exec(path) ?? [];
  if (group === undefined) throw new ArchiveError('BAD_STATE', path, 'expected the name of a shard, got another');
  return { group, bits };
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The first 32 bits of the hash of a path: enough to split thousands of millions. */
function bitsOf(path: string): string {
  return createHash('sha256').update(path).digest().readUInt32BE(0).toString(2).padStart(32, '0');
}
