/**
 * Withdraw: takes released records back at once, without reading a source and also
 * while the service is frozen. It goes the way of a night: staged beside `content/`,
 * committed in one transaction, put in place by renames (`staging.ts`); all of the
 * records or none.
 *
 * The officer's decision is written first. If we die after it, the next night takes
 * the record back; if we die after the commit, the next start puts the tombstone in
 * place. At no point does a record stay that somebody was told is gone.
 *
 * Known: one row of a ledger, or one file of a record, can't be taken back alone; the
 * whole record can, and the next night publishes it again once the source is mended
 * and an officer has decided.
 */
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
import { idSchema } from '../model/record.ts';
import type { WithdrawReason } from '../model/vocabulary.ts';
import { loadCity, loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { caseOfMissing, fingerprintOf, type Case } from './case.ts';
import { withdrawn } from './decide.ts';
import { appendAction } from './freeze.ts';
import { checkSameHistory, Log } from './log.ts';
import { appendDecisions, loadOfficerDecisions, type OfficerDecision } from './officer-decisions.ts';
import { dayIn } from './pipeline.ts';
import { Register } from './register.ts';
import { emptyReport } from './report.ts';
import { checkFolders, settle, Staging } from './staging.ts';
import { State, type KnownPaper } from './state.ts';
import { Writer } from './write.ts';

/** Which records are taken back, why and by whom. */
export interface WithdrawOptions {
  contentFolder: string; privateFolder: string; effects: Effects;
  ids: readonly string[]; reason: WithdrawReason; by: string;
}

/** A record that stands as a tombstone now; `path` is that of its file below `content/`. */
export interface WithdrawnRecord {
  id: string;
  path: string;
  /** Whether it was withdrawn before, so that nothing was written for it. */
  wasWithdrawn: boolean;
}

/**
 * Replaces records by tombstones and returns them in the order of the ids. One that is
 * withdrawn already is returned too, so that a command cut off can be given again.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` for an id that is unknown or was never released;
 *   nothing is then withdrawn. `NIGHT_RUNNING`, `BAD_STATE` as a night would.
 */
export function withdrawNow(options: WithdrawOptions): WithdrawnRecord[] {
  const { contentFolder, privateFolder, effects } = options;
  checkFolders(privateFolder, contentFolder);
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    settle(effects, privateFolder, contentFolder, state);
    const policy = loadPolicy(contentFolder);
    checkSameHistory(contentFolder, state.counters());
    const papers = [...new Set(options.ids)].map((id) => releasedPaper(state, id));
    const fresh = papers.filter((paper) => paper.status === 'released');
    if (fresh.length > 0) takeBack(options, policy, state, fresh);
    settle(effects, privateFolder, contentFolder, state);
    return papers.map(({ id, path, status }) => ({ id, path: path!, wasWithdrawn: status === 'withdrawn' }));
  } catch (error) {
    state.rollback();
    throw error;
  } finally {
    state.close();
  }
}

/** Returns a paper that is or was released. */
function releasedPaper(state: State, id: string): KnownPaper {
  const paper = idSchema.safeParse(id).success ? state.paperById(id) : null;
  if (paper === null) throw new ArchiveError('BAD_ARGUMENT', 'withdraw', 'expected the id of a record, ten characters as they stand in its address; nothing was withdrawn');
  if (paper.path === null || (paper.status !== 'released' && paper.status !== 'withdrawn')) {
    throw new ArchiveError('BAD_ARGUMENT', id, `expected a released record, got a ${paper.status} paper; nothing was withdrawn. Decide on it with npm run review`);
  }
  return paper;
}

function takeBack({ contentFolder, privateFolder, effects, reason, by }: WithdrawOptions, policy: Policy, state: State, papers: readonly KnownPaper[]): void {
  const today = dayIn(loadCity(contentFolder).timeZone, effects.now());
  const counters = state.counters();
  // Days in the log never go back, whatever the clock says.
  const on = today < counters.lastNight ? counters.lastNight : today;
  const decisions = decide(privateFolder, effects, papers, by, on);
  appendAction(privateFolder, effects, { action: 'withdraw', at: effects.now().toISOString(), by, because: reason, ids: papers.map(({ id }) => id) });
  const staging = new Staging(effects, privateFolder, state);
  state.begin();
  const register = new Register(contentFolder, (month) => state.registered(month));
  const log = new Log(counters);
  const writer = new Writer({ contentFolder, effects, policy, state, staging, register, log, tonight: on, report: emptyReport(on) });
  papers.forEach((paper, n) => writer.withdraw(caseOf(paper, policy, decisions[n]!), reason, 'officer', withdrawn('officer', reason, 'closed')));
  register.write(staging);
  state.saveCounters(log.write(staging));
  state.commit();
}

/** Appends the decisions that keep the records away, but for those that stand there already, from a start that was cut off. */
function decide(privateFolder: string, effects: Effects, papers: readonly KnownPaper[], by: string, on: string): OfficerDecision[] {
  const standing = loadOfficerDecisions(privateFolder);
  const isStanding = ({ id, hash, decision }: OfficerDecision) => {
    const before = standing.get(id);
    return before?.decision === decision && before.hash === hash;
  };
  const decisions = papers.map(({ id, inputHash }): OfficerDecision => ({ id, hash: inputHash, decision: 'withdraw', disclosure: null, grounds: [], until: null, by, on }));
  const missing = decisions.filter((decision) => !isStanding(decision));
  if (missing.length > 0) appendDecisions(effects, privateFolder, missing);
  return decisions.map((decision) => (isStanding(decision) ? standing.get(decision.id)! : decision));
}

/** With the fingerprint of the decision: the next night finds the paper as it was settled here. */
function caseOf(paper: KnownPaper, policy: Policy, officer: OfficerDecision): Case {
  const at = caseOfMissing(paper);
  at.fingerprint = fingerprintOf(paper.inputHash, policy, officer);
  return at;
}
