/** Page workers: renders the pages of a plan in as many processes as there is work and there are processors for. */
import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';
import type { Progress } from '../../src/model/effects.ts';
import { inLanguages, type PlannedPage } from '../../src/site/view/plan.ts';
import type { Settings } from '../../src/site/view/site.ts';
import type { Rendered, RenderJob } from './render-pages.ts';
import { rendererEntry } from './renderer-bundle.ts';
import type { Stage } from './stage.ts';

/** How long a process may finish no hundred pages. */
const STALL_MS = 30 * 60_000;
/** Pages from which on another process is worth its start. */
const PAGES_PER_PROCESS = 1_500;
/** More than these wait for the disk, and each needs half a gigabyte. */
const MOST_PROCESSES = 8;

/** What is rendered, and where. `log` is where what a process says goes: it can quote a text. */
export interface Rendering { root: string; settings: Settings; pages: Iterable<PlannedPage>; stage: Stage; plan: string; log: string; report: (progress: Progress) => void }

/**
 * Renders pages in all languages and returns how many.
 *
 * @throws {ArchiveError} `BUILD_FAILED`
 */
export async function renderPages({ root, settings, pages, stage, plan, log, report }: Rendering): Promise<number> {
  const total = writePlan(plan, pages);
  try {
    if (total === 0) return 0;
    const entry = await rendererEntry(root, log);
    const shares = Math.max(1, Math.min(availableParallelism(), MOST_PROCESSES, Math.floor(total / PAGES_PER_PROCESS)));
    const done = Array.from({ length: shares }, () => 0);
    const children: ChildProcess[] = [];
    const jobs = done.map((_, share) => renderShare(root, { entry, settings, plan, stage: stage.folder, standing: stage.standing, share, shares }, log, children, (own) => {
      done[share] = own;
      report({ stage: 'pages', done: done.reduce((sum, one) => sum + one, 0), total });
    }));
    await Promise.all(jobs).catch((error: unknown) => {
      for (const child of children) child.kill('SIGKILL');
      throw error;
    });
    return total;
  } finally {
    rmSync(plan, { force: true });
  }
}

function writePlan(file: string, pages: Iterable<PlannedPage>): number {
  writeFileSync(file, '');
  const descriptor = openSync(file, 'a');
  let [total, text] = [0, ''];
  try {
    for (const address of inLanguages(pages)) {
      total += 1;
      text += `${JSON.stringify(address)}\n`;
      if (text.length < 1 << 20) continue;
      writeSync(descriptor, text);
      text = '';
    }
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
  return total;
}

function renderShare(root: string, job: RenderJob, log: string, children: ChildProcess[], tell: (done: number) => void): Promise<void> {
  return new Promise((resolved, refused) => {
    const child = fork(join(root, 'scripts/build/render-pages.ts'), [JSON.stringify(job)], { cwd: root, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    children.push(child);
    let said = '';
    // Nobody sits beside a night: one that stands still must end, or the next can't begin.
    const stalled = setTimeout(() => child.kill('SIGKILL'), STALL_MS);
    child.stderr!.setEncoding('utf8').on('data', (text: string) => { said += text; });
    child.on('message', ({ done }: Rendered) => {
      stalled.refresh();
      tell(done);
    });
    child.on('error', refused);
    child.on('exit', (code) => {
      clearTimeout(stalled);
      if (code === 0) resolved();
      else refused(failed(job.stage, code, said, log));
    });
  });
}

/** What Astro says can quote a text, so it goes to a private file and not into the message. */
function failed(stage: string, code: number | null, said: string, log: string): ArchiveError {
  const ended = `expected Astro to render every page, it ended with ${code ?? `a signal, or rendered nothing for ${STALL_MS / 60_000} minutes`}`;
  try {
    writeFileSync(log, said);
    return new ArchiveError('BUILD_FAILED', stage, `${ended}; what it said is in ${log}`);
  } catch {
    return new ArchiveError('BUILD_FAILED', stage, `${ended}; what it said could not be written to ${log}`);
  }
}
