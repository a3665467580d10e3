/** Mirror: runs `public/mirror.sh` as a person would, in a shell of their machine. */
import { spawn, spawnSync } from 'node:child_process';

/** How a run ended, and all it said. */
export interface Run { code: number | null; said: string }

/** Shells that are here. */
export const SHELLS = [['dash'], ['busybox', 'ash'], ['bash', '--posix']].filter(([name]) => isHere(name!));

/** Whether a program is on the path. */
export function isHere(name: string): boolean {
  return spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** Runs the script. */
export function mirror(words: readonly string[], { shell = ['sh'], environment = {} }: { shell?: readonly string[]; environment?: Record<string, string> } = {}): Promise<Run> {
  const [program, ...before] = shell;
  const child = spawn(program!, [...before, 'public/mirror.sh', ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MIRROR_TRIES: '1', MIRROR_WAIT: '0', LC_ALL: 'C', ...environment } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text; });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, said }));
  });
}
