/**
 * Related groups: how well links agree with groups that people made (passages of one
 * article, answers of one category). Counting only; `bench-related.ts` runs the product.
 *
 * A link that is not shown is a miss: a record with fewer links than it could have
 * loses by it. A record alone in its group can't be right and is not counted.
 */
import { Comparison } from '../../src/relate/comparison.ts';
import type { Relatable } from '../../src/model/relatable.ts';
import { archiveOf, type Related } from '../../src/relate/relate.ts';

/** One record of a group: `kind` says what the groups are, `split` which half they belong to. */
export interface Grouped { id: string; kind: string; split: string; group: string }

/** What was measured of one kind and split; all but `records` and `links` are rates, 0 … 1. */
export interface Agreement {
  kind: string;
  split: string;
  /** Records with at least one other in their group. */
  records: number;
  /** Right links ÷ the links that could be right, min(5, others in the group); mean over the records. */
  precisionAtFive: number;
  /** Right links ÷ links. */
  precision: number;
  /** Right first links ÷ records that have a link. */
  precisionOfFirst: number;
  /** Records with a link ÷ records. */
  linked: number;
  links: number;
}

const AT = 5;

/** A cosine below any that is shown. */
const NEARLY_NOTHING = 0.01;

/** Returns the agreement of links with the groups, a line for each kind and split in the order they come. */
export function agreements(links: readonly Pick<Related, 'from' | 'to'>[], groups: readonly Grouped[]): Agreement[] {
  const linksOf = Map.groupBy(links, ({ from }) => from);
  const parts = Map.groupBy(groups, ({ kind, split }) => `${kind} ${split}`);
  return [...parts.values()].map((members) => agreementOf(linksOf, members));
}

/** Returns the report of agreements, a line each. */
export function agreementLines(found: readonly Agreement[]): string[] {
  const head = row(['groups', 'split', 'records', 'P@5', 'links right', 'first right', 'linked', 'links']);
  return [head, ...found.map((one) => row([
    one.kind, one.split, String(one.records), percent(one.precisionAtFive), percent(one.precision), percent(one.precisionOfFirst), percent(one.linked), String(one.links),
  ]))];
}

/** Returns each record's five nearest however unlike, as the product ranks them: what P@5 is before a link must be sure and say why. */
export function nearestFive(records: readonly Relatable[]): Pick<Related, 'from' | 'to'>[] {
  const comparison = new Comparison(archiveOf(records));
  return records.flatMap(({ id }, at) => comparison.of(at, NEARLY_NOTHING).near().slice(0, AT).map((to) => ({ from: id, to: records[to]!.id })));
}

function agreementOf(linksOf: ReadonlyMap<string, readonly Pick<Related, 'to'>[]>, members: readonly Grouped[]): Agreement {
  const groupOf = new Map(members.map(({ id, group }) => [id, group]));
  const sizes = new Map([...Map.groupBy(members, ({ group }) => group)].map(([group, all]) => [group, all.length]));
  const counted = members.filter(({ group }) => sizes.get(group)! > 1);
  const sums = { atFive: 0, right: 0, links: 0, firstRight: 0, linked: 0 };
  for (const { id, group } of counted) {
    const isRight = (linksOf.get(id) ?? []).slice(0, AT).map(({ to }) => groupOf.get(to) === group);
    const right = isRight.filter(Boolean).length;
    sums.atFive += right / Math.min(AT, sizes.get(group)! - 1);
    sums.right += right;
    sums.links += isRight.length;
    sums.firstRight += Number(isRight[0] ?? false);
    sums.linked += Number(isRight.length > 0);
  }
  return {
    kind: members[0]!.kind, split: members[0]!.split, records: counted.length, links: sums.links,
    precisionAtFive: rate(sums.atFive, counted.length), precision: rate(sums.right, sums.links),
    precisionOfFirst: rate(sums.firstRight, sums.linked), linked: rate(sums.linked, counted.length),
  };
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(12))).join('');
}
