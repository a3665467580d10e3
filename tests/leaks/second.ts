/**
 * Second: what got through the first layer, one value in a paper, built as a real
 * portal and given to the real check of it.
 */
import { join } from 'node:path';
import { build, type BuildOptions } from '../../scripts/build.ts';
import { reportOn } from '../../scripts/check.ts';
import type { CheckFinding } from '../../src/archive/check/check.ts';
import { ArchiveError } from '../../src/errors.ts';
import type { Detector } from '../../src/export/detectors/detector.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { alone, fillCity } from './city.ts';
import type { Planted } from './containers.ts';
import type { MiniCity } from '../export/mini-city.ts';
import { leaksIn, textsBelow } from './look.ts';
import { plantedReaders, runPlanted } from './night.ts';

/** What became of values alone: hidden after all, public and found by the check, or neither. */
export interface Second { hidden: Planted[]; caught: Planted[]; leaked: Planted[]; unread: string[]; findings: readonly CheckFinding[]; isRefused: boolean }

/** Builds a portal of papers that hold one value each, with these detectors, and checks it. */
export async function secondLook(root: string, planted: readonly Planted[], detectors: readonly Detector[] = DETECTORS): Promise<Second> {
  const papers = planted.map((one, n) => alone(one, n));
  const city = fillCity(root, papers);
  const { ids } = runPlanted(city, await plantedReaders(city, () => detectors));
  const keyOf = new Map(papers.map(({ key }, n) => [planted[n]!, key]));
  return lookAt(root, city, planted, (one) => ids.get(keyOf.get(one)!)?.id ?? null);
}

/** Builds what a city has published and checks it. */
export async function lookAt(root: string, city: MiniCity, planted: readonly Planted[], idOf: (planted: Planted) => string | null): Promise<Second> {
  const out = join(root, 'dist');
  const isRefused = await isRefusedBuild({ content: city.content, cache: join(root, 'cache'), out, private: city.private, report: () => {} });
  const folder = isRefused ? `${out}.building` : out;
  const { findings, unread } = await reportOn({ folder, content: city.content, private: city.private, report: () => {} });
  const found = new Set(findings.flatMap(({ file }) => file.match(/[0-9a-z]{10}/g) ?? []));
  const isPublic = leaksIn(textsBelow(folder), planted, idOf);
  const result: Second = { hidden: [], caught: [], leaked: [], unread: unread.map(({ file, reason }) => `${file}: ${reason}`), findings, isRefused };
  for (const one of planted) result[!isPublic.has(one) ? 'hidden' : found.has(idOf(one)!) ? 'caught' : 'leaked'].push(one);
  return result;
}

/** Builds; whether the check within it refused what was built, which then stays beside the place of the portal. */
async function isRefusedBuild(options: BuildOptions): Promise<boolean> {
  try {
    await build(options);
    return false;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'CHECK_FAILED') return true;
    throw error;
  }
}
