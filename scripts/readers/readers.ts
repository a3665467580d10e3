/**
 * Readers: opens the process that reads attachments and screens papers. A night is
 * synchronous (nothing else happens meanwhile), so each call waits, without turning,
 * for the thread in `supervisor.ts` to answer; that thread always does.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { ArchiveError } from '../../src/errors.ts';
import type { Recogniser } from '../../src/export/configuration.ts';
import type { Readers } from '../../src/export/readers.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { BOUNDS, type Bounds, type Reply, type Request } from './messages.ts';
import type { SupervisorData } from './supervisor.ts';

/** How much longer than the longest task the night waits for the supervisor itself. */
const GRACE_MS = 30_000;
/** A reader that dies on this many papers in a row is broken, not the papers. */
const MOST_CRASHES = 5;

/** Readers that must be closed, or the process does not end. */
export interface OpenReaders extends Readers { close(): void }

/** Bounds and program for {@link openReaders}; a test gives a process that misbehaves. */
export interface ReaderOptions { recogniser?: Recogniser | null; bounds?: Bounds; processFile?: string }

/**
 * Starts the readers and has them say that they can work.
 *
 * @throws {ArchiveError} `READERS_BROKEN`, or `BAD_CONFIGURATION` if a tool they need is not there.
 */
export function openReaders({ recogniser = null, bounds = BOUNDS, processFile = new URL('./reading-process.ts', import.meta.url).href }: ReaderOptions = {}): OpenReaders {
  const line = new Line({ recogniser, bounds, processFile });
  try {
    const hello = line.ask({ task: 'hello' });
    if (hello.outcome !== 'hello') throw broken('expected the process that reads attachments to start');
  } catch (error) {
    line.close();
    throw error;
  }
  let sent: Policy['masks'] | null = null;
  /** The bytes that were read last of a file: only these may be cleaned and published. */
  const read = new Map<string, string>();
  return {
    readFile(name, path) {
      const reply = line.ask({ task: 'read', name, path });
      if (reply.outcome === 'read') read.set(path, reply.sha256);
      if (reply.outcome === 'read') return reply.file;
      sent = null;
      if (reply.outcome === 'ended') return { outcome: 'unread', problem: reply.why, detail: reply.why === 'crash' ? 'its reader died or took too much memory' : `expected to be read within ${bounds.readMs} ms` };
      throw broken('the reader answered something else');
    },
    cleanFile(name, path) {
      const reply = line.ask({ task: 'clean', name, path, sha256: read.get(path) ?? '' });
      if (reply.outcome === 'clean') return reply.file;
      sent = null;
      return null;
    },
    screen<P>(paper: P, masks: Policy['masks']) {
      const reply = line.ask({ task: 'screen', paper: paper as never, masks: sent === masks ? null : masks });
      sent = reply.outcome === 'screened' ? masks : null;
      if (reply.outcome === 'screened') return reply.screened as never;
      throw new ArchiveError('BAD_SOURCE', (paper as { where: string }).where, `the detectors ended by ${reply.outcome === 'ended' ? reply.why : 'an error'}`);
    },
    recognise(paper) {
      if (recogniser === null) return null;
      const reply = line.ask({ task: 'recognise', where: paper.where, texts: paper.texts });
      if (reply.outcome === 'recognised') return reply.found;
      throw new ArchiveError('BAD_SOURCE', paper.where, 'the recogniser failed');
    },
    close: () => line.close(),
  };
}

function broken(message: string): ArchiveError {
  return new ArchiveError('READERS_BROKEN', 'readers', `${message}; nothing was written`);
}

/** The line to the supervisor: one question, one answer. */
class Line {
  readonly #signal = new SharedArrayBuffer(4);
  readonly #channel = new MessageChannel();
  readonly #worker: Worker;
  readonly #waitMs: number;
  #crashes = 0;

  constructor({ recogniser, bounds, processFile }: Required<ReaderOptions>) {
    const workerData: SupervisorData = { port: this.#channel.port2, signal: this.#signal, bounds, recogniser, processFile };
    this.#worker = new Worker(new URL('./supervisor.ts', import.meta.url), { workerData, transferList: [this.#channel.port2] });
    this.#worker.unref();
    this.#channel.port1.unref();
    this.#waitMs = Math.max(bounds.readMs, bounds.screenMs, recogniser?.waitMs ?? 0) + GRACE_MS;
  }

  /** @throws {ArchiveError} what the readers refuse for a reason of their own, `READERS_BROKEN` when they no longer answer. */
  ask(request: Request): Reply {
    const done = new Int32Array(this.#signal);
    Atomics.store(done, 0, 0);
    this.#channel.port1.postMessage(request);
    if (Atomics.wait(done, 0, 0, this.#waitMs) === 'timed-out') throw broken('the readers no longer answer');
    const reply = receiveMessageOnPort(this.#channel.port1)?.message as Reply | undefined;
    if (reply === undefined) throw broken('the readers answered nothing');
    if (reply.outcome === 'refused') throw new ArchiveError(reply.code, reply.where, reply.message);
    this.#count(request, reply);
    return reply;
  }

  #count(request: Request, reply: Reply): void {
    if (request.task === 'recognise') return;
    this.#crashes = reply.outcome === 'ended' ? this.#crashes + 1 : 0;
    if (this.#crashes >= MOST_CRASHES) throw broken(`the process that reads ended on ${MOST_CRASHES} papers in a row`);
  }

  close(): void {
    this.#channel.port1.close();
    void this.#worker.terminate();
  }
}
