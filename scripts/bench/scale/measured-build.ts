/**
 * Measured build: one build and its seal in a process of its own, so that memory and CPU are its alone.
 * Started by `measure.ts` with the folders; tells it every report with what had passed by then.
 */
import type { Progress } from '../../../src/model/effects.ts';
import { build } from '../../build.ts';
import { toldOf } from '../../command.ts';
import { realEffects } from '../../effects.ts';
import { seal } from '../../seal.ts';
import { rememberNights } from './private-state.ts';
import { treeUse } from './process-tree.ts';
import type { Mark } from './stages.ts';

/** What the build tells. `refused` is one line and ends it. */
export type Told = { mark: Mark; done: number; total: number | undefined } | { refused: string } | { finished: { isUnchanged: boolean; isWhole: boolean; pages: number } };

/** Between two looks at all processes in the midst of a stage: a large build reports ten thousand times. */
const PAUSE_SECONDS = 0.5;

const start = performance.now();
let told: Mark = { stage: '', wallSeconds: 0, cpuSeconds: 0 };
const cpuAtStart = cpuNow();

function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return treeUse(process.pid)?.cpuSeconds ?? (user + system) / 1e6;
}

function tell(told: Told): Promise<void> {
  return new Promise((resolve) => { process.send!(told, undefined, undefined, () => resolve()); });
}

const { content, cache, out, private: privateFolder } = JSON.parse(process.argv[2]!) as { content: string; cache: string; out: string; private?: string };

function report({ stage, done, total, note }: Progress): void {
  const wallSeconds = (performance.now() - start) / 1000;
  const isEnd = total === undefined || done >= total;
  if (!isEnd && stage === told.stage && wallSeconds - told.wallSeconds < PAUSE_SECONDS) return;
  told = { stage, wallSeconds, cpuSeconds: cpuNow() - cpuAtStart, ...note === undefined ? {} : { note } };
  void tell({ mark: told, done, total });
}

try {
  const { isUnchanged, isWhole, pages } = await build({ content, cache, out, report });
  if (privateFolder !== undefined) {
    rememberNights(content, privateFolder);
    seal({ content, cache, out, private: privateFolder, key: undefined, effects: { ...realEffects, report } });
  }
  await tell({ finished: { isUnchanged, isWhole, pages } });
} catch (error) {
  await tell({ refused: toldOf(error) });
  process.exitCode = 1;
}
process.disconnect();
