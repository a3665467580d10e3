/**
 * Tiles: where the hashes of the log's tree stand (c2sp.org/tlog-tiles), and from them the
 * hashes beside the path from an entry to the root. Nothing else of the log is fetched: of a
 * million entries about 20 KB.
 *
 * Tiles are not trusted: whoever changes one gets another root, and that is not the one
 * that was signed.
 */
import { nodeHash, type Bytes } from './bytes.ts';

/** Fetches a file below the portal; `null` if it is not there. Throws if nobody answers. */
export type Get = (path: string) => Promise<Bytes | null>;

/** Hashes in a full tile, and bytes in a hash. */
const WIDTH = 256;
const HASH = 32;

/** Leaves `[from, until)`. */
type Range = readonly [from: number, until: number];

/** Returns the ranges beside the path of a leaf, from the leaf to the root (RFC 6962, 2.1.1). */
export function besidePath(index: number, size: number): Range[] {
  const found: Range[] = [];
  let [from, until] = [0, size];
  while (until - from > 1) {
    const middle = from + powerBelow(until - from);
    found.unshift(index < middle ? [middle, until] : [from, middle]);
    if (index < middle) until = middle;
    else from = middle;
  }
  return found;
}

/** Returns the root that follows from a leaf's hash and the hashes beside its path. */
export async function rootFrom(leaf: Bytes, index: number, size: number, beside: readonly Bytes[]): Promise<Bytes> {
  let hash = leaf;
  for (const [at, [from]] of besidePath(index, size).entries()) hash = await (from > index ? nodeHash(hash, beside[at]!) : nodeHash(beside[at]!, hash));
  return hash;
}

/**
 * Returns the hashes beside the path of a leaf, from the leaf to the root. All tiles are
 * asked for at once, each once.
 *
 * @throws {RangeError} If a tile is not there or has another length than it must have.
 */
export async function readProof(get: Get, index: number, size: number): Promise<Bytes[]> {
  const tiles = new Map<string, Promise<Bytes>>();
  const tile = (level: number, number: number): Promise<Bytes> => {
    const key = `${level}/${number}`;
    if (!tiles.has(key)) tiles.set(key, readTile(get, level, number, Math.floor(size / WIDTH ** level)));
    return tiles.get(key)!;
  };
  const hashOf = async ([from, until]: Range): Promise<Bytes> => {
    const middle = powerBelow(until - from);
    if (middle * 2 !== until - from && until - from > 1) return nodeHash(...await Promise.all([hashOf([from, from + middle]), hashOf([from + middle, until])]));
    const level = Math.floor(Math.log2(until - from) / 8);
    const [first, count] = [from / WIDTH ** level, (until - from) / WIDTH ** level];
    const bytes = await tile(level, Math.floor(first / WIDTH));
    return subtreeHash(Array.from({ length: count }, (_, at) => bytes.slice((first % WIDTH + at) * HASH, (first % WIDTH + at + 1) * HASH)));
  };
  return Promise.all(besidePath(index, size).map(hashOf));
}

/** A tile that is not full may be gone once it is: the full one begins with the same hashes. */
async function readTile(get: Get, level: number, number: number, hashes: number): Promise<Bytes> {
  const width = Math.min(WIDTH, hashes - number * WIDTH);
  const path = `log/tile/${level}/${tilePath(number)}`;
  const bytes = (width < WIDTH ? await get(`${path}.p/${width}`) : null) ?? (await get(path))?.slice(0, width * HASH);
  if (bytes?.length !== width * HASH) throw new RangeError(path);
  return bytes;
}

/** Returns the address of a tile's number: three digits a folder, all but the last with an x in front. */
export function tilePath(number: number): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0').match(/.{3}/g)!;
  return digits.map((three, at) => (at < digits.length - 1 ? `x${three}` : three)).join('/');
}

async function subtreeHash(hashes: Bytes[]): Promise<Bytes> {
  if (hashes.length === 1) return hashes[0]!;
  const half = hashes.length / 2;
  return nodeHash(await subtreeHash(hashes.slice(0, half)), await subtreeHash(hashes.slice(half)));
}

/** Returns the greatest power of two below a number; 1 for 1. */
function powerBelow(number: number): number {
  let power = 1;
  while (power * 2 < number) power *= 2;
  return power;
}
