/**
 * Manifests: the list of all files, held against the seal, and its signature for
 * `ssh-keygen`. While a publish is under way there are two.
 */
import { ArchiveError } from '../../errors.ts';
import { sha256 } from '../log/hashes.ts';
import { allowedSigners, verifySsh } from '../ssh-signature.ts';
import { ALLOWED_SIGNERS, VERIFIER_KEY, type Trust } from './heads.ts';
import { verifierKeyOf } from '../log/keys.ts';
import { isInside, readWhole, type Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';

export const MANIFEST = 'manifest-sha256.txt';
export const NEXT_MANIFEST = 'manifest-next-sha256.txt';
export const SIGNATURE = `${MANIFEST}.sig`;

/** Path → hash in hex. */
export type Hashes = Map<string, string>;

/** Returns the lines of `sha256sum`, `null` if there are others among them. */
export function parseSums(text: string): Hashes | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const hashes: Hashes = new Map();
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (path === undefined || !isInside(path) || hashes.has(path)) return null;
    hashes.set(path, hash!);
  }
  return hashes;
}

/** Returns the shards of a manifest that is one of those that were sealed, `null` if it is not. */
export async function readManifest(mirror: Mirror, path: string, sealed: ReadonlySet<string>, trust: Trust, say: Statements): Promise<Hashes | null> {
  const bytes = await readWhole(mirror, path);
  if (bytes === null) {
    if (path === MANIFEST) say.say(false, 'manifest', 'There is no list of all files.', path);
    return null;
  }
  const shards = sealed.has(sha256(bytes).toString('hex')) ? parseSums(bytes.toString('utf8')) : null;
  if (shards === null) say.say(false, 'manifest', 'The list of all files is not the one that was sealed in the log.', path);
  else if (path === MANIFEST) await checkSignature(mirror, bytes, trust, say);
  return shards;
}

async function checkSignature(mirror: Mirror, manifest: Buffer, { keys, isPreview }: Trust, say: Statements): Promise<void> {
  const armour = await readWhole(mirror, SIGNATURE);
  if (armour === null) return isPreview ? undefined : say.say(false, 'ssh-signature', 'The signature of the list for ssh-keygen is missing.', SIGNATURE);
  const next = await readWhole(mirror, NEXT_MANIFEST);
  const holds = (bytes: Buffer) => keys.some((key) => verifySsh(bytes, armour.toString('latin1'), key, 'file'));
  if (holds(manifest)) say.say(true, 'ssh-signature', 'The list of all files is signed for ssh-keygen too.', SIGNATURE);
  else if (next !== null && holds(next)) say.say(null, 'ssh-signature', 'The signature for ssh-keygen is already that of the next list.', SIGNATURE);
  else say.say(false, 'ssh-signature', 'The signature of the list for ssh-keygen does not hold.', SIGNATURE);
}

/** Says whether the keys that the copy hands out are among the trusted ones. */
export async function checkKeys(mirror: Mirror, origin: string, { keys, isPreview }: Trust, say: Statements): Promise<void> {
  const [own, signers] = [await readWhole(mirror, VERIFIER_KEY), await readWhole(mirror, ALLOWED_SIGNERS)];
  if (isPreview && own === null && signers === null) return;
  if (own === null || !keys.some((key) => `${verifierKeyOf(key)}\n` === own.toString('utf8'))) say.say(false, 'keys', own === null ? 'The copy hands out no key of the log.' : 'The key that the copy hands out is none of the trusted ones.', VERIFIER_KEY);
  const known = new Set(keys.map((key) => allowedSigners(origin.split('/')[0]!, key)));
  const lines = signers?.toString('utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (lines.length === 0 || !lines.every((line) => known.has(line))) say.say(false, 'keys', 'The file for ssh-keygen names others than the trusted keys.', ALLOWED_SIGNERS);
  if (say.faults('keys') === 0) say.say(true, 'keys', 'The keys that the copy hands out are the trusted ones.');
}

/**
 * Returns the lines of a shard whose bytes are those the manifest names.
 *
 * @throws {ArchiveError} `BAD_LOG` if it is missing or other.
 */
export async function readShard(mirror: Mirror, path: string, hash: string): Promise<Hashes> {
  const bytes = await readWhole(mirror, path);
  if (bytes === null) throw new ArchiveError('BAD_LOG', path, 'expected a part of the list of all files, got no file');
  const lines = sha256(bytes).toString('hex') === hash ? parseSums(bytes.toString('utf8')) : null;
  if (lines === null) throw new ArchiveError('BAD_LOG', path, 'expected the part of the list that was sealed, got another');
  return lines;
}
