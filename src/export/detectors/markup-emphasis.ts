/**
 * Markup, emphasis: which stars and underlines have a partner (CommonMark 6.2, with its
 * rule of three). The others are signs the page shows, often for hidden digits.
 */
import type { AddCut } from './markup.ts';

/** A run of one sign; `length` is what is left of it, `whole` what was written. */
interface Run { sign: string; start: number; length: number; whole: number; canOpen: boolean; canClose: boolean }

/** Returns a reader of runs that cuts both partners; `reset` at the end of a paragraph. */
export function emphasisReader(text: string, cut: AddCut): { reset(): void; read(token: string, start: number): void } {
  let open: Run[] = [];
  /** By kind of closing run: no opener below this height, so that none is asked twice. */
  let bottoms = new Map<string, number>();

  const partnerOf = (closer: Run): number => {
    const kind = `${closer.sign}${closer.canOpen}${closer.whole % 3}`;
    for (let at = open.length - 1; at >= (bottoms.get(kind) ?? 0); at -= 1) if (isPair(open[at]!, closer)) return at;
    bottoms.set(kind, open.length);
    return -1;
  };
  const shorten = (height: number): void => {
    open.length = height;
    for (const [kind, bottom] of bottoms) if (bottom > height) bottoms.set(kind, height);
  };
  const pair = (opener: Run, closer: Run): void => {
    const length = Math.min(2, opener.length, closer.length);
    opener.length -= length;
    cut(opener.start + opener.length, opener.start + opener.length + length, '');
    cut(closer.start, closer.start + length, '');
    closer.start += length;
    closer.length -= length;
  };

  return {
    reset: () => { open = []; bottoms = new Map(); },
    read: (token, start) => {
      const run = runAt(text, token, start);
      while (run.canClose && run.length > 0) {
        const at = partnerOf(run);
        if (at < 0) break;
        pair(open[at]!, run);
        shorten(open[at]!.length === 0 ? at : at + 1);
      }
      if (run.canOpen && run.length > 0) open.push(run);
    },
  };
}

function runAt(text: string, token: string, start: number): Run {
  const end = start + token.length;
  const before = kindOf(text.slice(Math.max(0, start - 2), start), /(.)$/su);
  const after = kindOf(text.slice(end, end + 2), /^(.)/su);
  const opens = after === 'word' || after === 'run' || (after === 'sign' && before !== 'word');
  const closes = before === 'word' || before === 'run' || (before === 'sign' && after !== 'word');
  const isStar = token.startsWith('*');
  return {
    sign: token[0]!, start, length: token.length, whole: token.length,
    canOpen: opens && (isStar || before !== 'word' || !closes), canClose: closes && (isStar || after !== 'word' || !opens),
  };
}

function kindOf(beside: string, pattern: RegExp): 'space' | 'run' | 'sign' | 'word' {
  const character = pattern.exec(beside)?.[1] ?? ' ';
  if (/[*_~]/.test(character)) return 'run';
  return /\s/u.test(character) ? 'space' : /[\p{P}\p{S}]/u.test(character) ? 'sign' : 'word';
}

function isPair(opener: Run, closer: Run): boolean {
  if (opener.sign !== closer.sign) return false;
  const isBoth = opener.canClose || closer.canOpen;
  return !isBoth || (opener.whole + closer.whole) % 3 !== 0 || (opener.whole % 3 === 0 && closer.whole % 3 === 0);
}
