/**
 * Lighthouse: its four scores for a page, with its simulation of a mid-range phone on slow
 * 4G. Run on this machine alone: the portal is served here, compressed, and asks for nothing else.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import lighthouse from 'lighthouse';
import { ArchiveError } from '../../src/errors.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../browser.ts';
import type { PageFile } from './sample-pages.ts';
import { serveSlowly } from './slow-link.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** Lighthouse asks for robots.txt as if the page did; a page of ours may ask for nothing, so the answer is always that it failed. */
const NOT_ASKED = ['robots-txt'];

/** Scores of one page, 0 to 100, and the audits that took something away. */
export interface Scored { page: PageFile; scores: Record<(typeof CATEGORIES)[number], number>; lost: string[] }

/** What takes points away and is meant: a page that says that nothing is here, and one for the frames of others, are not to be listed; a frame has no icon of its own. */
const MEANT: Readonly<Partial<Record<string, readonly string[]>>> = { 'not-found': ['is-crawlable', 'http-status-code'], embed: ['is-crawlable', 'meta-description', 'errors-in-console'] };

/** Returns the scores of each page. */
export async function score(folder: string, pages: readonly PageFile[], told: (line: string) => void): Promise<Scored[]> {
  const server = await serveSlowly(folder, null);
  const browser = await startBrowser();
  const scored: Scored[] = [];
  try {
    for (const page of pages) {
      const result = await lighthouse(`${server.address}/${page.path}`, { port: browser.port, logLevel: 'silent', output: 'json', onlyCategories: [...CATEGORIES], skipAudits: [...NOT_ASKED], maxWaitForLoad: 30_000 });
      if (result === undefined) throw new ArchiveError('NO_BROWSER', page.path, 'expected Lighthouse to give a result, got none');
      scored.push(scoredOf(page, result.lhr));
      told(scoreLine(scored.at(-1)!));
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return scored;
}

interface Report { categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>; audits: Record<string, { score: number | null }> }

function scoredOf(page: PageFile, report: Report): Scored {
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((report.categories[name]?.score ?? 0) * 100)])) as Scored['scores'];
  const lost = CATEGORIES.flatMap((name) => report.categories[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (report.audits[id]!.score ?? 1) < 0.9).map(({ id }) => id));
  return { page, scores, lost: [...new Set(lost)] };
}

/** Returns a line of the report. */
export function scoreLine({ page, scores, lost }: Scored): string {
  const meant = MEANT[page.kind] ?? [];
  return `  ${page.kind.padEnd(18)} ${CATEGORIES.map((name) => String(scores[name]).padStart(3)).join(' / ')}  ${page.path}${lost.length === 0 ? '' : `  ${lost.map((id) => (meant.includes(id) ? `${id} (meant)` : id)).join(', ')}`}`;
}

/** A browser with an open port for its tools, in a home of its own. */
async function startBrowser(): Promise<{ port: number; close(): Promise<void> }> {
  const { executable, environment } = await findBrowser(process.env);
  const home = mkdtempSync(join(tmpdir(), 'glasshall-lighthouse-'));
  const child = spawn(executable, [...BROWSER_ARGUMENTS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${home}`, 'about:blank'], { env: environment, stdio: 'ignore' });
  const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
  const file = join(home, 'DevToolsActivePort');
  for (let tries = 0; tries < 150 && !existsSync(file); tries += 1) await wait(100);
  if (!existsSync(file)) throw new ArchiveError('NO_BROWSER', executable, 'expected the browser to open a port for its tools, it did not within 15 s');
  await wait(100);
  const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return {
    port,
    close: async () => {
      child.kill();
      await ended;
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
