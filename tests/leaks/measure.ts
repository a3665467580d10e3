/** Measure: plants, a night, and what of the plants is public afterwards. */
import type { Readers } from '../../src/export/readers.ts';
import type { MiniCity } from '../export/mini-city.ts';
import { drawPapers, fillCity, type PlantedPaper } from './city.ts';
import type { Planted } from './containers.ts';
import { leaksIn, publicTexts } from './look.ts';
import { plantedReaders, remembering, runPlanted, type Outcome } from './night.ts';
import { bare, formsOf, Plants } from './plant.ts';

/**
 * What became of a plant: hidden by a mask (also in a paper that is held), held with its
 * paper though no detector found it, not shown though not found, or public.
 */
export type Fate = 'masked' | 'held' | 'not shown' | 'public';

/** A night over planted papers. `unread` names the files that were not read, and why. */
export interface Measured { papers: PlantedPaper[]; planted: Planted[]; fates: Map<Planted, Fate>; outcome: Outcome; unread: string[] }

/**
 * Plants `count` values below `root` and runs a night over them.
 *
 * @param readersOf - The real readers for a city; without it files are read in this process.
 */
export async function measure(root: string, count: number, seed: number, readersOf?: (city: MiniCity) => Readers): Promise<Measured> {
  const papers = drawPapers(new Plants(seed), count);
  const city = fillCity(root, papers);
  const readers = readersOf === undefined ? await plantedReaders(city) : remembering(readersOf(city));
  const outcome = runPlanted(city, readers);
  const paperOf = new Map(papers.flatMap((paper) => paper.planted.map((planted) => [planted, paper] as const)));
  const planted = [...paperOf.keys()];
  const at = (one: Planted) => outcome.ids.get(paperOf.get(one)!.key);
  const leaks = leaksIn(publicTexts(city.content), planted, (one) => at(one)?.id ?? null);
  const fates = new Map(planted.map((one) => [one, fateOf(one, at(one), leaks.has(one), outcome, readers.masked.get(paperOf.get(one)!.key))]));
  return { papers, planted, fates, outcome, unread: readers.unread };
}

function fateOf({ plant }: Planted, paper: { id: string; status: string } | undefined, isPublic: boolean, { taint }: Outcome, maskedText: string | undefined): Fate {
  if (isPublic) return 'public';
  if (paper === undefined || maskedText === undefined) return 'held';
  if (paper.status !== 'released' && formsOf(plant).some((form) => maskedText.includes(form))) return 'held';
  const hidden = (taint.get(paper.id) ?? []).map(bare);
  return formsOf(plant).some((form) => hidden.some((value) => value.length > 1 && (value.includes(form) || form.includes(value)))) ? 'masked' : 'not shown';
}

/** How many of some plants met each fate. */
export type Count = Record<Fate, number>;

/** Counts fates by what `keyOf` says. */
export function countFates(planted: readonly Planted[], fates: ReadonlyMap<Planted, Fate>, keyOf: (planted: Planted) => string): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const one of planted) {
    const count = counts.get(keyOf(one)) ?? { masked: 0, held: 0, 'not shown': 0, public: 0 };
    count[fates.get(one)!] += 1;
    counts.set(keyOf(one), count);
  }
  return counts;
}

/** The share of plants the detectors found, of those that could have been shown. */
export function recall({ masked, held, public: shown }: Count): number {
  return masked / Math.max(1, masked + held + shown);
}
