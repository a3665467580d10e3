/** Measure: starts a build or another program and returns what it and its children used. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import { ArchiveError } from '../../../src/errors.ts';
import type { Progress } from '../../../src/model/effects.ts';
import type { Told } from './measured-build.ts';
import { treeUse } from './process-tree.ts';
import { stagesOf, type Mark, type StageUse } from './stages.ts';

/** How often memory is looked at. */
const LOOK_MS = 250;
const NICE = 5;

/** What a program used. Memory is the largest sum over its processes that was seen, so pages they share count twice. */
export interface Used { wallSeconds: number; cpuSeconds: number; peakBytes: number }

/** A measured build. `isWhole` if everything was made anew, which a night should not need. */
export interface BuildUse extends Used { pages: number; isUnchanged: boolean; isWhole: boolean; stages: StageUse[] }

/**
 * Builds `content` into `out`, and seals it where a private folder is given, in a process of its own.
 *
 * @throws {ArchiveError} `BUILD_FAILED` with what the build was refused for.
 */
export async function measureBuild(folders: { content: string; cache: string; out: string; private?: string }, report: (progress: Progress) => void): Promise<BuildUse> {
  const child = fork(join(import.meta.dirname, 'measured-build.ts'), [JSON.stringify(folders)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const marks: Mark[] = [];
  let end: Told | null = null;
  child.on('message', (told: Told) => {
    if (!('mark' in told)) { end = told; return; }
    marks.push(told.mark);
    report({ stage: told.mark.stage, done: told.done, ...told.total === undefined ? {} : { total: told.total }, ...told.mark.note === undefined ? {} : { note: told.mark.note } });
  });
  const used = await watch(child, null);
  const told = end as Told | null;
  if (told === null || !('finished' in told)) throw new ArchiveError('BUILD_FAILED', folders.content, told !== null && 'refused' in told ? told.refused : 'expected the build to end, it was killed');
  return { ...used, ...told.finished, stages: stagesOf(marks) };
}

/**
 * Runs a program with its output thrown away.
 *
 * @throws {ArchiveError} `BUILD_FAILED` if it ends with another code than 0, or takes longer than `limitMs`.
 */
export async function measureProgram(program: string, words: readonly string[], cwd: string, limitMs: number): Promise<Used> {
  const child = spawn(program, words, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-2000); });
  const used = await watch(child, limitMs);
  if (child.exitCode !== 0) throw new ArchiveError('BUILD_FAILED', program, `expected it to end well within ${Math.round(limitMs / 1000)} s, it ended with ${child.exitCode ?? 'a signal'}: ${said.trim()}`);
  return used;
}

/** Waits for the end of a process; what it used is looked at again and again, since it is gone with the process. */
function watch(child: ChildProcess, limitMs: number | null): Promise<Used> {
  const start = performance.now();
  const cpuBefore = reapedSeconds();
  let peakBytes = 0;
  setPriority(child.pid!, NICE);
  const look = setInterval(() => { peakBytes = Math.max(peakBytes, treeUse(child.pid!)?.residentBytes ?? 0); }, LOOK_MS);
  const limit = limitMs === null ? null : setTimeout(() => child.kill('SIGKILL'), limitMs);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearInterval(look);
      if (limit !== null) clearTimeout(limit);
    };
    child.on('error', (error) => { stop(); reject(error); });
    child.on('close', () => {
      stop();
      resolve({ wallSeconds: (performance.now() - start) / 1000, cpuSeconds: reapedSeconds() - cpuBefore, peakBytes });
    });
  });
}

/** CPU seconds of all children of this process that have ended, theirs included: exact, where looking now and then is not. */
function reapedSeconds(): number {
  const own = process.cpuUsage();
  const all = treeUse(process.pid)?.cpuSeconds;
  return all === undefined ? 0 : all - (own.user + own.system) / 1e6;
}

/** Returns what a reader of the figures must know of the machine. */
export function machine(): string {
  return `${availableParallelism()} cores, Node ${process.version}, priority lowered by ${NICE}`;
}
