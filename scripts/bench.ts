/**
 * `npm run bench`: one run of the whole product on the sample city, in a temporary
 * folder: papers exported, text screened and pages rendered per second, peak memory, and
 * how light and how fast the pages are (scripts/bench-pages.ts).
 *
 *     npm run bench
 *
 * Machines differ, so the figures to compare are the ratios at the end: each is
 * between two measurements of this one run. Nothing here is asserted anywhere.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteSource } from '../src/export/sources/sqlite.ts';
import type { Paper } from '../src/model/stages.ts';
import { loadPolicy } from '../src/policy/load.ts';
import { pagesOf } from './bench/sample-pages.ts';
import { screeningLines } from './bench/screen.ts';
import { measurePages } from './bench-pages.ts';
import { run } from './command.ts';
import { prepareSampleCity } from './start.ts';

interface Measured { name: string; waitMs: number; peakMiB: number }

/** Runs a script in a process of its own; peak memory is the largest sum seen over it and all it started (Linux only, else 0). */
async function measure(name: string, script: string, args: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakKib = 0;
  const timer = setInterval(() => { peakKib = Math.max(peakKib, residentKib(child.pid!)); }, 20);
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return { name, waitMs: performance.now() - start, peakMiB: peakKib / 1024 };
}

/** Resident memory of a process and all it started, as the kernel has it now. */
function residentKib(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((child) => child !== '');
    return children.reduce((sum, child) => sum + residentKib(Number(child)), own);
  } catch {
    return 0;
  }
}

/** How long it takes only to read the city's database into our types, and what it holds. */
function readOnly(path: string): { waitMs: number; papers: Paper[] } {
  const start = performance.now();
  const source = openSqliteSource({ name: 'bench', path });
  const papers = [...source.papers()].filter((paper): paper is Paper => paper.kind === 'text' || paper.kind === 'ledger');
  source.close();
  return { waitMs: performance.now() - start, papers };
}

/** What one made-up change costs: one body amended in the city's database. */
function amendOne(database: string): void {
  const connection = new DatabaseSync(database);
  connection.exec(`CREATE TABLE bench_papers AS SELECT * FROM release_papers; DROP VIEW release_papers; ALTER TABLE bench_papers RENAME TO release_papers;
    UPDATE release_papers SET body = body || ' (정정)' WHERE paper_key = (SELECT min(paper_key) FROM release_papers WHERE disclosure_code = '1' AND approver_rank = 'mayor' AND body IS NOT NULL)`);
  connection.close();
}

const per = (count: number, waitMs: number) => (count / (waitMs / 1000)).toFixed(0);
const times = (a: number, b: number) => `${(a / b).toFixed(2)}×`;

async function bench(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'glasshall-bench-'));
  try {
    const folders = { content: join(root, 'content'), private: join(root, 'private'), cache: join(root, 'cache'), out: join(root, 'dist') };
    for (const part of ['policy', 'organisations', 'pages', 'places', 'projects', 'spending', 'search', 'city.json']) cpSync(join('content', part), join(folders.content, part), { recursive: true });
    mkdirSync(folders.private, { recursive: true });
    prepareSampleCity(folders.private);
    const database = join(folders.private, 'sample-city.sqlite');
    const exportArgs = ['--content', folders.content, '--private', folders.private];
    const buildArgs = ['--content', folders.content, '--cache', folders.cache, '--out', folders.out];
    const read = readOnly(database);
    const first = await measure('export, first night', 'scripts/export.ts', exportArgs);
    const still = await measure('export, nothing changed', 'scripts/export.ts', exportArgs);
    const full = await measure('build, everything', 'scripts/build.ts', buildArgs);
    const idle = await measure('build, nothing changed', 'scripts/build.ts', buildArgs);
    amendOne(database);
    const amended = await measure('export, one paper amended', 'scripts/export.ts', exportArgs);
    const rebuilt = await measure('build, one paper amended', 'scripts/build.ts', buildArgs);
    const portal = { content: folders.content, catalogue: join(folders.cache, 'catalogue.sqlite'), out: folders.out };
    const pages = pagesOf(portal).length;
    const lines = [
      ...[first, still, amended, full, idle, rebuilt].map(({ name, waitMs, peakMiB }) => `${name.padEnd(28)} ${(waitMs / 1000).toFixed(2).padStart(7)} s  peak ${peakMiB.toFixed(0).padStart(5)} MiB`),
      `exported                     ${per(read.papers.length, first.waitMs)} papers/s (${read.papers.length} texts and ledgers)`,
      ...screeningLines(read.papers, loadPolicy(folders.content).masks),
      `rendered                     ${per(pages, full.waitMs)} pages/s (${pages} pages, search index included)`,
      ...await measurePages(portal),
      'ratios in this run:',
      `  export, first night / only reading the database   ${times(first.waitMs, read.waitMs)}`,
      `  export, nothing changed / first night             ${times(still.waitMs, first.waitMs)}`,
      `  build, nothing changed / everything               ${times(idle.waitMs, full.waitMs)}`,
      `  build, one paper amended / everything             ${times(rebuilt.waitMs, full.waitMs)}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (import.meta.main) await run(bench);
