/**
 * Passages: texts from outside that are measured with, one JSON object a line
 * (`id`, `title`, `text`), plain or gzipped. They never enter the repository.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ArchiveError } from '../../src/errors.ts';
import type { Relatable } from '../../src/model/relatable.ts';

/** One text of a benchmark. */
export interface Passage { id: string; title: string; text: string }

/**
 * Returns the objects of a file of JSON lines.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if a line lacks one of the fields or has it other than as text.
 */
export function jsonLines<const F extends string>(file: string, fields: readonly F[]): Record<F, string>[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '').map((line, at) => {
    const found = JSON.parse(line) as Record<F, unknown>;
    const missing = fields.find((field) => typeof found[field] !== 'string');
    if (missing !== undefined) throw new ArchiveError('BAD_ARGUMENT', file, `line ${at + 1}: expected "${missing}" to be text, got ${typeof found[missing]}`);
    return found as Record<F, string>;
  });
}

/** Returns a passage as a record with nothing but its title and its text. */
export function recordOf({ id, title, text }: Passage): Relatable {
  return { id, title, text, type: 'document', documentNumber: null, cites: [], task: null, project: null, file: null, unit: null, day: null };
}

/**
 * Returns as many passages as asked for. Those beyond the given ones are woven: the
 * sentences of one passage and of another in turns, always the same pairs, so that the
 * archive grows with new combinations and not with doubles.
 */
export function grown(passages: readonly Passage[], count: number): Passage[] {
  return Array.from({ length: count }, (_, at) => {
    const one = passages[at % passages.length]!;
    const round = Math.floor(at / passages.length);
    if (round === 0) return one;
    const other = passages[(at + round * 197) % passages.length]!;
    return { id: `${one.id}-${round}`, title: `${one.title} ${other.title}`, text: woven(one.text, other.text, round % 2) };
  });
}

function woven(one: string, other: string, from: number): string {
  const [first, second] = [one, other].map((text) => text.split(/(?<=[.!?])\s+/));
  const sentences = Array.from({ length: Math.max(first!.length, second!.length) }, (_, at) => ((at + from) % 2 === 0 ? first![at] : second![at]));
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}
