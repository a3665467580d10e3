/**
 * Listed: what a folder holds beyond what was sealed. A file nobody sealed is said, and
 * what is left of the log's past is held against the log; what lies ready for the next
 * night is not judged.
 */
import { sha256 } from '../log/hashes.ts';
import { entriesPath, TILE_WIDTH, tilePath, widthOf } from '../log/tiles.ts';
import { isRecordPath } from './entries.ts';
import { MANIFEST, NEXT_MANIFEST, readShard, SIGNATURE, type Hashes } from './manifests.ts';
import { ALLOWED_SIGNERS, CHECKPOINT, NEXT_CHECKPOINT, VERIFIER_KEY, type Trust } from './heads.ts';
import { linesPath } from './lines.ts';
import { readWhole, type Mirror } from './mirror.ts';
import { judgeOther } from './past.ts';
import type { Statements } from './statements.ts';
import type { Walk } from './walk-log.ts';

/** Files that other parts of a verification look at. */
const KNOWN = new Set([CHECKPOINT, NEXT_CHECKPOINT, VERIFIER_KEY, MANIFEST, NEXT_MANIFEST, SIGNATURE, ALLOWED_SIGNERS]);

/** What the files of a folder are held against. `manifests` is `null` where only records are looked at. */
export interface ListCheck {
  mirror: Mirror & Required<Pick<Mirror, 'list'>>; manifests: readonly Hashes[] | null; walk: Walk; sealSizes: ReadonlySet<number>; lineFiles: number;
  /** Whether a path is that of a record of the log, or beside one. */
  isRecord: (path: string) => boolean;
  expected: { count: number; isWhole: boolean }; trust: Trust; isPublishing: boolean; say: Statements;
}

/** Looks for what is there besides. */
export async function checkList(check: ListCheck): Promise<void> {
  const { mirror, manifests, isRecord, expected, isPublishing, say } = check;
  let count = 0;
  for await (const path of mirror.list()) {
    if (path.startsWith('log/')) await judgeLogFile(check, path);
    else if (path.startsWith('manifest/')) await judgeShard(check, path);
    else if (!KNOWN.has(path)) count += 1;
    if (manifests === null && isRecordPath(path) && !isRecord(path) && !isPublishing) say.say(false, 'not-in-log', 'This record is not in the log.', path);
  }
  if (manifests === null) return;
  // The paths of a great archive fill much memory; they are needed only if there is one too many.
  if (!isPublishing && (count !== expected.count || !expected.isWhole)) await nameUnlisted(check);
  if (say.faults('unlisted') === 0) say.say(true, 'unlisted', 'There are no files that nobody sealed.');
}

async function nameUnlisted({ mirror, manifests, say }: ListCheck): Promise<void> {
  const listed = new Set<string>();
  for (const [path, hash] of manifests![0]!) {
    // A shard that can't be read was said before.
    for (const file of (await readShard(mirror, path, hash).catch(() => null))?.keys() ?? []) listed.add(file);
  }
  for await (const path of mirror.list()) {
    if (!/^(?:log|manifest)\//.test(path) && !KNOWN.has(path) && !listed.has(path)) say.say(false, 'unlisted', 'Nobody has sealed this file.', path);
  }
}

async function judgeShard({ mirror, manifests, say }: ListCheck, path: string): Promise<void> {
  if (manifests === null || manifests.some((shards) => shards.has(path))) return;
  const bytes = await readWhole(mirror, path);
  const named = /\.([0-9a-f]{16})\.txt$/.exec(path)?.[1];
  if (bytes !== null && sha256(bytes).toString('hex').slice(0, 16) === named) say.say(null, 'publishing', 'A part of another list of files: a publish is under way, or was never finished.', path);
  else say.say(false, 'unlisted', 'Nobody has sealed this file.', path);
}

async function judgeLogFile(check: ListCheck, path: string): Promise<void> {
  const { mirror, walk, sealSizes, lineFiles, trust, say } = check;
  const size = /^log\/checkpoints\/([1-9]\d{0,15})$/.exec(path)?.[1];
  const night = /^log\/(\d{6,})\.jsonl$/.exec(path)?.[1];
  if (KNOWN.has(path)) return;
  if (size !== undefined) return sealSizes.has(Number(size)) ? undefined : judgeOther(mirror, path, walk, trust, say);
  if (night !== undefined && Number(night) >= 1 && Number(night) <= lineFiles && linesPath(Number(night)) === path) return;
  if (path.startsWith('log/tile/')) return judgeTile(check, path);
  say.say(false, 'unlisted', 'Nobody has sealed this file.', path);
}

/** A tile of an earlier night is the beginning of the one that stands now. */
async function judgeTile({ mirror, walk, say }: ListCheck, path: string): Promise<void> {
  const tile = readTilePath(path);
  if (tile === null) return say.say(false, 'unlisted', 'Nobody has sealed this file.', path);
  const { level, n, width } = tile;
  const standing = widthOf(walk.size, level ?? 0, n);
  if (width === standing) return;
  if (width > standing) return say.say(null, 'publishing', 'A tile of a longer log: a publish is under way, or was never finished.', path);
  const now = await readWhole(mirror, `log/${level === null ? entriesPath(n, standing) : tilePath(level, n, standing)}`) ?? Buffer.alloc(0);
  const then = await readWhole(mirror, path) ?? Buffer.alloc(0);
  if (!isBeginning(then, now, level === null ? null : width * 32)) say.say(false, 'tiles', 'A tile of an earlier night contradicts the log.', path);
}

function isBeginning(then: Buffer, now: Buffer, sizeBytes: number | null): boolean {
  return then.length > 0 && (sizeBytes === null || then.length === sizeBytes) && now.subarray(0, then.length).equals(then);
}

function readTilePath(path: string): { level: number | null; n: number; width: number } | null {
  const [, where, index, written] = /^log\/tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  if (where === undefined || index === undefined) return null;
  const [n, width] = [Number(index.replace(/[x/]/g, '')), Number(written ?? TILE_WIDTH)];
  const level = where === 'entries' ? null : Number(where);
  const isExact = `log/${level === null ? entriesPath(n, width) : tilePath(level, n, width)}` === path && Number.isSafeInteger(n);
  return isExact ? { level, n, width } : null;
}
