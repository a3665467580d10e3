/**
 * Excerpt: the place in a text that shows best why it was found, and which of its words
 * were asked for. Works on the text as it is, with the tokens of the index, so that what
 * is marked is what was compared.
 */
import { stripParticle } from '../../relate/particles.ts';
import type { Stretch } from './engine.ts';
import type { Part } from './texts.ts';
import { isPair, pairToken, piecesOf, type Piece } from './tokens.ts';

/** Signs of an excerpt. */
const LENGTH = 160;
/** Signs before the first hit. */
const BEFORE = 24;

interface Hit { start: number; end: number; tokens: readonly string[] }

/** Returns the best excerpt of the parts, `null` if none has a token that was asked for. */
export function excerptOf(parts: readonly Part[], asked: ReadonlySet<string>): { file: string | null; excerpt: Stretch[] } | null {
  let best: { file: string | null; text: string; start: number; worth: number } | null = null;
  for (const { file, text } of parts) {
    const { start, worth } = bestWindow(hitsIn(text, asked));
    if (worth > (best?.worth ?? 0)) best = { file, text, start, worth };
  }
  return best === null ? null : { file: best.file, excerpt: cut(best.text, best.start, asked) };
}

/** Returns the beginning of a text, for a record of which everything is shown. */
export function beginningOf(text: string): Stretch[] {
  return text === '' ? [] : cut(text, 0, new Set());
}

/** Returns a text with the words marked that were asked for. */
export function marked(text: string, asked: ReadonlySet<string>): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  const push = (end: number, isMarked: boolean): void => {
    if (end > at) stretches.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { start, end } of hitsIn(text, asked).flatMap((hit) => spansOf(text, hit, asked))) {
    push(start, false);
    push(end, true);
  }
  push(text.length, false);
  return stretches;
}

function hitsIn(text: string, asked: ReadonlySet<string>): Hit[] {
  return [...piecesOf(text)].map(({ start, end, tokens }: Piece) => ({ start, end, tokens: tokens.filter((token) => asked.has(token)) })).filter(({ tokens }) => tokens.length > 0);
}

/** The window with the most different tokens; the earliest of those. */
function bestWindow(hits: readonly Hit[]): { start: number; worth: number } {
  let best = { start: 0, worth: 0 };
  for (let first = 0; first < hits.length; first += 1) {
    const seen = new Set<string>();
    for (let at = first; at < hits.length && hits[at]!.end <= hits[first]!.start + LENGTH - BEFORE; at += 1) for (const token of hits[at]!.tokens) seen.add(token);
    if (seen.size > best.worth) best = { start: hits[first]!.start, worth: seen.size };
  }
  return best;
}

/** Cuts at white space where there is any near. */
function cut(text: string, hit: number, asked: ReadonlySet<string>): Stretch[] {
  const near = Math.max(0, hit - BEFORE);
  const space = text.slice(near, hit).search(/\s/);
  const from = near === 0 ? 0 : space < 0 ? near : near + space + 1;
  const far = Math.min(text.length, from + LENGTH);
  const end = text.slice(0, far).search(/\s\S*$/);
  const until = far === text.length ? far : end > far - BEFORE ? end : far;
  const shown = marked(text.slice(from, until).toWellFormed(), asked);
  if (from > 0) shown.unshift({ text: '… ', isMarked: false });
  if (until < text.length) shown.push({ text: ' …', isMarked: false });
  return shown;
}

/**
 * Where in a piece the tokens stand. Of a long Korean word only the pairs that were asked
 * for are marked; a lone pair out of the middle of another word, met by chance, is not.
 */
function spansOf(text: string, { start, end, tokens }: Hit, asked: ReadonlySet<string>): { start: number; end: number }[] {
  const piece = text.slice(start, end);
  if (!tokens.every(isPair)) return [{ start, end }];
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at + 1 < piece.length; at += 1) {
    if (!asked.has(pairToken(piece[at]!, piece[at + 1]!))) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.end >= start + at) last.end = start + at + 2;
    else spans.push({ start: start + at, end: start + at + 2 });
  }
  const stem = start + stripParticle(piece).length;
  return spans.filter((span) => span.end - span.start > 2 || span.start === start || span.end === stem);
}
