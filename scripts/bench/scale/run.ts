/**
 * Run: a whole measurement: corpus, full build, nights, a night without change, the same
 * through Hugo, and on demand a second full build that must give the same bytes. Each is a
 * step that is not taken again when a run goes on.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOutside } from '../../../src/archive/manifest/manifest.ts';
import type { Progress } from '../../../src/model/effects.ts';
import { nightsOf, type Shape } from './calendar.ts';
import { cityOf, copyWritten, writeArchive, writeMeasuredNight } from './corpus.ts';
import { HugoRun, type Hugo, type HugoUse } from './hugo.ts';
import { differenceOf, writeInventory, type Difference } from './inventory.ts';
import { measureBuild, type BuildUse } from './measure.ts';
import type { NightCounts } from './night.ts';
import { Steps } from './steps.ts';

const WRITTEN = fileURLToPath(new URL('../../../content', import.meta.url));
/** Up to so many records every file is hashed; above, size and time must do. */
const HASHED_RECORDS = 200_000;

/** What is measured, and where. */
export interface ScaleOptions extends Shape { nights: number; work: string; isResumed: boolean; isVerified: boolean; hugo: Hugo | null }

/** One build: `isRepeated` if an earlier try of it was cut off, so that a part may have stood already. */
export interface NightUse { name: string; content: NightCounts | null; build: BuildUse; difference: Difference; isRepeated: boolean; hugo: HugoUse | null }

/** All of it. `isIdentical` is `null` unless it was asked for. */
export interface ScaleResult { shape: Shape; hasHashes: boolean; corpus: NightCounts; builds: NightUse[]; isIdentical: boolean | null }

/**
 * Takes the measurement.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if the folder holds another run, `BUILD_FAILED` if a build or Hugo is refused.
 */
export async function runScale(options: ScaleOptions, report: (progress: Progress) => void): Promise<ScaleResult> {
  const shape: Shape = { records: options.records, nightly: options.nightly, seed: options.seed };
  const steps = new Steps(options.work, JSON.stringify(shape), options.isResumed);
  const scale = new Scale(options, shape, steps, report);
  const corpus = await steps.take('corpus', () => scale.writeCorpus());
  const builds = [await scale.full()];
  for (let nth = 1; nth <= options.nights; nth += 1) builds.push(await scale.night(nth));
  builds.push(await scale.quiet());
  const isIdentical = options.isVerified ? await steps.take(`verify ${options.nights}`, () => scale.verify()) : null;
  return { shape, hasHashes: scale.hasHashes, corpus, builds, isIdentical };
}

class Scale {
  readonly hasHashes: boolean;
  readonly #options: ScaleOptions;
  readonly #shape: Shape;
  readonly #steps: Steps;
  readonly #report: (progress: Progress) => void;
  readonly #folders: { content: string; cache: string; out: string; private: string };

  constructor(options: ScaleOptions, shape: Shape, steps: Steps, report: (progress: Progress) => void) {
    [this.#options, this.#shape, this.#steps, this.#report] = [options, shape, steps, report];
    this.#folders = { content: this.#in('content'), cache: this.#in('cache'), out: this.#in('dist'), private: this.#in('private') };
    this.hasHashes = shape.records <= HASHED_RECORDS;
  }

  #in(name: string): string { return join(this.#options.work, name); }

  writeCorpus(): NightCounts {
    copyWritten(WRITTEN, this.#folders.content);
    return writeArchive(cityOf(this.#shape, this.#folders.content), this.#folders.content, this.#report);
  }

  /** A full build always begins with nothing, also when it is tried again. */
  async full(): Promise<NightUse> {
    const build = await this.#steps.take('full', () => {
      for (const folder of [this.#folders.cache, this.#folders.out, this.#folders.private]) rmSync(folder, { recursive: true, force: true });
      return measureBuild(this.#folders, this.#report);
    });
    const difference = await this.#steps.take('full difference', () => this.#differ(null));
    const hugo = await this.#hugo('full', (run) => run.full(this.#folders.out, nightsOf(this.#shape)));
    return { name: 'full build', content: null, build, difference, isRepeated: false, hugo };
  }

  async night(nth: number): Promise<NightUse> {
    const content = await this.#steps.take(`night ${nth} content`, () => writeMeasuredNight(cityOf(this.#shape, this.#folders.content), nth, this.#folders.content));
    const use = await this.#build(`night ${nth}`, content);
    return { ...use, hugo: await this.#hugo(`night ${nth}`, (run) => run.night(this.#folders.out, nightsOf(this.#shape) + nth)) };
  }

  /** Named by the night it follows, so that a run with more nights has another. */
  quiet(): Promise<NightUse> { return this.#build(`no change after ${this.#options.nights}`, null); }

  async #build(name: string, content: NightCounts | null): Promise<NightUse> {
    const { build, isRepeated } = await this.#steps.take(name, async (isRepeated) => ({ build: await measureBuild(this.#folders, this.#report), isRepeated }));
    const difference = await this.#steps.take(`${name} difference`, () => this.#differ(this.#in('inventory')));
    return { name, content, build, difference, isRepeated, hugo: null };
  }

  /** Compares the portal with the inventory of the last time, which then is replaced; cut off in between, the copy is still there. */
  async #differ(before: string | null): Promise<Difference> {
    const [now, none] = [this.#in('inventory.new'), this.#in('inventory.none')];
    writeInventory(this.#folders.out, now, this.hasHashes);
    if (before === null) writeInventory(this.#emptyFolder(), none, false);
    const difference = await differenceOf(before ?? none, now);
    cpSync(now, this.#in('inventory'));
    return difference;
  }

  #emptyFolder(): string {
    const folder = this.#in('empty');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** A second full build of the same content, from nothing, into other folders: the same bytes? */
  async verify(): Promise<boolean> {
    const folders = { content: this.#folders.content, cache: this.#in('verify-cache'), out: this.#in('verify-dist') };
    for (const folder of [folders.cache, folders.out]) rmSync(folder, { recursive: true, force: true });
    await measureBuild(folders, this.#report);
    const [one, other] = [this.#in('verify-one'), this.#in('verify-other')];
    // What the seal adds tells of each night there was, not of the content alone.
    writeInventory(this.#folders.out, one, true, isOutside);
    writeInventory(folders.out, other, true, isOutside);
    const { added, removed, changed } = await differenceOf(one, other);
    return added + removed + changed === 0;
  }

  async #hugo(name: string, take: (run: HugoRun) => Promise<HugoUse>): Promise<HugoUse | null> {
    const { hugo } = this.#options;
    if (hugo === null) return null;
    return await this.#steps.take(`hugo ${name}`, () => take(new HugoRun(hugo, this.#folders.content, this.#in('hugo'))));
  }
}
