/** Source: what is needed of a record to relate it and to name its keywords, and what is read out of it. */
import { read, type Reading } from './evidence.ts';
import { lawsOf } from './laws.ts';
import { meetingOf } from './meetings.ts';
import { keysOf, type Tieable } from './ties.ts';

/** What is needed of a record to relate it. Texts are the public ones, masks included. */
export interface Relatable {
  id: string;
  title: string;
  text: string;
  documentNumber: string | null;
  /** Document numbers that the record quotes; for a ledger those of its approving documents. */
  cites: string[];
  task: string | null;
  project: string | null;
  /** Name of the records file (기록물철), unique within its unit. */
  file: string | null;
  unit: string | null;
  /** The record's own day, `YYYY-MM-DD`: tells the year of a meeting whose title does not. */
  day: string | null;
  /** A `RecordType`; ledger types make a citation a tie of money and approval. */
  type: string;
}

/** Reads the words of a record and what it shows about them. */
export function readingOf({ title, text, task }: Relatable): Reading {
  return read(title, text, task === null ? [] : [task], lawsOf(text));
}

/** Returns the keys under which a record is tied. */
export function tieKeysOf({ type, documentNumber, cites, task, project, file, unit, title, text, day }: Relatable): string[] {
  const key = file === null || unit === null ? null : `${unit} ${file}`;
  const tieable: Tieable = { type, documentNumber, cites, task, project, file: key, meeting: meetingOf(title, unit, day), laws: lawsOf(text) };
  return keysOf(tieable);
}
