/**
 * Render pages: one of the processes that render the pages of a build, started by
 * `page-workers.ts`. Takes its share of the plan, writes the pages into the stage and
 * tells how far it is.
 *
 * Processes of their own because Node keeps every module it has loaded (a second build in
 * the same one would render with the first one's site), and to use all processors.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { openRenderer } from '../../src/site/renderer.ts';
import type { Address } from '../../src/site/view/plan.ts';
import type { Settings } from '../../src/site/view/site.ts';
import { Stage } from './stage.ts';

/** What a process is given: the renderer, the site, the plan (one address a line, as JSON), the stage, and which of how many it is. */
export interface RenderJob { entry: string; settings: Settings; plan: string; stage: string; standing: string | null; share: number; shares: number }

/** What a process tells: how many of its pages are done. */
export interface Rendered { done: number }

/** Pages that go to the same process: blocks of one list are near each other. */
const RUN = 64;
const TELL_EVERY = 100;

async function renderShare({ entry, settings, plan, stage: folder, standing, share, shares }: RenderJob, tell: (rendered: Rendered) => void): Promise<void> {
  const { openRenderer: open } = await import(entry) as { openRenderer: typeof openRenderer };
  const render = open(settings);
  const stage = new Stage(folder, standing);
  let [at, done] = [0, 0];
  for (const line of linesOf(plan)) {
    const isOwn = Math.floor(at / RUN) % shares === share;
    at += 1;
    if (!isOwn) continue;
    const address = JSON.parse(line) as Address;
    stage.write(`${address.address}.html`, await render(address));
    done += 1;
    if (done % TELL_EVERY === 0) tell({ done });
  }
  tell({ done });
}

/** Line by line: the plan of a large archive has millions. */
function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const part = Buffer.alloc(1 << 20);
    let rest: Buffer = Buffer.alloc(0);
    for (let length = readSync(descriptor, part); length > 0; length = readSync(descriptor, part)) {
      const bytes = Buffer.concat([rest, part.subarray(0, length)]);
      const end = bytes.lastIndexOf(10) + 1;
      rest = bytes.subarray(end);
      yield* bytes.toString('utf8', 0, end).split('\n').filter((line) => line !== '');
    }
  } finally {
    closeSync(descriptor);
  }
}

if (import.meta.main) {
  // Whoever started it is gone: what it writes would get into the next build.
  process.on('disconnect', () => process.exit(1));
  await renderShare(JSON.parse(process.argv[2]!) as RenderJob, (rendered) => process.send!(rendered));
  process.removeAllListeners('disconnect').disconnect();
}
