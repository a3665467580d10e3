/**
 * `npm run review`: what waits for a person, and one decision on it.
 *
 *     npm run review
 *     npm run review -- --id <id> --decide release|list|withdraw|keep --disclosure partial --grounds 5,6 [--until YYYY-MM-DD] --by "name"
 *
 * A decision is bound to the hash of the paper as it is now and appended to
 * `decisions.jsonl` in the private folder; the next night obeys it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { DECISIONS_FILE, officerDecisionSchema, type OfficerDecision } from '../src/export/officer-decisions.ts';
import { dayIn } from '../src/export/pipeline.ts';
import { State, type HeldEntry, type KnownPaper } from '../src/export/state.ts';
import type { HoldCode } from '../src/model/stages.ts';
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
  const lines = holds.map((hold) => visible(`${hold.id ?? '(row)     '}  ${hold.since}  ${hold.code.padEnd(22)}  ${hold.where}  ${hold.detail}`));
  return [...lines, `${holds.filter((hold) => hold.id !== null).length} papers and ${holds.filter((hold) => hold.id === null).length} rows wait for a person`,
    'Decide with: npm run review -- --id <id> --decide release|list|withdraw|keep [--disclosure open|partial|closed --grounds 5,6 --until YYYY-MM-DD] --by "name"'];
}

/** A source's key may hold signs that would move the cursor; none reaches the terminal. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** Holds that no decision to release can lift: what is wrong has to be mended where it is written. */
const NOT_RELEASABLE: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'unknown-unit', 'unknown-code', 'impossible-date', 'bad-row', 'duplicate-key', 'unreadable', 'finding-in-structure', 'missing-at-source',
]);

/**
 * Refuses a decision the next night could not obey.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function checkObeyable(decision: OfficerDecision, hold: HeldEntry | null): void {
  if (decision.decision === 'keep' && hold?.code !== 'missing-at-source') throw new ArchiveError('BAD_ARGUMENT', '--decide', 'expected "keep" for a paper that is missing at its source only');
  if (decision.decision === 'release' && hold !== null && NOT_RELEASABLE.has(hold.code)) {
    throw new ArchiveError('BAD_ARGUMENT', '--decide', `expected "list" or "withdraw"; what is held for "${hold.code}" is mended at its source or in content/organisations`);
  }
}

/** A whole line for the end of a file, also of one whose last line was left open by hand. */
function lineFor(file: string, line: string): string {
  const isOpen = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
  return `${isOpen ? '\n' : ''}${line}\n`;
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
  if (!result.success) {
    const [issue] = result.error.issues;
    const option = issue!.path.length === 0 || issue!.path[0] === 'decision' ? 'decide' : String(issue!.path[0]);
    throw new ArchiveError('BAD_ARGUMENT', `--${option}`, typed[option as keyof typeof typed] === undefined ? 'expected a value, got nothing' : describeIssue(issue!).replace(/^"[^"]*": /, ''));
  }
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
      checkObeyable(decision, state.holds().find((hold) => hold.id === paper.id) ?? null);
      const file = join(folder, DECISIONS_FILE);
      realEffects.appendFile(file, lineFor(file, JSON.stringify(decision)));
      process.stdout.write(`${paper.id}: ${decision.decision}, from the next night on\n`);
    } finally {
      state.close();
    }
  });
}
