/**
 * Digit runs: stretches of digits that signs interrupt, `010-0000.1234`, as both
 * the taint search and the own detectors see them. One pass over the text; letters
 * of any script end a run, everything else up to four characters does not.
 */

/** Consecutive digits; `[start, end)` in the text. */
export interface Token { start: number; end: number; isGlued: boolean }

/** Tokens with at most four characters that are no letters between them. */
export interface Run {
  tokens: readonly Token[];
  /** `gaps[n]` lies between token n and n + 1: soft may be inside one number, hard (line end, comma, cell) rarely is. */
  gaps: readonly ('soft' | 'hard')[];
}

const LONGEST_GAP = 4;
const LONGEST_SOFT_GAP = 3;
const SOFT = new Set([...' -./·_()~*\'`+\\:'].map((sign) => sign.charCodeAt(0)));

/** Calls `found` with every run of at least `leastDigits` digits in a normalised text. */
export function eachRun(text: string, leastDigits: number, found: (run: Run) => void): void {
  let tokens: Token[] = [];
  let gaps: ('soft' | 'hard')[] = [];
  let count = 0;
  const close = () => {
    if (count >= leastDigits) found({ tokens, gaps });
    tokens = [];
    gaps = [];
    count = 0;
  };
  for (let at = 0; at < text.length;) {
    if (!isDigit(text.charCodeAt(at))) { at += 1; continue; }
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
    const last = tokens.at(-1);
    if (last !== undefined) {
      const gap = gapBetween(text, last.end, start);
      if (gap === null) close();
      else gaps.push(gap);
    }
    tokens.push({ start, end: at, isGlued: isLatin(text.charCodeAt(start - 1)) || isLatin(text.charCodeAt(at)) });
    count += at - start;
  }
  close();
}

function gapBetween(text: string, from: number, to: number): 'soft' | 'hard' | null {
  if (to - from > LONGEST_GAP) return null;
  let isSoft = to - from <= LONGEST_SOFT_GAP;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) return null;
    if (!SOFT.has(code)) isSoft = false;
  }
  return isSoft ? 'soft' : 'hard';
}

function isDigit(code: number): boolean { return code >= 48 && code <= 57; }

function isLatin(code: number): boolean { return (code >= 65 && code <= 90) || (code >= 97 && code <= 122); }

/** Letters as far as a run needs to know: Latin, and everything beyond punctuation and signs. */
function isLetter(code: number): boolean {
  if (code < 0x80) return isLatin(code);
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return false;
  return !((code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f) || code >= 0xfe00);
}

/** A number as written in one place, with what stands around it. */
export interface Stretch {
  text: string;
  at: number;
  /** Up to forty characters before and twenty after. */
  before: string;
  after: string;
}

/**
 * Calls `found` with every stretch of tokens joined by soft gaps only, of at least nine
 * digits; digits spaced one by one (`8 5 0 3 …`) are drawn together.
 */
export function eachStretch(text: string, found: (stretch: Stretch) => void): void {
  eachRun(text, 9, ({ tokens, gaps }) => {
    let first = 0;
    for (let index = 0; index < tokens.length; index += 1) {
      if (index < gaps.length && gaps[index] === 'soft' && tokens[index]!.end - tokens[first]!.start < 120) continue;
      stretch(text, tokens, first, index, found);
      first = index + 1;
    }
  });
}

function stretch(text: string, tokens: readonly Token[], first: number, last: number, found: (stretch: Stretch) => void): void {
  const start = tokens[first]!.start;
  const end = tokens[last]!.end;
  if (end - start < 9) return;
  const raw = text.slice(start, end);
  const around = { at: start, before: text.slice(Math.max(0, start - 40), start), after: text.slice(end, end + 20) };
  const isSpaced = last - first >= 8 && tokens.slice(first, last + 1).filter((token) => token.end - token.start === 1).length >= 8;
  found({ text: raw, at: around.at, before: around.before, after: around.after });
  if (isSpaced) found({ text: raw.replace(/(?<=\d) {0,2}[-.·]? {0,2}(?=\d)/g, (gap) => (gap.includes('-') ? '-' : '')), at: around.at, before: around.before, after: around.after });
}
