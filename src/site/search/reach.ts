/**
 * Reach: how far back a search goes. It opens the newest volume and goes on to older
 * ones until ten records have all words, at most two volumes of its own accord: what a
 * first search costs does not grow with the archive. Further back it goes when the
 * reader asks for it, and then until ten more are found, at most four volumes.
 *
 * Measured on the sample city's 4,645 records (brotli, 250 bytes for the headers of each
 * request, Pagefind and its engine of 70 KB included, the ten results not): a question of
 * two or three words fetches 122–126 KB in 9–10 requests from one volume, 121–134 KB in
 * 15–17 from two of four, 99–120 KB in 13–17 from two of twelve; one of eight words 146,
 * 163 and 143 KB. A volume costs 8 bytes for each of its records before its first result,
 * so of volumes of 8,000 records two cost 125 KB, and a first search of a few words some
 * 230 KB at most, whatever the number of volumes. Only their list grows: 15 bytes for each
 * volume, 2 KB for the 125 volumes of a million records.
 *
 * Recommended to a million records. Beyond that a rare word of long ago needs a year as a
 * condition, or to be asked for further back more often than a reader has patience for.
 */
import type { Conditions, Order } from './asked.ts';
import type { VolumeFacts } from './index-facts.ts';

/** Records with all words at which a search stops. */
export const ENOUGH = 10;
/** Volumes that are opened unasked, and for each time the reader asks for older records. */
const [UNASKED, ASKED] = [2, 4];

/** What was not searched. */
export interface Left {
  records: number;
  /** The last night on which any of them was released. */
  night: string;
}

/** Returns the volumes that can hold records of the conditions, in the order in which they are opened. */
export function candidates(volumes: readonly VolumeFacts[], { year }: Conditions, order: Order): VolumeFacts[] {
  const able = volumes.filter(({ records, years }) => records > 0 && (year === undefined || year.some((one) => years.includes(one))));
  return order === 'date' ? able.sort((a, b) => (a.days[1] === b.days[1] ? 0 : a.days[1] < b.days[1] ? 1 : -1)) : able;
}

/**
 * Returns how many volumes a search opens.
 *
 * @param count - Volumes that could be opened.
 * @param older - How often the reader asked for older records.
 * @param enough - Opens so many of the first volumes and returns how many of their records have all words.
 */
export async function reachOf(count: number, older: number, enough: (opened: number) => Promise<number>): Promise<number> {
  let opened = 0;
  let found = 0;
  for (let time = 0; time <= older && opened < count; time += 1) {
    const wanted = found + ENOUGH;
    const most = Math.min(count, opened + (time === 0 ? UNASKED : ASKED));
    do found = await enough(opened += 1);
    while (opened < most && found < wanted);
  }
  return opened;
}

/** Returns what was not searched, `null` if everything was. */
export function leftOf(able: readonly VolumeFacts[], opened: number): Left | null {
  const left = able.slice(opened);
  if (left.length === 0) return null;
  return { records: left.reduce((sum, { records }) => sum + records, 0), night: left.map(({ nights }) => nights[1]).sort().at(-1)! };
}
