/**
 * Renderer bundle: the renderer of the pages, compiled once for every version of the code
 * and kept among the packages, where it finds those that it imports. What a build needs
 * thereafter is to load it.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';
import { hashFiles } from './build-stamp.ts';

/** Where renderers are kept, below the project. */
const FOLDER = 'node_modules/.glasshall';
/** What a renderer is made of. */
const SOURCES = ['src/site', 'src/catalogue', 'src/policy', 'src/model', 'src/errors.ts', 'scripts/bundle-renderer.ts', 'package-lock.json'];
/** How long Astro may take; it needs a second or two. */
const LIMIT_MS = 10 * 60_000;
/** How long a renderer of another version is kept. */
const KEPT_MS = 86_400_000;

/**
 * Returns the module that renders pages (`src/site/renderer.ts`), compiling it if this code has not been compiled yet.
 *
 * @param log - Where what Astro says is written when it fails: it can quote a file.
 * @throws {ArchiveError} `BUILD_FAILED`
 */
export async function rendererEntry(root: string, log: string): Promise<string> {
  const hash = createHash('sha256').update(`${process.version}\n`);
  hashFiles(hash, root, SOURCES);
  const folder = join(root, FOLDER, `renderer-${hash.digest('hex').slice(0, 20)}`);
  const entry = join(folder, 'server/entry.mjs');
  if (!existsSync(entry)) await compile(root, folder, log);
  return entry;
}

/** Compiles beside its place and renames: two builds may do it at the same time. */
async function compile(root: string, folder: string, log: string): Promise<void> {
  mkdirSync(join(root, FOLDER), { recursive: true });
  const own = `${folder}.${process.pid}`;
  try {
    const { code, said } = await ended(root, own);
    if (code !== 0 || !existsSync(join(own, 'server/entry.mjs'))) throw failed(code, said, log);
    removeOthers(root);
    if (!existsSync(folder)) renameSync(own, folder);
  } finally {
    for (const ending of ['', '.astro']) rmSync(own + ending, { recursive: true, force: true });
  }
}

function ended(root: string, out: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolved, refused) => {
    const child = fork(join(root, 'scripts/bundle-renderer.ts'), [out], { cwd: root, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], timeout: LIMIT_MS, killSignal: 'SIGKILL' });
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => { said += text; });
    child.on('error', refused);
    child.on('exit', (code) => resolved({ code, said }));
  });
}

function failed(code: number | null, said: string, log: string): ArchiveError {
  try {
    writeFileSync(log, said);
  } catch {
    return new ArchiveError('BUILD_FAILED', 'src/site', `expected Astro to compile the site, it ended with ${code ?? 'a signal'}; what it said could not be written to ${log}`);
  }
  return new ArchiveError('BUILD_FAILED', 'src/site', `expected Astro to compile the site, it ended with ${code ?? 'a signal'}; what it said is in ${log}`);
}

/** Renderers of other versions of the code, unless a build may still be loading parts of one. */
function removeOthers(root: string): void {
  const old = (name: string) => /^renderer-[0-9a-f]{20}$/.test(name) && statSync(join(root, FOLDER, name)).mtimeMs < Date.now() - KEPT_MS;
  for (const name of readdirSync(join(root, FOLDER)).filter(old)) rmSync(join(root, FOLDER, name), { recursive: true, force: true });
}
