/**
 * Lines: texts with marks as the lines of a screen: split, made visible, folded to the
 * width, with the marks kept in their places. Pure; the terminal only colours them.
 */
import type { MarkedText, ViewedPaper } from '../../src/export/held-paper.ts';
import type { HeldEntry } from '../../src/export/state.ts';
import { lineEnd, visible } from './width.ts';
import type { Say } from './words.ts';

/** A stretch of a line in one look. `mark` and `word` are seen without colour too. */
export interface Span { text: string; look: 'plain' | 'bold' | 'dim' | 'mark' | 'word' | 'bar' }

/** One line of the screen. */
export type Line = readonly Span[];

/** What of a paper is shown. */
export interface PaperLook {
  columns: number;
  /** Not masked. */
  isWhole: boolean;
  /** Only the marks with the lines around them. */
  isMarksOnly: boolean;
}

/** How many lines around a mark are shown with it. */
const AROUND = 2;

/** Returns a line of one look. */
export function line(text: string, look: Span['look'] = 'plain'): Line { return [{ text: visible(text), look }]; }

/** Returns a text folded to lines of one look. */
export function folded(text: string, columns: number, look: Span['look'] = 'plain'): Line[] {
  return linesOf({ text, marks: [] }, columns).map((spans) => spans.map((span) => ({ text: span.text, look })));
}

/** Returns a marked text as lines; a line without text stays. */
export function linesOf({ text, marks }: MarkedText, columns: number): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const raw of text.split('\n')) {
    const shown = visible(raw.replace(/\r$/, ''));
    for (let start = 0; ;) {
      const end = lineEnd(shown, start, columns);
      lines.push(spansOf(shown, start, end, marks, at));
      start = end;
      if (start >= shown.length) break;
    }
    at += raw.length + 1;
  }
  return lines;
}

/** Overlapping marks: a word inside a mask is shown as mask. */
function spansOf(shown: string, start: number, end: number, marks: MarkedText['marks'], offset: number): Line {
  const here = marks.filter((mark) => mark.start < end + offset && mark.end > start + offset);
  if (here.length === 0) return [{ text: shown.slice(start, end), look: 'plain' }];
  const edges = [...new Set([start, end, ...here.flatMap((mark) => [mark.start - offset, mark.end - offset])])].filter((edge) => edge >= start && edge <= end).sort((a, b) => a - b);
  return edges.slice(1).map((edge, n) => {
    const from = edges[n]!;
    const over = here.filter((mark) => mark.start - offset < edge && mark.end - offset > from);
    return { text: shown.slice(from, edge), look: over.some(({ why }) => why === 'mask') ? 'mark' : over.length > 0 ? 'word' : 'plain' };
  });
}

/** Returns the lines of a text that hold a mark, with those around; a gap is a line of its own. */
export function aroundMarks({ text, marks }: MarkedText): MarkedText {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineAt = (unit: number) => starts.findLastIndex((start) => start <= unit);
  const wanted = new Set(marks.flatMap(({ start, end }) => range(lineAt(start) - AROUND, lineAt(end - 1) + AROUND)).filter((n) => n >= 0 && n < starts.length));
  let shown = '';
  const moved: MarkedText['marks'][number][] = [];
  let last = -1;
  for (const n of [...wanted].sort((a, b) => a - b)) {
    if (n > last + 1) shown += '⋯\n';
    const [from, to] = [starts[n]!, starts[n + 1] ?? text.length + 1];
    for (const { start, end, why } of marks) {
      if (start < to && end > from) moved.push({ start: Math.max(start, from) - from + shown.length, end: Math.min(end, to - 1) - from + shown.length, why });
    }
    shown += `${text.slice(from, to - 1)}\n`;
    last = n;
  }
  if (wanted.size > 0 && last < starts.length - 1) shown += '⋯\n';
  return { text: shown.replace(/\n$/, ''), marks: moved };
}

function range(from: number, to: number): number[] { return Array.from({ length: to - from + 1 }, (_, n) => from + n); }

/** Returns a paper as it is shown: why it waits, what it is, then field by field. */
export function paperLines(hold: HeldEntry, paper: ViewedPaper, look: PaperLook, say: Say): Line[] {
  const { columns } = look;
  return [
    ...folded(say('paper.reason', { code: hold.code, since: hold.since }), columns, 'bold'),
    ...folded(hold.detail, columns),
    ...paper.words.flatMap(({ field, rule, word }) => folded(say('paper.word', { field, rule, word }), columns, 'word')),
    ...paper.codes.flatMap(([field, value]) => folded(say('paper.code', { field }) + (look.isWhole ? `: ${value}` : ''), columns)),
    ...folded(say('paper.where', { where: hold.where }), columns, 'dim'),
    ...paper.facts.flatMap(([name, value]) => folded(`${name}: ${value}`, columns, 'dim')),
    ...standingLines(hold, paper, columns, say),
    ...fieldLines(paper, look, say),
  ];
}

function standingLines(hold: HeldEntry, { standing, problem }: ViewedPaper, columns: number, say: Say): Line[] {
  if (hold.id === null) return folded(say('paper.row'), columns, 'bold');
  const said = standing === 'same' ? [] : [say(`paper.${standing}`)];
  if (problem !== null && standing !== 'untranslated') said.push(say('paper.problem', { problem }));
  return said.flatMap((words) => folded(words, columns, 'bold'));
}

function fieldLines({ fields, problem }: ViewedPaper, { columns, isWhole, isMarksOnly }: PaperLook, say: Say): Line[] {
  if (fields.length === 0 || (problem !== null && !isWhole)) return [];
  const texts = fields.map(({ field, masked, whole }) => ({ field, shown: isWhole ? whole : masked }))
    .filter(({ shown }) => !isMarksOnly || shown.marks.length > 0);
  const head = folded(say(isWhole ? 'paper.whole' : 'paper.masked'), columns, 'bold');
  if (texts.length === 0) return [line(''), ...head, ...folded(say('paper.no-marks'), columns)];
  return [line(''), ...head, ...texts.flatMap(({ field, shown }) => [
    line(''), line(`── ${say('paper.field', { field, count: shown.marks.length })}`, 'bold'),
    ...linesOf(isMarksOnly ? aroundMarks(shown) : shown, columns),
  ])];
}

/** Returns a line's text without its looks. */
export function textOf(spans: Line): string { return spans.map(({ text }) => text).join(''); }
