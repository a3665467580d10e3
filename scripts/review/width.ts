/**
 * Width: text in the cells of a terminal. Hangul, Han and the like take two cells
 * (Unicode Standard Annex 11, wide and full-width), marks that join the letter before
 * take none. Signs that would move the cursor, turn the writing direction or hide are
 * shown as what they are not: one replacement sign each.
 */

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xa000, 0xa4cf], [0xa960, 0xa97f], [0xac00, 0xd7a3],
  [0xf900, 0xfaff], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1f64f], [0x1f900, 0x1f9ff], [0x20000, 0x3fffd],
];
/** Vowels and finals of Hangul that join the initial before them. */
const JOINING_JAMO: readonly [number, number] = [0x1160, 0x11ff];

/** Returns a text of the same length without signs that a terminal would obey; each becomes `\uFFFD`, a tab a space. Line ends too: split first. */
export function visible(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (sign) => '\uFFFD'.repeat(sign.length));
}

/** Returns how many cells a visible text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width;
}

function signWidth(sign: string): number {
  const code = sign.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}]$/u.test(sign) || within(code, JOINING_JAMO)) return 0;
  return WIDE.some((range) => within(code, range)) ? 2 : 1;
}

function within(code: number, [first, last]: readonly [number, number]): boolean { return code >= first && code <= last; }

/** Returns where a line of at most `columns` cells ends that begins at `start`, in UTF-16 code units; at least one sign, so that every text ends. */
export function lineEnd(text: string, start: number, columns: number): number {
  let width = 0;
  let end = start;
  while (end < text.length) {
    const sign = String.fromCodePoint(text.codePointAt(end)!);
    width += signWidth(sign);
    if (width > columns && end > start) return end;
    end += sign.length;
  }
  return end;
}

/** Returns the text cut to `columns` cells. */
export function cut(text: string, columns: number): string {
  return widthOf(text) <= columns ? text : text.slice(0, lineEnd(text, 0, columns));
}

/** Returns the text filled with spaces to `columns` cells. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}
