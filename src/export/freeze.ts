/**
 * Freeze: an officer stops the whole service, because of a suspected leak, say. While
 * `frozen.json` lies in the private folder nothing new leaves: no night, no build; the
 * last good build stands. Reviews, withdrawals and checks go on, they are what a freeze
 * gives time for.
 *
 * It is a file of its own and not a row of the state: it must work while a night holds
 * the state, and a file that is damaged still freezes. Who froze and thawed when stays
 * in `actions.jsonl`, appended to and never edited.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
import { FREEZE_REASONS, type FreezeReason } from '../model/vocabulary.ts';
import { appendLine, officerNameSchema } from './officer-decisions.ts';

/** Name of the file that freezes. */
export const FROZEN_FILE = 'frozen.json';
/** Name of the file that keeps what officers did to the service as a whole. */
export const ACTIONS_FILE = 'actions.jsonl';

const frozenSchema = z.strictObject({ since: z.iso.datetime(), by: officerNameSchema, because: z.literal(FREEZE_REASONS) });

/** Since when (UTC), by whom and why the service is frozen. */
export type Frozen = z.infer<typeof frozenSchema>;

/** Who acts, and where. */
export interface FreezeOptions { privateFolder: string; effects: Effects; by: string }

/** Returns the freeze of a private folder, `null` if there is none, `unreadable` if its file is damaged: it freezes all the same. */
export function frozenState(privateFolder: string): Frozen | 'unreadable' | null {
  const file = join(privateFolder, FROZEN_FILE);
  if (!existsSync(file)) return null;
  try {
    return frozenSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return 'unreadable';
  }
}

/**
 * Refuses to go on while the service is frozen.
 *
 * @throws {ArchiveError} `FROZEN` naming since when, by whom and why.
 */
export function refuseIfFrozen(privateFolder: string): void {
  const frozen = frozenState(privateFolder);
  if (frozen !== null) throw new ArchiveError('FROZEN', join(privateFolder, FROZEN_FILE), `${words(frozen)}; nothing was changed, the last good build stands. End it with npm run thaw`);
}

/**
 * Freezes the service from now on. Before its line in `actions.jsonl` it is in force.
 *
 * @throws {ArchiveError} `FROZEN` if it is frozen already.
 */
export function freeze({ privateFolder, effects, by }: FreezeOptions, because: FreezeReason): Frozen {
  const before = frozenState(privateFolder);
  const file = join(privateFolder, FROZEN_FILE);
  if (before !== null) throw new ArchiveError('FROZEN', file, `${words(before)} already`);
  const frozen: Frozen = { since: effects.now().toISOString(), by, because };
  effects.writeFile(`${file}.new`, `${JSON.stringify(frozen)}\n`);
  effects.rename(`${file}.new`, file);
  appendAction(privateFolder, effects, { action: 'freeze', at: frozen.since, by, because });
  return frozen;
}

/**
 * Ends the freeze and returns it. Its line in `actions.jsonl` comes first: if we die
 * between, the service is still frozen.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if the service is not frozen.
 */
export function thaw({ privateFolder, effects, by }: FreezeOptions): Frozen | 'unreadable' {
  const before = frozenState(privateFolder);
  const file = join(privateFolder, FROZEN_FILE);
  if (before === null) throw new ArchiveError('BAD_ARGUMENT', 'thaw', 'expected a frozen service, got one that is not frozen');
  appendAction(privateFolder, effects, { action: 'thaw', at: effects.now().toISOString(), by });
  effects.remove(file);
  return before;
}

/** One line of `actions.jsonl`. No free text but the officer's name. */
export type Action =
  | { action: 'freeze'; at: string; by: string; because: FreezeReason }
  | { action: 'thaw'; at: string; by: string }
  | { action: 'withdraw'; at: string; by: string; because: string; ids: readonly string[] };

/** Adds a line to `actions.jsonl`. */
export function appendAction(privateFolder: string, effects: Effects, action: Action): void {
  appendLine(effects, join(privateFolder, ACTIONS_FILE), JSON.stringify(action));
}

function words(frozen: Frozen | 'unreadable'): string {
  return frozen === 'unreadable' ? 'the service is frozen, the file does not say by whom' : `the service is frozen since ${frozen.since} by ${frozen.by} (${frozen.because})`;
}
