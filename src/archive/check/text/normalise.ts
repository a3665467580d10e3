/**
 * Normalise: one spelling for what looks alike. Compatibility forms (NFKC), digits
 * of every script, dashes, invisible and direction characters, combining marks.
 *
 * Places are not mapped back: a finding here stops a publication, it is not masked.
 */

/** What needs no work: most of a Korean or English page. */
const PLAIN = /^[\t\n\r -~가-힣\u4e00-\u9fff\u00a7\u00a9\u00ab\u00ae\u00b0\u00b1\u00b7\u00bb\u00d7\u00f7\u2018-\u2023\u2026\u203a\u203b\u2190-\u21ff\u25a0-\u26ff\u2013\u2014\u3001-\u3020\u321c\u33a1\u27e6\u27e7]*$/;
const INVISIBLE = /[\p{Cf}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/gu;
const DASHES = /[\p{Pd}\u2212\u30FC\u3161\u2500\u2501\uFF70\u02D7\u2043\u00AF\u30FB]/gu;
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;
const BREAKS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029]/g;

/** Returns the text in one spelling. */
export function normalised(text: string): string {
  if (PLAIN.test(text)) return text.replace(/[\u2013\u2014]/g, '-');
  return text.replace(DASHES, '-').normalize('NFKC').replace(DASHES, '-')
    .replace(INVISIBLE, '').replace(OTHER_DIGITS, asciiDigit).replace(BREAKS, ' ');
}

/** Digits stand in Unicode in tens, from zero; the zero is found by walking down. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : value);
}

const MARKS = /\[[가-힣A-Za-z·, -]{1,30} 가림·제[1-8]호\]/g;

/** A nonce or a SHA-256 standing alone: random, so that among many some hold what looks like a number of a person. */
const HASH = /(?<![0-9A-Za-z])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9A-Za-z])/g;
const HASH_CHARS = 32;
/** Without a letter it may be digits that somebody ran together. */
const LEAST_LETTERS = 1;

/**
 * Returns the text with the portal's masks taken out, so that the word "mobile number"
 * in a mask is no label for the number after it. Only words can stand in a mask: one
 * with a digit in its name is not a mask and stays. Hashes go too.
 */
export function withoutMasks(text: string): string {
  const seen = text.includes('가림·제') ? text.replace(MARKS, ' \u25A0 ') : text;
  return seen.length < HASH_CHARS ? seen : seen.replace(HASH, (hash) => (hash.replace(/[0-9]/g, '').length < LEAST_LETTERS ? hash : '\u25A0'));
}
