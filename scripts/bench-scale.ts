/**
 * `npm run bench:scale -- --records 10000 --nightly 1000`: what a full build and the nights
 * after it cost in a city of that size, beside Hugo on the same records in the same run.
 *
 *     [--nights 2] [--seed scale] [--work var/scale] [--resume] [--verify] [--hugo <path> | --no-hugo]
 *
 * The corpus is made by lot from the seed: the same options give the same bytes. `--resume`
 * goes on where a run in the same folder was cut off; `--verify` builds everything once more
 * from nothing and compares every byte. The report goes to the terminal and, as JSON, into
 * the working folder.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { findHugo } from './bench/scale/hugo.ts';
import { scaleLines } from './bench/scale/lines.ts';
import { machine } from './bench/scale/measure.ts';
import { paced } from './bench/scale/pace.ts';
import { runScale } from './bench/scale/run.ts';
import { options, run } from './command.ts';
import { endProgress, showProgress } from './progress.ts';

const OPTIONS = {
  records: { type: 'string', default: '10000' },
  nightly: { type: 'string', default: '1000' },
  nights: { type: 'string', default: '2' },
  seed: { type: 'string', default: 'scale' },
  work: { type: 'string', default: 'var/scale' },
  resume: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  hugo: { type: 'string' },
  'no-hugo': { type: 'boolean', default: false },
} as const;

/** A number a person typed. */
function wholeNumber(name: string, typed: string, low: number, high: number): number {
  const value = Number(typed);
  if (!/^\d+$/.test(typed) || value < low || value > high) throw new ArchiveError('BAD_ARGUMENT', `--${name}`, `expected a whole number from ${low} to ${high}, got ${typed}`);
  return value;
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options(OPTIONS);
    const hugo = values['no-hugo'] ? null : findHugo(values.hugo);
    const work = resolve(values.work);
    const result = await runScale({
      records: wholeNumber('records', values.records, 1, 20_000_000), nightly: wholeNumber('nightly', values.nightly, 1, 100_000), nights: wholeNumber('nights', values.nights, 0, 100),
      seed: values.seed, work, isResumed: values.resume, isVerified: values.verify, hugo,
    }, paced(showProgress, () => performance.now()));
    endProgress();
    writeFileSync(join(work, 'report.json'), `${JSON.stringify({ machine: machine(), hugo: hugo?.version ?? null, ...result }, null, 1)}\n`);
    process.stdout.write(`${scaleLines(result, machine(), values['no-hugo'] ? 'not asked for' : hugo?.version ?? null).join('\n')}\n`);
    if (result.isIdentical === false) process.exitCode = 1;
  });
}
