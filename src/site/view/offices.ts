/**
 * Offices: the units right below the head of an organisation (실·국·본부), under which
 * the sums of all units below them are added. The head itself, and a unit that the
 * organisation files don't know, stand for themselves.
 */
import type { KeyedSum } from '../../catalogue/spending.ts';
import type { Site } from './site.ts';

type Units = Site['policy']['units'];

/** An office with the sums of its units of one currency, the largest first. */
export interface Office { unit: string; sum: KeyedSum; units: KeyedSum[] }

/** Returns the office a unit belongs to. */
export function officeOf(units: Units, unit: string): string {
  const parent = units.get(unit)?.parent ?? null;
  if (parent === null) return unit;
  return (units.get(parent)?.parent ?? null) === null ? unit : officeOf(units, parent);
}

/** Returns a unit and all below it; only itself for the head of an organisation, below whom is everything. */
export function unitsUnder(units: Units, unit: string): string[] {
  const found = units.get(unit);
  if (found === undefined || found.parent === null) return [unit];
  return [unit, ...[...units.values()].filter(({ parent }) => parent === unit).flatMap(({ id }) => unitsUnder(units, id))];
}

/** Returns the offices of sums by unit, the largest first; each currency has offices of its own. */
export function officesOf(units: Units, sums: readonly KeyedSum[]): Office[] {
  const offices = new Map<string, Office>();
  for (const sum of sums) {
    const unit = officeOf(units, sum.key);
    const key = `${unit} ${sum.currency}`;
    const office = offices.get(key);
    if (office === undefined) offices.set(key, { unit, sum: { ...sum, key: unit }, units: [sum] });
    else offices.set(key, { unit, sum: added(office.sum, sum), units: [...office.units, sum] });
  }
  return [...offices.values()].map((office) => ({ ...office, units: largestFirst(office.units, (one) => one) })).sort((a, b) => bySize(a.sum, b.sum));
}

/** Returns sums with the largest first; where they are alike, by key. */
export function largestFirst<T>(list: readonly T[], of: (one: T) => KeyedSum): T[] {
  return [...list].sort((a, b) => bySize(of(a), of(b)));
}

function bySize(a: KeyedSum, b: KeyedSum): number {
  return a.currency === b.currency ? b.amount - a.amount || (a.key < b.key ? -1 : 1) : a.currency < b.currency ? 1 : -1;
}

function added(a: KeyedSum, b: KeyedSum): KeyedSum {
  return { ...a, amount: a.amount + b.amount, rows: a.rows + b.rows, ledgers: a.ledgers + b.ledgers };
}
