/**
 * Kill target: a target in memory that dies after so many operations on single files,
 * either before the next one or with it done. What was done before is what a host has.
 */
import type { Sent, Target } from '../../../src/archive/publish/target.ts';

/** What a cut connection looks like. */
export class Cut extends Error {}

/** When the target dies; `watch` is told after every operation. */
export interface KillOptions { at?: number; isDone?: boolean; watch?: (files: ReadonlyMap<string, string>) => void }

/** A host's files as a map. Reading never dies: it changes nothing. */
export class KillTarget implements Target {
  readonly name = 'memory';
  readonly files: Map<string, string>;
  readonly log: string[] = [];
  #options: KillOptions;

  constructor(files: Map<string, string> = new Map(), options: KillOptions = {}) {
    this.files = files;
    this.#options = options;
  }

  get operations(): number { return this.log.length; }

  async list(folder: string): Promise<string[]> {
    const prefix = folder === '' ? '' : `${folder}/`;
    return [...new Set([...this.files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0]!))];
  }

  async read(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    return new Map(paths.flatMap((path) => (this.files.has(path) ? [[path, Buffer.from(this.files.get(path)!, 'latin1')] as const] : [])));
  }

  async write(files: readonly Sent[]): Promise<number> {
    for (const { path, read } of files) this.#step(`+${path}`, () => void this.files.set(path, Buffer.from(read()).toString('latin1')));
    return files.length;
  }

  async remove(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#step(`-${path}`, () => void this.files.delete(path));
  }

  #step(what: string, work: () => void): void {
    const isFatal = this.log.length === this.#options.at;
    if (isFatal && this.#options.isDone !== true) throw new Cut();
    work();
    this.log.push(what);
    this.#options.watch?.(this.files);
    if (isFatal) throw new Cut();
  }
}
