/**
 * Command: what every script shares: options with their defaults, and how a
 * refusal is shown (one line, no stack, exit code 1; a wrong option is exit code 2).
 * A defect is shown by the places it came through, never by its message.
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ArchiveError } from '../src/errors.ts';
import { endProgress } from './progress.ts';

/** Folders every command knows; the environment names others for a whole installation. */
export const FOLDERS = {
  content: { type: 'string', default: process.env.GLASSHALL_CONTENT ?? 'content' },
  private: { type: 'string', default: process.env.GLASSHALL_PRIVATE ?? 'var/private' },
  cache: { type: 'string', default: process.env.GLASSHALL_CACHE ?? 'var/cache' },
  out: { type: 'string', default: process.env.GLASSHALL_OUT ?? 'dist' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Returns the options a person typed.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` for an option that does not exist or a stray
 *   argument: npm keeps what stands before a lone `--` to itself, and a night on the
 *   default folders instead of the ones that were meant must not run.
 */
export function options<const O extends ParseArgsOptionsConfig>(config: O): ReturnType<typeof parseArgs<{ options: O }>> {
  try {
    return parseArgs({ options: config });
  } catch (error) {
    throw refusedOption(error, config);
  }
}

/**
 * Returns the options a person typed, and the words beside them (`positionals`).
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` for an option that does not exist.
 */
export function optionsAndWords<const O extends ParseArgsOptionsConfig>(config: O): ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>> {
  try {
    return parseArgs({ options: config, allowPositionals: true });
  } catch (error) {
    throw refusedOption(error, config);
  }
}

/** Returns what is said of a command line that `parseArgs` refused. */
function refusedOption(error: unknown, config: ParseArgsOptionsConfig): ArchiveError {
  return new ArchiveError('BAD_ARGUMENT', 'command line', `${(error as Error).message.split('.')[0]}; options are ${Object.keys(config).map((name) => `--${name}`).join(', ')}, after a lone "--"`);
}

/** Runs a command; whatever it throws is told on the terminal and is an exit code that is not 0. */
export async function run(command: () => void | Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    endProgress();
    process.stderr.write(`${toldOf(error)}\n`);
    process.exitCode = error instanceof ArchiveError && error.code === 'BAD_ARGUMENT' ? 2 : 1;
  }
}

/** What Node's errors of the system and of SQLite say about themselves. */
interface SystemError { code?: unknown; syscall?: unknown; path?: unknown; errstr?: unknown }

/**
 * Returns what is told of an error. A refusal of ours and one of the system is a line.
 * Anything else is a defect, and told without its message: what a library throws can
 * quote the text it was working on.
 */
export function toldOf(error: unknown): string {
  if (error instanceof ArchiveError) return `${error.code}  ${error.message}`;
  const { code, syscall, path, errstr } = (error ?? {}) as SystemError;
  if (typeof code === 'string' && typeof syscall === 'string') return `${code}  ${typeof path === 'string' ? path : 'disk'}: expected "${syscall}" to succeed, the system refused it`;
  if (code === 'ERR_SQLITE_ERROR') return `${code}  database: expected it to be written, got "${String(errstr)}"`;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line)) : [];
  return [`DEFECT  ${error instanceof Error ? error.name : typeof error}`, ...frames].join('\n');
}
