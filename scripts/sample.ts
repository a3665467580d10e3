/**
 * Makes the sample city: an invented city's approval and finance systems in one
 * SQLite file, with the views that the export reads. It is what `npm start` and
 * the tests run on, and shows a database administrator what a mapping looks like.
 *
 *     node scripts/sample.ts [--out var/sample/city.sqlite] [--seed 1] [--night 1|2|3]
 *
 * Everything in it is invented; the same seed and night give the same bytes.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { options, run } from './command.ts';
import { buildCity } from './sample/build.ts';
import type { Night } from './sample/calendar.ts';
import type { Planted } from './sample/city.ts';
import { writeCity } from './sample/write.ts';

export type { Night, Planted };

/** Which sample city: any integer, and how many nights have passed. */
export interface SampleOptions { seed?: number; night?: Night }

/**
 * Writes the sample city's database to `path`, replacing what is there.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if the folder is missing or `path` is a folder.
 */
export function makeSampleCity(path: string, { seed = 1, night = 1 }: SampleOptions = {}): void {
  writeCity(path, buildCity(seed, night));
}

/** Returns all personal information planted in the city, with its kind and field, as it stands there. */
export function planted({ seed = 1, night = 1 }: SampleOptions = {}): readonly Planted[] {
  return buildCity(seed, night).planted;
}

/** Returns every planted value once: none of them may be found in anything public. */
export function plantedValues(options: SampleOptions = {}): string[] {
  return [...new Set(planted(options).map(({ value }) => value))];
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({
      out: { type: 'string', default: 'var/sample/city.sqlite' }, seed: { type: 'string', default: '1' }, night: { type: 'string', default: '1' },
    });
    const { out, seed, night } = values;
    if (!/^\d{1,9}$/.test(seed!)) throw new ArchiveError('BAD_ARGUMENT', '--seed', `expected up to nine digits, got "${seed}"`);
    if (!/^[123]$/.test(night!)) throw new ArchiveError('BAD_ARGUMENT', '--night', `expected 1, 2 or 3, got "${night}"`);
    if (out === 'var/sample/city.sqlite') mkdirSync(dirname(out), { recursive: true });
    makeSampleCity(out!, { seed: Number(seed), night: Number(night) as Night });
    process.stdout.write(`${out}\n`);
  });
}
