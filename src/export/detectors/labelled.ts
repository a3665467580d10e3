/**
 * Labelled values: for kinds that only their label tells. The label is looked for
 * first, since it is rare and the digits are not; then the value right after it, with
 * nothing between but what belongs to a label (`생년월일(6자리): …`, a table's bar).
 *
 * What follows on the same line in the same form has the same label: `증번호: a, b`.
 */
import type { Finding } from '../../model/stages.ts';
import { cellsUnder, CELL_UNITS } from './columns.ts';
import { joinedDigits } from './joined-digits.ts';
import { beginningsIn, labelBeginnings } from './label-beginnings.ts';

/** What a kind is called and what it looks like, as sources of regular expressions; `value` is taken as a group's name. */
export interface Labelled {
  /** What every label begins with and every header has, short and with the flag `y`: a text without it is done. */
  stem: RegExp;
  /** The two units with which every stem begins, in small letters; one where anything may follow, as in `d.o.b`. */
  begins: readonly string[];
  /** In texts, from the stem on. */
  label: string;
  /** As a table's header; broader than the label, as the column is then sure. */
  header: string;
  value: string;
  /** Judges a value; `after` is what follows it, up to twelve units. */
  accept: (value: string, after: string) => boolean;
}

/** Between a label and its value: an explanation in brackets, a particle, signs, at most two line ends, the calendar. */
const BETWEEN = String.raw`(?: ?\([^()\n]{0,20}\))?(?: ?(?:번호|number|no\b|nr\b|#)[.]?)?(?:은|는|이|가|란|칸)?(?:[ \t]{0,3}[:|=(,·/\[\])'"*>→_-]){0,4}(?:[ \t]{0,4}|[ \t:]{0,3}\n{1,2}[ \t]{0,3})(?:\(?[양음]력?\)? ?)?`;
/** Between one value and the next of a list. */
const NEXT = String.raw`[ \t]{0,2}(?:[,/·;&]|및|와|과|and)[ \t]{0,2}`;
/** After a label, what was done with it: before a value in brackets, or in a file's name. */
export const AND_WORDS = String.raw`(?:(?:[ _]?[가-힣]{1,6}){1,3}(?= ?[(_]))?`;
const AFTER_UNITS = 12;
/** How far behind a label a value in pieces is looked for, and how far before it the label's own words. */
const PIECES_UNITS = 72;
const WORDS_BEFORE_UNITS = 16;
/** How far back a row's earlier headers are looked for. */
const ROW_UNITS = 200;

/** Returns a search for the labelled values of a kind and those in its columns. */
export function labelledSearch(kind: string, { stem, begins, label, header, value, accept }: Labelled): (text: string) => Finding[] {
  const kinds = labelBeginnings(begins);
  const first = new RegExp(`(?:${label})${BETWEEN}(?<value>${value})`, 'iduy');
  const next = new RegExp(`${NEXT}(?<value>${value})`, 'iduy');
  const headers = new RegExp(header, 'giu');
  const cell = new RegExp(`^(?<value>${value})(?=\\.? {0,2}(?:$|[(/,]))`, 'diu');
  const isFound = (text: string, start: number, end: number): boolean => accept(text.slice(start, end), text.slice(end, end + AFTER_UNITS));
  return (text) => {
    const found: Finding[] = [];
    const take = (range: readonly [number, number]): boolean => {
      const isAccepted = isFound(text, range[0], range[1]);
      if (isAccepted) found.push({ kind, start: range[0], end: range[1] });
      return isAccepted;
    };
    let isNamed = false;
    let last = 0;
    for (const index of beginningsIn(text, kinds)) {
      stem.lastIndex = index;
      if (index < last || !stem.test(text)) continue;
      last = stem.lastIndex;
      isNamed = true;
      first.lastIndex = index;
      const range = first.exec(text)?.indices!.groups!['value'] ?? inPieces(text, index, first, accept);
      if (range !== null && !isInNextRow(text, index, range[0]) && take(range)) takeList(text, next, range[1], take);
    }
    if (isNamed) for (const { start, end } of cellsUnder(text, headers)) {
      if (end - start > CELL_UNITS) continue;
      const { text: part, places } = joinedDigits(text.slice(start, end));
      const range = cell.exec(part)?.indices!.groups!['value'];
      if (range !== undefined) take([start + (places[range[0]] ?? range[0]), start + (places[range[1] - 1] ?? range[1] - 1) + 1]);
    }
    return found;
  };
}

/** The value of a label whose digits stand apart, as the text has it; judged as it is read. */
function inPieces(text: string, label: number, first: RegExp, accept: Labelled['accept']): readonly [number, number] | null {
  const from = Math.max(0, label - WORDS_BEFORE_UNITS);
  const part = text.slice(from, label + PIECES_UNITS);
  const { text: whole, places } = joinedDigits(part);
  if (whole.length === part.length) return null;
  first.lastIndex = places.indexOf(label - from);
  const range = first.exec(whole)?.indices!.groups!['value'];
  if (range === undefined || !accept(whole.slice(...range), whole.slice(range[1], range[1] + AFTER_UNITS))) return null;
  return [from + places[range[0]]!, from + places[range[1] - 1]! + 1];
}

function takeList(text: string, next: RegExp, from: number, take: (range: readonly [number, number]) => boolean): void {
  next.lastIndex = from;
  for (let hit = next.exec(text); hit !== null && take(hit.indices!.groups!['value']!); hit = next.exec(text));
}

/** Whether the label is the last header of a table's row: the first value below belongs to another column. */
function isInNextRow(text: string, label: number, value: number): boolean {
  if (!text.slice(label, value).includes('\n')) return false;
  const before = text.slice(Math.max(0, label - ROW_UNITS), label);
  return /[\t|,;]/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** A digit, or the sign for a hidden one. */
export const DIGIT = String.raw`[\d*xX○●]`;

/** Returns whether more than half of the digits are left of a value that is partly starred out. */
export function tellsMoreThanHalf(value: string): boolean {
  const digits = value.replace(/[^0-9]/g, '').length;
  const hidden = value.replace(/[^*xX#○●□■]/g, '').length;
  return digits > hidden;
}
