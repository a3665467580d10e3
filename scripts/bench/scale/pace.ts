/** Pace: adds to progress how many a second are done and how long the rest takes. */
import type { Progress } from '../../../src/model/effects.ts';

/** Before so long a rate says little. */
const FIRST_MS = 2000;

/** Returns a report that hands on to `report` with rate and time left, for stages of known length. */
export function paced(report: (progress: Progress) => void, nowMs: () => number): (progress: Progress) => void {
  let begun: { stage: string; at: number; done: number } | null = null;
  return (progress) => {
    const { stage, done, total, note } = progress;
    if (begun === null || begun.stage !== stage || done < begun.done) begun = { stage, at: nowMs(), done };
    const [passed, made] = [nowMs() - begun.at, done - begun.done];
    if (note !== undefined || total === undefined || done >= total || passed < FIRST_MS || made === 0) return report(progress);
    const rate = made / (passed / 1000);
    report({ ...progress, note: `${Math.round(rate)} a second, ${leftOf((total - done) / rate)} left` });
  };
}

function leftOf(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
