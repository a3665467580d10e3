import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AmountStyle, parseAmount } from '../../../../src/export/sources/folder/amounts.ts';

const pounds: AmountStyle = { decimals: 2, decimal: '.', thousands: ',', negative: ['minus', 'parentheses'], signs: ['£', 'GBP'], multiply: 1 };
const won: AmountStyle = { decimals: 0, decimal: '.', thousands: ',', negative: ['minus', 'triangle'], signs: ['₩', '원'], multiply: 1 };

test.each([
  ['none', '0', pounds, 0],
  ['minus none', '-0.00', pounds, 0],
  ['one penny', '0.01', pounds, 1],
  ['whole pounds', '1540', pounds, 154_000],
  ['one decimal', '312.2', pounds, 31_220],
  ['thousands', '1,234,567.89', pounds, 123_456_789],
  ['no thousands', '1234567.89', pounds, 123_456_789],
  ['a credit note with minus', '-1079.74', pounds, -107_974],
  ['a credit note in parentheses', '(1,470.60)', pounds, -147_060],
  ['a currency sign', '£ 1,250.00', pounds, 125_000],
  ['a sign before the minus', '£-12.50', pounds, -1250],
  ['a minus before the sign', '-£12.50', pounds, -1250],
  ['a sign in parentheses', '(£12.50)', pounds, -1250],
  ['decimals that say nothing', '12.5000', pounds, 1250],
  ['won', '24,000원', won, 24_000],
  ['won as a fraction of none', '24000.0', won, 24_000],
  ['won with a triangle', '△1,000', won, -1000],
  ['a Unicode minus', '\u22121,000', won, -1000],
  ['thousands of won', '1,500', { ...won, multiply: 1000 }, 1_500_000],
  ['a decimal comma', '1.234,56', { ...pounds, decimal: ',', thousands: '.' }, 123_456],
  ['the largest safe amount', '90071992547409.91', pounds, Number.MAX_SAFE_INTEGER],
])('%s', (_case, text, style, expected) => {
  expect(parseAmount(text, style)).toBe(expected);
});

test.each([
  ['a third decimal', '12.345', pounds],
  ['a fraction of a won', '24000.5', won],
  ['thousands in the wrong place', '1,23', pounds],
  ['four digits before a comma', '1234,567', pounds],
  ['two points', '1.2.3', pounds],
  ['a point and nothing after it', '12.', pounds],
  ['nothing before the point', '.50', pounds],
  ['an exponent', '1.2E+05', pounds],
  ['letters', 'twelve', pounds],
  ['a formula', '=I7', won],
  ['nothing', '', pounds],
  ['two minuses', '--5', pounds],
  ['a minus in parentheses', '(-5)', pounds],
  ['one unit above the safe amounts', '90071992547409.92', pounds],
  ['parentheses where the mapping has none', '(5)', won],
  ['a triangle where the mapping has none', '△5', pounds],
  ['thousands where the mapping has none', '1,000', { ...won, thousands: '' }],
  ['another sign', '$5', pounds],
])('%s is not an amount', (_case, text, style) => {
  expect(parseAmount(text, style)).toBeNull();
});

test('every amount comes back from how it is written', () => {
  fc.assert(fc.property(fc.integer({ min: -9_000_000_000, max: 9_000_000_000 }), fc.boolean(), (pence, grouped) => {
    const digits = String(Math.abs(pence)).padStart(3, '0');
    const whole = grouped ? digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',') : digits.slice(0, -2);
    expect(parseAmount(`${pence < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`, pounds)).toBe(pence);
  }), { seed: 1 });
});
