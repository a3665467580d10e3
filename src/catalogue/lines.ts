/** Lines: JSONL files, line by line, each with its place for the message. */
import { ArchiveError } from '../errors.ts';

/**
 * Yields the values of a JSONL file; empty lines are skipped.
 *
 * @throws {ArchiveError} `BAD_RECORD` if a line is not JSON.
 */
export function* parseLines(path: string, text: string): Generator<{ where: string; value: unknown }> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `${path}:${index + 1}`;
    yield { where, value: parse(where, line) };
  }
}

function parse(where: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ArchiveError('BAD_RECORD', where, 'expected one JSON object a line');
  }
}
