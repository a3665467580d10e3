/**
 * `npm start`: makes the sample city if it is not there, runs a night on it, builds
 * and seals the portal and serves it on http://localhost:4321 (`PORT` to change).
 *
 * A second start finds everything unchanged and goes straight to serving.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkOut } from './build.ts';
import { FOLDERS, options, run } from './command.ts';
import { exportNight } from './export.ts';
import { makeSampleCity } from './sample.ts';
import { describeSeal, LOG_KEY_VARIABLE, seal } from './seal.ts';
import { serve } from './serve.ts';

const DATABASE = 'sample-city.sqlite';

/** The private configuration of the sample city: what a city writes by hand. */
const SOURCES = {
  sources: [{
    name: 'sample-city', kind: 'sqlite', path: DATABASE, files: 'sample-city-files',
    papers: { minimum: 1_200, maximum: 3_000 }, rows: { minimum: 12_000, maximum: 30_000 },
  }],
};

/** Makes the sample city in a private folder unless a city is configured there already. */
export function prepareSampleCity(privateFolder: string): void {
  if (existsSync(join(privateFolder, 'sources.json'))) return;
  mkdirSync(privateFolder, { recursive: true });
  process.stderr.write('No city is configured yet: making the sample city …\n');
  makeSampleCity(join(privateFolder, DATABASE), { seed: 1, night: 1 });
  writeFileSync(join(privateFolder, 'sources.json'), `${JSON.stringify(SOURCES, null, 2)}\n`);
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options(FOLDERS);
    checkOut(values.out!, [values.content!, values.private!, values.cache!]);
    prepareSampleCity(values.private!);
    exportNight({ content: values.content!, private: values.private! });
    await build({ content: values.content!, cache: values.cache!, out: values.out!, private: values.private! });
    const sealed = seal({ content: values.content!, private: values.private!, cache: values.cache!, out: values.out!, key: process.env[LOG_KEY_VARIABLE], ifNeeded: true });
    process.stdout.write(`${describeSeal(sealed)}\n`);
    const { address } = await serve({ folder: values.out!, port: Number(process.env.PORT ?? 4321) });
    process.stdout.write(`\nThe portal is at ${address}  (Ctrl+C ends it)\n`);
  });
}
