/** Weights: what the pages weigh on the wire, by kind, beside their budgets. */
import type { PageKind } from '../../src/site/view/plan.ts';
import { MEDIAN_BYTES, MEDIAN_KINDS, MOST_BYTES, sortOf } from './budgets.ts';
import { byKind, type Weighed } from './sample-pages.ts';
import { headerBytes } from './wire.ts';

/** What the pages of one kind weigh. */
export interface Weight { kind: PageKind; weighed: number; median: number; largest: Weighed }

/** Returns the weight of every kind. */
export function weightsOf(pages: readonly Weighed[]): Weight[] {
  return [...byKind(pages)].map(([kind, all]) => {
    const sorted = [...all].sort((a, b) => a.bytes - b.bytes);
    return { kind, weighed: sorted.length, median: sorted[Math.floor(sorted.length / 2)]!.bytes, largest: sorted.at(-1)! };
  });
}

/** Returns the lines of the report: bytes with header fields, and the largest as a part of its budget. */
export function weightLines(pages: readonly Weighed[]): string[] {
  const lines = weightsOf(pages).map(({ kind, weighed, median, largest }) => {
    const most = MOST_BYTES[sortOf(kind)];
    return `  ${kind.padEnd(18)} median ${number(median)} B, largest ${number(largest.bytes)} B = ${(largest.bytes / most).toFixed(2)} of ${number(most)} B${largest.bytes > most ? '  OVER' : ''}  ${largest.path} (${weighed} weighed)`;
  });
  return [`weight on the wire (brotli, with the header fields as HTTP/2 sends them: ${headerBytes('records/x.html')} B for a record):`, ...lines, ...medianLines(pages)];
}

function medianLines(pages: readonly Weighed[]): string[] {
  return Object.entries(MEDIAN_BYTES).map(([sort, most]) => {
    const sorted = pages.filter(({ kind }) => MEDIAN_KINDS.includes(kind)).map(({ bytes }) => bytes).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `  median ${sort} ${number(median)} B = ${(median / most).toFixed(2)} of ${number(most)} B${median > most ? '  OVER' : ''}`;
  });
}

function number(bytes: number): string {
  return String(Math.round(bytes)).padStart(6);
}
