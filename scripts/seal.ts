/**
 * `npm run seal`: the third program. Makes the manifest of the portal that stands, binds
 * it to the transparency log, and signs the log's new head.
 *
 *     npm run seal -- [--content content] [--private var/private] [--cache var/cache] [--out dist] [--cosignatures <file>]
 *
 * The key is in the environment variable GLASSHALL_LOG_KEY (`npm run log-key` makes one)
 * and its public half in `content/city.json`. A city without keys gets an unsigned
 * preview: the same files, which nobody vouches for.
 *
 * Durable steps, and what is true if we die after each:
 *
 * 1. shards and manifest — the portal has a manifest that no log knows; the next seal makes it again.
 * 2. the seal in `content/log/` — the night is sealed; the next seal finds it and goes on with 3.
 * 3. tiles — files that no checkpoint speaks of yet; the next seal writes the same ones.
 * 4. the checkpoint, remembered in the private folder — nothing that contradicts it is signed from here on.
 * 5. the checkpoint under its size and as the newest — the portal is sealed.
 * 6. shards that are no more are removed, and notes of changes begin anew.
 *
 * With `--cosignatures` the lines that witnesses printed are put under the newest checkpoint.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { appendEntries } from '../src/archive/log/append.ts';
import { formatCheckpoint, type Checkpoint } from '../src/archive/log/checkpoint.ts';
import { parseSigningKey, parseVerifierKey, signNote, unsignedNote, verifierKeyOf, type SigningKey } from '../src/archive/log/note.ts';
import { MANIFEST } from '../src/archive/manifest/manifest.ts';
import { sha256Of } from '../src/archive/manifest/shards.ts';
import { allowedSigners, signSsh } from '../src/archive/ssh-signature.ts';
import { openCatalogue } from '../src/catalogue/catalogue.ts';
import { ArchiveError } from '../src/errors.ts';
import { appendSeal, completeCutOff } from '../src/export/seal.ts';
import type { Effects } from '../src/model/effects.ts';
import type { SealEntry } from '../src/model/record.ts';
import type { City } from '../src/policy/city.ts';
import { loadCity } from '../src/policy/load.ts';
import { lockBuild } from './build/build-lock.ts';
import { placesOf } from './build/put-in-place.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';
import { mergeCosignatures } from './seal/cosignatures.ts';
import { entriesFrom, lastEntry, sinceSeal, type Line } from './seal/log-entries.ts';
import { makeManifest, staleShards, type MadeManifest } from './seal/make-manifest.ts';
import { checkGrown, checkNights, copyNights, putInPortal, readLogOf, rememberCheckpoint, standingCheckpoints } from './seal/standing-log.ts';
import { beginUnsealed, readUnsealed } from './seal/unsealed.ts';

/** How long a build that runs now is waited for. */
const WAIT_MS = 600_000;
/** The name of the environment variable with the log's key. */
export const LOG_KEY_VARIABLE = 'GLASSHALL_LOG_KEY';

/** Folders and key of a seal. */
export interface SealOptions {
  content: string; private: string; cache: string; out: string;
  /** In Go's note form; `undefined` where the city has no log. */
  key: string | undefined;
  effects?: Effects;
  /** Leaves a portal alone that is sealed already and whose next seal is not due. */
  ifNeeded?: boolean;
}

/** What a seal did. */
export interface SealReport { entry: SealEntry; isSigned: boolean; isNew: boolean; hashed: number; filesWritten: number }

/**
 * Seals the portal that stands.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` without the key that `content/city.json` promises,
 *   `BAD_LOG` if the log does not go on from what was published, `BUILD_FAILED` if the
 *   portal does not hold what the log says; nothing is then signed.
 */
export function seal(request: SealOptions): SealReport {
  const folders = { content: resolve(request.content), private: resolve(request.private), cache: resolve(request.cache), out: resolve(request.out) };
  const unlock = lockBuild(folders.cache, WAIT_MS);
  try {
    return sealAlone({ ...request, ...folders, effects: request.effects ?? realEffects });
  } finally {
    unlock();
  }
}

type Work = Required<Omit<SealOptions, 'key' | 'ifNeeded'>> & Pick<SealOptions, 'key' | 'ifNeeded'>;

function sealAlone(work: Work): SealReport {
  const { content, out, cache, effects } = work;
  if (!existsSync(join(out, 'index.html'))) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected a portal to seal, got none in ${out}; npm run build makes it`);
  if (existsSync(placesOf(out).moves)) throw new ArchiveError('BAD_STATE', out, 'expected a portal that is whole, a build was cut off while it moved its files; build again');
  completeCutOff({ contentFolder: content, privateFolder: work.private, effects });
  const city = loadCity(content);
  const key = signingKey(city, work.key);
  const standing = standingCheckpoints(out, work.private);
  const lines = entriesFrom(content, standing.portal?.checkpoint.size ?? 0);
  const last = lastEntry(content);
  const before = readManifest(out);
  const touched = before === null ? null : readUnsealed(cache, sha256Of(before));
  if (work.ifNeeded === true && isSealed(last, before, touched, lines) && effects.now().getTime() < Date.parse(last.nextBy)) return { entry: last, isSigned: key !== null, isNew: false, hashed: 0, filesWritten: 0 };
  checkNights(content, out);
  checkHolds(out, lines);
  const { manifest, hashed } = madeManifest(work, before, touched);
  for (const [path, text] of manifest.shards) putInPortal(effects, out, path, text);
  putManifest(effects, out, manifest.text, city, key);
  // A seal that was cut off after its entry goes on with it.
  const isThere = last.event === 'seal' && last.manifest === sha256Of(manifest.text) && lines.length > 0;
  const entry = isThere ? last : appendSeal({ contentFolder: content, privateFolder: work.private, effects }, last.index + 1, {
    manifest: sha256Of(manifest.text), files: manifest.files, ...countRecords(content), nextBy: endOfTomorrow(effects.now(), city.timeZone),
  });
  const filesWritten = growLog(work, city, key, standing);
  for (const path of staleShards(out, manifest.text)) effects.remove(join(out, path));
  beginUnsealed(effects, cache, sha256Of(manifest.text));
  return { entry, isSigned: key !== null, isNew: !isThere, hashed, filesWritten };
}

/** Returns the key that signs, `null` where the city has none. */
function signingKey({ log }: City, text: string | undefined): SigningKey | null {
  if (text === undefined || text === '') {
    if (log !== undefined) throw new ArchiveError('BAD_ARGUMENT', LOG_KEY_VARIABLE, `expected the key of ${log.origin}, for which content/city.json promises signatures, got nothing`);
    return null;
  }
  const key = parseSigningKey(text, LOG_KEY_VARIABLE);
  if (log?.origin !== key.name) throw new ArchiveError('BAD_ARGUMENT', LOG_KEY_VARIABLE, `expected a key of ${log?.origin ?? 'no log, since content/city.json names none'}, got one of ${key.name}`);
  if (!log.keys.map((one) => parseVerifierKey(one, 'content/city.json').publicKey).some((one) => one.equals(key.publicKey))) throw new ArchiveError('BAD_ARGUMENT', LOG_KEY_VARIABLE, 'expected a key whose public half is in content/city.json under log.keys, got another');
  return key;
}

function readManifest(out: string): string | null {
  return existsSync(join(out, MANIFEST)) ? readFileSync(join(out, MANIFEST), 'utf8') : null;
}

function isSealed(last: Line['entry'], manifest: string | null, touched: ReadonlySet<string> | null, lines: readonly Line[]): last is SealEntry {
  return last.event === 'seal' && manifest !== null && touched?.size === 0 && lines.length === 0 && last.manifest === sha256Of(manifest);
}

/** What the log says since the last seal is what the portal holds: one that was not built after its night must not be sealed with it. */
function checkHolds(out: string, lines: readonly Line[]): void {
  const latest = new Map(lines.flatMap(({ entry }) => (entry.event === 'seal' ? [] : [[entry.id, entry] as const])));
  for (const { id, path, sha256 } of latest.values()) {
    const file = join(out, path);
    if (!existsSync(file) || (sha256 !== null && sha256Of(readFileSync(file)) !== sha256)) throw new ArchiveError('BUILD_FAILED', id, 'expected the portal to hold the version that the log tells of, it holds another or none; build first');
  }
}

/** Only what was noted is hashed, where the manifest that stands is the one the notes are of. */
function madeManifest({ out, cache, effects }: Work, before: string | null, touched: ReadonlySet<string> | null): MadeManifest {
  const catalogue = openCatalogue(join(cache, 'catalogue.sqlite'));
  try {
    return makeManifest(out, catalogue, before === null || touched === null ? null : { text: before, touched }, effects);
  } finally {
    catalogue.close();
  }
}

function putManifest(effects: Effects, out: string, text: string, city: City, key: SigningKey | null): void {
  const principal = new URL(city.siteUrl).hostname;
  for (const path of [`${MANIFEST}.sig`, 'allowed_signers', 'log/vkey']) if (key === null && existsSync(join(out, path))) effects.remove(join(out, path));
  putInPortal(effects, out, MANIFEST, text);
  if (key === null) return;
  putInPortal(effects, out, `${MANIFEST}.sig`, signSsh(Buffer.from(text), key, 'file'));
  putInPortal(effects, out, 'allowed_signers', allowedSigners(principal, key));
  putInPortal(effects, out, 'log/vkey', `${verifierKeyOf(key)}\n`);
}

/** Brings tiles and checkpoint to the end of the log, and returns how many files that took. */
function growLog({ content, out, private: privateFolder, effects }: Work, city: City, key: SigningKey | null, standing: ReturnType<typeof standingCheckpoints>): number {
  const { portal, signed } = standing;
  const read = readLogOf(out);
  const grown = appendEntries(read, portal?.checkpoint.size ?? 0, entriesFrom(content, portal?.checkpoint.size ?? 0).map(({ line }) => Buffer.from(line)), portal?.checkpoint.root ?? null);
  const readGrown = (path: string) => grown.files.get(path) ?? read(path);
  const checkpoint: Checkpoint = { origin: city.log?.origin ?? `${new URL(city.siteUrl).hostname}/log`, size: grown.size, root: grown.root };
  for (const before of [portal, signed]) checkGrown(readGrown, checkpoint, before);
  for (const [path, bytes] of grown.files) putInPortal(effects, out, `log/${path}`, bytes);
  copyNights(effects, content, out);
  const text = formatCheckpoint(checkpoint);
  const note = key === null ? unsignedNote(text) : signNote(text, key);
  effects.report({ stage: 'seal', done: grown.size, total: grown.size, note: key === null ? 'entries, unsigned preview' : 'entries, signed' });
  rememberCheckpoint(effects, privateFolder, note);
  putInPortal(effects, out, `log/checkpoints/${grown.size}`, note);
  putInPortal(effects, out, 'log/checkpoint', note);
  return grown.files.size + 2;
}

/** Records that are released and withdrawn, counted on from the last seal; what the log says, not what was built. */
function countRecords(content: string): Pick<SealEntry, 'released' | 'withdrawn'> {
  const counts = { released: 0, withdrawn: 0 };
  for (const { entry } of sinceSeal(content)) {
    if (entry.event === 'seal') Object.assign(counts, { released: entry.released, withdrawn: entry.withdrawn });
    else if (entry.event === 'release') counts.released += 1;
    else if (entry.event !== 'amend') {
      const change = entry.event === 'restore' ? 1 : -1;
      counts.released += change;
      counts.withdrawn -= change;
    }
  }
  return counts;
}

/** The night of tomorrow has its whole day, in the city's time. */
function endOfTomorrow(now: Date, timeZone: string): string {
  const dayOf = (instant: Date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);
  const after = new Date(now.getTime() + 2 * 86_400_000);
  // The first quarter of an hour of that day: offsets are multiples of it.
  let instant = Math.floor(after.getTime() / 900_000) * 900_000;
  while (dayOf(new Date(instant - 1)) === dayOf(after)) instant -= 900_000;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Says what was sealed, in a line. */
export function describeSeal({ entry, isSigned, isNew }: SealReport): string {
  const what = `${entry.files} files, ${entry.released} records, ${entry.withdrawn} withdrawn; entry ${entry.index} of the log, the next by ${entry.nextBy}`;
  if (!isNew) return `sealed already: ${what}`;
  return isSigned ? `sealed and signed: ${what}` : `sealed as an UNSIGNED PREVIEW, nobody vouches for it (npm run log-key makes a key): ${what}`;
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({ ...FOLDERS, cosignatures: { type: 'string' } });
    const folders = { content: values.content!, private: values.private!, cache: values.cache!, out: values.out! };
    if (values.cosignatures !== undefined) return void process.stdout.write(`${mergeCosignatures(folders, values.cosignatures, realEffects)}\n`);
    if (!existsSync(folders.out) || !statSync(folders.out).isDirectory()) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected the folder of a portal, got ${folders.out}`);
    process.stdout.write(`${describeSeal(seal({ ...folders, key: process.env[LOG_KEY_VARIABLE] }))}\n`);
  });
}
