/**
 * Progress: one line a stage on the terminal, rewritten while the stage goes on.
 * Where the output is no terminal (a log file, a mail), only finished stages are
 * written, so that a nightly log stays short.
 */
import type { Progress } from '../src/model/effects.ts';

let isOpen = false;

/** Shows one line of progress on standard error. */
export function showProgress({ stage, done, total, note }: Progress): void {
  const isEnd = total !== undefined && done >= total;
  if (!process.stderr.isTTY && !isEnd) return;
  const count = total === undefined ? `${done}` : `${done}/${total}`;
  const line = `  ${stage.padEnd(9)} ${count}${note === undefined ? '' : `  ${note}`}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${isEnd ? '\n' : ''}`);
  else process.stderr.write(`${line}\n`);
  isOpen = process.stderr.isTTY && !isEnd;
}

/** Ends an unfinished progress line, before something else is printed. */
export function endProgress(): void {
  if (isOpen) process.stderr.write('\n');
  isOpen = false;
}
