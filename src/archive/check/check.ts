/**
 * Check: the second, independent look at the finished build, and the last thing that
 * happens before it may be sealed or published. It has its own readers and its own
 * detectors and shares nothing with the export.
 *
 * It first proves that it sees: canaries are planted in every container it claims to
 * read and in copies of the build's own files. If one is missed, it declares itself
 * broken and says nothing about the build.
 */
import { ArchiveError } from '../../errors.ts';
import { findCanaries } from './canaries/canaries.ts';
import { FILE_TYPES, type FileTypes } from './file-types.ts';
import { inspect } from './inspect.ts';
import type { CheckFinding, CheckReport, Unread } from './report.ts';
import { Search } from './search.ts';
import { TaintList, type Taint } from './taint.ts';
import { walk, type BuildFile } from './walk.ts';
import { WithdrawalList, type Withdrawn } from './withdrawn.ts';

/** What is checked and against what. The lists are private: they stay in memory. */
export interface CheckOptions {
  /** The finished build. It is only read. */
  folder: string;
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

/**
 * Checks a build.
 *
 * @param types - The readers; others only where a test breaks one on purpose.
 * @throws {ArchiveError} `CHECK_BROKEN` if a canary is not found.
 */
export async function checkBuild(options: CheckOptions, types: FileTypes = FILE_TYPES): Promise<CheckReport> {
  const { folder, report = () => {} } = options;
  const { files, unread } = walk(folder);
  if (files.length === 0) throw new ArchiveError('CHECK_FAILED', folder, 'expected a finished build, got an empty folder');
  const canaries = await provedToSee(files, options, types);
  report({ stage: 'canaries', done: canaries.found, total: canaries.planted, note: 'found' });
  const findings: CheckFinding[] = [];
  const taints = new TaintList(options.taint);
  const withdrawn = new WithdrawalList(options.withdrawn);
  const sought = { taints, withdrawn, allow: options.allow, accepted: options.accepted };
  const search = new Search(sought, (finding) => { if (findings.length < MOST_FINDINGS) findings.push(finding); });
  let bytes = 0;
  for (const [index, file] of files.entries()) {
    bytes += file.sizeBytes;
    unread.push(...await inspect(file.path, file.read(), types, search));
    if ((index + 1) % REPORT_EVERY === 0 || index + 1 === files.length) report({ stage: 'check', done: index + 1, total: files.length });
  }
  return {
    files: files.length, bytes, characters: search.characters, taints: taints.count, withdrawn: withdrawn.count, canaries,
    findings: distinct(findings), accepted: search.accepted, unread,
  };
}

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
