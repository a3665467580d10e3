/** Search score: recall, rank and cost of what was found, by set of queries and over all sets alike (macro). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ArchiveError } from '../../src/errors.ts';
import type { Answered } from './search-browser.ts';

/** A query with the passages that answer it, and how well each does if that is known. */
export interface BenchQuery { id: string; set: string; text: string; gold: readonly string[]; grades: Readonly<Record<string, number>> | null }

/** What was measured of one set. */
export interface SetScore { set: string; queries: number; recall: Record<1 | 5 | 10, number>; reciprocalRank: number; none: number; gain: number | null }

/**
 * Returns the queries of a file of JSON lines, at most `limit` of each set, evenly spread.
 * Sets are `corpus/kind`.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if a line is no query.
 */
export function readQueries(file: string, limit: number): BenchQuery[] {
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter((line) => line.trim() !== '');
  const sets = new Map<string, BenchQuery[]>();
  for (const [at, line] of lines.entries()) {
    const query = queryOf(file, at, JSON.parse(line) as Record<string, unknown>);
    sets.set(query.set, [...sets.get(query.set) ?? [], query]);
  }
  return [...sets.values()].flatMap((all) => all.filter((_, at) => Math.floor(at * limit / all.length) !== Math.floor((at - 1) * limit / all.length) || limit >= all.length));
}

function queryOf(file: string, at: number, { id, kind, corpus, text, gold, grades }: Record<string, unknown>): BenchQuery {
  if (typeof id !== 'string' || typeof text !== 'string' || !Array.isArray(gold)) throw new ArchiveError('BAD_ARGUMENT', file, `line ${at + 1}: expected "id", "text" and "gold", got another line`);
  return { id, text, gold: gold.map(String), set: [corpus, kind].filter((part) => typeof part === 'string').join('/') || 'queries', grades: (grades ?? null) as BenchQuery['grades'] };
}

/** Returns what was measured of each set. */
export function scoreSets(answers: readonly { query: BenchQuery; answered: Pick<Answered, 'ids'> }[]): SetScore[] {
  const sets = Map.groupBy(answers, ({ query }) => query.set);
  return [...sets].map(([set, all]) => {
    const ranks = all.map(({ query, answered }) => answered.ids.findIndex((id) => query.gold.includes(id)) + 1);
    const within = (most: number): number => share(ranks, (rank) => rank > 0 && rank <= most);
    const gains = all.map(({ query: { gold, grades }, answered }) => (grades === null ? null : gainOf(answered.ids, gold)));
    return {
      set, queries: all.length, recall: { 1: within(1), 5: within(5), 10: within(10) }, reciprocalRank: mean(ranks.map((rank) => (rank === 0 ? 0 : 1 / rank))),
      none: share(all, ({ answered }) => answered.ids.length === 0), gain: gains.includes(null) ? null : mean(gains as number[]),
    };
  });
}

/** Normalised discounted gain of ten; a passage that answers counts one, however well it does. */
function gainOf(ids: readonly string[], gold: readonly string[]): number {
  const worth = (at: number): number => 1 / Math.log2(at + 2);
  const best = gold.slice(0, 10).reduce((total, _, at) => total + worth(at), 0);
  return ids.slice(0, 10).reduce((total, id, at) => total + (gold.includes(id) ? worth(at) : 0), 0) / best;
}

/** Returns the lines of the report. */
export function scoreLines(answers: readonly { query: BenchQuery; answered: Answered }[]): string[] {
  const scores = scoreSets(answers);
  const line = (name: string, count: number, { recall, reciprocalRank, none, gain }: Omit<SetScore, 'set' | 'queries'>): string => (
    `  ${name.padEnd(24)} ${String(count).padStart(5)}  R@1 ${percent(recall[1])}  R@5 ${percent(recall[5])}  R@10 ${percent(recall[10])}  MRR@10 ${percent(reciprocalRank)}  none ${percent(none)}${gain === null ? '' : `  nDCG@10 ${gain.toFixed(3)}`}`
  );
  const macro = {
    recall: { 1: mean(scores.map(({ recall }) => recall[1])), 5: mean(scores.map(({ recall }) => recall[5])), 10: mean(scores.map(({ recall }) => recall[10])) },
    reciprocalRank: mean(scores.map(({ reciprocalRank }) => reciprocalRank)), none: mean(scores.map(({ none }) => none)), gain: null,
  };
  const of = (key: 'indexBytes' | 'indexRequests' | 'allBytes' | 'ms'): string => spread(answers.map(({ answered }) => answered[key]));
  return [
    'found among the first ten, by set of queries:', ...scores.map((score) => line(score.set, score.queries, score)), line('macro', answers.length, macro),
    'cost of a query, by a browser that has nothing yet (mean, 95 % at most, largest):',
    `  pieces of the index ${of('indexBytes')} B in ${of('indexRequests')} requests`, `  everything, page and ten results ${of('allBytes')} B`, `  answered after ${of('ms')} ms (no line between)`,
  ];
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [mean(sorted), sorted[Math.floor(sorted.length * 0.95)] ?? 0, sorted.at(-1) ?? 0].map((value) => value.toFixed(value < 100 ? 1 : 0)).join(' / ');
}

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(is).length / all.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
}

function percent(of: number): string {
  return `${(100 * of).toFixed(1).padStart(5)} %`;
}
