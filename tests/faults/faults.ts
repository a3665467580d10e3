/**
 * Faults: what can be broken in a command, and the command that is run with it. The
 * command is the one a timer would start; its exit code and all it says come back.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One thing that breaks in the process whose script is `in`. */
export type Fault =
  /** Calls to the disk for paths that match, from the one after `after` calls on. */
  | {
    in: string; on: 'write' | 'rename' | 'remove' | 'read'; path: string; after?: number;
    then: 'ENOSPC' | 'EROFS' | 'EIO' | 'kill' | 'kill-after' | 'kill-parent' | 'change' | 'crash' | 'hang' | 'memory' | 'pause'; signal?: NodeJS.Signals; from?: string;
  }
  /** A module: its source replaced, or one passage of it. */
  | { in: string; module: string; find?: string; put: string }
  | { in: string; clockDays: number };

/** How a command ended; `isStruck` says whether every fault struck. */
export interface Ended { code: number | null; signal: NodeJS.Signals | null; said: string; isStruck: boolean }

/** Options of {@link command}. `prefix` is a program that starts it; `signal` ends it after `killAfterMs`. */
export interface CommandOptions { faults?: readonly Fault[]; environment?: Record<string, string>; prefix?: readonly string[]; killAfterMs?: number; signal?: NodeJS.Signals }

const STRIKE = new URL('./strike.ts', import.meta.url).href;
/** A command that takes longer is stuck; a busy machine needs most of it. */
const TOO_LONG_MS = 55_000;

/** Runs `node scripts/<script> …words`. */
export async function command(script: string, words: readonly string[], { faults = [], environment = {}, prefix = [], killAfterMs, signal = 'SIGKILL' }: CommandOptions = {}): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-strike-'));
  const marks = join(folder, 'marks');
  writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults));
  const [program, ...args] = [...prefix, process.execPath, join('scripts', script), ...words];
  const child = spawn(program!, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.assign({}, process.env, { NODE_OPTIONS: `--import ${STRIKE}`, GLASSHALL_FAULTS: folder }, environment),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const timer = setTimeout(() => child.kill(signal), killAfterMs ?? TOO_LONG_MS);
  const [code, endedBy] = await new Promise<[number | null, NodeJS.Signals | null]>((done) => child.once('exit', (...ended) => done(ended)));
  clearTimeout(timer);
  const struck = existsSync(marks) ? new Set(readFileSync(marks, 'utf8').split('\n')) : new Set();
  rmSync(folder, { recursive: true, force: true });
  return { code, signal: endedBy, said, isStruck: faults.every((_, n) => struck.has(String(n))) };
}
