/**
 * The folders of a run: one for what several test files look at and none changes, and
 * the place of all temporary ones. That place is memory where there is enough of it: the
 * nights of these tests write thousands of small databases, and a disk that makes sure
 * of each took half of their time. What must survive a crash is not tried by pulling the
 * plug, so no test asks for a real disk.
 */
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext { sharedFolder: string }
}

const MEMORY = '/dev/shm';
const NAME = 'glasshall-run-';
/** What the folders of a run may grow to, several times over. */
const ROOM_BYTES = 4 * 1024 ** 3;
/** What browsers and builds need besides. */
const REST_BYTES = 4 * 1024 ** 3;

/** Vitest calls this once before all tests, and what it returns after them. */
export default function setup(project: TestProject): () => void {
  const place = process.env.TMPDIR ?? (hasRoom() ? MEMORY : tmpdir());
  removeLeft(place);
  const folder = mkdtempSync(join(place, `${NAME}${process.pid}-`));
  const before = process.env.TMPDIR;
  // The processes of the tests are started later, and find their temporary folders here.
  process.env.TMPDIR = folder;
  project.provide('sharedFolder', mkdtempSync(join(folder, 'shared-')));
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES && process.availableMemory() >= ROOM_BYTES + REST_BYTES;
  } catch {
    return false; // Not every system has it.
  }
}

/** Removes the folders of runs that were killed: in memory they would stay until the machine is started anew. */
function removeLeft(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = new RegExp(`^${NAME}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
