/**
 * Quantiles: medians and the like from counts per value, by nearest rank: the smallest
 * value that at least this share does not exceed. So every figure is one that occurred.
 */

/** How often a value occurs. */
export interface ValueCount { value: number; count: number }

/** Returns the value that at least `share` (0…1) of all do not exceed, `null` of nothing. Values may come in any order, and twice. */
export function quantile(values: readonly ValueCount[], share: number): number | null {
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  let reached = 0;
  for (const { value, count } of sorted) {
    reached += count;
    if (reached >= share * total) return value;
  }
  return null;
}
