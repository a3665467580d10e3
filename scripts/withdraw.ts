/**
 * `npm run withdraw`: takes released records back at once, from `content/` and from the
 * portal that stands; also while the service is frozen.
 *
 *     npm run withdraw -- <id> [<id> …] --reason <code> --by "name" [--content content] [--private var/private] [--cache var/cache] [--out dist]
 *
 * The order is that of urgency: the tombstone in `content/` with the officer's decision,
 * then the standing portal file by file, seconds later, then the whole build; at the end
 * the portal is searched for what the record said, and sealed, and published where GLASSHALL_PUBLISH
 * names a target. Frozen, there is no build: the record
 * goes, and nothing else changes.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ArchiveError } from '../src/errors.ts';
import { frozenState } from '../src/export/freeze.ts';
import { withdrawNow, type WithdrawnRecord } from '../src/export/withdraw.ts';
import type { Effects } from '../src/model/effects.ts';
import { WITHDRAW_REASONS, type WithdrawReason } from '../src/model/vocabulary.ts';
import { build, checkOut } from './build.ts';
import { lockBuild } from './build/build-lock.ts';
import { forgetChecked } from './checked.ts';
import { FOLDERS, optionsAndWords, run } from './command.ts';
import { realEffects } from './effects.ts';
import { codeOf, existingPrivateFolder, officerName } from './freeze.ts';
import { PUBLISH_VARIABLE, publishTo } from './publish.ts';
import { describeSeal, LOG_KEY_VARIABLE, seal } from './seal.ts';
import { noteUnsealed } from './seal/unsealed.ts';
import { isShown, registerLine, takeOut } from './withdraw/portal.ts';
import { rebuildSearch } from './withdraw/search.ts';
import { needlesIn, ownNeedles, tracesOf } from './withdraw/traces.ts';

/** How long a night or a build that runs now is waited for. */
const WAIT_MS = 600_000;

/** Where, which, why and by whom. */
export interface WithdrawRequest { content: string; private: string; cache: string; out: string; ids: readonly string[]; reason: WithdrawReason; by: string; effects?: Effects }

/** What a withdrawal did. `isBuilt` is false while frozen and where no portal stands. */
export interface WithdrawOutcome { records: readonly WithdrawnRecord[]; filesChanged: number; isBuilt: boolean; isFrozen: boolean }

/**
 * Takes records back and out of the portal.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if nothing can be done for an id, `BUILD_FAILED`
 *   if the portal still shows something of a record. Once `content/` has the tombstones
 *   an error says so; the same command may be given again.
 */
export async function withdraw(request: WithdrawRequest): Promise<WithdrawOutcome> {
  const { content, out, effects = realEffects } = request;
  const said = request.ids.flatMap((id) => saidBy(content, id));
  const records = await whenNoNightRuns(() => withdrawNow({ contentFolder: content, privateFolder: request.private, effects, ids: request.ids, reason: request.reason, by: request.by }));
  checkAnythingToDo(records, out, content);
  const isFrozen = frozenState(request.private) !== null;
  if (!existsSync(join(out, 'index.html'))) return { records, filesChanged: 0, isBuilt: false, isFrozen };
  try {
    noteUnsealed(request.cache, 'all');
    const filesChanged = takeOut(out, content, records);
    forgetChecked(request.private);
    effects.report({ stage: 'portal', done: filesChanged, total: filesChanged, note: 'files changed, the records are gone from it' });
    await (isFrozen ? withoutBuild(request, records) : build({ content, cache: request.cache, out, private: request.private, waitMs: WAIT_MS, report: effects.report }));
    checkNoTrace(out, content, said);
    return { records, filesChanged, isBuilt: !isFrozen, isFrozen };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new ArchiveError(error.code, error.where, `the records are withdrawn in content/, the portal is not finished: ${error.message.replace(`${error.where}: `, '')}`, { cause: error });
  }
}

/** What a record says today, to be looked for afterwards. */
function saidBy(content: string, id: string): string[] {
  const line = registerLine(content, id);
  const { path, status } = line === null ? { path: null, status: null } : JSON.parse(line) as { path: string | null; status: string };
  return path === null || status !== 'released' || !existsSync(join(content, path)) ? [] : needlesIn(content, path);
}

async function whenNoNightRuns<T>(work: () => T): Promise<T> {
  for (const start = performance.now(); ;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code !== 'NIGHT_RUNNING' || performance.now() - start > WAIT_MS) throw error;
      process.stderr.write('a night is running, waiting for its export to end …\n');
      await setTimeout(2_000);
    }
  }
}

/** Withdrawn before and gone from the portal: a slip of the hand, which must not look like a success. */
function checkAnythingToDo(records: readonly WithdrawnRecord[], out: string, content: string): void {
  if (records.some((record) => !record.wasWithdrawn || isShown(out, content, record))) return;
  throw new ArchiveError('BAD_ARGUMENT', records.map(({ id }) => id).join(', '), 'expected a released record, got one that is withdrawn already; the portal does not show it');
}

/** A build that began before the withdrawal may have put its portal in place meanwhile, so it is gone through once more. */
async function withoutBuild({ content, cache, out }: WithdrawRequest, records: readonly WithdrawnRecord[]): Promise<void> {
  const unlock = lockBuild(cache, WAIT_MS);
  try {
    takeOut(out, content, records);
    await rebuildSearch(out);
  } finally {
    unlock();
  }
}

function checkNoTrace(out: string, content: string, needles: readonly string[]): void {
  if (tracesOf(out, needles).length === 0) return;
  const found = tracesOf(out, ownNeedles(content, needles));
  if (found.length > 0) throw new ArchiveError('BUILD_FAILED', out, `expected nothing of the records, found what they said in ${found.length} files, the first: ${found.slice(0, 5).join(', ')}`);
}

/** Ids stand as plain words after the options' lone `--`. */
const OPTIONS = { content: FOLDERS.content, private: FOLDERS.private, cache: FOLDERS.cache, out: FOLDERS.out, reason: { type: 'string' }, by: { type: 'string' } } as const;

if (import.meta.main) {
  await run(async () => {
    const { values, positionals: ids } = optionsAndWords(OPTIONS);
    if (ids.length === 0) throw new ArchiveError('BAD_ARGUMENT', 'command line', 'expected the id of a record: npm run withdraw -- <id> --reason <code> --by "name"');
    const reason = codeOf<WithdrawReason>('--reason', WITHDRAW_REASONS, values.reason);
    const by = officerName(values.by);
    const folders = { content: resolve(values.content), private: existingPrivateFolder(values.private), cache: resolve(values.cache), out: resolve(values.out) };
    checkOut(folders.out, [folders.content, folders.private, folders.cache]);
    const { records, isBuilt, isFrozen } = await withdraw({ ...folders, ids, reason, by });
    const portal = isBuilt ? 'the portal is built again without it' : isFrozen ? 'the portal no longer shows it; the service is frozen, so nothing else was built' : `no portal stands in ${folders.out}`;
    process.stdout.write(`${records.map(({ id }) => `${id}: withdrawn (${reason})`).join('\n')}\n${portal}\n`);
    if (!existsSync(join(folders.out, 'index.html'))) return;
    process.stdout.write(`${describeSeal(seal({ ...folders, key: process.env[LOG_KEY_VARIABLE] }))}\n`);
    const target = process.env[PUBLISH_VARIABLE];
    if (target !== undefined) process.stdout.write(`${await publishTo(target, folders)}\n`);
  });
}
