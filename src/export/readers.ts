/**
 * Readers: the dangerous work of a night, done elsewhere. Attachments are written by
 * anyone, and a detector may meet a text nobody thought of; both run in a process of
 * their own that is ended when it takes too long or too much memory. `scripts/readers/`
 * is that process.
 *
 * An outside recogniser (a city's own model for names, say) can only add findings. If
 * none is configured nothing is missing; one that is configured and fails holds the paper.
 */
import type { Finding, Paper, Screened } from '../model/stages.ts';
import type { MaskRule } from '../policy/policy.ts';
import type { Extracted } from './extract/extracted.ts';

/** A file without metadata, in which a second reading found nothing that is not seen. */
export interface CleanFile { format: string; bytes: Uint8Array }

/** What a night asks of them. All calls are synchronous. */
export interface Readers {
  /** Reads a file; whatever goes wrong comes back as an unread file. */
  readFile(name: string, path: string): Extracted;
  /** Returns a cleaned copy of a file, or `null` if there is none that holds only what a reader sees. */
  cleanFile(name: string, path: string): CleanFile | null;
  /**
   * Screens a paper.
   *
   * @throws {ArchiveError} `BAD_SOURCE` if a detector fails, or its process ends or takes too long.
   */
  screen<P extends Paper>(paper: P, masks: ReadonlyMap<string, MaskRule>): Screened<P>;
  /**
   * Returns what the city's own recogniser found, by field; `null` if none is configured.
   *
   * @throws {ArchiveError} `BAD_SOURCE` if it fails.
   */
  recognise(paper: Paper): Readonly<Record<string, readonly Finding[]>> | null;
}
