/**
 * Approval line: the steps a document took: drafted in its unit, reviewed rank by rank,
 * consulted with the units it touches, and decided by its approver. Systems keep the
 * office of each step; people are no part of what they hand over.
 */
import type { ApprovalKind, ApprovalStep, Rank } from '../../src/model/vocabulary.ts';
import { RANKS } from '../../src/model/vocabulary.ts';
import { workingDayBefore } from './calendar.ts';
import { officeOn } from './offices.ts';
import type { Random } from './random.ts';

/** One step as the approval system holds it. */
export interface SampleStep { step: ApprovalStep; unitCode: string; rank: Rank; on: string }

/** Who approved what, and which units it touches. */
export interface Approved { unit: string; partners: readonly string[]; day: string; rank: Rank; kind: ApprovalKind; isConsulted: boolean }

/** Returns the line of a document, its last step on the day of approval. */
export function lineOf({ unit, partners, day, rank, kind, isConsulted }: Approved, random: Random): SampleStep[] {
  const last = { step: kind === 'approved' ? 'approve' : kind, unitCode: codeAt(unit, rank, day), rank, on: day } as const;
  const drafter: Rank = rank === 'officer' || random.chance(0.92) ? 'officer' : 'team-leader';
  if (rank === drafter) return [last];
  const between = RANKS.slice(RANKS.indexOf(drafter) + 1, RANKS.indexOf(rank)).filter((one) => isOnTheWay(unit, one, day));
  const consulted = isConsulted ? random.some(partners.filter((partner) => partner !== unit), random.integer(1, 2)) : [];
  const steps = [
    { step: 'draft' as const, unitCode: codeAt(unit, drafter, day), rank: drafter },
    ...between.filter((one) => RANKS.indexOf(one) <= RANKS.indexOf('division-head')).map((one) => ({ step: 'review' as const, unitCode: codeAt(unit, one, day), rank: one })),
    ...consulted.map((partner) => ({ step: 'consult' as const, unitCode: officeOn(partner, day).code, rank: 'division-head' as const })),
    ...between.filter((one) => RANKS.indexOf(one) > RANKS.indexOf('division-head')).map((one) => ({ step: 'review' as const, unitCode: codeAt(unit, one, day), rank: one })),
  ];
  return [...dated(steps, day, random), last];
}

/** Walks back from the day of approval: a step is taken on the day of the next or a working day or two before it. */
function dated(steps: readonly Omit<SampleStep, 'on'>[], day: string, random: Random): SampleStep[] {
  let on = day;
  return [...steps].reverse().map((step) => {
    for (let back = random.integer(0, 2); back > 0; back -= 1) on = workingDayBefore(on);
    return { ...step, on };
  }).reverse();
}

/** The units from one up to the top. */
function above(unit: string, day: string): string[] {
  const { parent } = officeOn(unit, day);
  return parent === null ? [unit] : [unit, ...above(parent, day)];
}

/** Bureaus and offices stand between a division and the top; where there is none, nobody of that rank is asked. */
function isOnTheWay(unit: string, rank: Rank, day: string): boolean {
  const steps = above(unit, day).length;
  if (rank === 'bureau-director') return steps > 2;
  return rank !== 'office-head' && (rank !== 'vice-mayor' || steps > 1);
}

/** The office in which a rank sits: up to 과장 the unit itself, above it the unit over it, at last the top. */
function codeAt(unit: string, rank: Rank, day: string): string {
  const chain = above(unit, day);
  const at = RANKS.indexOf(rank) <= RANKS.indexOf('division-head') ? 0 : rank === 'bureau-director' || rank === 'office-head' ? Math.min(1, chain.length - 1) : chain.length - 1;
  return officeOn(chain[at]!, day).code;
}
