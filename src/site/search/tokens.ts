/**
 * Tokens: what a text and a query are compared by. The same code cuts the text when the
 * index is built and the query in the reader's browser, so that both meet.
 *
 * Korean without a dictionary: Hangul and Hanja as pairs of neighbouring syllables, one
 * particle stripped; English words by their stem (Porter); digit groups joined, dates and
 * document numbers one token beside their parts.
 *
 * No token begins another one: Pagefind 1.6 also finds whatever begins with a word, but
 * only in those pieces of the index that happen to be loaded; so the same query gives the
 * same answer in any session. Pairs are two signs long, everything else ends with `END`.
 * And since Pagefind takes every syllable apart into letters (가나 would begin 가난), and
 * keeps both forms, a syllable stands in the index as an ideograph, which nothing takes
 * apart; an ideograph stands behind `HAN`.
 */
import { stemmer } from 'stemmer';
import { isHangul, stripParticle } from '../../relate/particles.ts';

/** Ends every token that is not a pair. A letter to Pagefind; NFKC makes an `a` of it, so no text has it. */
const END = 'ª';
/** Begins a pair of ideographs. */
const HAN = END;
/** The first of 11,172 syllables, and of the ideographs that stand for them. */
const [SYLLABLES, STAND_INS] = [0xac00, 0x4e00];

/** Days as they are written: 2024.3.15 · 2024. 3. 15. · 2024-03-15 · 20240315 · 2024년 3월 15일 · 2024/3/15. */
const DAY = String.raw`(?<!\p{N})((?:19|20)\d\d)(?:(?<sep>[.\-/]) ?|년 ?)(\d{1,2})(?:\k<sep> ?|월 ?)(\d{1,2})(?!\p{N})일?|(?<!\p{N})((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\p{N})`;
/** Numbers in groups: 1,234,000. */
const GROUPED = String.raw`(?<!\p{N})\d{1,3}(?:,\d{3})+(?!\p{N})[가-힣]*`;
/** Document numbers: 도로과-290, 행정1부시장-12. */
const NUMBERED = String.raw`[가-힣][가-힣\d]*[가-힣]-\d{1,7}(?!\p{N})`;
/** Words; the middle dots ㆍ and ᆞ are letters to Unicode, separators to Korean readers. */
const WORD = String.raw`(?:(?![ㆍᆞ])[\p{L}\p{M}\p{N}])+`;
const PIECE = new RegExp(`${DAY}|${GROUPED}|${NUMBERED}|${WORD}`, 'gu');

/** Stretches of one kind within a word. */
const RUN = /[가-힣]+|\p{Script=Han}+|(?:(?![가-힣\p{Script=Han}])[\p{L}\p{M}\p{N}])+/gu;

/** A stretch of a text that is compared as one: where it stands, and its tokens. */
export interface Piece { start: number; end: number; tokens: readonly string[] }

/** Yields the pieces of a text in its order. `start` and `end` count UTF-16 units of the text as it is. */
export function* piecesOf(text: string): Generator<Piece> {
  for (const found of text.matchAll(PIECE)) {
    const tokens = tokensOf(found[0], found);
    if (tokens.length > 0) yield { start: found.index, end: found.index + found[0].length, tokens };
  }
}

/** Returns all tokens of a text in their order. */
export function indexTokens(text: string): string[] {
  return [...piecesOf(text)].flatMap(({ tokens }) => tokens);
}

function tokensOf(piece: string, [, year, , month, day, ...joined]: readonly (string | undefined)[]): string[] {
  const written = year === undefined ? joined : [year, month, day];
  if (written[0] !== undefined) return dayTokens(written as [string, string, string]);
  const number = /^(.+)-(\d+)$/.exec(piece);
  if (number !== null) return [...wordTokens(number[1]!), ended(plain(number[2]!)), ended(`${plain(number[2]!)}${number[1]!}`)];
  return wordTokens(piece.replaceAll(',', ''));
}

/** A day is found as a day, as its month and as its year. */
function dayTokens([year, month, day]: readonly [string, string, string]): string[] {
  const [m, d] = [month, day].map((digits) => digits.padStart(2, '0')) as [string, string];
  return [`${year}${m}${d}`, `${year}${m}`, year, plain(month), plain(day)].map(ended);
}

function wordTokens(word: string): string[] {
  const form = stripParticle(word.normalize('NFKC').toLowerCase());
  const runs = form.match(RUN) ?? [];
  const tokens = runs.flatMap((run) => runTokens(run, runs.length === 1));
  return tokens.length === 0 && form !== '' ? [ended(form)] : tokens;
}

/** A lone syllable counts only if it is the whole word: 년 in 2024년 says nothing. */
function runTokens(run: string, isWhole: boolean): string[] {
  if (!isHangul(run[0]) && !/^\p{Script=Han}/u.test(run)) return [ended(/^\d+$/.test(run) ? plain(run) : stemmer(run))];
  const signs = [...run];
  if (signs.length === 1) return isWhole ? [ended(run)] : [];
  return signs.slice(1).map((sign, at) => pairToken(signs[at]!, sign));
}

/** Returns the token of two neighbouring syllables or ideographs. */
export function pairToken(one: string, other: string): string {
  return isHangul(one) ? `${standIn(one)}${standIn(other)}` : `${HAN}${one}${other}`;
}

/** Whether a token is that of a pair. */
export function isPair(token: string): boolean {
  return !token.endsWith(END);
}

function standIn(syllable: string): string {
  return String.fromCharCode(syllable.charCodeAt(0) - SYLLABLES + STAND_INS);
}

/** 03 is 3; longer digits are kept as they are: an id is not a count. */
function plain(digits: string): string {
  return digits.length > 3 ? digits : digits.replace(/^0+(?=\d)/, '');
}

function ended(token: string): string {
  return `${token}${END}`;
}
