/**
 * `npm run review`: what waits for a person, and one decision on it.
 *
 *     npm run review
 *     npm run review -- --id <id> --decide release|list|withdraw|keep --disclosure partial --grounds 5,6 [--until YYYY-MM-DD] --by "name"
 *
 * A decision is bound to the hash of the paper as it is now and appended to
 * `decisions.jsonl` in the private folder; the next night obeys it.
 */
import { join, resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { DECISIONS_FILE, officerDecisionSchema, type OfficerDecision } from '../src/export/officer-decisions.ts';
import { dayIn } from '../src/export/pipeline.ts';
import { State, type HeldEntry, type KnownPaper } from '../src/export/state.ts';
import { describeIssue } from '../src/model/record-file.ts';
import { loadCity } from '../src/policy/load.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';

const OPTIONS = {
  content: FOLDERS.content,
  private: FOLDERS.private,
  id: { type: 'string' },
  decide: { type: 'string' },
  disclosure: { type: 'string' },
  grounds: { type: 'string', default: '' },
  until: { type: 'string' },
  by: { type: 'string' },
} as const;

/** Returns the lines a person reads: one held paper or row each, no record text. */
export function describeHolds(holds: readonly HeldEntry[]): string[] {
  const lines = holds.map((hold) => `${hold.id ?? '(row)     '}  ${hold.since}  ${hold.code.padEnd(18)}  ${hold.where}  ${hold.detail}`);
  return [...lines, `${holds.filter((hold) => hold.id !== null).length} papers and ${holds.filter((hold) => hold.id === null).length} rows wait for a person`];
}

/**
 * Returns the decision as it is appended.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` naming the option.
 */
export function decisionFor(paper: KnownPaper, typed: { decide?: string; disclosure?: string; grounds: string; until?: string; by?: string }, on: string): OfficerDecision {
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
  if (!result.success) throw new ArchiveError('BAD_ARGUMENT', '--decide', describeIssue(result.error.issues[0]!));
  return result.data;
}

if (import.meta.main) {
  await run(() => {
    const { values } = options(OPTIONS);
    const folder = resolve(values.private!);
    const state = new State(join(folder, 'state.sqlite'));
    try {
      if (values.id === undefined) return void process.stdout.write(`${describeHolds(state.holds()).join('\n')}\n`);
      const paper = state.paperById(values.id);
      if (paper === null) throw new ArchiveError('BAD_ARGUMENT', '--id', 'expected the id of a paper in the register');
      const today = dayIn(loadCity(resolve(values.content!)).timeZone, realEffects.now());
      const decision = decisionFor(paper, { decide: values.decide, disclosure: values.disclosure, grounds: values.grounds!, until: values.until, by: values.by }, today);
      realEffects.appendFile(join(folder, DECISIONS_FILE), `${JSON.stringify(decision)}\n`);
      process.stdout.write(`${paper.id}: ${decision.decision}, from the next night on\n`);
    } finally {
      state.close();
    }
  });
}
