/** Format: days, periods, sizes and money as people write them in Korean and in English. */
import type { Language } from './language.ts';

const LOCALES: Readonly<Record<Language, string>> = { ko: 'ko-KR', en: 'en-GB' };
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  if (!kept.has(key)) kept.set(key, new Intl.NumberFormat(LOCALES[language], options));
  return kept.get(key) as Intl.NumberFormat;
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  if (!kept.has(key)) kept.set(key, new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: 'UTC' }));
  return kept.get(key) as Intl.DateTimeFormat;
}

/** Returns a number with its groups. */
export function formatCount(language: Language, value: number): string {
  return numbers(language, {}).format(value);
}

/** Returns a share (0…1) in per cent with one decimal. */
export function formatShare(language: Language, share: number): string {
  return minus(numbers(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share));
}

/** Returns a day, a month or a year: `2026-03-05`, `2026-03`, `2026`. */
export function formatDay(language: Language, value: string): string {
  if (value.length === 4) return language === 'ko' ? `${value}년` : value;
  const instant = new Date(`${value}${value.length === 7 ? '-01' : ''}T00:00:00Z`);
  const day = value.length === 10 ? { day: 'numeric' as const } : {};
  return dates(language, { year: 'numeric', month: 'long', ...day }).format(instant);
}

/** Returns the weekday of a day: `월`, `월요일`; `Mon`, `Monday`. */
export function formatWeekday(language: Language, day: string, length: 'short' | 'long'): string {
  return dates(language, { weekday: length }).format(new Date(`${day}T00:00:00Z`));
}

/** Returns a size in bytes, kilobytes or megabytes. */
export function formatSize(language: Language, sizeBytes: number): string {
  const [value, unit] = sizeBytes < 1000 ? [sizeBytes, 'B'] : sizeBytes < 1e6 ? [sizeBytes / 1e3, 'KB'] : [sizeBytes / 1e6, 'MB'];
  return `${numbers(language, { maximumFractionDigits: value < 10 && unit !== 'B' ? 1 : 0 }).format(value)} ${unit}`;
}

/**
 * Returns an amount with its currency: `1,234원`, `₩1,234`, `−£12.50`.
 *
 * @param amount - Integer in the currency's smallest unit; `decimals` says how many digits are behind the point.
 */
export function formatMoney(language: Language, amount: number, currency: string, decimals: number): string {
  if (language === 'ko' && currency === 'KRW') return `${formatAmount(language, amount, decimals)}원`;
  const format = numbers(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return minus(format.format(amount / 10 ** decimals));
}

/** Returns an amount for a glance, three or four digits of it: `3,307억 원`, `₩331bn`. The exact one stands elsewhere. */
export function formatShortMoney(language: Language, amount: number, currency: string, decimals: number): string {
  const options = { notation: 'compact', useGrouping: true } as const;
  const value = amount / 10 ** decimals;
  if (language === 'ko' && currency === 'KRW') return minus(numbers(language, { ...options, maximumFractionDigits: 1 }).format(value)).replace(/\d$/, '$&원').replace(/[만억조]$/, '$& 원');
  return minus(numbers(language, { ...options, maximumSignificantDigits: 3, style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value));
}

/** Returns an amount without its currency, as it stands in a column. */
export function formatAmount(language: Language, amount: number, decimals: number): string {
  return minus(numbers(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(amount / 10 ** decimals));
}

/** Returns the name of a currency as it stands in the head of a column. */
export function currencyName(language: Language, currency: string): string {
  return language === 'ko' && currency === 'KRW' ? '원' : currency;
}

/** A hyphen before a number is read as "to" or not at all; the minus sign is read as minus. */
function minus(text: string): string {
  return text.replace(/^-/, '−');
}
