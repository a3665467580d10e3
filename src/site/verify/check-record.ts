/**
 * Check record: whether a record's file is the one that the log has, whether the log has
 * it, and whether the city signed that log. Independent of the programs that make the log,
 * so that a fault of theirs does not hide itself.
 *
 * The page is trusted for the keys alone: an entry that was changed in it is not in the
 * tree. The server is trusted for nothing.
 */
import { leafHash, sha256, toBase64, toHex, utf8, type Bytes } from './bytes.ts';
import { checkSignature, parseCheckpoint, type Checkpoint, type Signed } from './note.ts';
import { readProof, rootFrom, type Get } from './tiles.ts';

/** What was found, by the name of its words. */
export type FindingWord =
  | 'entry-broken' | 'record-right' | 'record-other' | 'record-missing' | 'record-withdrawn'
  | 'log-right' | 'log-other' | 'log-later' | 'log-missing' | 'log-broken'
  | 'signature-right' | 'signature-wrong' | 'signature-unknown' | 'signature-none' | 'signature-unable' | 'signature-no-key'
  | 'witnessed' | 'publishing';

/** One thing that was looked at; `isRight` is `null` where it can't be told. */
export interface Finding { word: FindingWord; isRight: boolean | null; values?: Readonly<Record<string, number>> }

/** What is checked, and against whom. */
export interface Asked {
  /** The line of the log, as it is. */
  entry: string;
  /** Name of the log and its verifier keys; none in an unsigned preview. */
  origin: string;
  keys: readonly string[];
  witnesses: readonly string[];
}

/** All findings, and the proof for those who check again elsewhere; `null` if the log does not have the entry. */
export interface Checked { findings: Finding[]; proof: string | null }

/** What the verifier needs of an entry. */
export interface Entry { index: number; path: string; sha256: string | null }

/** Only addresses of records are followed, whatever an entry names. */
const RECORD = /^records\/(?:[a-z0-9-]+\/)+[a-z0-9]+\.(?:md|json)$/;

/** Returns what an entry says, `null` if it is none of a record. */
export function parseEntry(line: string): Entry | null {
  try {
    const { index, path, sha256: hash } = JSON.parse(line) as Entry;
    return Number.isSafeInteger(index) && index >= 0 && RECORD.test(path) && (hash === null || /^[0-9a-f]{64}$/.test(hash)) ? { index, path, sha256: hash } : null;
  } catch {
    return null;
  }
}

/** Returns what was found. Throws what `get` throws. */
export async function checkRecord(get: Get, asked: Asked): Promise<Checked> {
  const entry = parseEntry(asked.entry);
  if (entry === null) return { findings: [{ word: 'entry-broken', isRight: false }], proof: null };
  const [record, { findings, proof }] = await Promise.all([findRecord(get, entry), findInLog(get, asked, entry.index)]);
  const all = [record, ...findings];
  const isAsIfPublishing = all.some(({ word }) => word === 'record-other' || word === 'record-missing' || word === 'log-later');
  if (isAsIfPublishing && await get('log/next') !== null) all.push({ word: 'publishing', isRight: null });
  return { findings: all, proof };
}

async function findRecord(get: Get, { path, sha256: logged }: Entry): Promise<Finding> {
  if (logged === null) return { word: 'record-withdrawn', isRight: true };
  const bytes = await get(path);
  if (bytes === null) return { word: 'record-missing', isRight: false };
  const isRight = toHex(await sha256(bytes)) === logged;
  return { word: isRight ? 'record-right' : 'record-other', isRight };
}

async function findInLog(get: Get, asked: Asked, index: number): Promise<Checked> {
  const bytes = await get('log/checkpoint');
  if (bytes === null) return { findings: [{ word: 'log-missing', isRight: null }], proof: null };
  const note = new TextDecoder().decode(bytes);
  const checkpoint = parseCheckpoint(note);
  if (checkpoint === null) return { findings: [{ word: 'log-broken', isRight: false }], proof: null };
  const [{ finding, beside }, signatures] = await Promise.all([findInTree(get, asked.entry, index, checkpoint), findSignatures(checkpoint, asked)]);
  return { findings: [finding, ...signatures], proof: beside === null ? null : formatProof(asked.entry, index, beside, note) };
}

async function findInTree(get: Get, entry: string, index: number, { size, root }: Checkpoint): Promise<{ finding: Finding; beside: Bytes[] | null }> {
  const values = { index, size };
  if (index >= size) return { finding: { word: 'log-later', isRight: null, values }, beside: null };
  try {
    const beside = await readProof(get, index, size);
    const isRight = toBase64(await rootFrom(await leafHash(utf8(entry)), index, size, beside)) === root;
    return { finding: { word: isRight ? 'log-right' : 'log-other', isRight, values }, beside: isRight ? beside : null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { finding: { word: 'log-broken', isRight: false }, beside: null };
  }
}

/** Any key of the city will do: one that was replaced has signed what is older. */
async function findSignatures(checkpoint: Checkpoint, { origin, keys, witnesses }: Asked): Promise<Finding[]> {
  if (keys.length === 0) return [{ word: checkpoint.signatures.length === 0 ? 'signature-none' : 'signature-no-key', isRight: null }];
  if (checkpoint.origin !== origin) return [{ word: 'signature-unknown', isRight: false }];
  const own = await Promise.all(keys.map((key) => checkSignature(checkpoint, key)));
  const seen = await Promise.all(witnesses.map((key) => checkSignature(checkpoint, key)));
  const count = seen.filter((signed) => signed === 'right').length;
  const byWitnesses: Finding[] = count === 0 ? [] : [{ word: 'witnessed', isRight: true, values: { count } }];
  return [signatureFinding(own), ...byWitnesses];
}

/** The page names keys, so a log without their signature, or without any, is not the one that it stands for. */
function signatureFinding(own: readonly Signed[]): Finding {
  if (own.includes('wrong')) return { word: 'signature-wrong', isRight: false };
  if (own.includes('right')) return { word: 'signature-right', isRight: true };
  if (own.includes('unable')) return { word: 'signature-unable', isRight: null };
  return { word: 'signature-unknown', isRight: false };
}

/** Returns the proof as a file that needs no network (c2sp.org/tlog-proof), with the entry that it proves. */
export function formatProof(entry: string, index: number, beside: readonly Bytes[], note: string): string {
  return `c2sp.org/tlog-proof@v1\nextra ${toBase64(utf8(entry))}\nindex ${index}\n${beside.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}
