/**
 * The part of `npm run bench` that measures screening: megabytes of text per second
 * on one core, of all papers as they come and of one long text, and what part of it
 * each detector takes. It counts the processor's time, so other work on the machine
 * matters less.
 *
 * Machines differ, so each figure also stands as a ratio: how many times as long as
 * only reading the same bytes (decoding them and looking at every unit once).
 */
import { screen } from '../../src/export/screen.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { readings } from '../../src/export/detectors/normalise.ts';
import type { Paper } from '../../src/model/stages.ts';
import type { Policy } from '../../src/policy/policy.ts';

const MEGABYTE = 1_000_000;

/** Returns the lines of the report on these papers. */
export function screeningLines(papers: readonly Paper[], masks: Policy['masks']): string[] {
  return [
    ...linesOf('screened, papers', papers, masks),
    ...linesOf('screened, one long text', joined(papers), masks),
  ];
}

/** All bodies as the body of one paper. */
function joined(papers: readonly Paper[]): Paper[] {
  const first = papers.find(({ kind, texts }) => kind === 'text' && texts['body'] !== undefined);
  if (first === undefined) return [];
  const body = papers.flatMap(({ texts }) => texts['body'] ?? []).join('\n\n');
  return [Object.assign({}, first, { texts: { body } })];
}

function linesOf(title: string, papers: readonly Paper[], masks: Policy['masks']): string[] {
  const texts = papers.flatMap((paper) => Object.values(paper.texts));
  const bytes = texts.map((text) => Buffer.from(text));
  const megabytes = bytes.reduce((sum, { length }) => sum + length, 0) / MEGABYTE;
  const screenMs = fastest(() => { for (const paper of papers) screen(paper, DETECTORS, masks); });
  const readMs = fastest(() => { for (const one of bytes) unitsOf(one.toString('utf8')); });
  const read = texts.map((text) => readings(text));
  const readingMs = fastest(() => { for (const text of texts) readings(text); });
  const shares = DETECTORS.map(({ kind, find }) => ({
    kind, waitMs: fastest(() => { for (const reading of read) for (const { text } of reading) for (const _ of find(text)) { /* only the time counts */ } }),
  })).sort((a, b) => b.waitMs - a.waitMs);
  const share = (waitMs: number): string => `${((100 * waitMs) / screenMs).toFixed(0)} %`;
  return [
    `${title.padEnd(28)} ${(megabytes / (screenMs / 1000)).toFixed(1)} MB/s on one core, ${(screenMs / readMs).toFixed(0)} times as long as reading them (${megabytes.toFixed(1)} MB in ${texts.length} texts, ${DETECTORS.length} detectors)`,
    `  asked about each text alone: normalising ${share(readingMs)}, ${shares.map(({ kind, waitMs }) => `${kind} ${share(waitMs)}`).join(', ')} of that time`,
  ];
}

/** Looks at every unit once; the sum keeps the loop from being left out. */
function unitsOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (sum + text.charCodeAt(at)) | 0;
  return sum;
}

/** The fastest of five runs, in milliseconds of processor time; the first also warms up. */
function fastest(run: () => void): number {
  return Math.min(...[0, 1, 2, 3, 4].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }));
}
