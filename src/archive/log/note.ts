/**
 * Note: a text with signatures below it (C2SP signed-note), and the cosignatures of
 * witnesses (C2SP tlog-cosignature, `cosignature/v1`).
 *
 * `openNote` is the only way to a text one may believe. `readNote` tells what a note says
 * about itself and believes nothing: it is for a preview, which nobody has signed, and
 * for saying whose signatures were not asked for.
 */
import { sign, verify } from 'node:crypto';
import { ArchiveError } from '../../errors.ts';
import { fromBase64 } from './base64.ts';
import { isKeyName, keyObjectOf, LOG_KEY, WITNESS_KEY, type SigningKey, type VerifierKey } from './keys.ts';

export { newSigningKey, parseSigningKey, parseVerifierKey, verifierKeyOf, type SigningKey, type VerifierKey } from './keys.ts';

/** A signature line: whose it claims to be, and the bytes after the key's id. */
export interface SignatureLine { name: string; id: Buffer; signature: Buffer; line: string }
/** What a note says, unverified. */
export interface ReadNote { text: string; signatures: SignatureLine[] }
/** A signature that holds; `time` is that of a cosignature in seconds since 1970, `null` for a log's. */
export interface VerifiedBy { name: string; time: number | null; key: VerifierKey }
/** A note at least one given key has signed; `unknown` counts signatures of other keys. */
export interface OpenedNote { text: string; verifiedBy: VerifiedBy[]; unknown: number }

const NOTE_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const DASH = '\u2014';
const ED25519_BYTES = 64;
const TIME_BYTES = 8;
const WHERE = 'signed note';

/**
 * Returns the text with a signature of the key below it.
 *
 * @throws {ArchiveError} `BAD_LOG` if the text can't be that of a note.
 */
export function signNote(text: string, key: SigningKey): string {
  if (key.kind !== LOG_KEY) throw new ArchiveError('BAD_CONFIGURATION', key.name, `expected a key that signs notes, kind ${LOG_KEY}, got kind ${key.kind}`);
  checkText(text);
  return `${unsignedNote(text)}${signatureLine(key, sign(null, Buffer.from(text), key.privateKey))}`;
}

/** Returns the text as a note without signatures: a preview, which `openNote` refuses. */
export function unsignedNote(text: string): string { return `${text}\n`; }

/** Returns the line of a witness: that at `time`, in whole seconds since 1970, it had seen the log grow only. */
export function cosign(text: string, key: SigningKey, time: number): string {
  if (key.kind !== WITNESS_KEY) throw new ArchiveError('BAD_CONFIGURATION', key.name, `expected a key that cosigns, kind ${WITNESS_KEY}, got kind ${key.kind}`);
  checkText(text);
  const stamp = Buffer.alloc(TIME_BYTES);
  stamp.writeBigUInt64BE(BigInt(time));
  return signatureLine(key, Buffer.concat([stamp, sign(null, cosigned(text, BigInt(time)), key.privateKey)]));
}

/**
 * Returns what the note says and which of the keys have signed it.
 *
 * @throws {ArchiveError} `BAD_LOG` if it is malformed, if the signature of a known key
 *   does not hold, or if there is none of a known key.
 */
export function openNote(note: Uint8Array | string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = readNote(note);
  const verifiedBy = new Map<VerifierKey, VerifiedBy>();
  let unknown = 0;
  for (const line of signatures) {
    const key = keys.find((one) => isBy(line, one));
    if (key === undefined) unknown += 1;
    else if (!verifiedBy.has(key)) verifiedBy.set(key, { name: key.name, time: verifiedTime(text, line, key), key });
  }
  if (verifiedBy.size === 0) throw new ArchiveError('BAD_LOG', WHERE, `expected the signature of a known key, got ${unknown} of others`);
  return { text, verifiedBy: [...verifiedBy.values()], unknown };
}

/** Returns whether the line names this key. It says nothing about the signature. */
export function isBy({ name, id }: SignatureLine, key: VerifierKey): boolean { return name === key.name && id.equals(key.id); }

/**
 * Returns what a note says; nothing of it is verified.
 *
 * @throws {ArchiveError} `BAD_LOG` if it is not UTF-8, too long or malformed.
 */
export function readNote(note: Uint8Array | string): ReadNote {
  const bytes = typeof note === 'string' ? Buffer.from(note) : note;
  if (bytes.length > NOTE_BYTES) throw malformed(`at most ${NOTE_BYTES} bytes`, String(bytes.length));
  const whole = decode(bytes);
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) throw malformed('a text and an empty line', 'none');
  const text = whole.slice(0, end + 1);
  checkText(text);
  const rest = whole.slice(end + 2);
  if (rest !== '' && !rest.endsWith('\n')) throw malformed('a newline at the end', 'none');
  const lines = rest === '' ? [] : rest.slice(0, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw malformed(`at most ${MOST_SIGNATURES} signatures`, String(lines.length));
  return { text, signatures: lines.map(parseLine) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('UTF-8', 'other bytes');
  }
}

function checkText(text: string): void {
  if (!text.endsWith('\n') || text === '\n' || /[\u0000-\u0009\u000b-\u001f]/.test(text) || !text.isWellFormed()) throw malformed('a text that ends in a newline, without control characters', 'another');
}

function parseLine(line: string): SignatureLine {
  const [dash, name = '', written = '', ...more] = line.split(' ');
  const bytes = fromBase64(written);
  if (dash !== DASH || !isKeyName(name) || bytes === null || bytes.length <= 4 || more.length > 0) throw malformed('signature lines of a dash, a name and base64', 'another line');
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4), line: `${line}\n` };
}

function verifiedTime(text: string, { signature }: SignatureLine, key: VerifierKey): number | null {
  const isWitness = key.kind === WITNESS_KEY;
  const stamp = isWitness && signature.length === TIME_BYTES + ED25519_BYTES ? signature.readBigUInt64BE() : 0n;
  const message = isWitness ? cosigned(text, stamp) : Buffer.from(text);
  const bytes = isWitness ? signature.subarray(TIME_BYTES) : signature;
  if (bytes.length !== ED25519_BYTES || stamp > BigInt(Number.MAX_SAFE_INTEGER) || !verify(null, message, keyObjectOf(key.publicKey), bytes)) {
    throw new ArchiveError('BAD_LOG', WHERE, `expected the signature of ${key.name} to hold, got one that does not`);
  }
  return isWitness ? Number(stamp) : null;
}

function cosigned(text: string, time: bigint): Buffer { return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`); }

function signatureLine({ name, id }: SigningKey, signature: Buffer): string {
  return `${DASH} ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

function malformed(expected: string, got: string): ArchiveError { return new ArchiveError('BAD_LOG', WHERE, `expected ${expected}, got ${got}`); }
