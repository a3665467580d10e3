/**
 * Stages: how much of a build each stage took. A build reports after each piece of work, so
 * what passed since the report before belongs to the stage that now reports. Any names will
 * do, and a stage may come twice.
 */

/** One report: which stage, and how much had passed by then. */
export interface Mark { stage: string; wallSeconds: number; cpuSeconds: number; note?: string }

/** What a stage took. */
export interface StageUse { stage: string; wallSeconds: number; cpuSeconds: number; note: string }

/** Returns the stages in the order in which they first reported; `end` is what passed after the last report. */
export function stagesOf(marks: readonly Mark[]): StageUse[] {
  const stages = new Map<string, StageUse>();
  let before = { wallSeconds: 0, cpuSeconds: 0 };
  for (const { stage, wallSeconds, cpuSeconds, note } of marks) {
    const use = stages.get(stage) ?? { stage, wallSeconds: 0, cpuSeconds: 0, note: '' };
    stages.set(stage, { stage, wallSeconds: use.wallSeconds + wallSeconds - before.wallSeconds, cpuSeconds: use.cpuSeconds + cpuSeconds - before.cpuSeconds, note: note ?? use.note });
    before = { wallSeconds, cpuSeconds };
  }
  return [...stages.values()];
}
