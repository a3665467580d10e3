/**
 * Kinds: all own detectors of the second check, and how a text is shown to them.
 */
import { rejoined } from '../text/broken-lines.ts';
import { eachStretch } from '../text/digit-runs.ts';
import { spelledNumbers } from '../text/spelled-digits.ts';
import { authorMark, birthDate, internetAddress, mail, plate } from './addresses.ts';
import { mobile, starredMobile, telephone } from './contact-numbers.ts';
import { homeAddress } from './homes.ts';
import { insurance, licence, passport, residentNumber, starredResident } from './identity-numbers.ts';
import type { NumberKind, TextKind } from './kind.ts';
import { account, card, soleTrader, starredCard } from './money-numbers.ts';
import { name } from './names.ts';

const NUMBERS: readonly NumberKind[] = [residentNumber, mobile, telephone, card, account, licence, insurance, soleTrader];
const TEXTS: readonly TextKind[] = [starredResident, starredMobile, starredCard, passport, mail, internetAddress, homeAddress, plate, birthDate, authorMark, name];
/** Where no digit stands, or no Korean letter, these need not look. */
const WITH_DIGIT: ReadonlySet<TextKind> = new Set([starredResident, starredMobile, starredCard, passport, homeAddress, plate, birthDate]);
const WITH_LETTER: ReadonlySet<TextKind> = new Set([name]);

/** Names of all kinds that are looked for. */
export const KIND_NAMES: readonly string[] = [...new Set([...NUMBERS.map(({ kind }) => kind), ...TEXTS.map(({ kind }) => kind), 'person-table'])];

/** Without a digit, an at sign or a character beyond ASCII there is nothing to find: tags, classes, words of a program. */
const CAN_TELL = /[0-9@\u0080-\uffff]|[([{< ]at[)\]}> ]/i;

/** Calls `found` with everything of any kind in a normalised text. */
export function detect(text: string, found: (kind: string, value: string, at: number) => void): void {
  if (!CAN_TELL.test(text)) return;
  const hasDigit = /[0-9]/.test(text);
  const hasLetter = /[가-힣]/.test(text);
  for (const one of TEXTS) {
    if (WITH_DIGIT.has(one) ? hasDigit : hasLetter || !WITH_LETTER.has(one)) one.inText(text, (value, at) => found(one.kind, value, at));
  }
  if (hasDigit) {
    inNumbers(text, found);
    for (const { text: joined, at, kinds } of rejoined(text)) inNumbers(joined, (kind, value) => { if (kinds === null || kinds.has(kind)) found(kind, value, at); });
  }
  for (const { text: spelled, at } of spelledNumbers(text)) inNumbers(spelled, (kind, value) => found(kind, value, at));
}

function inNumbers(text: string, found: (kind: string, value: string, at: number) => void): void {
  eachStretch(text, (stretch) => {
    for (const { kind, inStretch } of NUMBERS) inStretch(stretch, (value, at) => found(kind, value, at));
  });
}
