/** Register: every paper and its disclosure by month, and the figures of disclosure. */
import type { RegisterRow } from '../model/record.ts';
import type { Catalogue } from './catalogue.ts';

/** Returns the months of the register with the number of papers of each, the oldest first. */
export function registerMonths(catalogue: Catalogue): { key: string; count: number }[] {
  return catalogue.all('SELECT month AS key, count(*) AS count FROM register GROUP BY month ORDER BY month');
}

/** Returns at most `limit` rows of a month from the `offset`th, in the order in which they were listed. */
export function registerRows(catalogue: Catalogue, month: string, offset: number, limit: number): RegisterRow[] {
  const rows = catalogue.all<{ facts: string }>(`SELECT facts FROM register WHERE month = ?
    ORDER BY place, id LIMIT ? OFFSET ?`, month, limit, offset);
  return rows.map((row) => JSON.parse(row.facts) as RegisterRow);
}

/** Returns how many papers of a month stand before a place; `id` orders those of the same place. */
export function registerPosition(catalogue: Catalogue, month: string, place: string, id: string): number {
  return catalogue.first<{ count: number }>('SELECT count(*) AS count FROM register WHERE month = ? AND (place, id) < (?, ?)', month, place, id)!.count;
}

/**
 * How many papers stand how; `held` and `withdrawn` are not counted under a disclosure,
 * and what bears the mark "open" but is only in the register is `listed`, not open.
 */
export interface Figures {
  open: number;
  partial: number;
  listed: number;
  closed: number;
  restricted: number;
  held: number;
  withdrawn: number;
  total: number;
}

const FIGURES = `
  sum(status = 'released' AND disclosure = 'open') AS open,
  sum(status = 'released' AND disclosure = 'partial') AS partial,
  sum(status = 'listed' AND disclosure IN ('open', 'partial')) AS listed,
  sum(status IN ('released', 'listed') AND disclosure = 'closed') AS closed,
  sum(status IN ('released', 'listed') AND disclosure = 'restricted-until') AS restricted,
  sum(status = 'held' OR (disclosure IS NULL AND status <> 'withdrawn')) AS held,
  sum(status = 'withdrawn') AS withdrawn, count(*) AS total`;

/** Returns the figures of the whole register; all zero when it is empty. */
export function figures(catalogue: Catalogue): Figures {
  const row = catalogue.first<Figures>(`SELECT ${FIGURES} FROM register`)!;
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, count ?? 0])) as unknown as Figures;
}

/** Returns the figures by unit; `unit` is `null` for papers whose unit is not known. */
export function figuresByUnit(catalogue: Catalogue): (Figures & { unit: string | null })[] {
  return catalogue.all(`SELECT unit, ${FIGURES} FROM register GROUP BY unit ORDER BY total DESC, unit LIMIT 5000`);
}

/** Returns how many papers rest on each ground; a paper with two grounds counts under both. */
export function figuresByGround(catalogue: Catalogue): { ground: number; count: number }[] {
  return catalogue.all(`SELECT value AS ground, count(*) AS count FROM register, json_each(register.facts, '$.grounds')
    WHERE status IN ('released', 'listed') GROUP BY value ORDER BY value LIMIT 8`);
}

/** Returns how many papers of a ledger's type, unit and period wait for a person. */
export function heldLedgers(catalogue: Catalogue, type: string, unit: string, period: string): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM register
    WHERE type = ? AND unit = ? AND period = ? AND status = 'held'`, type, unit, period)!.count;
}

/** Returns the register row of a record, or `null`. */
export function registerRow(catalogue: Catalogue, id: string): RegisterRow | null {
  const row = catalogue.first<{ facts: string }>('SELECT facts FROM register WHERE id = ?', id);
  return row === null ? null : JSON.parse(row.facts) as RegisterRow;
}

/** Returns the day of the last night in the log, or `null`. */
export function lastNight(catalogue: Catalogue): string | null {
  return catalogue.first<{ day: string | null }>('SELECT max(day) AS day FROM log')?.day ?? null;
}
