/** Lanes: some things at a time, because a disk and a storage both answer sixteen questions almost as fast as one. */

/** How many at a time. */
export const LANES = 16;

/** Does the work for every item; the first that fails ends all, after those under way. `lane` is a number below {@link LANES}. */
export async function inLanes<T>(items: readonly T[], work: (item: T, lane: number) => Promise<void>): Promise<void> {
  let next = 0;
  let isFailed = false;
  const run = async (lane: number) => {
    while (next < items.length && !isFailed) {
      try {
        await work(items[next++]!, lane);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(LANES, items.length) }, (_, lane) => run(lane)));
  const failed = lanes.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
