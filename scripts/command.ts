/**
 * Command: what every script shares: options with their defaults, and how a
 * refusal is shown (one line, no stack, exit code 1; a wrong option is exit code 2).
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

/** Returns what is said of a command line that `parseArgs` refused. */
export function refusedOption(error: unknown, config: ParseArgsOptionsConfig): ArchiveError {
  return new ArchiveError('BAD_ARGUMENT', 'command line', `${(error as Error).message.split('.')[0]}; options are ${Object.keys(config).map((name) => `--${name}`).join(', ')}, after a lone "--"`);
}

/** Runs a command: a refusal of ours is told in a line; anything else is a defect and keeps its stack. */
export async function run(command: () => void | Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    endProgress();
    if (!(error instanceof ArchiveError)) throw error;
    process.stderr.write(`${error.code}  ${error.message}\n`);
    process.exitCode = error.code === 'BAD_ARGUMENT' ? 2 : 1;
  }
}
