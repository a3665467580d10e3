/**
 * Effects: the only door to the world. Clock, randomness, writes and progress
 * come in as an argument, so that a test can stop the clock, seed the nonces and
 * let any write fail before or after it happened. Reading files is not an effect:
 * what is read is checked where it is read.
 */

/** What the code below `scripts/` may do to the world. All calls are synchronous and throw on failure. */
export interface Effects {
  /** The present instant. */
  now(): Date;
  /** `size` unpredictable bytes, in a test seeded ones. */
  randomBytes(size: number): Uint8Array;
  /** Creates a folder and its parents. */
  makeFolder(path: string): void;
  /** Writes a whole file and flushes it to the disk. */
  writeFile(path: string, content: string | Uint8Array): void;
  /** Adds to the end of a file (creating it) and flushes it to the disk. */
  appendFile(path: string, content: string): void;
  /** Moves a file, replacing what is there. */
  rename(from: string, to: string): void;
  /** Removes a file or a folder with all it holds; nothing there is fine. */
  remove(path: string): void;
  /** Tells the person at the terminal how far the work is. Never record text. */
  report(progress: Progress): void;
}

/** One line of progress. `total` is absent when it is not known beforehand. */
export interface Progress {
  stage: string;
  done: number;
  total?: number;
  note?: string;
}
