/**
 * The part of `npm run bench` that measures screening: megabytes of text per second
 * on one core, with all detectors, and what part of it each of them takes. It counts
 * the processor's time, so other work on the machine matters less.
 */
import { screen } from '../../src/export/screen.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { readings } from '../../src/export/detectors/normalise.ts';
import type { Paper } from '../../src/model/stages.ts';
import type { Policy } from '../../src/policy/policy.ts';

const MEGABYTE = 1_000_000;

/** Returns the lines of the report on these papers. */
export function screeningLines(papers: readonly Paper[], masks: Policy['masks']): string[] {
  const texts = papers.flatMap((paper) => Object.values(paper.texts));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / MEGABYTE;
  const screenMs = fastest(() => { for (const paper of papers) screen(paper, DETECTORS, masks); });
  const read = texts.map((text) => readings(text));
  const readMs = fastest(() => { for (const text of texts) readings(text); });
  const shares = DETECTORS.map(({ kind, find }) => ({
    kind, waitMs: fastest(() => { for (const reading of read) for (const { text } of reading) for (const _ of find(text)) { /* only the time counts */ } }),
  })).sort((a, b) => b.waitMs - a.waitMs);
  const share = (waitMs: number): string => `${((100 * waitMs) / screenMs).toFixed(0)} %`;
  return [
    `screened                     ${(megabytes / (screenMs / 1000)).toFixed(1)} MB/s on one core (${megabytes.toFixed(1)} MB in ${texts.length} texts, ${DETECTORS.length} detectors)`,
    `  of that: reading ${share(readMs)}, ${shares.map(({ kind, waitMs }) => `${kind} ${share(waitMs)}`).join(', ')}`,
  ];
}

/** The fastest of three runs, in milliseconds of processor time; the first also warms up. */
function fastest(run: () => void): number {
  return Math.min(...[0, 1, 2].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }));
}
