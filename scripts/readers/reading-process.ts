/**
 * The process that reads attachments and screens papers, one task after the other. It
 * is started by `supervisor.ts`, which ends it when a task takes too long; it says
 * nothing on the terminal, because what a library prints may quote a file.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ArchiveError } from '../../src/errors.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { cleanFile } from '../../src/export/extract/clean.ts';
import { checkReaders, readFile } from '../../src/export/extract/read.ts';
import { READ_LIMITS } from '../../src/export/extract/extracted.ts';
import type { CleanFile } from '../../src/export/readers.ts';
import { screen } from '../../src/export/screen.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { checkDetectors } from './detector-check.ts';
import { refusal, type Reply, type Request } from './messages.ts';

let masks: Policy['masks'] = new Map();

async function answer(request: Request): Promise<Reply> {
  switch (request.task) {
    case 'hello':
      await checkReaders();
      checkDetectors(DETECTORS);
      return { outcome: 'hello' };
    case 'read': return read(request.name, request.path);
    case 'clean': return { outcome: 'clean', file: await clean(request.name, request.path, request.sha256) };
    case 'screen':
      if (request.masks !== null) masks = request.masks;
      return { outcome: 'screened', screened: screen(request.paper, DETECTORS, masks) };
    case 'recognise': throw new Error('the recogniser is asked by the supervisor');
  }
}

/** Reads a file and says of which bytes that was: by its path, another may lie there a moment later. */
async function read(name: string, path: string): Promise<Reply> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return { outcome: 'read', file: { outcome: 'unread', problem: 'corrupt', detail: 'expected a file that can be read' }, sha256: '' };
  }
  return { outcome: 'read', file: await readFile(name, bytes, READ_LIMITS), sha256: sha256Of(bytes) };
}

/** Cleans a file, but only the bytes that were read and screened before. */
async function clean(name: string, path: string, sha256: string): Promise<CleanFile | null> {
  const bytes = readFileSync(path);
  return sha256Of(bytes) === sha256 ? cleanFile(name, bytes) : null;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

process.on('message', (request: Request) => {
  answer(request).catch((error: unknown): Reply => {
    // What is no error of ours may quote the text, so only that it happened is said.
    if (error instanceof ArchiveError) return refusal(error);
    return { outcome: 'refused', code: 'BAD_SOURCE', where: request.task, message: 'the reader failed' };
  }).then((reply) => process.send!(reply));
});
process.on('disconnect', () => process.exit());
