/**
 * Lines: the readable log of a copy, `log/000001.jsonl` and so on. It has to hold the same
 * entries as the tree; both are read side by side, so neither has to fit into memory.
 */
import type { Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';

const NEWLINE = 10;

/** Reads the readable log beside another. */
export class Lines {
  readonly #lines: AsyncGenerator<Buffer, void>;
  readonly #say: Statements;
  #fault: number | null = null;
  #count = 0;
  #files = 0;

  constructor(mirror: Mirror, say: Statements) {
    this.#say = say;
    this.#lines = this.#read(mirror);
  }

  /** How many files were read; of a log that differs nobody knows how many belong to it. */
  get files(): number { return this.#fault === null ? this.#files : Infinity; }

  /** Holds the next entry of the tree against the next line. */
  async compare(entry: Buffer): Promise<void> {
    if (this.#fault === null) {
      const { value: line } = await this.#lines.next();
      if (line === undefined || !line.equals(entry)) this.#fault = this.#count;
    }
    this.#count += 1;
  }

  /** Says what was found. Lines after the last entry come with the next night. */
  async close(): Promise<void> {
    if (this.#fault !== null) return this.#say.say(false, 'lines', `The readable log differs from the signed one at entry ${this.#fault}.`, linesPath(Math.max(1, this.#files)));
    this.#say.say(true, 'lines', 'The readable log holds the same entries.');
    let left = 0;
    for await (const _ of this.#lines) left += 1;
    if (left > 0) this.#say.say(null, 'publishing', 'The readable log goes on after the signed one: the next night is on its way, or was never finished.', linesPath(this.#files));
  }

  async* #read(mirror: Mirror): AsyncGenerator<Buffer, void> {
    for (let n = 1; ; n += 1) {
      const opened = await mirror.open(linesPath(n));
      if (opened === null) return;
      this.#files = n;
      let rest = Buffer.alloc(0);
      for await (const piece of opened) {
        let start = 0;
        const bytes = Buffer.concat([rest, piece]);
        for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
          yield bytes.subarray(start, end);
          start = end + 1;
        }
        rest = bytes.subarray(start);
      }
      // A last line that does not end is one that was cut.
      if (rest.length > 0) yield Buffer.concat([rest, Buffer.of(NEWLINE)]);
    }
  }
}

/** Returns the path of the readable log of a night. */
export function linesPath(n: number): string { return `log/${String(n).padStart(6, '0')}.jsonl`; }
