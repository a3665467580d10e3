/**
 * Pipeline: one night of the export, `collect → screen → mask → decide → write`.
 *
 * A night is all or nothing: it reads every source to its end, stages every file,
 * and only then commits (`staging.ts` has the order of durable steps). A paper whose
 * bytes, rules and officer's decision are those of the night before is skipped.
 */
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
import { loadCity, loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { hashOf } from './case.ts';
import { collect } from './collect.ts';
import { loadSources, type SourceEntry } from './configuration.ts';
import { DETECTOR_VERSION } from './detectors/index.ts';
import { checkSameHistory, Log } from './log.ts';
import { Night } from './night.ts';
import { loadOfficerDecisions } from './officer-decisions.ts';
import type { Readers } from './readers.ts';
import { Register } from './register.ts';
import { emptyReport, type NightReport } from './report.ts';
import { checkFolders, settle, Staging } from './staging.ts';
import { State } from './state.ts';

/** Where a night reads and writes, and on which day; `tonight` is `YYYY-MM-DD`, by default the city's day now. */
export interface NightOptions { contentFolder: string; privateFolder: string; effects: Effects; readers: Readers; tonight?: string }

/**
 * Runs one night of the export and says what it did. A night cut off before is
 * completed first.
 *
 * @throws {ArchiveError} of any code; nothing of tonight is then in `content/`.
 */
export function runNight(options: NightOptions): NightReport {
  const { contentFolder, privateFolder, effects } = options;
  checkFolders(privateFolder, contentFolder);
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    settle(effects, privateFolder, contentFolder, state);
    const policy = loadPolicy(contentFolder);
    const today = dayIn(loadCity(contentFolder).timeZone, effects.now());
    const tonight = options.tonight ?? today;
    const sources = loadSources(privateFolder);
    checkSameHistory(contentFolder, state.counters());
    checkDay(tonight, today, state.counters().lastNight);
    checkSources(sources, state.sources(), privateFolder);
    const report = stageNight({ contentFolder, privateFolder, effects, readers: options.readers, tonight }, policy, sources, state);
    settle(effects, privateFolder, contentFolder, state);
    return report;
  } catch (error) {
    state.rollback();
    throw error;
  } finally {
    state.close();
  }
}

function stageNight(options: Required<NightOptions>, policy: Policy, sources: readonly SourceEntry[], state: State): NightReport {
  const { contentFolder, privateFolder, effects, readers, tonight } = options;
  const staging = new Staging(effects, privateFolder, state);
  state.begin();
  const publishedBefore = state.published();
  const register = new Register(contentFolder, (month) => state.registered(month));
  const log = new Log(state.counters());
  const officers = loadOfficerDecisions(privateFolder);
  const report = emptyReport(tonight);
  const rules = hashOf(policy.hash, DETECTOR_VERSION);
  const isRuleChanged = state.rules() !== rules;
  const night = new Night({ contentFolder, effects, readers, policy, officers, isRuleChanged, state, staging, register, log, tonight, report });
  for (const entry of sources) {
    let done = 0;
    for (const item of collect(entry, policy.night)) {
      night.take(item);
      if (++done % 200 === 0) effects.report({ stage: 'export', done, note: entry.name });
    }
    effects.report({ stage: 'export', done, total: done, note: entry.name });
    night.finish(entry.name);
  }
  checkWithdrawals(report, publishedBefore, policy);
  state.dropSettledHolds();
  const holds = state.holds();
  report.waitingRows = holds.filter((hold) => hold.id === null).length;
  report.waitingPapers = holds.length - report.waitingRows;
  register.writeHeldRows(staging, holds);
  register.write(staging);
  const counters = log.write(staging);
  state.saveCounters({ nights: counters.nights, logLength: counters.logLength, lastLogSha256: counters.lastLogSha256, lastNight: tonight });
  state.saveRules(rules);
  state.commit();
  report.filesWritten = staging.size;
  return report;
}

/** A half-empty export must not take the archive down: withdrawals above the stated share stop the night. */
function checkWithdrawals(report: NightReport, before: { records: number; rows: number }, policy: Policy): void {
  const { maximumWithdrawnShare: share, minimumWithdrawn } = policy.night;
  const check = (what: string, got: number, of: number) => {
    const allowed = Math.max(minimumWithdrawn, Math.floor(of * share));
    if (got > allowed) {
      throw new ArchiveError('TOO_MANY_WITHDRAWALS', 'night', `${got} of ${of} published ${what} would be withdrawn, expected at most ${allowed}; nothing was written`);
    }
  };
  check('records', report.withdrawn, before.records);
  check('rows', report.rowsRemoved, before.rows);
}

/** A day to come would open what is restricted, an earlier one would undo what has opened. */
function checkDay(tonight: string, today: string, lastNight: string): void {
  if (tonight > today) throw new ArchiveError('BAD_ARGUMENT', '--on', `expected a day not after today, ${today}, got ${tonight}`);
  if (tonight < lastNight) throw new ArchiveError('BAD_ARGUMENT', '--on', `expected a day not before the last night, ${lastNight}, got ${tonight}`);
}

/** A source that is gone or renamed would leave its papers without a keeper, or publish them twice. */
function checkSources(sources: readonly SourceEntry[], known: readonly string[], privateFolder: string): void {
  const gone = known.find((name) => !sources.some((source) => source.name === name));
  if (gone !== undefined) throw new ArchiveError('BAD_CONFIGURATION', join(privateFolder, 'sources.json'), `expected the source "${gone}", which has papers in the register, got none of that name; a source keeps its name for ever`);
}

/** Returns the day an instant falls on in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}
