/**
 * Plan: in which order a target becomes the sealed portal. A step is durable before the
 * next begins, so whoever reads in between sees the old portal, the new one, or one that
 * says that it is changing (`log/next`). What is true if we die after a step:
 *
 * - *log and shards*: only files that no manifest or checkpoint of the target names; nothing has changed.
 * - *settle* (only where an earlier publish to another portal was cut off): what that one may have changed is as it will be, while its `log/next` still says so; if all its files stood already, so does its checkpoint now.
 * - *announce*: nothing has changed yet, but readers know that each file may be old or new from here on.
 * - *withdrawn*: what was taken back is gone, with its tables, originals and pages; nothing else has changed.
 * - *data*, *pages*: no page leads to data that is not there.
 * - *manifest*: all files are new, those that are no more still stand; the checkpoint is old.
 * - *checkpoint*: the new portal stands and verifies.
 * - *deletions*: first files, then the shards that name them (so that a publish after a kill still knows what to delete), at last the announcement.
 *
 * If nothing but the log has grown, nothing is announced: there are no old and new files.
 */
import { MANIFEST } from '../manifest/manifest.ts';
import type { Hashes } from '../manifest/shards.ts';
import { CHECKPOINT, type Sealed } from './sealed.ts';
import { NEXT, NEXT_MANIFEST, PROOFS, type Standing } from './standing.ts';

/** Files to be sent, by where they will stand → what they are in the portal; and files to be removed after that. */
export interface Step { name: string; send: ReadonlyMap<string, string>; remove: readonly string[] }

/** All that a plan follows from. */
export interface Plannable {
  ours: Sealed;
  standing: Standing;
  /** Lines of our shards that are compared with the target's. */
  files: Hashes;
  /** New files of the log and its tree. */
  log: readonly string[];
  /** Partial tiles of sizes before the last two. */
  obsolete: readonly string[];
  /** Which of `PROOFS` the portal has, by their bytes. */
  proofs: ReadonlyMap<string, Uint8Array>;
  /** Ids of records taken back since the target was last published. */
  withdrawn: ReadonlySet<string>;
}

/** Returns the steps, without those in which nothing is to be done. */
export function planPublish(given: Plannable): Step[] {
  const { ours, standing, files, log, obsolete } = given;
  const changed = [...files].filter(([path, sha256]) => standing.files.get(path) !== sha256).map(([path]) => path);
  const gone = [...new Set([...standing.files.keys(), ...standing.doubted])].filter((path) => !files.has(path));
  const isChanging = standing.isCutOff || changed.length > 0 || gone.length > 0;
  const settled = isOtherComing(given) ? standing.doubted : new Set<string>();
  const early = gone.filter((path) => settled.has(path) || isOf(path, given.withdrawn));
  const isEarly = new Set(early);
  const steps = [
    step('log and shards', [...log, ...[...ours.shards.keys()].filter((path) => !isStanding(given, path))]),
    ...settleHead(given),
    ...replace('settle', given, changed.filter((path) => settled.has(path)), early.filter((path) => settled.has(path))),
    ...(isChanging ? announce() : []),
    ...replace('', given, changed.filter((path) => !settled.has(path)), early.filter((path) => !settled.has(path))),
    ...seal(given),
    step('deletions', [], gone.filter((path) => !isEarly.has(path))),
    step('deletions', [], [...[...standing.shards].filter((path) => !ours.shards.has(path)), ...obsolete]),
    ...(isChanging ? [step('deletions', [], [NEXT])] : []),
    ...(isChanging || standing.small.has(NEXT_MANIFEST) ? [step('deletions', [], [NEXT_MANIFEST])] : []),
  ];
  return steps.filter(({ send, remove }) => send.size > 0 || remove.length > 0);
}

function step(name: string, send: readonly string[], remove: readonly string[] = []): Step {
  return { name, send: new Map(send.map((path) => [path, path])), remove };
}

/** A publish to another portal than this one was cut off. */
function isOtherComing({ ours, standing }: Plannable): boolean {
  const coming = Buffer.from(standing.small.get(NEXT_MANIFEST) ?? []).toString('utf8');
  return standing.small.has(NEXT) && coming !== ours.manifest;
}

/** The manifest of the publish that was cut off stands, so its files do: its checkpoint is what the old portal is from here on. */
function settleHead(given: Plannable): Step[] {
  const { small, comingSize } = given.standing;
  const [manifest, coming] = [MANIFEST, NEXT_MANIFEST].map((path) => Buffer.from(small.get(path) ?? []));
  const past = `log/checkpoints/${comingSize}`;
  if (!isOtherComing(given) || !manifest!.equals(coming!) || !given.log.includes(past)) return [];
  return [{ name: 'settle', send: new Map([[CHECKPOINT, past]]), remove: [] }];
}

/** A shard of the standing manifest has been there since it was announced; after a cut-off they are sent anew. */
function isStanding({ standing }: Plannable, shard: string): boolean {
  const manifest = standing.small.get(MANIFEST);
  return !standing.isCutOff && standing.size > 0 && manifest !== undefined && Buffer.from(manifest).toString('utf8').includes(`  ${shard}\n`);
}

/** Two steps: `log/next` never stands without the manifest it speaks of. */
function announce(): Step[] {
  return [[NEXT_MANIFEST, MANIFEST], [NEXT, CHECKPOINT]].map(([path, from]) => ({ name: 'announce', send: new Map([[path!, from!]]), remove: [] }));
}

/** Files in the order of their urgency: what was taken back, data, pages. */
function replace(prefix: string, { withdrawn }: Plannable, changed: readonly string[], gone: readonly string[]): Step[] {
  const named = (name: string) => (prefix === '' ? name : prefix);
  const rest = changed.filter((path) => !isOf(path, withdrawn));
  const isPage = (path: string) => path.endsWith('.html');
  return [
    step(named('withdrawn'), changed.filter((path) => isOf(path, withdrawn)), gone),
    step(named('data'), rest.filter((path) => !isPage(path))),
    step(named('pages'), rest.filter(isPage)),
  ];
}

/** The manifest with its signature, then the checkpoint; only what is other than at the target. */
function seal({ ours, standing, proofs }: Plannable): Step[] {
  const isOther = (path: string, bytes: Uint8Array) => !Buffer.from(standing.small.get(path) ?? []).equals(bytes) || !standing.small.has(path);
  const manifest = isOther(MANIFEST, Buffer.from(ours.manifest)) ? [MANIFEST] : [];
  const others = [...proofs].filter(([path, bytes]) => isOther(path, bytes)).map(([path]) => path);
  return [
    step('manifest', [...manifest, ...others], PROOFS.filter((path) => standing.small.has(path) && !proofs.has(path))),
    step('checkpoint', isOther(CHECKPOINT, ours.checkpoint) ? [CHECKPOINT] : []),
  ];
}

/** Whether a file is one of these records: its id stands in the path as a word. */
function isOf(path: string, ids: ReadonlySet<string>): boolean {
  return ids.size > 0 && path.split(/[^0-9a-z]+/).some((word) => ids.has(word));
}
