/**
 * Ranking: puts records in order by how well they answer a query. Pagefind itself asks
 * for all words at once and finds nothing for most questions; here every token is asked
 * for alone and what comes is summed up.
 *
 * Records that have all words stand first. Within both parts the order is BM25 over
 * tokens, times a power of the share of the query (by the rarity of its tokens) that a
 * record has: of two words, one that has a little of both is nearer than one that has a
 * lot of one; of the fifteen words of a question nobody expects all, so the power falls
 * with their number.
 */
import type { Query, QueryWord } from './query.ts';

/** Where a token stands: BM25 of each record that has it, and how many have it under any condition. */
export interface Postings { scores: ReadonlyMap<string, number>; records: number }

/** A record that answers. */
export interface Ranked { id: string; score: number; hasAll: boolean }

/** What a record has of a query so far. */
interface Sum { score: number; rarity: number; words: number }

/**
 * Returns the records that have any token of a query, best first, ties by id.
 *
 * @param postings - By token; a token without any was left out because too many records have it.
 * @param archive - Records in the index.
 */
export function rank({ words }: Query, postings: ReadonlyMap<string, Postings>, archive: number): Ranked[] {
  const rarity = (token: string): number => rarityOf(postings.get(token)?.records ?? 0, archive);
  const asked = words.map((word) => ({ ...word, ways: word.ways.map((way) => way.filter((token) => postings.has(token))) })).filter(({ ways }) => ways.some((way) => way.length > 0));
  const whole = asked.reduce((sum, { ways }) => sum + weightOf(ways, rarity), 0);
  const power = Math.min(0.5, 1 / asked.length);
  const sums = new Map<string, Sum>();
  for (const word of asked) addWord(sums, word, postings, rarity);
  const found = [...sums].map(([id, { score, rarity: had, words: count }]): Ranked => ({ id, score: score * Math.min(1, had / whole) ** power, hasAll: count === asked.length }));
  return found.sort((a, b) => Number(b.hasAll) - Number(a.hasAll) || b.score - a.score || (a.id < b.id ? -1 : 1));
}

/**
 * Returns what several volumes have of a token as if they were one: the score of each
 * record with the rarity that the token has in all of them. Of BM25, as Pagefind 1.6
 * counts it, only the rarity depends on the volume, and the mean length of its records,
 * which is left as it is.
 *
 * @param parts - With the records of each volume.
 */
export function merged(parts: readonly (Postings & { archive: number })[]): Postings {
  if (parts.length === 1) return parts[0]!;
  const records = parts.reduce((sum, part) => sum + part.records, 0);
  const whole = inverseFrequency(records, parts.reduce((sum, { archive }) => sum + archive, 0));
  const scores = parts.flatMap((part) => {
    const factor = whole / inverseFrequency(part.records, part.archive);
    return [...part.scores].map(([id, score]) => [id, score * factor] as const);
  });
  return { scores: new Map(scores), records };
}

/** The rarity by which Pagefind has multiplied a score. */
function inverseFrequency(records: number, archive: number): number {
  return Math.log((archive - records + 0.5) / (records + 0.5) + 1);
}

/** A word counts in a record by the way it stands there best, and is there whole if every token of one way is. */
function addWord(sums: Map<string, Sum>, { ways }: QueryWord, postings: ReadonlyMap<string, Postings>, rarity: (token: string) => number): void {
  const best = new Map<string, { score: number; share: number }>();
  for (const way of ways) {
    const of = way.reduce((sum, token) => sum + rarity(token), 0);
    for (const [id, { score, had }] of wayIn(way, postings, rarity)) {
      const known = best.get(id);
      if (known === undefined || score > known.score) best.set(id, { score, share: Math.max(had / of, known?.share ?? 0) });
      else if (had / of > known.share) known.share = had / of;
    }
  }
  const weight = weightOf(ways, rarity);
  for (const [id, { score, share }] of best) {
    const sum = sums.get(id) ?? { score: 0, rarity: 0, words: 0 };
    sums.set(id, { score: sum.score + score, rarity: sum.rarity + share * weight, words: sum.words + Number(share > WHOLE) });
  }
}

/** Sums of floating point fall a little short of the whole. */
const WHOLE = 1 - 1e-9;

function wayIn(way: readonly string[], postings: ReadonlyMap<string, Postings>, rarity: (token: string) => number): Map<string, { score: number; had: number }> {
  const found = new Map<string, { score: number; had: number }>();
  for (const token of way) {
    for (const [id, score] of postings.get(token)!.scores) {
      const known = found.get(id) ?? { score: 0, had: 0 };
      found.set(id, { score: known.score + score, had: known.had + rarity(token) });
    }
  }
  return found;
}

/** A word weighs what its first way weighs that has any token to look for. */
function weightOf(ways: readonly (readonly string[])[], rarity: (token: string) => number): number {
  return (ways.find((way) => way.length > 0) ?? []).reduce((sum, token) => sum + rarity(token), 0);
}

function rarityOf(records: number, archive: number): number {
  return Math.log((archive + 1) / (records + 0.5));
}
