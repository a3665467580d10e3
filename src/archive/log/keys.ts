/**
 * Keys: those of the log and of its witnesses, in the forms of Go's notes (C2SP
 * signed-note): the private one is `PRIVATE+KEY+<name>+<id>+<base64>`, the public one
 * `<name>+<id>+<base64>`, with one byte before the key that tells its kind: 1 signs
 * notes, 4 cosigns them as a witness (C2SP tlog-cosignature).
 *
 * A private key never stands in a message, also not in part; after reading it is an
 * object of the system's library that does not show itself.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ArchiveError } from '../../errors.ts';
import { fromBase64 } from './base64.ts';
import { sha256 } from './hashes.ts';

/** 1: signs a note. 4: signs, with the time, that it has seen the log grow only. */
export type KeyKind = 1 | 4;
export const LOG_KEY = 1;
export const WITNESS_KEY = 4;

/** A public key with its name; `id` are four bytes by which a signature line names it. */
export interface VerifierKey { name: string; kind: KeyKind; id: Buffer; publicKey: Buffer }
/** A private key. */
export interface SigningKey extends VerifierKey { privateKey: KeyObject }

const KEY_BYTES = 32;
/** What stands before the 32 bytes in PKCS #8 and in SPKI (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Returns whether a text can name a key: not empty, no spaces, no plus, nothing that controls a terminal. */
export function isKeyName(name: string): boolean { return /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed(); }

/**
 * Returns a new private key in its written form.
 *
 * @param seed - 32 random bytes.
 * @throws {ArchiveError} `BAD_ARGUMENT` for a name no key can have or another number of bytes.
 */
export function newSigningKey(name: string, seed: Uint8Array, kind: KeyKind = LOG_KEY): string {
  if (!isKeyName(name)) throw new ArchiveError('BAD_ARGUMENT', 'name of the key', 'expected a name like open.example/log without spaces and "+", got another');
  if (seed.length !== KEY_BYTES) throw new ArchiveError('BAD_ARGUMENT', 'key', `expected ${KEY_BYTES} random bytes, got ${seed.length}`);
  const publicKey = publicKeyOf(privateKeyOf(seed));
  return `PRIVATE+KEY+${name}+${keyId(name, kind, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(kind), seed]).toString('base64')}`;
}

/**
 * Returns the private key a text holds.
 *
 * @param where - Where the text stands, for the message: the name of a variable.
 * @throws {ArchiveError} `BAD_CONFIGURATION` if it is not one; the text is not repeated.
 */
export function parseSigningKey(text: string, where = 'signing key'): SigningKey {
  const [, name = '', id = '', written = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(written);
  const kind = kindOf(bytes);
  if (!isKeyName(name) || bytes === null || kind === null) throw new ArchiveError('BAD_CONFIGURATION', where, 'expected PRIVATE+KEY+<name>+<id>+<base64> of an Ed25519 key, got something else');
  const privateKey = privateKeyOf(bytes.subarray(1));
  const publicKey = publicKeyOf(privateKey);
  const key = { name, kind, id: keyId(name, kind, publicKey), publicKey, privateKey };
  if (key.id.toString('hex') !== id) throw new ArchiveError('BAD_CONFIGURATION', where, 'expected the id that name and key give, got another; a character may be missing');
  return key;
}

/** Returns the public key in its written form, a line without its newline. */
export function verifierKeyOf({ name, kind, id, publicKey }: VerifierKey): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(kind), publicKey]).toString('base64')}`;
}

/**
 * Returns the public key a line holds.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` if it is not one, or its id is not that of name and key.
 */
export function parseVerifierKey(text: string, where = 'public key'): VerifierKey {
  const [, name = '', id = '', written = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(written);
  const kind = kindOf(bytes);
  if (!isKeyName(name) || bytes === null || kind === null) throw new ArchiveError('BAD_CONFIGURATION', where, 'expected <name>+<id>+<base64> of an Ed25519 key (kind 1, or 4 for a witness), got something else');
  const key = { name, kind, id: keyId(name, kind, bytes.subarray(1)), publicKey: bytes.subarray(1) };
  if (key.id.toString('hex') !== id) throw new ArchiveError('BAD_CONFIGURATION', where, 'expected the id that name and key give, got another; a character may be missing');
  return key;
}

/** Returns the public key of a log out of its 32 bytes. */
export function logKeyOf(name: string, publicKey: Buffer): VerifierKey { return { name, kind: LOG_KEY, id: keyId(name, LOG_KEY, publicKey), publicKey }; }

/** Returns a public key as the system's library takes it. */
export function keyObjectOf(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, publicKey]), format: 'der', type: 'spki' });
}

function kindOf(bytes: Buffer | null): KeyKind | null {
  if (bytes?.length !== 1 + KEY_BYTES) return null;
  return bytes[0] === LOG_KEY || bytes[0] === WITNESS_KEY ? bytes[0] : null;
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length);
}

function keyId(name: string, kind: KeyKind, publicKey: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(kind), publicKey])).subarray(0, 4);
}
