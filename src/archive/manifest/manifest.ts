/**
 * Manifest: what the portal consists of, `sha256sum -c manifest-sha256.txt` first and the
 * shards it names then. Made whole from all files, or from the standing one and what a
 * night changed; the outcome is the same, byte for byte.
 */
import { formatLines, parseLines, readShardPath, SHARD_LINES, sha256Of, shardKey, shardPath, type Hashes, type ShardKey } from './shards.ts';

/** The top level. */
export const MANIFEST = 'manifest-sha256.txt';

/** A manifest: the text of the top level, and of the shards that are new. */
export interface Manifest {
  text: string;
  /** By path; those that stand already are not among them. */
  shards: ReadonlyMap<string, string>;
  /** Paths of shards that are no more. */
  removed: readonly string[];
  /** Files that all shards together name. */
  files: number;
}

/** Returns the month of a file of a record whose path does not say it. */
type MonthOf = (path: string) => string | null;

/** Returns the manifest of these files. */
export function wholeManifest(hashes: Iterable<readonly [string, string]>, monthOf: MonthOf): Manifest {
  const groups = new Map<string, Line[]>();
  let files = 0;
  for (const [path, sha256] of hashes) {
    const { group, bits } = shardKey(path, monthOf);
    groups.set(group, groups.get(group) ?? []).get(group)!.push({ path, sha256, bits });
    files += 1;
  }
  const shards = [...groups].flatMap(([group, lines]) => split({ group, bits: '' }, lines));
  return assemble([], shards, [], files);
}

/** Whether a path is sealed by other means: the log, and the manifest itself. */
export function isOutside(path: string): boolean {
  return /^(?:log|manifest)\//.test(path) || path === MANIFEST || path === `${MANIFEST}.sig` || path === 'allowed_signers';
}

/** What stands: the top level, its shards, and how many files they name. */
export interface StandingManifest { text: string; files: number; read: (shard: string) => string }

/**
 * Returns the manifest after a change.
 *
 * @param changed - Files that are new or other, with their hashes.
 * @param removed - Paths that are no more.
 * @throws {ArchiveError} `BAD_STATE` if what stands is not a manifest.
 */
export function changedManifest(standing: StandingManifest, changed: Hashes, removed: readonly string[], monthOf: MonthOf): Manifest {
  const shards = new OpenShards(standing);
  for (const [path, sha256] of changed) shards.set({ path, sha256, ...shardKey(path, monthOf) });
  for (const path of removed) shards.remove(path, shardKey(path, monthOf));
  return shards.close();
}

interface Line { path: string; sha256: string; bits: string }
interface Shard { path: string; text: string }
/** Path and hash. */
type Named = readonly [string, string];

/** The shards of a manifest, of which those are read that change. */
class OpenShards {
  readonly #standing: StandingManifest;
  /** By group and bits: the shards that nobody has opened yet. */
  readonly #closed = new Map<string, Map<string, Named>>();
  readonly #open = new Map<string, { key: ShardKey; lines: Map<string, Line> }>();
  readonly #gone: string[] = [];
  #files: number;

  constructor(standing: StandingManifest) {
    this.#standing = standing;
    this.#files = standing.files;
    for (const [path, sha256] of parseLines(MANIFEST, standing.text)) {
      const { group, bits } = readShardPath(path);
      this.#closed.set(group, (this.#closed.get(group) ?? new Map<string, Named>()).set(bits, [path, sha256]));
    }
  }

  set({ group, ...line }: Line & ShardKey): void {
    const { lines } = this.#openAt({ group, bits: line.bits });
    if (!lines.has(line.path)) this.#files += 1;
    lines.set(line.path, line);
  }

  remove(path: string, key: ShardKey): void {
    if (this.#openAt(key).lines.delete(path)) this.#files -= 1;
  }

  /** Splits what has grown too big, joins what has become small, and returns the manifest. */
  close(): Manifest {
    this.#join();
    const made = [...this.#open.values()].flatMap(({ key, lines }) => (lines.size === 0 ? [] : split(key, [...lines.values()])));
    const kept = [...this.#closed.values()].flatMap((group) => [...group.values()]);
    return assemble(kept, made, this.#gone, this.#files);
  }

  #openAt({ group, bits }: ShardKey): { key: ShardKey; lines: Map<string, Line> } {
    for (let length = 0; length <= bits.length; length += 1) {
      const name = `${group}_${bits.slice(0, length)}`;
      const open = this.#open.get(name) ?? this.#load({ group, bits: bits.slice(0, length) });
      if (open !== null) return open;
    }
    const key = { group, bits: this.#longestFree(group, bits) };
    const fresh = { key, lines: new Map<string, Line>() };
    this.#open.set(`${group}_${key.bits}`, fresh);
    return fresh;
  }

  /** Of a group that was split, a half without lines has no shard: the shortest prefix that no other shard shares. */
  #longestFree(group: string, bits: string): string {
    const taken = [...this.#closed.get(group)?.keys() ?? [], ...[...this.#open.values()].filter(({ key }) => key.group === group).map(({ key }) => key.bits)];
    let length = 0;
    while (taken.some((one) => one.startsWith(bits.slice(0, length)))) length += 1;
    return bits.slice(0, length);
  }

  #load(key: ShardKey): { key: ShardKey; lines: Map<string, Line> } | null {
    const named = this.#closed.get(key.group)?.get(key.bits);
    if (named === undefined) return null;
    const [path] = named;
    const lines = [...parseLines(path, this.#standing.read(path))].map(([of, sha256]): [string, Line] => [of, { path: of, sha256, bits: shardKey(of, () => null).bits }]);
    const open = { key, lines: new Map(lines) };
    this.#closed.get(key.group)!.delete(key.bits);
    this.#gone.push(path);
    this.#open.set(`${key.group}_${key.bits}`, open);
    return open;
  }

  /** Two halves that fit into one shard become one, from the longest prefixes up. */
  #join(): void {
    const waiting = [...this.#open.values()].map(({ key }) => key).filter(({ bits }) => bits !== '').sort((a, b) => b.bits.length - a.bits.length);
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      const joined = this.#joinHalves(key);
      if (joined !== null && joined.bits !== '') waiting.push(joined);
    }
  }

  #joinHalves({ group, bits }: ShardKey): ShardKey | null {
    const whole = bits.slice(0, -1);
    const other = `${whole}${bits.endsWith('0') ? '1' : '0'}`;
    const here = this.#open.get(`${group}_${bits}`);
    // Below the other half there are shards of its own: it is too big.
    if (here === undefined || here.lines.size > SHARD_LINES || this.#hasLonger(group, other)) return null;
    const there = this.#open.get(`${group}_${other}`) ?? this.#load({ group, bits: other });
    if (here.lines.size + (there?.lines.size ?? 0) > SHARD_LINES) return null;
    this.#open.delete(`${group}_${bits}`);
    this.#open.delete(`${group}_${other}`);
    const joined = { key: { group, bits: whole }, lines: new Map([...here.lines, ...there?.lines ?? []]) };
    this.#open.set(`${group}_${whole}`, joined);
    return joined.key;
  }

  #hasLonger(group: string, bits: string): boolean {
    const isLonger = (one: string) => one.length > bits.length && one.startsWith(bits);
    return [...this.#closed.get(group)?.keys() ?? []].some(isLonger) || [...this.#open.values()].some(({ key }) => key.group === group && isLonger(key.bits));
  }
}

/** Returns the shards of lines under a prefix. */
function split({ group, bits }: ShardKey, lines: readonly Line[]): Shard[] {
  if (lines.length === 0) return [];
  if (lines.length <= SHARD_LINES) {
    const text = formatLines(lines.map(({ path, sha256 }) => [path, sha256]));
    return [{ path: shardPath({ group, bits }, text), text }];
  }
  const half = (bit: string) => lines.filter((line) => line.bits[bits.length] === bit);
  return ['0', '1'].flatMap((bit) => split({ group, bits: `${bits}${bit}` }, half(bit)));
}

function assemble(kept: readonly Named[], made: readonly Shard[], gone: readonly string[], files: number): Manifest {
  const text = formatLines([...kept, ...made.map((shard) => [shard.path, sha256Of(shard.text)] as const)]);
  const names = new Set(made.map(({ path }) => path));
  const stood = new Set(gone);
  return { text, files, shards: new Map(made.filter(({ path }) => !stood.has(path)).map((shard) => [shard.path, shard.text])), removed: gone.filter((path) => !names.has(path)) };
}
