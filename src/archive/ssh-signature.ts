/**
 * SSH signature: the signature of the manifest in the form `ssh-keygen -Y verify` takes
 * (SSHSIG of OpenSSH's PROTOCOL.sshsig), so that a mirror needs no program of ours. It is
 * made by the key of the log; the namespace keeps it from being anything else.
 */
import { createHash, sign, verify } from 'node:crypto';
import { ArchiveError } from '../errors.ts';
import { fromBase64 } from './log/base64.ts';
import { keyObjectOf, type SigningKey, type VerifierKey } from './log/keys.ts';

const MAGIC = Buffer.from('SSHSIG');
const VERSION = Buffer.from('00000001', 'hex');
const KEY_TYPE = 'ssh-ed25519';
const HASH = 'sha512';
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';
const LINE = 70;
const SIGNATURE_BYTES = 64;
const PUBLIC_BYTES = 32;

/** Returns the armoured signature of the bytes in a namespace; that of files is `file`. */
export function signSsh(bytes: Uint8Array, key: SigningKey, namespace: string): string {
  const signature = sign(null, signedPart(bytes, namespace), key.privateKey);
  const blob = blobOf(key, namespace, signature).toString('base64');
  return `${[BEGIN, ...blob.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [], END].join('\n')}\n`;
}

/**
 * Returns whether the armour is a signature of the bytes by the key in the namespace.
 * Everything in it but the signature itself is known beforehand, so it must be exactly that.
 */
export function verifySsh(bytes: Uint8Array, armour: string, key: Pick<VerifierKey, 'publicKey'>, namespace: string): boolean {
  const lines = armour.replaceAll('\r\n', '\n').trimEnd().split('\n');
  if (lines[0] !== BEGIN || lines.at(-1) !== END) return false;
  const blob = fromBase64(lines.slice(1, -1).join(''));
  const signature = blob?.subarray(-SIGNATURE_BYTES);
  if (blob == null || signature?.length !== SIGNATURE_BYTES || !blob.equals(blobOf(key, namespace, signature))) return false;
  return verify(null, signedPart(bytes, namespace), keyObjectOf(key.publicKey), signature);
}

/**
 * Returns a line of `allowed_signers`: who may sign files of this portal.
 *
 * @param principal - The city's host.
 * @throws {ArchiveError} `BAD_CONFIGURATION` if the host can't be a principal.
 */
export function allowedSigners(principal: string, key: Pick<VerifierKey, 'publicKey'>): string {
  if (!/^[A-Za-z0-9._@-]+$/.test(principal)) throw new ArchiveError('BAD_CONFIGURATION', 'allowed_signers', 'expected a host as the name of who signs, got something else');
  return `${principal} namespaces="file" ${KEY_TYPE} ${publicBlob(key).toString('base64')}\n`;
}

/** Returns the public keys that lines of `allowed_signers` name, of those this portal writes. */
export function keysOfSigners(text: string): Buffer[] {
  return [...text.matchAll(/^\S+ namespaces="file" ssh-ed25519 (\S+)$/gm)].flatMap(([, written]) => {
    const blob = fromBase64(written!);
    const publicKey = blob?.subarray(-PUBLIC_BYTES);
    return publicKey?.length === PUBLIC_BYTES && publicBlob({ publicKey }).equals(blob!) ? [publicKey] : [];
  });
}

function signedPart(bytes: Uint8Array, namespace: string): Buffer {
  return Buffer.concat([MAGIC, field(namespace), field(''), field(HASH), field(createHash(HASH).update(bytes).digest())]);
}

function blobOf(key: Pick<VerifierKey, 'publicKey'>, namespace: string, signature: Buffer): Buffer {
  const signed = Buffer.concat([field(KEY_TYPE), field(signature)]);
  return Buffer.concat([MAGIC, VERSION, field(publicBlob(key)), field(namespace), field(''), field(HASH), field(signed)]);
}

function publicBlob({ publicKey }: Pick<VerifierKey, 'publicKey'>): Buffer { return Buffer.concat([field(KEY_TYPE), field(publicKey)]); }

function field(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
