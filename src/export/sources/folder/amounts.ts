/**
 * Amounts: reads a written amount into an integer of the currency's smallest unit.
 * The digits are moved as text; no floating-point number is involved, so that the
 * sum of a million payments is the publisher's to the penny. What is not written
 * exactly as the mapping says (thousands in the wrong place, more decimals than
 * the currency has, 1.2E+05) is not read at all.
 */

/** How amounts are written in one column. */
export interface AmountStyle {
  decimals: number;
  decimal: string;
  /** `''` when thousands are not separated. */
  thousands: string;
  negative: readonly ('minus' | 'parentheses' | 'triangle')[];
  /** Currency signs and words that may stand before or after. */
  signs: readonly string[];
  multiply: number;
}

const MINUS = ['-', '\u2212'];
const TRIANGLE = ['△', '▲', 'Δ'];

/** Returns the amount, or `null` if it is not written in this style, is not exact or not safe as an integer. */
export function parseAmount(text: string, style: AmountStyle): number | null {
  const unsigned = withoutSigns(text, style.signs);
  const { digits, isNegative } = withoutMinus(unsigned, style);
  const [whole, fraction = '', ...more] = withoutSigns(digits, style.signs).split(style.decimal);
  if (more.length > 0 || !isWhole(whole!, style.thousands) || !/^\d*$/.test(fraction) || /[^0]/.test(fraction.slice(style.decimals))) return null;
  if (digits.includes(style.decimal) && fraction === '') return null;
  const plain = style.thousands === '' ? whole! : whole!.replaceAll(style.thousands, '');
  const units = BigInt(plain + fraction.slice(0, style.decimals).padEnd(style.decimals, '0')) * BigInt(style.multiply);
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return units === 0n ? 0 : Number(isNegative ? -units : units);
}

function isWhole(text: string, thousands: string): boolean {
  if (/^\d+$/.test(text)) return true;
  if (thousands === '') return false;
  const [first, ...groups] = text.split(thousands);
  return /^\d{1,3}$/.test(first!) && groups.every((group) => /^\d{3}$/.test(group));
}

function withoutSigns(text: string, signs: readonly string[]): string {
  let rest = text.trim();
  for (const sign of signs) {
    if (rest.startsWith(sign)) rest = rest.slice(sign.length).trim();
    if (rest.endsWith(sign)) rest = rest.slice(0, -sign.length).trim();
  }
  return rest;
}

function withoutMinus(text: string, { negative }: AmountStyle): { digits: string; isNegative: boolean } {
  if (negative.includes('parentheses') && text.startsWith('(') && text.endsWith(')')) {
    return { digits: text.slice(1, -1).trim(), isNegative: true };
  }
  const isMinus = negative.includes('minus') && MINUS.includes(text.charAt(0));
  const isTriangle = negative.includes('triangle') && TRIANGLE.includes(text.charAt(0));
  return isMinus || isTriangle ? { digits: text.slice(1).trim(), isNegative: true } : { digits: text, isNegative: false };
}
