/**
 * Markup, pairs: links, images and references to links and notes (CommonMark 6.3, 6.4;
 * GFM 6.5 and its footnotes), and struck out words. Brackets and tildes are markup only
 * with their partner; without one the page shows them.
 */
import type { AddCut } from './markup.ts';

const DEFINITION = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*\[((?:[^[\]\\]|\\[^]){1,999})\]:/gm;
const SPACE = /[ \t]*(?:\r?\n)?[ \t]*/y;
const DESTINATION = /<(?:[^<>\\\r\n]|\\.)*>|(?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*\))(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*\))*/y;
const TITLE = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y;
const LABEL = /\[((?:[^[\]\\]|\\[^]){0,999})\]/y;

interface Opener { start: number; end: number; isImage: boolean }

/** Reads brackets and tildes in their order; `reset` at the end of a paragraph. */
export interface Pairs {
  reset(): void;
  /** Returns where the markup that begins with the token ends. */
  read(token: string, start: number): number;
}

/** Returns a reader that adds the cuts of a text. */
export function pairReader(text: string, cut: AddCut): Pairs {
  const labels = labelsOf(text);
  let openers: Opener[] = [];
  let tildes = new Map<number, number>();
  /** Openers before this one can't be those of a link: a link holds no other. */
  let inactive = 0;

  const strike = (start: number, length: number): void => {
    if (length > 2) return;
    const opener = tildes.get(length);
    const canClose = !/^\s?$/.test(text.slice(Math.max(0, start - 1), start));
    if (opener !== undefined && canClose) {
      cut(opener, opener + length, '');
      cut(start, start + length, '');
      tildes.delete(length);
    } else if (!/^\s?$/.test(text.slice(start + length, start + length + 1))) tildes.set(length, start);
  };

  const close = (start: number): number => {
    const opener = openers.pop();
    const end = start + 1;
    if (opener === undefined || (!opener.isImage && openers.length < inactive)) return end;
    const label = text.slice(opener.end, start);
    if (label.startsWith('^')) {
      if (labels.has(key(label)) && text[end] !== ':') cut(opener.start, end, '');
      return end;
    }
    const markupEnd = resourceEnd(text, end) ?? referenceEnd(text, end, label, labels);
    if (markupEnd === null) return end;
    cut(opener.start, opener.end, '');
    cut(start, markupEnd, '', true);
    if (!opener.isImage) inactive = openers.length;
    return markupEnd;
  };

  return {
    reset: () => { openers = []; tildes = new Map(); inactive = 0; },
    read: (token, start) => {
      if (token === ']') return close(start);
      const end = start + token.length;
      if (token.startsWith('~')) strike(start, token.length);
      else openers.push({ start, end, isImage: token.startsWith('!') });
      return end;
    },
  };
}

/** What a line that looks like a definition defines. */
function labelsOf(text: string): Set<string> {
  return new Set(text.includes(']:') ? [...text.matchAll(DEFINITION)].map(([, label]) => key(label!)) : []);
}

function key(label: string): string {
  return label.trim().replace(/[\s>]+/g, ' ').toLowerCase().toUpperCase();
}

/** The end of `(destination "title")`, or `null`. */
function resourceEnd(text: string, at: number): number | null {
  if (text[at] !== '(') return null;
  const spaced = skip(SPACE, text, at + 1);
  const afterDestination = skip(DESTINATION, text, spaced);
  const beforeTitle = skip(SPACE, text, afterDestination);
  const end = beforeTitle > afterDestination && afterDestination > spaced ? skip(SPACE, text, skip(TITLE, text, beforeTitle)) : beforeTitle;
  return text[end] === ')' ? end + 1 : null;
}

/** The end of `[label]`, `[]` or nothing after a label that is defined, or `null`. */
function referenceEnd(text: string, at: number, shown: string, labels: ReadonlySet<string>): number | null {
  if (labels.size === 0) return null;
  const next = skip(LABEL, text, at);
  const label = text.slice(at + 1, next - 1);
  if (next > at && label !== '' && labels.has(key(label))) return next;
  return shown.length <= 999 && text[at] !== ':' && labels.has(key(shown)) ? (label === '' ? next : at) : null;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
