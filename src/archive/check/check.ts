/**
 * Check: the second, independent look at what is to be published, and the last thing
 * that happens before it may be. It has its own readers and its own detectors and shares
 * nothing with the export.
 *
 * It first proves that it sees: canaries are planted in every container it claims to
 * read and in copies of the build's own files. If one is missed, it declares itself
 * broken and says nothing about the build.
 *
 * Everything is read, unless a record says that the very bytes were read before by the
 * same version of this check; then what is new is read, and of what stands the files
 * that a new secret could concern and those whose turn it is (`again.ts`).
 */
import { hash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import { keysOf, newSecrets, nextInTurn, strangers, suspects, type Secrets } from './again.ts';
import { findCanaries } from './canaries/canaries.ts';
import type { Checked } from './checked.ts';
import { FILE_TYPES, type FileTypes } from './file-types.ts';
import { inspect } from './inspect.ts';
import { idsIn } from './piece.ts';
import { findingId, type CheckFinding, type CheckReport, type Unread } from './report.ts';
import { Search } from './search.ts';
import { TaintList, type Taint } from './taint.ts';
import { Trace } from './trace.ts';
import { fileAt, walk, type BuildFile } from './walk.ts';
import { WithdrawalList, type Withdrawn } from './withdrawn.ts';

/** What is checked and against what. The lists are private: they stay in memory. */
export interface CheckOptions {
  /** The finished build, or what is new of it. It is only read. */
  folder: string;
  /** The portal that stands and will take in what is new; absent if `folder` is all, the same folder if nothing is new. */
  standing?: string;
  /** Paths that will be taken out of it. */
  removed?: readonly string[];
  /** What was read before. Without it everything is read, and nothing is kept. */
  checked?: Checked | null;
  /** At least so many standing files are read again: a small portal is read whole. */
  leastAgain?: number;
  taint: Iterable<Taint>;
  withdrawn: Iterable<Withdrawn>;
  /** Per kind, patterns over whole values that are public (`content/policy/masks`). */
  allow: ReadonlyMap<string, readonly RegExp[]>;
  /** Ids of findings an officer has accepted as false alarms. */
  accepted: ReadonlySet<string>;
  report?: (progress: { stage: string; done: number; total?: number; note?: string }) => void;
}

const REPORT_EVERY = 500;
/** More places than anybody reads; the count goes on. */
const MOST_FINDINGS = 100_000;
/** Read in seconds. */
const LEAST_AGAIN = 2000;

/**
 * Checks a build.
 *
 * @param types - The readers; others only where a test breaks one on purpose.
 * @throws {ArchiveError} `CHECK_BROKEN` if a canary is not found.
 */
export async function checkBuild(options: CheckOptions, types: FileTypes = FILE_TYPES): Promise<CheckReport> {
  const { checked = null, report = () => {} } = options;
  const secrets: Secrets = { taint: [...options.taint], withdrawn: [...options.withdrawn] };
  const look = new Look(options, secrets, types);
  const staged = options.standing === options.folder ? { files: [], unread: [] } : walk(options.folder);
  const standing = standingFiles(options, staged.files, secrets, look);
  const files = [...staged.files, ...standing];
  if (files.length === 0) throw new ArchiveError('CHECK_FAILED', options.folder, 'expected a finished build, got an empty folder');
  const canaries = await provedToSee(files, options, types);
  report({ stage: 'canaries', done: canaries.found, total: canaries.planted, note: 'found' });
  look.unread.push(...staged.unread);
  const isStaged = new Set(staged.files);
  for (const [index, file] of files.entries()) {
    await look.at(file, isStaged.has(file));
    if ((index + 1) % REPORT_EVERY === 0 || index + 1 === files.length) report({ stage: 'check', done: index + 1, total: files.length });
  }
  const found = look.end(canaries, files.length, standing.length);
  if (checked !== null && found.findings.length === 0 && found.unread.length === 0) {
    if (options.standing === options.folder) checked.confirm();
    checked.markSought(keysOf(secrets));
    checked.commit();
  }
  return found;
}

/** Returns the files that stand and are read again: all of them without a record that holds. */
function standingFiles({ standing, removed = [], checked = null, leastAgain = LEAST_AGAIN }: CheckOptions, staged: readonly BuildFile[], secrets: Secrets, look: Look): BuildFile[] {
  const gone = new Set([...removed, ...staged.map(({ path }) => path)]);
  if (standing === undefined || checked === null || !checked.isValid || !isConfirmed(standing, checked)) {
    checked?.clear();
    look.isEverything = true;
    if (standing === undefined) return [];
    const { files, unread } = walk(standing);
    look.unread.push(...unread.filter(({ file }) => !gone.has(file)));
    return files.filter(({ path }) => !gone.has(path));
  }
  const turn = { bytes: staged.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), leastFiles: leastAgain };
  const isThere = (path: string) => lstatSync(join(standing, path), { throwIfNoEntry: false }) !== undefined;
  const inTurn = nextInTurn(checked, turn, gone, isThere);
  const paths = new Set([...suspects(newSecrets(secrets, checked), checked), ...inTurn, ...strangers(standing, inTurn, checked)]);
  return [...paths].filter((path) => !gone.has(path)).sort().flatMap((path) => {
    const file = fileAt(standing, path, look.unread);
    if (file === null) checked.forget(path);
    return file ?? [];
  });
}

/** A record begun by a check of everything was of a portal that did not stand yet: once, its hashes are compared with what stands. If that is another, everything is read. */
function isConfirmed(standing: string, checked: Checked): boolean {
  if (!checked.isUnconfirmed) return true;
  const isSame = walk(standing).files.every(({ path, read }) => checked.knows(path, sha256(read())));
  if (isSame) checked.confirm();
  return isSame;
}

/** Looks at files one by one and gathers what is found. */
class Look {
  readonly unread: Unread[] = [];
  /** Whether no file is left out: then nothing was recorded that a standing file could differ from. */
  isEverything = false;
  readonly #findings: CheckFinding[] = [];
  readonly #search: Search;
  readonly #types: FileTypes;
  readonly #checked: Checked | null;
  readonly #accepted: ReadonlySet<string>;
  readonly #counts: { taints: number; withdrawn: number };
  #bytes = 0;

  constructor({ allow, accepted, checked = null }: CheckOptions, { taint, withdrawn }: Secrets, types: FileTypes) {
    const sought = { taints: new TaintList(taint), withdrawn: new WithdrawalList(withdrawn), allow, accepted };
    this.#counts = { taints: sought.taints.count, withdrawn: sought.withdrawn.count };
    this.#search = new Search(sought, (finding) => { if (this.#findings.length < MOST_FINDINGS) this.#findings.push(finding); });
    this.#types = types;
    this.#checked = checked;
    this.#accepted = accepted;
  }

  async at({ path, sizeBytes, read }: BuildFile, isNew: boolean): Promise<void> {
    const bytes = read();
    this.#bytes += sizeBytes;
    const trace = this.#checked === null ? null : new Trace(path);
    this.#search.trace = trace;
    this.unread.push(...await inspect(path, bytes, this.#types, this.#search));
    if (this.#checked === null || trace === null) return;
    const digest = sha256(bytes);
    if (!isNew && !this.isEverything) this.#compare(this.#checked, path, digest);
    this.#checked.keep({ path, sizeBytes: bytes.length, sha256: digest, trace: trace.text, ids: idsIn(path) });
  }

  /** What stands and was never read as it is now was changed by nobody who may. */
  #compare(checked: Checked, path: string, digest: string): void {
    const versions = checked.hashes(path);
    if (versions.includes(digest)) return versions.length > 1 ? checked.forget(path, digest) : undefined;
    const id = findingId('changed-file', digest, path);
    if (!this.#accepted.has(id)) this.#findings.push({ file: path, kind: 'changed-file', where: 'the bytes of the file', id });
  }

  end(canaries: CheckReport['canaries'], files: number, again: number): CheckReport {
    return {
      files, bytes: this.#bytes, again, characters: this.#search.characters, ...this.#counts, canaries,
      findings: distinct(this.#findings), accepted: this.#search.accepted, unread: this.unread,
    };
  }
}

function sha256(bytes: Buffer): string { return hash('sha256', bytes); }

/** The same value in two readings of one text is one finding. */
function distinct(findings: readonly CheckFinding[]): CheckFinding[] {
  const seen = new Map<string, CheckFinding>();
  for (const finding of findings) {
    const key = `${finding.file}\0${finding.id}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

async function provedToSee(files: readonly BuildFile[], { folder, allow }: CheckOptions, types: FileTypes): Promise<CheckReport['canaries']> {
  const { planted, missed } = await findCanaries(files, allow, types);
  if (missed.length > 0) throw new ArchiveError('CHECK_BROKEN', folder, `expected to find ${planted} of ${planted} planted canaries, missed ${missed.length}, the first in ${missed[0]!}`);
  return { planted, found: planted };
}

export type { CheckReport, CheckFinding, Taint, Unread, Withdrawn };
