/** Messages: what the night, the thread that watches and the process that reads say to each other. */
import type { CleanFile } from '../../src/export/readers.ts';
import type { Extracted } from '../../src/export/extract/extracted.ts';
import type { ArchiveError, ErrorCode } from '../../src/errors.ts';
import type { Finding, Paper, Screened, Texts } from '../../src/model/stages.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** `hello` loads all readers and says whether they can work. Masks are sent once and named by a number. */
export type Request =
  | { task: 'hello' }
  | { task: 'read'; name: string; path: string }
  /** `sha256` is that of the bytes that were read. */
  | { task: 'clean'; name: string; path: string; sha256: string }
  | { task: 'screen'; paper: Paper; masks: Policy['masks'] | null }
  | { task: 'recognise'; where: string; texts: Texts };

export type Reply =
  | { outcome: 'hello' }
  | { outcome: 'read'; file: Extracted; sha256: string }
  | { outcome: 'clean'; file: CleanFile | null }
  | { outcome: 'screened'; screened: Screened }
  | { outcome: 'recognised'; found: Readonly<Record<string, readonly Finding[]>> }
  | { outcome: 'refused'; code: ErrorCode; where: string; message: string }
  /** The process died, took too long or too much memory. */
  | { outcome: 'ended'; why: 'crash' | 'time-out' };

/** How long one task may take, and how much memory the process may hold. */
export interface Bounds { readMs: number; screenMs: number; memoryBytes: number }

export const BOUNDS: Bounds = { readMs: 180_000, screenMs: 60_000, memoryBytes: 2_000_000_000 };

/** Returns how an error travels: code, place and message, which quote no text. */
export function refusal({ code, where, message }: ArchiveError): Reply {
  return { outcome: 'refused', code, where, message: message.startsWith(`${where}: `) ? message.slice(where.length + 2) : message };
}
