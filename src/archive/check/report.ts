/**
 * Report: what the check says. A finding names the file, the place and the kind, and
 * never the value; its id binds an officer's "this is a false alarm" to exactly this
 * value of this kind in this record.
 */
import { createHash } from 'node:crypto';

/** One thing that may not be published. */
export interface CheckFinding {
  /** Path below the build; inner files after `!`. */
  file: string;
  /** A kind of personal information, `taint:<kind>`, `withdrawn`, `withdrawn-id`, or `changed-file` for bytes that no check has read. */
  kind: string;
  where: string;
  /** First twelve hex digits of SHA-256 over kind, value and record. */
  id: string;
}

/** A file that could not be read to its end, and why. */
export interface Unread { file: string; reason: string }

/** What a check found. The build may go out only if `findings` and `unread` are empty. */
export interface CheckReport {
  /** Files that were read, inner ones not counted, and their bytes. */
  files: number;
  bytes: number;
  /** How many of them were read again though they stood already. */
  again: number;
  /** Characters of decoded text that were searched, in all readings. */
  characters: number;
  /** Values of the taint list and withdrawn records that were looked for. */
  taints: number;
  withdrawn: number;
  canaries: { planted: number; found: number };
  findings: readonly CheckFinding[];
  /** Findings an officer has accepted as false alarms. */
  accepted: number;
  unread: readonly Unread[];
}

/** Returns the id of a finding. */
export function findingId(kind: string, value: string, record: string): string {
  return createHash('sha256').update(`${kind}\0${value.replace(/\s+/g, ' ').trim()}\0${record}`).digest('hex').slice(0, 12);
}
