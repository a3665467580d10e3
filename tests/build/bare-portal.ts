/** Bare portal: what a build makes besides the pages, whole or following a change, for tests that ask many nights. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stageChangedArchive, stageWholeArchive } from '../../scripts/build/archive-parts.ts';
import { stageAllMoney, stageAllRecords, stageChangedRecords } from '../../scripts/build/record-parts.ts';
import { Stage } from '../../scripts/build/stage.ts';
import { derive } from '../../scripts/derive.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { readTouched, settle } from '../../src/catalogue/touched.ts';
import { planDelta } from '../../src/site/view/delta-plan.ts';
import { standingPages } from '../../src/site/view/plan.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';

/** Where the sources of scripts are; the test needs none of `public/`. */
const ROOT = join(import.meta.dirname, '../..');

/** A portal that stands in a folder and follows its content. */
export class BarePortal {
  readonly out: string;
  readonly #content: string;
  readonly #file: string;

  constructor(content: string, folder: string) {
    this.out = join(folder, 'dist');
    this.#content = content;
    this.#file = join(folder, 'catalogue.sqlite');
  }

  /** Makes everything. */
  async whole(): Promise<void> {
    rmSync(this.out, { recursive: true, force: true });
    await this.#follow(async (site) => {
      const stage = new Stage(this.out, null);
      mkdirSync(this.out, { recursive: true });
      stageAllRecords(site, this.#content, stage);
      stageAllMoney(site, stage);
      await stageWholeArchive(ROOT, site, this.#content, stage);
      settle(site.catalogue, 'stamp', { all: standingPages(site) });
    });
  }

  /** Makes what changed, and returns the paths that were put down and those that were removed. */
  async delta(): Promise<{ made: string[]; removed: string[] }> {
    let [made, removed] = [[] as string[], [] as string[]];
    await this.#follow((site) => {
      const touched = readTouched(site.catalogue);
      const plan = planDelta(site, touched);
      const building = `${this.out}-new`;
      const stage = new Stage(building, this.out);
      mkdirSync(building, { recursive: true });
      removed = [...stageChangedRecords(site, this.#content, stage, touched, plan.records), ...stageChangedArchive(site, this.#content, stage, touched, plan)];
      made = [...filesOf(building).keys()];
      for (const path of removed) if (!made.includes(path)) rmSync(join(this.out, path), { force: true });
      cpSync(building, this.out, { recursive: true });
      rmSync(building, { recursive: true });
      settle(site.catalogue, 'stamp', plan);
      return Promise.resolve();
    });
    return { made, removed };
  }

  async #follow(work: (site: Site) => Promise<void>): Promise<void> {
    const catalogue = openCatalogue(this.#file);
    derive(catalogue, this.#content, refresh(catalogue, this.#content), () => {});
    catalogue.close();
    const site = openSite({ content: this.#content, catalogue: this.#file });
    try {
      await work(site);
    } finally {
      site.catalogue.close();
    }
  }
}

/** Returns the files of a folder by path. */
export function filesOf(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file)]));
}

/** Returns the paths of the files that are not the same in both, with what is the matter. */
export function differences(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (a === undefined || b === undefined) return [`${path} ${a === undefined ? 'is missing' : 'should be gone'}`];
    return a.equals(b) ? [] : [`${path} is another`];
  });
}
