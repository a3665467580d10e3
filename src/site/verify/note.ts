/**
 * Note: the signed head of the log (c2sp.org/tlog-checkpoint in a c2sp.org/signed-note), and
 * who signed it: the city with Ed25519, witnesses with a time (c2sp.org/tlog-cosignature).
 * Only keys that stand in the page count; a key fetched along with the log would vouch for
 * any log.
 */
import { fromBase64, sha256, subtle, toHex, utf8, type Bytes } from './bytes.ts';

/** A checkpoint taken apart; not checked yet. */
export interface Checkpoint {
  /** What is signed: the lines up to the empty one. */
  text: string;
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  signatures: { name: string; bytes: Bytes }[];
}

/** What the signatures of one key are: right, wrong, none there, or this browser can't tell. */
export type Signed = 'right' | 'wrong' | 'none' | 'unable';

/** First byte of a key: what signs with it. */
const COSIGNATURE = 4;

/** Returns a checkpoint taken apart, `null` if it is none. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const found = /^((\S+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n((?:\u2014 \S+ [A-Za-z0-9+/]+={0,2}\n)*)$/.exec(note);
  if (found === null) return null;
  const [, text, origin, size, root, lines] = found;
  const signatures = lines!.split('\n').slice(0, -1).map((line) => line.split(' ')).map(([, name, base64]) => ({ name: name!, bytes: fromBase64(base64!) }));
  return { text: text!, origin: origin!, size: Number(size), root: root!, signatures };
}

/**
 * Returns what the signatures of a verifier key, `<name>+<8 hex digits>+<base64>`, are.
 *
 * @throws {Error} If the key is no Ed25519 key.
 */
export async function checkSignature({ text, signatures }: Checkpoint, verifierKey: string): Promise<Signed> {
  const [name, , base64] = /^(\S+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey)!.slice(1) as [string, string, string];
  const typed = fromBase64(base64);
  const id = toHex(await sha256(utf8(`${name}\n`), typed)).slice(0, 8);
  const own = signatures.filter((one) => one.name === name && toHex(one.bytes.slice(0, 4)) === id);
  if (own.length === 0) return 'none';
  const key = await importKey(typed.slice(1));
  if (key === null) return 'unable';
  const right = await Promise.all(own.map(({ bytes }) => isRight(key, text, bytes.slice(4), typed[0] === COSIGNATURE)));
  return right.every(Boolean) ? 'right' : 'wrong';
}

async function importKey(raw: Bytes): Promise<CryptoKey | null> {
  try {
    return await subtle!.importKey('raw', raw, 'Ed25519', false, ['verify']);
  } catch (error) {
    if ((error as Error).name === 'NotSupportedError') return null;
    throw error;
  }
}

/** A witness signs the time too, which stands before its signature. */
function isRight(key: CryptoKey, text: string, bytes: Bytes, hasTime: boolean): Promise<boolean> {
  if (!hasTime) return subtle!.verify('Ed25519', key, bytes, utf8(text));
  if (bytes.length < 8) return Promise.resolve(false);
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return subtle!.verify('Ed25519', key, bytes.slice(8), utf8(`cosignature/v1\ntime ${time}\n${text}`));
}
