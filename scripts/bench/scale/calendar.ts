/**
 * Calendar: on which day each night of the scale corpus falls, and which of its records are
 * new then. The nights of the archive are spread evenly over ten years; the measured nights
 * follow day by day.
 */

/** First day of the ten years, and how many days they have. */
const FIRST_DAY = Date.UTC(2016, 0, 4);
const DAYS = 3650;
const DAY_MS = 86_400_000;

/** What a corpus is made from: the same shape gives the same bytes. */
export interface Shape {
  /** Records of the archive before the first measured night. */
  records: number;
  /** New records a night. */
  nightly: number;
  seed: string;
}

/** Returns the number of nights in which the archive came to be. */
export function nightsOf({ records, nightly }: Shape): number {
  return Math.ceil(records / nightly);
}

/** Returns the day of a night, counted from 1; nights after the archive's last are the measured ones. */
export function dayOf(shape: Shape, night: number): string {
  const nights = nightsOf(shape);
  const last = Math.max(nights, DAYS);
  const days = night <= nights ? Math.floor((night * last) / nights) : last + night - nights;
  return new Date(FIRST_DAY + days * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the numbers of the records that are new in a night, half-open. */
export function recordsOf(shape: Shape, night: number): { start: number; end: number } {
  const nights = nightsOf(shape);
  if (night > nights) return { start: shape.records + (night - nights - 1) * shape.nightly, end: shape.records + (night - nights) * shape.nightly };
  return { start: (night - 1) * shape.nightly, end: Math.min(night * shape.nightly, shape.records) };
}

/** Returns the night in which a record was new. */
export function nightOf(shape: Shape, record: number): number {
  return record < shape.records ? Math.floor(record / shape.nightly) + 1 : nightsOf(shape) + Math.floor((record - shape.records) / shape.nightly) + 1;
}

/** Returns the day `days` before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
