/**
 * Supervisor: the thread between the night, which waits, and the process that reads,
 * which may never come back. It ends that process when a task takes too long or too
 * much memory, starts another, and always answers.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workerData, type MessagePort } from 'node:worker_threads';
import type { Recogniser } from '../../src/export/configuration.ts';
import type { Bounds, Reply, Request } from './messages.ts';
import { OutsideRecogniser } from './outside-recogniser.ts';

/** What the night hands to the thread. */
export interface SupervisorData { port: MessagePort; signal: SharedArrayBuffer; bounds: Bounds; recogniser: Recogniser | null; processFile: string }

const MEMORY_LOOK_MS = 200;
const PAGE_BYTES = 4096;

const { port, signal, bounds, recogniser, processFile } = workerData as SupervisorData;
const done = new Int32Array(signal);
const outside = recogniser === null ? null : new OutsideRecogniser(recogniser);
let child: ChildProcess | null = null;

port.on('message', (request: Request) => {
  handle(request).then((reply) => {
    port.postMessage(reply);
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  });
});
port.on('close', () => {
  child?.kill('SIGKILL');
  outside?.close();
});

function handle(request: Request): Promise<Reply> {
  return request.task === 'recognise' ? outside!.ask(request.where, request.texts) : ask(request);
}

function ask(request: Request): Promise<Reply> {
  const asked = child ??= fork(processFile.startsWith('file:') ? fileURLToPath(processFile) : processFile, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return new Promise((resolve) => {
    const end = (reply: Reply, isOver: boolean): void => {
      clearTimeout(timer);
      clearInterval(looking);
      asked.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error').on('error', () => {});
      if (isOver) {
        asked.kill('SIGKILL');
        child = null;
      }
      resolve(reply);
    };
    const timer = setTimeout(() => end({ outcome: 'ended', why: 'time-out' }, true), request.task === 'screen' ? bounds.screenMs : bounds.readMs);
    const looking = setInterval(() => {
      if (memoryOf(asked.pid) > bounds.memoryBytes) end({ outcome: 'ended', why: 'crash' }, true);
    }, MEMORY_LOOK_MS);
    asked.on('message', (reply) => end(reply as Reply, false));
    asked.on('exit', () => end({ outcome: 'ended', why: 'crash' }, true));
    asked.on('error', () => end({ outcome: 'ended', why: 'crash' }, true));
    asked.send(request, (error) => {
      if (error !== null) end({ outcome: 'ended', why: 'crash' }, true);
    });
  });
}

/** Resident bytes of a process; 0 where the system does not tell (only Linux does). */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
