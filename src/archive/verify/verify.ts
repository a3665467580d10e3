/**
 * Verify: looks at a copy of the portal as a stranger would, and says in plain sentences
 * what holds and what does not. It uses nothing but the copy, the keys and the time it is
 * given, and nothing of the city's own files.
 *
 * In this order: who signed the head; what the log tells, read from its first entry; that
 * every earlier head is its beginning; that the promised night has not passed; that the
 * list of files is the sealed one; every file; and what is there besides.
 */
import type { Checkpoint } from '../log/checkpoint.ts';
import type { VerifierKey } from '../log/keys.ts';
import { checkFiles, checkRecords } from './files.ts';
import { CHECKPOINT, NEXT_CHECKPOINT, readHead, trustOf, type Head, type Trust } from './heads.ts';
import { History, type Seal } from './history.ts';
import { Lines } from './lines.ts';
import { checkList } from './listed.ts';
import { checkKeys, MANIFEST, NEXT_MANIFEST, readManifest, type Hashes } from './manifests.ts';
import { readWhole, type Mirror } from './mirror.ts';
import { checkPast, checkSince } from './past.ts';
import { Statements, type Statement } from './statements.ts';
import { walkLog, type Walk } from './walk-log.ts';

/** What is looked at and with which knowledge. */
export interface Verification {
  mirror: Mirror;
  /** The keys that are trusted, of the log; without any, the copy's own is taken and said to be. */
  keys: readonly VerifierKey[];
  witnesses?: readonly VerifierKey[];
  now: Date;
  /** A head that was kept from earlier. */
  since?: Checkpoint;
  /** Looks at the log and the records, not at pages. */
  recordsOnly?: boolean;
  /** Is told of every file. */
  onFile?: (path: string) => void;
}

/** Returns what was found out. */
export async function verifyMirror(verification: Verification): Promise<Statement[]> {
  const { mirror, keys, witnesses = [] } = verification;
  const say = new Statements();
  const trust = await trustOf(mirror, { keys, witnesses }, say);
  const head = await readHead(mirror, CHECKPOINT, trust, say);
  if (head !== null) await verifyFrom(verification, head, trust, say);
  return say.all();
}

async function verifyFrom(verification: Verification, head: Head, trust: Trust, say: Statements): Promise<void> {
  const { mirror, since } = verification;
  const next = await readNext(mirror, head, trust, say);
  const newest = next !== null && next.size > head.size ? next : head;
  const history = new History();
  const lines = verification.recordsOnly === true ? null : new Lines(mirror, say);
  const walk = await walkLog({
    mirror, size: newest.size, sizes: new Set([head.size, newest.size, since?.size ?? 0]), mark: newest === head ? null : head.size, history, say,
    ...(lines === null ? {} : { onEntry: (entry: Buffer) => lines.compare(entry) }),
  });
  if (walk === null || !areRoots([head, newest], walk, say)) return;
  await lines?.close();
  const seals = sealsOf([head, newest], history, say);
  if (seals.length > 0) await verifySealed(verification, { head, newest, isPublishing: next !== null, history, walk, seals, lineFiles: lines?.files ?? Infinity, trust }, say);
  await checkStill(mirror, head, next, say);
}

async function readNext(mirror: Mirror, head: Head, trust: Trust, say: Statements): Promise<Head | null> {
  if (await readWhole(mirror, NEXT_CHECKPOINT) === null) return null;
  say.say(null, 'publishing', 'A publish is under way: every file may be the old or the new one. Verify again when it is done.', NEXT_CHECKPOINT);
  const next = await readHead(mirror, NEXT_CHECKPOINT, trust, say);
  if (next !== null && next.origin !== head.origin) say.say(false, 'wrong-key', 'The head that is coming is of another log.', NEXT_CHECKPOINT);
  return next;
}

function areRoots(heads: readonly Head[], { roots }: Walk, say: Statements): boolean {
  for (const { size, root, path } of new Set(heads)) {
    if (!roots.get(size)?.equals(root)) {
      say.say(false, 'log', 'The entries of the log do not give the root that was signed: the log was changed after it was signed.', path);
      return false;
    }
  }
  say.say(true, 'log', 'The entries of the log give the root that was signed.');
  return true;
}

/** The seal each head ends with; of one that ends otherwise nothing is sealed. */
function sealsOf(heads: readonly Head[], history: History, say: Statements): Seal[] {
  return [...new Set(heads)].flatMap(({ size, path }) => {
    const seal = history.seals.find((one) => one.size === size);
    if (seal === undefined) say.say(false, 'unsealed', 'The log does not end with a seal.', path);
    return seal === undefined ? [] : [seal];
  });
}

/** What is known once the log has been read. */
interface Known { head: Head; newest: Head; isPublishing: boolean; history: History; walk: Walk; seals: readonly Seal[]; lineFiles: number; trust: Trust }

async function verifySealed(verification: Verification, known: Known, say: Statements): Promise<void> {
  const { mirror, now, since, recordsOnly = false, onFile = () => {} } = verification;
  const { head, newest, isPublishing, history, walk, seals, lineFiles, trust } = known;
  const sealSizes = history.seals.map(({ size }) => size);
  await checkPast(mirror, walk, sealSizes, head.origin, trust, say);
  if (since !== undefined) checkSince(since, walk, head.origin, say);
  checkFresh(seals.at(-1)!, now, say);
  await checkKeys(mirror, head.origin, trust, say);
  const manifests = recordsOnly ? null : await readManifests(mirror, seals, isPublishing && newest.size >= head.size, trust, say);
  if (manifests?.length === 0) return;
  const files = { mirror, history, isPublishing, onFile, say };
  const expected = manifests === null ? { count: 0, isWhole: true } : await checkFiles({ ...files, manifests });
  if (manifests === null) await checkRecords(files);
  if (mirror.list === undefined) return;
  await checkList({
    mirror: { ...mirror, list: mirror.list.bind(mirror) }, manifests, walk, sealSizes: new Set(sealSizes), lineFiles,
    isRecord: (path) => history.at(path) !== undefined || history.isBeside(path), expected, trust, isPublishing, say,
  });
}

async function readManifests(mirror: Mirror, seals: readonly Seal[], isPublishing: boolean, trust: Trust, say: Statements): Promise<Hashes[]> {
  const sealed = new Set(seals.map(({ entry }) => entry.manifest));
  const manifest = await readManifest(mirror, MANIFEST, sealed, trust, say);
  if (manifest !== null) say.say(true, 'manifest', 'The list of all files is the one that was sealed in the log.', MANIFEST);
  if (!isPublishing && await readWhole(mirror, NEXT_MANIFEST) !== null) say.say(null, 'publishing', 'The list of the next night is there: a publish begins, or has just ended.', NEXT_MANIFEST);
  const next = isPublishing ? await readManifest(mirror, NEXT_MANIFEST, sealed, trust, say) : null;
  return [manifest, next].filter((one) => one !== null);
}

function checkFresh({ entry: { nextBy, on } }: Seal, now: Date, say: Statements): void {
  const isFresh = now.getTime() <= Date.parse(nextBy);
  say.say(isFresh, 'stale', isFresh ? `The last night is of ${on}; the next is promised by ${nextBy}.` : `This copy is stale: its last night is of ${on}, and the next was promised by ${nextBy}. It was not brought up to date, or somebody keeps the news from you.`);
}

/** A copy that went on while it was read was never a whole one. */
async function checkStill(mirror: Mirror, head: Head, next: Head | null, say: Statements): Promise<void> {
  const [now, coming] = [await readWhole(mirror, CHECKPOINT), await readWhole(mirror, NEXT_CHECKPOINT)];
  if (now?.equals(head.note) === true && (coming === null) === (next === null)) return;
  say.say(null, 'publishing', 'The copy changed while it was read. Verify again.', CHECKPOINT);
  say.doubtFiles();
}
