/**
 * Staging: a night writes every file beside `content/` first, in `night/` of the
 * private folder, and moves them by rename once the state's transaction has
 * committed. Durable steps, and what is true if we die after each:
 *
 * 1. staged files written and flushed — nothing happened; the next start removes them.
 * 2. the state commits, with the list of renames it owes — the night happened.
 * 3. files renamed into `content/`, log last — some are in place; the next start goes on.
 * 4. the list of owed renames is emptied — done.
 *
 * Private folder and `content/` must be on one file system, or a rename is a copy.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
import type { State } from './state.ts';

const STAGING = 'night';
/** Stands for the staged file of a target that is taken away. */
const REMOVED = '';
/** The only places a night writes to. */
const TARGET = /^(records\/[a-z-]+\/\d{4}\/\d\d\/[0-9a-z]{10}\.(md|json)|originals\/\d{4}\/\d\d\/[0-9a-z]{10}-\d{1,4}\.[a-z]{3,4}|register\/(\d{4}\/\d\d\.jsonl|held-rows\.json)|log\/\d{6}\.jsonl)$/;

/**
 * Refuses folders between which a rename would be a copy, before anything happens.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION`
 */
export function checkFolders(privateFolder: string, contentFolder: string): void {
  if (!relative(contentFolder, privateFolder).startsWith('..')) throw new ArchiveError('BAD_CONFIGURATION', privateFolder, 'expected a private folder outside the content folder, which is public');
  if (statSync(privateFolder).dev !== statSync(contentFolder).dev) throw new ArchiveError('BAD_CONFIGURATION', privateFolder, 'expected private and content folder on one file system');
}

/** Collects the files of one night. */
export class Staging {
  readonly #effects: Effects;
  readonly #folder: string;
  readonly #state: State;
  readonly #targets = new Set<string>();

  constructor(effects: Effects, privateFolder: string, state: State) {
    this.#effects = effects;
    this.#folder = privateFolder;
    this.#state = state;
    effects.remove(join(privateFolder, STAGING));
    effects.makeFolder(join(privateFolder, STAGING));
  }

  /** How many files tonight puts in place. */
  get size(): number { return this.#targets.size; }

  /**
   * Stages a file for `target`, a path below the content folder.
   *
   * @returns SHA-256 of its bytes, lower-case hex.
   * @throws {ArchiveError} `WRITTEN_TWICE` if tonight wrote that path already.
   */
  write(target: string, content: string | Uint8Array): string {
    if (this.#targets.has(target)) throw new ArchiveError('WRITTEN_TWICE', target, 'expected each path once a night');
    this.#targets.add(target);
    const staged = join(STAGING, String(this.#targets.size));
    this.#effects.writeFile(join(this.#folder, staged), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    this.#state.owe({ staged, target, sha256 });
    return sha256;
  }

  /**
   * Takes a file out of the content folder, together with what is put in place.
   *
   * @throws {ArchiveError} `WRITTEN_TWICE` if tonight wrote that path already.
   */
  remove(target: string): void {
    if (this.#targets.has(target)) throw new ArchiveError('WRITTEN_TWICE', target, 'expected each path once a night');
    this.#targets.add(target);
    this.#state.owe({ staged: REMOVED, target, sha256: '' });
  }
}

/**
 * Puts in place what the last committed night still owes. Called at every start
 * and after every commit; doing it twice changes nothing.
 *
 * @throws {ArchiveError} `BAD_STATE` if a staged file is neither staged nor in place.
 */
export function settle(effects: Effects, privateFolder: string, contentFolder: string, state: State): void {
  const owed = state.owed();
  if (owed.length === 0) return;
  const folders = new Set<string>();
  owed.forEach(({ staged, target, sha256 }, done) => {
    if (!(staged === REMOVED || /^night\/\d+$/.test(staged)) || !TARGET.test(target)) throw new ArchiveError('BAD_STATE', privateFolder, 'the private state owes a file that no night writes; it was changed by somebody else');
    const to = join(contentFolder, target);
    if (staged === REMOVED) return effects.remove(to);
    const from = join(privateFolder, staged);
    if (!folders.has(dirname(to))) effects.makeFolder(dirname(to));
    folders.add(dirname(to));
    if (existsSync(from) && sha256Of(from) === sha256) effects.rename(from, to);
    else if (!existsSync(to) || sha256Of(to) !== sha256) throw new ArchiveError('BAD_STATE', target, 'the last night was cut off and its staged file is gone or changed; restore private folder and content/ from the backup');
    if (done % 500 === 499) effects.report({ stage: 'write', done: done + 1, total: owed.length });
  });
  state.begin();
  state.settle();
  state.commit();
  effects.remove(join(privateFolder, STAGING));
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
