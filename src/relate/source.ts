/** Source: what is needed of a record to relate it and to name its keywords, and what is read out of it. */
import type { Relatable } from '../model/relatable.ts';
import { read, type Reading } from './evidence.ts';
import { lawsOf } from './laws.ts';
import { meetingOf } from './meetings.ts';
import { keysOf, type Tieable } from './ties.ts';

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
