/** The fixture as a whole portal, for tests that look at what a reader gets. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
import { build, type BuildResult } from '../../scripts/build.ts';
import { writeFixture } from './fixture.ts';

/** A built portal with the folders it came from. */
export interface Built { content: string; cache: string; out: string; result: BuildResult; rebuild(): Promise<BuildResult>; remove(): void }

/** Writes the fixture and builds it, for a test that changes it; the caller removes it. */
export async function buildFixture(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-site-'));
  const folders = foldersIn(folder);
  writeFixture(folders.content);
  const rebuild = (): Promise<BuildResult> => build({ ...folders, report: () => {} });
  return { ...folders, result: await rebuild(), rebuild, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** How long a build by another test file is waited for. */
const WAIT_MS = 150_000;

/**
 * Returns the fixture built once for all test files of a run. Nobody may change it.
 *
 * @throws {Error} If the test file that builds it has failed.
 */
export async function sharedFixture(): Promise<Omit<Built, 'rebuild' | 'remove'>> {
  const folder = join(inject('sharedFolder'), 'fixture');
  const folders = foldersIn(folder);
  const done = join(folder, 'done.json');
  if (isFirst(folder)) {
    try {
      writeFixture(folders.content);
      writeFileSync(`${done}.new`, JSON.stringify(await build({ ...folders, report: () => {} })));
      renameSync(`${done}.new`, done);
    } catch (error) {
      writeFileSync(join(folder, 'failed'), '');
      throw error;
    }
  }
  for (let waited = 0; !existsSync(done); waited += 100) {
    if (existsSync(join(folder, 'failed')) || waited > WAIT_MS) throw new Error('expected another test file to build the shared fixture, it failed or took too long');
    await wait(100);
  }
  return { ...folders, result: JSON.parse(readFileSync(done, 'utf8')) as BuildResult };
}

function foldersIn(folder: string): Pick<Built, 'content' | 'cache' | 'out'> {
  return { content: join(folder, 'content'), cache: join(folder, 'cache'), out: join(folder, 'dist') };
}

/** Making a folder either succeeds or finds it there: only one of two processes is the first. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Returns the paths of all pages below a folder, sorted. */
export function pagesIn(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).sort();
}
