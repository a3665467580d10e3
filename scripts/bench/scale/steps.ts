/**
 * Steps: what of a measurement is done, kept in one file in the working folder, so that a run
 * that was cut off goes on where it was. A step's result is written by rename when it is done.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../../src/errors.ts';

/** The steps of one run. */
export class Steps {
  readonly #file: string;
  #done: Record<string, unknown> = {};

  /**
   * @param key - What makes results comparable; a run goes on only with the same.
   * @throws {ArchiveError} `BAD_ARGUMENT` if the folder holds a run and `isResumed` is not asked for, or one with another key.
   */
  constructor(folder: string, key: string, isResumed: boolean) {
    this.#file = join(folder, 'steps.json');
    mkdirSync(folder, { recursive: true });
    if (existsSync(this.#file)) this.#load(folder, key, isResumed);
    else this.#save(key);
    this.#key = key;
  }

  readonly #key: string;

  #load(folder: string, key: string, isResumed: boolean): void {
    const stored = JSON.parse(readFileSync(this.#file, 'utf8')) as { key: string; done: Record<string, unknown> };
    if (!isResumed) throw new ArchiveError('BAD_ARGUMENT', '--work', `expected a new folder or --resume, got ${folder}, which holds a run`);
    if (stored.key !== key) throw new ArchiveError('BAD_ARGUMENT', '--resume', `expected the options of the run in ${folder} (${stored.key}), got ${key}`);
    this.#done = stored.done;
  }

  #save(key: string): void {
    writeFileSync(`${this.#file}.new`, `${JSON.stringify({ key, done: this.#done }, null, 1)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Returns the result of a step that is done, or takes it and keeps its result. `isRepeated` says whether it was begun before. */
  async take<T>(name: string, step: (isRepeated: boolean) => T | Promise<T>): Promise<T> {
    if (name in this.#done) return this.#done[name] as T;
    const begun = `${name} begun`;
    const isRepeated = begun in this.#done;
    this.#done[begun] = true;
    this.#save(this.#key);
    const result = await step(isRepeated);
    this.#done[name] = result;
    this.#save(this.#key);
    return result;
  }
}
