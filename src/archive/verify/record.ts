/**
 * Record: verifies one record of a copy without looking at the others: its last entry is
 * sought from the end of the log, because an entry further back would also lead to the
 * head if the record had been withdrawn since. What it costs follows what was logged
 * after that entry: 256 entries a file.
 */
import { ArchiveError } from '../../errors.ts';
import { leafHash } from '../log/hashes.ts';
import type { VerifierKey } from '../log/keys.ts';
import { formatProof, inclusionProof, isIncluded, parseProof, type TlogProof } from '../log/proof.ts';
import { entriesPath, TILE_WIDTH, unpackEntries, widthOf } from '../log/tiles.ts';
import { answerLater, Tree } from '../log/tree.ts';
import { readEntry, type Entry, type RecordEntry } from './entries.ts';
import { judgeRecord } from './files.ts';
import { CHECKPOINT, NEXT_CHECKPOINT, readHead, trustOf, type Head, type Trust } from './heads.ts';
import { logOf, readWhole, sha256Of, type Mirror } from './mirror.ts';
import { openCheckpoint } from './past.ts';
import { Statements, type Statement } from './statements.ts';

/** One record to be verified. */
export interface RecordVerification { mirror: Mirror; id: string; keys: readonly VerifierKey[]; witnesses?: readonly VerifierKey[]; now: Date }

/** What was found out, and the proof as a file, if the record is in the log. */
export interface VerifiedRecord { statements: Statement[]; proof: string | null }

/** Verifies one record; whatever else the copy holds is not looked at. */
export async function verifyRecord({ mirror, id, keys, witnesses = [], now }: RecordVerification): Promise<VerifiedRecord> {
  const say = new Statements();
  const trust = await trustOf(mirror, { keys, witnesses }, say);
  const head = await readHead(mirror, CHECKPOINT, trust, say);
  const proof = head === null ? null : await proveRecord(mirror, id, head, now, say);
  if (await readWhole(mirror, NEXT_CHECKPOINT) !== null) {
    say.say(null, 'publishing', 'A publish is under way: the record may be the one of tonight already. Verify again when it is done.', NEXT_CHECKPOINT);
    say.doubtFiles();
  }
  return { statements: say.all(), proof };
}

async function proveRecord(mirror: Mirror, id: string, head: Head, now: Date, say: Statements): Promise<string | null> {
  try {
    const found = await lastEntryOf(mirror, head, id);
    if (found.nextBy !== null && Date.parse(found.nextBy) < now.getTime()) say.say(false, 'stale', `This copy is stale: the next night was promised by ${found.nextBy}.`);
    if (found.entry === null) {
      say.say(false, 'not-in-log', 'The log does not tell of a record with this id.');
      return null;
    }
    const { entry, bytes } = found;
    const hashes = await answerLater(inclusionProof(new Tree(head.size), entry.index), logOf(mirror));
    sayOfProof({ index: entry.index, hashes, checkpoint: '', extra: null }, bytes, head, say);
    await sayOfFile(mirror, entry, say);
    return formatProof({ index: entry.index, hashes, checkpoint: head.note.toString('utf8'), extra: bytes });
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'log', 'The log can\'t be read as far as this needs it: a file of it is missing, cut or broken.');
    return null;
  }
}

interface Found { entry: RecordEntry | null; bytes: Buffer; nextBy: string | null }

async function lastEntryOf(mirror: Mirror, { size, root }: Head, id: string): Promise<Found> {
  const tree = new Tree(size);
  let nextBy: string | null = null;
  for (let n = Math.ceil(size / TILE_WIDTH) - 1; n >= 0; n -= 1) {
    for (const bytes of (await bundleOf(mirror, tree, root, n)).reverse()) {
      const entry = readEntry(bytes);
      if (entry?.event === 'seal') nextBy ??= entry.nextBy;
      else if (entry?.id === id) return { entry, bytes, nextBy };
    }
  }
  return { entry: null, bytes: Buffer.alloc(0), nextBy };
}

/**
 * Entries are believed if their hashes are those of the tile, and every hash of the tile
 * leads to the signed root: otherwise a withdrawal could be left out.
 */
async function bundleOf(mirror: Mirror, tree: Tree, root: Buffer, n: number): Promise<Buffer[]> {
  const [read, width] = [logOf(mirror), widthOf(tree.size, 0, n)];
  const path = entriesPath(n, width);
  const bundle = await read(path) ?? await read(entriesPath(n));
  if (bundle === null) throw new ArchiveError('BAD_LOG', path, 'expected entries, got no file');
  const entries = unpackEntries(bundle, path).slice(0, width);
  const tile = await answerLater(tree.tileBelow(root, 0, n), read);
  const isOfTile = entries.length === width && entries.every((entry, at) => leafHash(entry).equals(tile.subarray(at * 32, (at + 1) * 32)));
  if (!isOfTile) throw new ArchiveError('BAD_LOG', path, 'expected the entries of the tile, got others');
  return entries;
}

function sayOfProof({ index, hashes }: TlogProof, entry: Uint8Array, { size, root }: Pick<Head, 'size' | 'root'>, say: Statements): boolean {
  const holds = isIncluded(leafHash(entry), index, size, root, hashes);
  say.say(holds, 'proof', holds ? `Entry ${index} of the log leads to the signed head of ${size} entries.` : 'The entry does not lead to the signed head.');
  return holds;
}

async function sayOfFile(mirror: Mirror, { path, sha256, index, revision, on, id }: RecordEntry, say: Statements): Promise<void> {
  const hash = await sha256Of(mirror, path);
  if (hash === null) return say.say(false, 'missing', `The file of this record is missing; its last entry is ${index}, of ${on}.`, path);
  const isSame = await judgeRecord(mirror, path, [{ id, path, revision, sha256, index }], { isListed: true, hash }, say) || (sha256 === null && say.faults('withdrawn-served') === 0);
  if (isSame) say.say(true, 'record', sha256 === null ? `The record was withdrawn on ${on}; its tombstone stands.` : `The record is revision ${revision}, of ${on}, byte for byte as it was logged.`, path);
}

/** A proof to be checked, with a copy or the record's file alone. */
export interface ProofVerification { proof: string; mirror: Mirror | null; keys: readonly VerifierKey[]; id?: string }

/** Verifies a proof as a file: that its entry leads to the head it carries, and that the copy's file is that of the entry. */
export async function verifyProof({ proof, mirror, keys, id }: ProofVerification): Promise<Statement[]> {
  const say = new Statements();
  const trust: Trust = mirror === null ? { keys, witnesses: [], isPreview: false } : await trustOf(mirror, { keys, witnesses: [] }, say);
  try {
    const parsed = parseProof(proof);
    const head = openCheckpoint(Buffer.from(parsed.checkpoint), trust, 'proof');
    if (trust.isPreview) say.say(null, 'unsigned', 'The proof is of an unsigned preview: nobody vouches for it.');
    else say.say(true, 'signature', `The head the proof carries, ${head.size} entries, is signed by ${head.origin}.`);
    const bytes = parsed.extra ?? await entryAt(mirror, head.size, parsed.index);
    const entry = bytes === null ? null : readEntry(bytes);
    if (bytes === null || entry === null) say.say(false, 'proof', 'The proof carries no entry of a log, and the copy has none at its place.');
    else if (sayOfProof(parsed, bytes, head, say)) await sayOfEntry(mirror, entry, id, say);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'proof', 'The proof can\'t be read, or none of the trusted keys signed its head.');
  }
  return say.all();
}

async function entryAt(mirror: Mirror | null, size: number, index: number): Promise<Buffer | null> {
  if (mirror === null) return null;
  const n = Math.floor(index / TILE_WIDTH);
  const read = logOf(mirror);
  const bundle = await read(entriesPath(n, widthOf(size, 0, n))) ?? await read(entriesPath(n));
  return bundle === null ? null : unpackEntries(bundle)[index % TILE_WIDTH] ?? null;
}

async function sayOfEntry(mirror: Mirror | null, entry: Entry, id: string | undefined, say: Statements): Promise<void> {
  if (entry.event === 'seal') return say.say(null, 'proof', `It is the seal of the night of ${entry.on}.`);
  if (id !== undefined && entry.id !== id) return say.say(false, 'proof', 'The proof is of another record.');
  say.say(null, 'proof', `It proves that revision ${entry.revision} was logged on ${entry.on} ("${entry.event}"), not that it is the last.`);
  if (mirror !== null) await sayOfFile(mirror, entry, say);
}
