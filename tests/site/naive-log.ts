/**
 * Naive log: a signed transparency log as RFC 6962 and C2SP describe it, computed in the
 * plainest way and by nothing of ours, for the tests of whoever verifies one.
 */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key that signs notes, with its verifier key. */
export interface NoteKey { name: string; vkey: string; signature(text: string, time?: number): string }

const hash = (...parts: readonly (Uint8Array | string)[]): Buffer => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();

/** Returns the hash of one entry. */
export const leafOf = (entry: string): Buffer => hash(Buffer.of(0), entry);

/** Returns the root over leaf hashes (RFC 6962, 2.1). */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return hash(Buffer.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** Returns the hashes of every level of tiles, the leaves first; only whole subtrees have one. */
function levelsOf(leaves: readonly Buffer[]): Buffer[][] {
  const levels = [[...leaves]];
  while (levels.at(-1)!.length >= 256) {
    const below = levels.at(-1)!;
    levels.push(Array.from({ length: Math.floor(below.length / 256) }, (_, at) => rootOf(below.slice(at * 256, (at + 1) * 256))));
  }
  return levels;
}

/** Returns the tiles by path below the portal. */
export function tilesOf(leaves: readonly Buffer[]): Map<string, Buffer> {
  const tiles = new Map<string, Buffer>();
  for (const [level, hashes] of levelsOf(leaves).entries()) {
    for (let from = 0; from < hashes.length; from += 256) {
      const own = hashes.slice(from, from + 256);
      const number = String(from / 256);
      const padded = number.padStart(Math.ceil(number.length / 3) * 3, '0').replace(/\d{3}(?=\d)/g, (three) => `x${three}/`);
      tiles.set(`log/tile/${level}/${padded}${own.length < 256 ? `.p/${own.length}` : ''}`, Buffer.concat(own));
    }
  }
  return tiles;
}

/** Returns a fresh key. `type` 1 is a log's, 4 a witness's, which signs the time too. */
export function noteKey(name: string, type: 1 | 4 = 1): NoteKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const typed = Buffer.concat([Buffer.of(type), rawKey(publicKey)]);
  const id = hash(`${name}\n`, typed).subarray(0, 4);
  const signature = (text: string, time = 1_700_000_000): string => {
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(time));
    const signed = type === 4 ? `cosignature/v1\ntime ${time}\n${text}` : text;
    return `\u2014 ${name} ${Buffer.concat([id, ...(type === 4 ? [stamp] : []), sign(null, Buffer.from(signed), privateKey)]).toString('base64')}\n`;
  };
  return { name, vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`, signature };
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

/** Returns a checkpoint with the signatures of these keys; without keys it is a preview. */
export function checkpointOf(origin: string, leaves: readonly Buffer[], keys: readonly NoteKey[]): string {
  const text = `${origin}\n${leaves.length}\n${rootOf(leaves).toString('base64')}\n`;
  return `${text}\n${keys.map((key) => key.signature(text)).join('')}`;
}
