/** Hugo: finds it, and measures it on the same records. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ArchiveError } from '../../../src/errors.ts';
import type { LogEntry } from '../../../src/model/record.ts';
import { measureProgram, type Used } from './measure.ts';
import { meanSizes, writeHugoFrame, writeHugoNight, type Fill } from './hugo-site.ts';

/** How many records the sizes of the pages are compared on. */
const SAMPLED = 40;
/** Longer than a night. */
const LIMIT_MS = 4 * 3600_000;

/** A Hugo that runs. */
export interface Hugo { program: string; version: string }

/** Hugo, measured: what it used, how many pages it made, how large they are beside ours. */
export interface HugoUse extends Used { pages: number; sizes: Fill; ours: Fill }

/**
 * Returns the version of a Hugo, or `null` if none was named and none is on the path.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if the named one does not run.
 */
export function findHugo(named: string | undefined): Hugo | null {
  const program = named ?? 'hugo';
  try {
    return { program, version: execFileSync(program, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split(' ').slice(0, 2).join(' ') };
  } catch {
    if (named === undefined) return null;
    throw new ArchiveError('BAD_ARGUMENT', '--hugo', `expected a program that answers "hugo version", got ${named}; Debian and Ubuntu have it as "apt-get install hugo", others at gohugo.io/installation`);
  }
}

/** The site of Hugo for one content folder, its frame filled so that its pages are as large as those of a portal. */
export class HugoRun {
  readonly #hugo: Hugo;
  readonly #content: string;
  readonly #folder: string;

  constructor(hugo: Hugo, content: string, folder: string) {
    [this.#hugo, this.#content, this.#folder] = [hugo, content, folder];
  }

  get #logs(): string[] {
    return readdirSync(join(this.#content, 'log')).sort().map((name) => join(this.#content, 'log', name));
  }

  /** Writes the site of the first `nights` nights and lets Hugo make it. */
  async full(portal: string, nights: number): Promise<HugoUse> {
    rmSync(this.#folder, { recursive: true, force: true });
    const fill = await this.#fit(portal);
    writeHugoFrame(this.#site, this.#hugo.version, fill);
    for (const log of this.#logs.slice(0, nights)) writeHugoNight(this.#site, this.#content, log);
    return await this.#run(this.#site, join(this.#folder, 'public'), portal);
  }

  /** Adds one night, counted from 1, and lets Hugo make the site over its standing one. */
  async night(portal: string, night: number): Promise<HugoUse> {
    writeHugoNight(this.#site, this.#content, this.#logs[night - 1]!);
    return await this.#run(this.#site, join(this.#folder, 'public'), portal);
  }

  get #site(): string { return join(this.#folder, 'site'); }

  /** What is missing to the size of our pages, on a site of a few records. */
  async #fit(portal: string): Promise<Fill> {
    const [site, out] = [join(this.#folder, 'fit'), join(this.#folder, 'fit-public')];
    writeHugoFrame(site, this.#hugo.version, { record: 0, embed: 0, list: 0 });
    writeHugoNight(site, this.#content, this.#logs[0]!, SAMPLED);
    const { sizes, ours } = await this.#run(site, out, portal);
    const missing = (name: keyof Fill): number => Math.max(0, ours[name] - sizes[name]);
    return { record: missing('record'), embed: missing('embed'), list: missing('list') };
  }

  async #run(site: string, out: string, portal: string): Promise<HugoUse> {
    mkdirSync(out, { recursive: true });
    const used = await measureProgram(this.#hugo.program, ['--quiet', '--source', site, '--destination', out], site, LIMIT_MS);
    const paths = readFileSync(this.#logs[0]!, 'utf8').split('\n', SAMPLED).filter((line) => line !== '').map((line) => (JSON.parse(line) as LogEntry).path);
    return { ...used, pages: countPages(out), sizes: meanSizes(out, paths, (path) => `embed/${path}`), ours: meanSizes(portal, paths, (path) => `embed/${basename(path)}`) };
  }
}

/** Returns how many HTML files lie below a folder. */
export function countPages(folder: string): number {
  let pages = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) pages += countPages(join(folder, entry.name));
    else if (entry.name.endsWith('.html')) pages += 1;
  }
  return pages;
}
