/**
 * Writes compound files (MS-CFB), also such as no program writes. The package `cfb` is
 * the tests' second opinion: what it reads in these files must be what was put in.
 */

export interface CompoundOptions {
  /** Text in a sector that belongs to no stream. */
  freeSector?: string;
  /** A stream's directory entry that hangs in no folder. */
  lost?: { name: string; bytes: Uint8Array };
}

interface Item { name: string; type: 1 | 2; bytes: Uint8Array; children: Item[] }

const SECTOR = 512;
const SMALL = 64;
const CUTOFF = 4096;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/** Returns a compound file of streams by their paths. */
export function makeCompound(streams: Readonly<Record<string, Uint8Array>>, options: CompoundOptions = {}): Uint8Array {
  const top = treeOf(streams);
  const items = flatten(top);
  const small = new Chains(SMALL);
  const large = new Chains(SECTOR);
  const starts = new Map<Item, number>();
  for (const item of items) if (item.type === 2 && item.bytes.length < CUTOFF) starts.set(item, small.add(item.bytes));
  const container = Buffer.concat(small.sectors);
  for (const item of items) if (item.type === 2 && item.bytes.length >= CUTOFF) starts.set(item, large.add(item.bytes));
  const lost = options.lost === undefined ? null : { name: options.lost.name, start: large.add(Buffer.concat([options.lost.bytes, Buffer.alloc(CUTOFF)])), size: options.lost.bytes.length + CUTOFF };
  const containerStart = large.add(container);
  const smallTable = large.add(tableOf(small));
  const directoryStart = large.add(directory(top, items, starts, { start: containerStart, size: container.length }, lost));
  if (options.freeSector !== undefined) large.addFree(Buffer.from(options.freeSector, 'utf16le'));
  const tables = Math.ceil((large.sectors.length + 1) / (SECTOR / 4 - 1));
  const table = large.sectors.length;
  for (let index = 0; index < tables; index += 1) large.next.push(0xfffffffd);
  const allocation = Buffer.alloc(tables * SECTOR, 0xff);
  large.next.forEach((next, index) => allocation.writeUInt32LE(next, index * 4));
  return Buffer.concat([header(directoryStart, smallTable, Math.ceil(tableOf(small).length / SECTOR), table, tables), ...large.sectors, allocation]);
}

/** Chains of sectors and which follows which. */
class Chains {
  readonly sectors: Buffer[] = [];
  readonly next: number[] = [];
  readonly size: number;

  constructor(size: number) { this.size = size; }

  add(bytes: Uint8Array): number {
    if (bytes.length === 0) return END;
    const start = this.sectors.length;
    for (let at = 0; at < bytes.length; at += this.size) {
      const sector = Buffer.alloc(this.size);
      sector.set(bytes.subarray(at, at + this.size));
      this.sectors.push(sector);
      this.next.push(at + this.size < bytes.length ? this.sectors.length : END);
    }
    return start;
  }

  addFree(bytes: Uint8Array): void {
    const sector = Buffer.alloc(this.size);
    sector.set(bytes);
    this.sectors.push(sector);
    this.next.push(FREE);
  }
}

function tableOf(chains: Chains): Buffer {
  const table = Buffer.alloc(chains.next.length * 4);
  chains.next.forEach((next, index) => table.writeUInt32LE(next, index * 4));
  return table.length === 0 ? Buffer.alloc(0) : Buffer.concat([table, Buffer.alloc((SECTOR - (table.length % SECTOR)) % SECTOR, 0xff)]);
}

function treeOf(streams: Readonly<Record<string, Uint8Array>>): Item[] {
  const top: Item[] = [];
  for (const [path, bytes] of Object.entries(streams)) {
    const names = path.split('/');
    let folder = top;
    for (const name of names.slice(0, -1)) {
      let found = folder.find((item) => item.name === name && item.type === 1);
      if (found === undefined) folder.push(found = { name, type: 1, bytes: new Uint8Array(), children: [] });
      folder = found.children;
    }
    folder.push({ name: names.at(-1)!, type: 2, bytes, children: [] });
  }
  return top;
}

/** Siblings in the order that MS-CFB 2.6.4 asks of a search tree: shorter names first, then by letters. */
function flatten(items: Item[]): Item[] {
  items.sort((one, other) => one.name.length - other.name.length || (one.name.toUpperCase() < other.name.toUpperCase() ? -1 : 1));
  return items.flatMap((item) => [item, ...flatten(item.children)]);
}

function directory(top: readonly Item[], items: readonly Item[], starts: ReadonlyMap<Item, number>, container: { start: number; size: number }, lost: { name: string; start: number; size: number } | null): Buffer {
  const place = (item: Item | undefined): number => (item === undefined ? FREE : items.indexOf(item) + 1);
  const right = new Map<Item, Item | undefined>();
  const link = (siblings: readonly Item[]): void => siblings.forEach((item, index) => { right.set(item, siblings[index + 1]); link(item.children); });
  link(top);
  const entries = [entry('Root Entry', 5, FREE, place(top[0]), container.start, container.size)];
  for (const item of items) entries.push(entry(item.name, item.type, place(right.get(item)), place(item.children[0]), starts.get(item) ?? END, item.bytes.length));
  if (lost !== null) entries.push(entry(lost.name, 2, FREE, FREE, lost.start, lost.size));
  while (entries.length % 4 !== 0) entries.push(Buffer.concat([Buffer.alloc(68), Buffer.alloc(12, 0xff), Buffer.alloc(48)]));
  return Buffer.concat(entries);
}

function entry(name: string, type: number, right: number, child: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes[66] = type;
  bytes[67] = 1;
  [FREE, right, child].forEach((link, index) => bytes.writeUInt32LE(link, 68 + index * 4));
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function header(directoryStart: number, smallTable: number, smallTables: number, table: number, tables: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  [0x3e, 3, 0xfffe, 9, 6].forEach((word, index) => bytes.writeUInt16LE(word, 24 + index * 2));
  bytes.writeUInt32LE(tables, 44);
  bytes.writeUInt32LE(directoryStart, 48);
  bytes.writeUInt32LE(CUTOFF, 56);
  bytes.writeUInt32LE(smallTable, 60);
  bytes.writeUInt32LE(smallTables, 64);
  bytes.writeUInt32LE(END, 68);
  for (let index = 0; index < 109; index += 1) bytes.writeUInt32LE(index < tables ? table + index : FREE, 76 + index * 4);
  return bytes;
}
