/**
 * First look: what signs a text has at all, by one pass over its units. A ledger is
 * tens of thousands of texts of a few words; most have no digit, no at sign and no
 * mark, so that neither a second reading nor most of the detectors can find anything.
 *
 * A look only rules out. Each sign is asked for where the patterns of a reading or a
 * detector can't do without it (`Detector.needs`); in doubt it is not asked for. A test
 * holds that screening with and without the first look finds the same.
 */
import { firstUnitsOfDigits } from './readings/digit-words.ts';

/** What a text may have, as bits of one number. */
export const SEEN = {
  /** Anything that normalising could change: all but printable ASCII, line feed, tab and Hangul syllables. */
  unusual: 1 << 0,
  /** A sign with which Markdown, HTML or a reference begins. */
  markup: 1 << 1,
  lineFeed: 1 << 2,
  otherGap: 1 << 3,
  authorMark: 1 << 4,
  /** An at sign, or what its spoken forms begin with. */
  at: 1 << 5,
  colon: 1 << 6,
  lessThan: 1 << 7,
  /** Enough digits, words for digits and letters like digits for a number in disguise. */
  spelledDigits: 1 << 8,
  /** At least so many ASCII digits, wherever they stand. */
  digits1: 1 << 10,
  digits2: 1 << 11,
  digits3: 1 << 12,
  digits4: 1 << 13,
  digits5: 1 << 14,
  digits6: 1 << 15,
} as const;

const [DIGIT, DIGIT_WORD] = [1 << 10, 1 << 11];
const MOST_DIGITS = 6;
/** As in readings/digit-words.ts. */
const FEWEST_SPELLED = 7;

/** What each UTF-16 code unit tells; `DIGIT` and `DIGIT_WORD` are counted. */
const TELLS = new Uint16Array(0x10000).fill(SEEN.unusual);
for (let unit = 0x20; unit <= 0x7e; unit += 1) TELLS[unit] = 0;
for (let unit = 0xac00; unit <= 0xd7a3; unit += 1) TELLS[unit] = 0;
TELLS[0x09] = TELLS[0x0a] = 0;
const tells = (units: Iterable<string>, bit: number): void => { for (const unit of units) TELLS[unit.charCodeAt(0)]! |= bit; };
tells('\\&<*_`~[]', SEEN.markup);
tells('\n', SEEN.lineFeed);
tells('\t\r', SEEN.otherGap);
tells('⟦〚', SEEN.authorMark);
tells('@골앳aA', SEEN.at);
tells(':', SEEN.colon);
tells('<', SEEN.lessThan);
tells('0123456789', DIGIT);
tells(firstUnitsOfDigits(), DIGIT_WORD);

/** Returns the signs of a text as the sum of their bits. */
export function firstLook(text: string): number {
  let seen = 0;
  let digits = 0;
  let spelled = 0;
  for (let at = 0; at < text.length; at += 1) {
    const told = TELLS[text.charCodeAt(at)]!;
    seen |= told;
    digits += (told >> 10) & 1;
    spelled += (told >> 11) & 1;
  }
  const counted = digits === 0 ? 0 : ((1 << Math.min(digits, MOST_DIGITS)) - 1) << 10;
  return (seen & (DIGIT - 1)) | counted | (spelled >= FEWEST_SPELLED ? SEEN.spelledDigits : 0);
}

/** Returns whether a text with these signs has one of the needed ones. */
export function hasAny(seen: number, needs: number | undefined): boolean {
  return needs === undefined || (seen & needs) !== 0;
}
