/**
 * Publish: brings a target to the sealed portal, step by step (see `plan.ts`), and sends
 * only what is other there. Before the first byte leaves, the target's log must be the
 * beginning of ours.
 *
 * A target is trusted to keep what it was given: files that it lost or altered since are
 * found by `npm run verify`, and sent again by a publish that believes nothing (`isAll`).
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifierKey } from '../log/keys.ts';
import { MANIFEST } from '../manifest/manifest.ts';
import { tailOf, sealedSizes } from './log-lines.ts';
import { planPublish, type Plannable, type Step } from './plan.ts';
import { CHECKPOINT, openSealed, readFile, readSealed, type Sealed } from './sealed.ts';
import { ourFiles, PROOFS, readStanding, type Standing } from './standing.ts';
import type { Sent, Target } from './target.ts';
import { newTreeFiles, partialFiles } from './tree-files.ts';

/** What to publish where. `keys` are the log's verifier keys; `report` is told of every step. */
export interface Publishing {
  folder: string;
  target: Target;
  keys: readonly VerifierKey[];
  isAll?: boolean;
  isDryRun?: boolean;
  report?: (progress: { stage: string; done: number; total: number; note: string }) => void;
}

/** What was done, or with a dry run would be: files sent and of them those that were other, files removed. */
export interface Published { sent: number; changed: number; removed: number; isFinished: boolean; wasCutOff: boolean; size: number }

/** Seals whose partial tiles may still lie at a target: more are only left behind if nobody published for as long. */
const SEALS_BACK = 4;

/**
 * Publishes a sealed portal.
 *
 * @throws {ArchiveError} `NOT_SEALED` for a portal that is not, `BAD_TARGET` for a target
 *   that is no place for it; in both cases before anything was sent, unless the portal
 *   changes meanwhile. A publish that was cut off is finished by the next.
 */
export async function publish({ folder, target, keys, isAll = false, isDryRun = false, report = () => {} }: Publishing): Promise<Published> {
  const ours = openSealed(folder);
  const standing = await readStanding(target, ours, { keys, isAll });
  const given = gather(ours, standing, isAll);
  const steps = planPublish(given);
  const sent = steps.reduce((sum, { send }) => sum + send.size, 0);
  const removed = steps.reduce((sum, { remove }) => sum + remove.length, 0);
  let changed = 0;
  for (const step of steps) {
    const count = step.send.size + step.remove.length;
    report({ stage: isDryRun ? 'would' : 'publish', done: count, total: count, note: `${step.name}: ${step.send.size} sent, ${step.remove.length} removed` });
    if (!isDryRun) changed += await carryOut(target, given, step);
  }
  return { sent, changed, removed, isFinished: !isDryRun, wasCutOff: standing.isCutOff, size: ours.head.size };
}

function gather(ours: Sealed, standing: Standing, isAll: boolean): Plannable {
  const { folder, head } = ours;
  const tail = tailOf(folder, standing.size);
  const isNewer = head.size > standing.size;
  return {
    ours, standing,
    files: ourFiles(ours, standing, isAll),
    log: [...newTreeFiles(standing.size, head.size), ...(isNewer ? tail.files : []), ...checkpoints(folder, standing, ours)],
    obsolete: isNewer || standing.isCutOff ? obsoleteFiles(folder, standing.size, head.size) : [],
    proofs: new Map(PROOFS.flatMap((path) => { const bytes = readFile(folder, path); return bytes === null ? [] : [[path, bytes] as const]; })),
    withdrawn: new Set(tail.entries.flatMap(({ event, id, index }) => (event === 'withdraw' && index >= standing.size ? [id ?? ''] : []))),
  };
}

/** Checkpoints that are new, and the one that stands at the target: witnesses may have signed it since. */
function checkpoints(folder: string, { size, small }: Standing, { checkpoint }: Sealed): string[] {
  const past = join(folder, 'log/checkpoints');
  if (!existsSync(past) || checkpoint.equals(small.get(CHECKPOINT) ?? Buffer.of())) return [];
  return readdirSync(past).filter((name) => /^\d+$/.test(name) && Number(name) >= size).map((name) => `log/checkpoints/${name}`);
}

/**
 * Partial tiles that no reader of the last two checkpoints needs: that of the target and
 * ours, and the seal before it, which stood there if a publish was cut off at its end.
 * The portal itself may keep them all.
 */
function obsoleteFiles(folder: string, standing: number, size: number): string[] {
  const [before = 0, ...older] = sealedSizes(folder, size, SEALS_BACK);
  const kept = new Set([before, standing, size].flatMap(partialFiles));
  return [...new Set(older.flatMap(partialFiles))].filter((path) => !kept.has(path));
}

async function carryOut(target: Target, { ours, files }: Plannable, { send, remove }: Step): Promise<number> {
  const sha256Of = (from: string) => files.get(from) ?? ours.shards.get(from) ?? null;
  const bytesOf = (from: string) => (from === MANIFEST ? Buffer.from(ours.manifest) : from === CHECKPOINT ? ours.checkpoint : readSealed(ours.folder, from, sha256Of(from)));
  const sent = [...send].map(([path, from]): Sent => ({ path, from, read: () => bytesOf(from) }));
  const changed = sent.length === 0 ? 0 : await target.write(sent);
  if (remove.length > 0) await target.remove(remove);
  return changed;
}
