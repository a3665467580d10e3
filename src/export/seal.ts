/**
 * Seal: writes into `content/log/` that a portal was sealed, as a log of its own after
 * that of the night. It goes the way of a night (`staging.ts`): one transaction, then a
 * rename; cut off, the next start completes it.
 */
import { join } from 'node:path';
import type { Effects } from '../model/effects.ts';
import { check } from '../model/record-file.ts';
import { sealEntrySchema, type SealEntry } from '../model/record.ts';
import { loadCity } from '../policy/load.ts';
import { checkSameHistory, sealLog } from './log.ts';
import { dayIn } from './pipeline.ts';
import { checkFolders, settle, Staging } from './staging.ts';
import { State } from './state.ts';

/** Where the log and its state are. */
export interface SealPlaces { contentFolder: string; privateFolder: string; effects: Effects }

/** What a seal says, but for its place in the log and its day. */
export type Sealed = Pick<SealEntry, 'manifest' | 'files' | 'released' | 'withdrawn' | 'nextBy'>;

/** Completes a night or a seal that was cut off, so that `content/log/` is what the private state knows. */
export function completeCutOff({ contentFolder, privateFolder, effects }: SealPlaces): void {
  checkFolders(privateFolder, contentFolder);
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    settle(effects, privateFolder, contentFolder, state);
  } finally {
    state.close();
  }
}

/**
 * Appends a seal and returns its entry.
 *
 * @param expectedIndex - How long the log is: what was sealed is what it tells of.
 * @throws {ArchiveError} `NIGHT_RUNNING`, `BAD_STATE` as a night would; `BUILD_FAILED` if
 *   the log has grown since.
 */
export function appendSeal(options: SealPlaces, expectedIndex: number, sealed: Sealed): SealEntry {
  const { contentFolder, privateFolder, effects } = options;
  checkFolders(privateFolder, contentFolder);
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    settle(effects, privateFolder, contentFolder, state);
    const counters = state.counters();
    checkSameHistory(contentFolder, counters);
    const today = dayIn(loadCity(contentFolder).timeZone, effects.now());
    const { manifest, files, released, withdrawn, nextBy } = sealed;
    const on = today < counters.lastNight ? counters.lastNight : today;
    const entry = check('seal', sealEntrySchema, { index: expectedIndex, on, event: 'seal', manifest, files, released, withdrawn, nextBy });
    const staging = new Staging(effects, privateFolder, state);
    state.begin();
    state.saveCounters(sealLog(counters, staging, entry));
    state.commit();
    settle(effects, privateFolder, contentFolder, state);
    return entry;
  } catch (error) {
    state.rollback();
    throw error;
  } finally {
    state.close();
  }
}
