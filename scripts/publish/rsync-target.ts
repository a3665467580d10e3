/**
 * Rsync target: a host with ssh (`user@host:/path`), a daemon (`rsync://…`) or a path,
 * through the system's rsync: nobody's client is better, and hosts know it.
 *
 * rsync reads the portal's files itself, right after their hashes were looked at; it
 * compares checksums, writes beside and renames, so each file is whole. Known: it does
 * not flush the remote disk; a host that loses power may keep a later step and lose an
 * earlier one, which `npm run verify` names and `--all` repairs.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';
import type { Sent, Target } from '../../src/archive/publish/target.ts';
import { filesBelow } from './files-below.ts';

/** Seconds without an answer after which rsync gives up. */
const TIMEOUT_S = 120;
/** rsync's word for "some files were not there", and for a folder that is not. */
const NOT_THERE = new Set([23, 24]);

/** A place that rsync reaches. `source` is the portal it sends from. */
export class RsyncTarget implements Target {
  readonly name: string;
  readonly #source: string;

  /** @throws {ArchiveError} `BAD_ARGUMENT` for a name that rsync would take for an option. */
  constructor(name: string, source: string) {
    if (name.startsWith('-')) throw new ArchiveError('BAD_ARGUMENT', 'target', 'expected a host and a path, got something that begins with "-"');
    this.name = name.replace(/\/+$/, '');
    this.#source = source;
  }

  async list(folder: string): Promise<string[]> {
    const { code, out } = await this.#rsync(['--list-only', '--dirs', '--no-motd', '--', `${this.name}/${folder === '' ? '' : `${folder}/`}`], '', NOT_THERE);
    if (code !== 0) return [];
    const names = out.split('\n').flatMap((line) => /^[-dl]\S+ +[\d,.]+ \S+ \S+ (.*)$/.exec(line)?.slice(1, 2) ?? []);
    return names.filter((name) => name !== '.');
  }

  async read(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    if (paths.length === 0) return new Map();
    return await withFolder(async (folder) => {
      await this.#rsync(['--files-from=-', '--from0', '--ignore-missing-args', '--no-motd', '--', `${this.name}/`, `${folder}/`], paths.join('\0'), NOT_THERE);
      return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path))]));
    });
  }

  async write(files: readonly Sent[]): Promise<number> {
    for (const file of files) file.read();
    const same = files.filter(({ path, from }) => path === from).map(({ path }) => path);
    let changed = same.length === 0 ? 0 : await this.#send(['--files-from=-', '--from0', '--', `${this.#source}/`, `${this.name}/`], same.join('\0'));
    for (const { path, from } of files.filter((file) => file.path !== file.from)) changed += await this.#send(['--', join(this.#source, from), `${this.name}/${path}`], '');
    return changed;
  }

  /** A list of files that an empty tree of the same folders has not: rsync removes those. Known: folders that become empty stay. */
  async remove(paths: readonly string[]): Promise<void> {
    await withFolder(async (empty) => {
      for (const folder of new Set(paths.map((path) => dirname(path)))) mkdirSync(join(empty, folder), { recursive: true });
      await this.#rsync(['--delete-missing-args', '--files-from=-', '--from0', '--', `${empty}/`, `${this.name}/`], paths.join('\0'));
    });
  }

  /** Checksums, not times, say what is other; `--out-format` has a line for each file that was. */
  async #send(words: readonly string[], input: string): Promise<number> {
    const { out } = await this.#rsync(['--times', '--checksum', '--mkpath', '--delay-updates', '--out-format=%i', ...words], input);
    return out.split('\n').filter((line) => line.startsWith('<f') || line.startsWith('>f')).length;
  }

  async #rsync(words: readonly string[], input: string, allowed: ReadonlySet<number> = new Set()): Promise<{ code: number; out: string }> {
    const { code, out } = await runRsync([`--timeout=${TIMEOUT_S}`, ...words], input);
    if (code !== 0 && !allowed.has(code)) throw new ArchiveError('BAD_TARGET', this.name, `expected rsync to end well, it ended with code ${code}; what it said stands above`);
    return { code, out };
  }
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-publish-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What rsync complains about goes to the person, except where a missing file is no mistake. */
function runRsync(words: readonly string[], input: string): Promise<{ code: number; out: string }> {
  return new Promise((done, fail) => {
    const child = spawn('rsync', words, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, said] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
    child.once('error', (error: NodeJS.ErrnoException) => fail(error.code === 'ENOENT' ? new ArchiveError('BAD_TARGET', 'rsync', 'expected the program rsync on this machine, it is not installed') : error));
    child.once('close', (code) => {
      if (code !== 0 && !NOT_THERE.has(code ?? 1)) process.stderr.write(said);
      done({ code: code ?? 1, out });
    });
    child.stdin.on('error', () => { /* rsync ended before it read the list: its exit code tells. */ }).end(input);
  });
}
