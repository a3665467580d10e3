/**
 * Corpus: `content/` of a city of any size, written night by night without holding it in
 * memory. What people write (policy, organisations, pages, places) is that of the repository.
 * The same shape gives the same bytes; a run that was cut off goes on at the night it was in.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../../src/model/effects.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { dayOf, daysBefore, nightsOf, type Shape } from './calendar.ts';
import type { ScaleCity } from './facts.ts';
import { StandingRegister, writeNight, type NightCounts } from './night.ts';

/** Made by the nights, never copied. */
const GENERATED = new Set(['records', 'register', 'log', 'originals']);
/** No paper is older than so many days when it is released, so older months of the register are done. */
const OLDEST_DAYS = 40;

/** Copies what people wrote, unless it is there. */
export function copyWritten(from: string, content: string): void {
  mkdirSync(content, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!GENERATED.has(name) && !existsSync(join(content, name))) cpSync(join(from, name), join(content, name), { recursive: true });
  }
}

/** Returns the city that a corpus is about: units that stand in `content/organisations/`, under their first names. */
export function cityOf(shape: Shape, content: string): ScaleCity {
  const units = [...loadPolicy(content).units.values()].filter(({ parent }) => parent !== null);
  return { shape, units: units.map(({ id, organisation, names }) => ({ id, organisation, name: names[0]!.name.ko })) };
}

/** Writes all nights of the archive. */
export function writeArchive(city: ScaleCity, content: string, report: (progress: Progress) => void): NightCounts {
  const register = new StandingRegister(content);
  const total = { added: 0, amended: 0, withdrawn: 0, bytes: 0 };
  for (let night = 1; night <= nightsOf(city.shape); night += 1) {
    const { added, bytes } = writeNight(city, night, content, register);
    total.added += added;
    total.bytes += bytes;
    register.write(daysBefore(dayOf(city.shape, night), OLDEST_DAYS).slice(0, 7).replace('-', '/'));
    report({ stage: 'corpus', done: total.added, total: city.shape.records });
  }
  register.write();
  return total;
}

/** Writes one measured night, counted from 1 behind the archive. */
export function writeMeasuredNight(city: ScaleCity, nth: number, content: string): NightCounts {
  const register = new StandingRegister(content);
  const counts = writeNight(city, nightsOf(city.shape) + nth, content, register);
  register.write();
  return counts;
}
