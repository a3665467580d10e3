/** The tree as RFC 6962 §2.1 writes it down, slowly and with nothing shared with the product but the hash of the system. */
import { createHash } from 'node:crypto';

const hash = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** Returns the root over entries. */
export function naiveRoot(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return hash();
  if (entries.length === 1) return hash(Buffer.of(0), entries[0]!);
  const half = halfOf(entries.length);
  return hash(Buffer.of(1), naiveRoot(entries.slice(0, half)), naiveRoot(entries.slice(half)));
}

/** Returns the path of an entry, RFC 6962 §2.1.1. */
export function naivePath(entries: readonly Uint8Array[], index: number): Buffer[] {
  if (entries.length === 1) return [];
  const half = halfOf(entries.length);
  return index < half
    ? [...naivePath(entries.slice(0, half), index), naiveRoot(entries.slice(half))]
    : [...naivePath(entries.slice(half), index - half), naiveRoot(entries.slice(0, half))];
}

/** Returns the proof that the first `size` entries came first, RFC 6962 §2.1.2. */
export function naiveConsistency(entries: readonly Uint8Array[], size: number): Buffer[] { return subproof(entries, size, true); }

function subproof(entries: readonly Uint8Array[], size: number, isWhole: boolean): Buffer[] {
  if (size === entries.length) return isWhole ? [] : [naiveRoot(entries)];
  const half = halfOf(entries.length);
  return size <= half
    ? [...subproof(entries.slice(0, half), size, isWhole), naiveRoot(entries.slice(half))]
    : [...subproof(entries.slice(half), size - half, false), naiveRoot(entries.slice(0, half))];
}

function halfOf(count: number): number { return 2 ** Math.ceil(Math.log2(count) - 1); }
