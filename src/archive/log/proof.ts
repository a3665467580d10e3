/**
 * Proof: that an entry is in the log, and that a log has only grown (RFC 9162
 * §2.1.3–2.1.4), made out of tiles and checked without them; and the file that carries
 * the first (C2SP tlog-proof), complete with the signed checkpoint it leads to.
 */
import { ArchiveError } from '../../errors.ts';
import { fromBase64 } from './base64.ts';
import { HASH_BYTES, nodeHash, splitOf } from './hashes.ts';
import { Tree, type Asking } from './tree.ts';

/** A proof as a file: the entry's index, the hashes from the leaf up, the checkpoint as it was signed. */
export interface TlogProof { index: number; hashes: Buffer[]; checkpoint: string; extra: Buffer | null }

const HEAD = 'c2sp.org/tlog-proof@v1';
/** No tree of 2^53 leaves is higher. */
const MOST_HASHES = 64;

/** Returns the hashes beside the way from an entry to the root, from the leaf up. */
export function* inclusionProof(tree: Tree, index: number): Asking<Buffer[]> {
  if (index >= tree.size) throw new ArchiveError('BAD_LOG', 'log', `expected an index below ${tree.size}, got ${index}`);
  const beside: [number, number][] = [];
  for (let start = 0, end = tree.size; end - start > 1;) {
    const middle = start + splitOf(end - start);
    beside.unshift(index < middle ? [middle, end] : [start, middle]);
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return yield* hashesOf(tree, beside);
}

/** Returns the hashes that show that the first `size` entries of the tree are still its first. Of none and of all it is empty. */
export function* consistencyProof(tree: Tree, size: number): Asking<Buffer[]> {
  if (size > tree.size) throw new ArchiveError('BAD_LOG', 'log', `expected a size of at most ${tree.size}, got ${size}`);
  if (size === 0 || size === tree.size) return [];
  const beside: [number, number][] = [];
  let [start, end] = [0, tree.size];
  while (size !== end) {
    const middle = start + splitOf(end - start);
    beside.unshift(size <= middle ? [middle, end] : [start, middle]);
    [start, end] = size <= middle ? [start, middle] : [middle, end];
  }
  // A whole subtree from the first leaf on is the old root, which whoever checks has.
  return yield* hashesOf(tree, start === 0 ? beside : [[start, end], ...beside]);
}

function* hashesOf(tree: Tree, ranges: readonly [number, number][]): Asking<Buffer[]> {
  const hashes: Buffer[] = [];
  for (const [start, end] of ranges) hashes.push(yield* tree.hashOf(start, end));
  return hashes;
}

/** Returns whether the hashes lead from the leaf at an index to the root of a tree of a size. */
export function isIncluded(leaf: Uint8Array, index: number, size: number, root: Uint8Array, hashes: readonly Uint8Array[]): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...hashes])) return false;
  let [at, last] = [index, size - 1];
  let hash: Buffer = Buffer.from(leaf);
  for (const beside of hashes) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(beside, hash);
      [at, last] = toOdd(at, last);
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Returns whether the hashes show that the tree of the bigger size begins with the whole tree of the smaller one, which is not empty: every log begins with nothing. */
export function isConsistent(size: number, root: Uint8Array, biggerSize: number, biggerRoot: Uint8Array, hashes: readonly Uint8Array[]): boolean {
  if (!isCount(size) || !isCount(biggerSize) || size === 0 || size > biggerSize) return false;
  if (size === biggerSize) return hashes.length === 0 && Buffer.from(root).equals(biggerRoot);
  if (!areHashes([root, biggerRoot, ...hashes])) return false;
  const path = Number.isInteger(Math.log2(size)) ? [root, ...hashes] : hashes;
  if (path.length === 0) return false;
  let [at, last] = [size - 1, biggerSize - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let smaller: Buffer = Buffer.from(path[0]!);
  let bigger = smaller;
  for (const beside of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [smaller, bigger] = [nodeHash(beside, smaller), nodeHash(beside, bigger)];
      [at, last] = toOdd(at, last);
    } else {
      bigger = nodeHash(bigger, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && smaller.equals(root) && bigger.equals(biggerRoot);
}

/** Where the node has no sibling to its right, the way goes up until it has one to its left. */
function toOdd(at: number, last: number): [number, number] {
  let [one, other] = [at, last];
  while (!isOdd(one) && one !== 0) [one, other] = [half(one), half(other)];
  return [one, other];
}

function isOdd(n: number): boolean { return n % 2 === 1; }

function half(n: number): number { return Math.floor(n / 2); }

function isCount(n: number): boolean { return Number.isSafeInteger(n) && n >= 0; }

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.length <= MOST_HASHES + 2 && hashes.every(({ length }) => length === HASH_BYTES);
}

/** Returns the text of a `.tlog-proof`. */
export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [HEAD, ...(extra === null ? [] : [`extra ${extra.toString('base64')}`]), `index ${index}`, ...hashes.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Returns what a `.tlog-proof` holds; nothing of it is checked but its form.
 *
 * @throws {ArchiveError} `BAD_LOG` naming the line that is not as it must be.
 */
export function parseProof(text: string, where = 'proof'): TlogProof {
  const end = text.indexOf('\n\n');
  const [head, ...lines] = end < 0 ? [] : text.slice(0, end).split('\n');
  if (head !== HEAD) throw new ArchiveError('BAD_LOG', where, `expected the first line ${HEAD}, got another`);
  const extra = lines[0]?.startsWith('extra ') === true ? fromBase64(lines.shift()!.slice('extra '.length)) : null;
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1] ?? Number.NaN);
  if (!isCount(index)) throw new ArchiveError('BAD_LOG', where, 'expected a line "index" with a number, got another');
  const hashes = lines.map(fromBase64);
  if (!hashes.every((hash) => hash?.length === HASH_BYTES) || hashes.length > MOST_HASHES) throw new ArchiveError('BAD_LOG', where, 'expected hashes of 32 bytes in base64, one a line, got others');
  return { index, hashes: hashes as Buffer[], checkpoint: text.slice(end + 2), extra };
}
