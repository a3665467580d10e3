/**
 * Days: how many records stand under a day, a month or a year. Texts stand under their
 * day, ledgers under their period, which is a month or a whole year.
 */
import type { Catalogue } from './catalogue.ts';
import type { Counted } from './lists.ts';

const EVERY = `SELECT day AS own FROM records WHERE day IS NOT NULL UNION ALL SELECT period FROM records WHERE period IS NOT NULL`;

/** Returns the years (4 characters) or months (7) that have records, the newest first. Yearly ledgers stand under no month. */
export function countSpans(catalogue: Catalogue, length: 4 | 7, within = ''): Counted[] {
  return catalogue.all(`SELECT substr(own, 1, ?1) AS key, count(*) AS count FROM (${EVERY}) WHERE length(own) >= ?1 AND own >= ?2 AND own < ?2 || 'z'
    GROUP BY 1 ORDER BY 1 DESC LIMIT 5000`, length, within);
}

/** Returns the days of a month that have texts, the first day first. */
export function countDays(catalogue: Catalogue, month: string): Counted[] {
  return catalogue.all(`SELECT day AS key, count(*) AS count FROM records WHERE day BETWEEN ?1 || '-01' AND ?1 || '-31' GROUP BY day ORDER BY day LIMIT 31`, month);
}

/** Returns the nearest day, month or year before and after one that has records; of a day, texts. */
export function spansAround(catalogue: Catalogue, span: string): { before: string | null; after: string | null } {
  const cut = (own: string | undefined) => (own === undefined ? null : own.slice(0, span.length));
  const nearest = (column: 'day' | 'period', side: '<' | '>', way: 'DESC' | 'ASC') => cut(catalogue.first<{ own: string }>(`SELECT ${column} AS own FROM records
    WHERE ${column} ${side} ? AND length(${column}) >= ? ORDER BY ${column} ${way} LIMIT 1`, side === '<' ? span : `${span}~`, span.length)?.own);
  const both = (side: '<' | '>', way: 'DESC' | 'ASC') => [nearest('day', side, way), ...(span.length < 10 ? [nearest('period', side, way)] : [])].filter((own) => own !== null).sort();
  return { before: both('<', 'DESC').at(-1) ?? null, after: both('>', 'ASC')[0] ?? null };
}
