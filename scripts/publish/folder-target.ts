/**
 * Folder target: a folder that a web server serves, on this machine or mounted. A file
 * is written to a name beside all others, flushed and renamed, so that a reader gets
 * the old bytes or the new ones; one whose bytes are right is not touched, and keeps its
 * time and with it its ETag.
 */
import { closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';
import type { Sent, Target } from '../../src/archive/publish/target.ts';
import { inLanes } from './lanes.ts';

/** Where files are written before they are renamed, a number behind it for each lane. */
const PART = '.publish-part';

/** A folder on a disk. `source` is the portal, whose times the files keep. */
export class FolderTarget implements Target {
  readonly name: string;
  readonly #source: string;

  /** @throws {ArchiveError} `BAD_TARGET` if there is a file of that name. */
  constructor(folder: string, source: string) {
    this.name = folder;
    this.#source = source;
    if (existsSync(folder) && !statSync(folder).isDirectory()) throw new ArchiveError('BAD_TARGET', folder, 'expected a folder, got a file');
  }

  async list(folder: string): Promise<string[]> {
    const path = join(this.name, folder);
    return existsSync(path) ? readdirSync(path).filter((name) => !name.startsWith(PART)) : [];
  }

  async read(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    const there = paths.filter((path) => existsSync(join(this.name, path)));
    return new Map(there.map((path) => [path, readFileSync(join(this.name, path))]));
  }

  async write(files: readonly Sent[]): Promise<number> {
    const folders = new Set<string>();
    let changed = 0;
    this.#removeParts();
    await inLanes(files, async (file, lane) => {
      const path = join(this.name, file.path);
      const bytes = file.read();
      if (isSame(path, bytes)) return;
      await this.#place(path, bytes, statSync(join(this.#source, file.from)).mtime, lane);
      folders.add(dirname(path));
      changed += 1;
    });
    for (const folder of folders) flush(folder);
    return changed;
  }

  async remove(paths: readonly string[]): Promise<void> {
    const folders = new Set<string>();
    for (const path of paths) {
      rmSync(join(this.name, path), { force: true });
      folders.add(dirname(path));
    }
    for (const folder of folders) this.#removeEmpty(folder);
    if (existsSync(this.name)) flush(this.name);
  }

  async #place(path: string, bytes: Uint8Array, time: Date, lane: number): Promise<void> {
    const part = join(this.name, `${PART}${lane}`);
    mkdirSync(dirname(path), { recursive: true });
    // Flushes of several lanes are one to the disk.
    await writeFile(part, bytes, { flush: true });
    utimesSync(part, time, time);
    renameSync(part, path);
  }

  /** What a publish left that was killed. */
  #removeParts(): void {
    if (!existsSync(this.name)) return;
    for (const name of readdirSync(this.name)) if (name.startsWith(PART)) rmSync(join(this.name, name));
  }

  /** A folder in which nothing is left is gone from the portal too. */
  #removeEmpty(folder: string): void {
    const path = join(this.name, folder);
    if (folder === '.' || !existsSync(path)) return;
    if (readdirSync(path).length > 0) return flush(path);
    rmdirSync(path);
    this.#removeEmpty(dirname(folder));
  }
}

/** A link is replaced, whatever it leads to: the bytes must stand here. */
function isSame(path: string, bytes: Uint8Array): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.isFile() && found.size === bytes.length && readFileSync(path).equals(bytes);
}

/** A rename is durable when the folder is. */
function flush(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
