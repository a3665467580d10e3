import { expect, test } from 'vitest';
import { formatAmount, formatDay, formatMoney, formatShare, formatShortMoney, formatSize } from '../../src/site/view/format.ts';

test.each([
  ['ko', 1_234_567, 'KRW', 0, '1,234,567원'], ['ko', -5000, 'KRW', 0, '−5,000원'], ['ko', 0, 'KRW', 0, '0원'],
  ['en', 1_234_567, 'KRW', 0, '₩1,234,567'], ['en', -12_050, 'GBP', 2, '−£120.50'], ['ko', 125_050, 'GBP', 2, '£1,250.50'], ['en', 1_500, 'KWD', 3, 'KWD 1.500'],
] as const)('%s: %i in %s with %i decimals is %s', (language, amount, currency, decimals, words) => {
  expect(formatMoney(language, amount, currency, decimals).replace('\u00a0', ' ')).toBe(words);
});

test.each([
  ['ko', 330_682_000_000, 'KRW', 0, '3,306.8억 원'], ['ko', 14_458_000, 'KRW', 0, '1,445.8만 원'], ['ko', 950, 'KRW', 0, '950원'], ['ko', -678_228_000, 'KRW', 0, '−6.8억 원'], ['ko', 0, 'KRW', 0, '0원'],
  ['en', 330_682_000_000, 'KRW', 0, '₩331bn'], ['en', -12_050_000, 'GBP', 2, '−£121k'], ['ko', 1_250_500_000, 'GBP', 2, '£1,250만'],
] as const)('%s: %i in %s with %i decimals is %s at a glance', (language, amount, currency, decimals, words) => {
  expect(formatShortMoney(language, amount, currency, decimals)).toBe(words);
});

test('an amount in a column has no currency', () => {
  expect(formatAmount('ko', -12_050, 2)).toBe('−120.50');
});

test.each([
  ['ko', '2026', '2026년'], ['ko', '2026-03', '2026년 3월'], ['ko', '2026-03-05', '2026년 3월 5일'],
  ['en', '2026', '2026'], ['en', '2026-03', 'March 2026'], ['en', '2026-03-05', '5 March 2026'],
] as const)('%s: %s is %s', (language, day, words) => {
  expect(formatDay(language, day)).toBe(words);
});

test.each([[0, '0 B'], [999, '999 B'], [1000, '1 KB'], [40_960, '41 KB'], [2_500_000, '2.5 MB']])('%i bytes are %s', (sizeBytes, words) => {
  expect(formatSize('en', sizeBytes)).toBe(words);
});

test('a share has one decimal', () => {
  expect(formatShare('ko', 0.526)).toBe('52.6%');
});
