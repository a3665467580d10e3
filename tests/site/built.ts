/** The fixture as a whole portal, for tests that look at what a reader gets. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildResult } from '../../scripts/build.ts';
import { writeFixture } from './fixture.ts';

/** A built portal with the folders it came from. */
export interface Built { content: string; cache: string; out: string; result: BuildResult; rebuild(): Promise<BuildResult>; remove(): void }

/** Writes the fixture and builds it; the caller removes it. */
export async function buildFixture(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-site-'));
  const folders = { content: join(folder, 'content'), cache: join(folder, 'cache'), out: join(folder, 'dist') };
  writeFixture(folders.content);
  const rebuild = (): Promise<BuildResult> => build({ ...folders, report: () => {} });
  return { ...folders, result: await rebuild(), rebuild, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Returns the paths of all pages below a folder, sorted. */
export function pagesIn(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).sort();
}
