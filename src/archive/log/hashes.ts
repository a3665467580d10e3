/**
 * Hashes: the three of a Merkle tree of log entries (RFC 6962 §2.1; the same in RFC
 * 9162 §2.1.1). The first byte tells a leaf from a node, so neither can be passed off
 * as the other.
 */
import { hash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0));

/** Returns SHA-256. */
export function sha256(bytes: Uint8Array): Buffer { return hash('sha256', bytes, 'buffer'); }

/** Returns the hash of a leaf: of the bytes of an entry, without its newline. */
export function leafHash(entry: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(entry.length + 1);
  bytes[0] = 0;
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** Returns the hash of the node above two hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  // One buffer for all: the hash is taken before anybody else can write to it.
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return sha256(NODE);
}

/** Returns the largest power of two below `size`, which is at least 2: where a tree is split. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
