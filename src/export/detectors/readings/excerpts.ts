/**
 * Excerpts: the parts of a reading in which something reads differently once more,
 * each with enough around it for a detector to see its label. A text of a thousand
 * pages with one number in Korean words is not read a third time for it.
 */
import type { NormalisedText } from '../detector.ts';
import { APART, Writer } from './writer.ts';

/** A unit of what is read instead: its text and the range of the reading that it stands for. */
export interface Piece { text: string; start: number; end: number }

/** A range of a reading and what is read instead of it. */
export interface Replacement { start: number; end: number; pieces: readonly Piece[] }

/** How far before and after a replacement an excerpt goes: the longest reach of a label, and what may follow a number. */
const BEFORE_UNITS = 120;
const AFTER_UNITS = 40;
/** The author's marks are found in the whole text; a half of a pair would close everything. */
const MARK = /[⟦〚⟧〛]/gu;
/** Where an excerpt may begin: at a word, so that no number loses its first digits. */
const WORD_BEGINS = /(?<=[\s|,;(])[^\s|,;(\d]/u;

/**
 * Writes the excerpts of a reading, those close together as one.
 *
 * @param replacements - In order; none overlaps another.
 */
export function writeExcerpts(writer: Writer, reading: NormalisedText, replacements: readonly Replacement[]): void {
  let at = 0;
  let lastEnd = -Infinity;
  for (const { start, end, pieces } of replacements) {
    const parts = reading.text.slice(Math.max(at, start - BEFORE_UNITS), start).lastIndexOf(APART);
    const isNear = start - lastEnd <= BEFORE_UNITS && parts < 0;
    if (!isNear) {
      finishExcerpt(writer, reading, lastEnd);
      at = beginning(reading.text, at, start);
    }
    quote(writer, reading, at, start);
    for (const piece of pieces) writer.add(piece.text, reading.starts[piece.start]!, reading.ends[piece.end - 1]!);
    at = lastEnd = end;
  }
  finishExcerpt(writer, reading, lastEnd);
}

function finishExcerpt(writer: Writer, reading: NormalisedText, end: number): void {
  if (end < 0) return;
  const after = reading.text.slice(end, end + AFTER_UNITS).split(APART, 1)[0]!.length;
  quote(writer, reading, end, end + after);
  writer.add(APART, reading.starts[end - 1]!, reading.ends[end - 1]!);
}

/** Where the excerpt of a replacement begins: not in the middle of a word, nor before a break between stretches. */
function beginning(text: string, earliest: number, start: number): number {
  const from = Math.max(earliest, start - BEFORE_UNITS);
  const before = text.slice(from, start);
  const apart = before.lastIndexOf(APART);
  if (apart >= 0) return from + apart + APART.length;
  return from === 0 ? 0 : from + Math.max(0, before.search(WORD_BEGINS));
}

function quote(writer: Writer, reading: NormalisedText, start: number, end: number): void {
  let at = start;
  for (const { index } of reading.text.slice(start, end).matchAll(MARK)) {
    writer.quote(reading, at, start + index);
    writer.add(' ', reading.starts[start + index]!, reading.ends[start + index]!);
    at = start + index + 1;
  }
  writer.quote(reading, at, end);
}
