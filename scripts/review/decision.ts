/**
 * Decision: from what an officer typed to the line that is appended, and what is
 * refused because the next night could not obey it. One way for the command, the
 * screen and the questions.
 */
import { ArchiveError } from '../../src/errors.ts';
import { officerDecisionSchema, type OfficerDecision } from '../../src/export/officer-decisions.ts';
import type { HeldEntry, KnownPaper } from '../../src/export/state.ts';
import { describeIssue } from '../../src/model/record-file.ts';
import type { HoldCode } from '../../src/model/stages.ts';

/** What was typed, each under its option. */
export interface Typed { decide?: string | undefined; disclosure?: string | undefined; grounds: string; until?: string | undefined; by?: string | undefined }

/** Holds that no decision to release can lift: what is wrong has to be mended where it is written. */
const NOT_RELEASABLE: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'unknown-unit', 'unknown-code', 'impossible-date', 'bad-row', 'duplicate-key', 'unreadable', 'finding-in-structure', 'missing-at-source',
]);

/** Holds that come before any decision but a withdrawal: the night can't even list what it can't place or read. */
const NOT_LISTABLE: ReadonlySet<HoldCode> = new Set<HoldCode>(['unknown-unit', 'unknown-code', 'bad-row', 'duplicate-key', 'unreadable', 'finding-in-structure']);

/**
 * Refuses a decision the next night could not obey.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function checkObeyable(decision: Pick<OfficerDecision, 'decision'>, hold: HeldEntry | null): void {
  if (decision.decision === 'keep' && hold?.code !== 'missing-at-source') throw new ArchiveError('BAD_ARGUMENT', '--decide', 'expected "keep" for a paper that is missing at its source only');
  if (decision.decision === 'release' && hold !== null && NOT_RELEASABLE.has(hold.code)) {
    throw new ArchiveError('BAD_ARGUMENT', '--decide', `expected ${NOT_LISTABLE.has(hold.code) ? '' : '"list" or '}"withdraw"; what is held for "${hold.code}" is mended at its source or in content/organisations`);
  }
  if (decision.decision === 'list' && hold !== null && NOT_LISTABLE.has(hold.code)) {
    throw new ArchiveError('BAD_ARGUMENT', '--decide', `expected "withdraw"; what is held for "${hold.code}" is mended at its source or in content/organisations`);
  }
}

/**
 * Returns the decision as it is appended.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` naming the option.
 */
export function decisionFor(paper: Pick<KnownPaper, 'id' | 'inputHash'>, typed: Typed, on: string): OfficerDecision {
  const result = officerDecisionSchema.safeParse({
    id: paper.id,
    hash: paper.inputHash,
    decision: typed.decide,
    disclosure: typed.disclosure ?? null,
    grounds: typed.grounds.split(',').filter((part) => part !== '').map(Number),
    until: typed.until ?? null,
    by: typed.by,
    on,
  });
  if (!result.success) {
    const [issue] = result.error.issues;
    const option = issue!.path.length === 0 || issue!.path[0] === 'decision' ? 'decide' : String(issue!.path[0]);
    throw new ArchiveError('BAD_ARGUMENT', `--${option}`, typed[option as keyof Typed] === undefined ? 'expected a value, got nothing' : describeIssue(issue!).replace(/^"[^"]*": /, ''));
  }
  return result.data;
}
