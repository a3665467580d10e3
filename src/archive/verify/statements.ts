/**
 * Statements: what was found out about a copy, one plain sentence each, and the verdict
 * they add up to. The codes are a closed set, so that a program can act upon them; the
 * sentences are for people.
 */

/** What a statement is about. */
export type Code =
  | 'signature' // the head of the log is signed by a key that is trusted
  | 'wrong-key' // it is signed by somebody else
  | 'bad-signature' // it claims a trusted key, and the signature does not hold
  | 'unsigned' // nobody has signed it: a preview
  | 'own-key' // the keys come from the copy itself
  | 'keys' // the keys that the copy hands out are not the trusted ones
  | 'witness' // somebody else has watched the log grow
  | 'publishing' // the copy is between two nights
  | 'log' // the entries give the root that was signed
  | 'tiles' // the tiles are those of the entries
  | 'lines' // the readable log holds the same entries
  | 'history' // what the entries tell can have happened
  | 'unsealed' // the log does not end with a seal
  | 'rewritten' // an earlier head of this log is not the beginning of it
  | 'checkpoints' // an earlier head is missing or unreadable
  | 'since' // the log goes on from the head that was seen before
  | 'stale' // the night that was promised has passed
  | 'manifest' // the manifest is the one that was sealed
  | 'ssh-signature' // and signed for ssh-keygen
  | 'altered' // a file has other bytes than were sealed
  | 'missing' // a file that was sealed is not there
  | 'withdrawn-served' // what was taken back is still there
  | 'not-in-log' // a record the log does not tell of
  | 'unlisted' // a file nobody sealed
  | 'record' // one record is the one the log tells of
  | 'proof'; // a proof leads from a record's entry to the signed head

/** A finding. `holds` is `null` for what is neither: it has to be known, and is no fault. */
export interface Statement { holds: boolean | null; code: Code; text: string; path?: string }

/**
 * All in all. `preview` holds, but nobody has signed it; `publishing`: nothing is wrong
 * with what can be judged in the middle of a publish.
 */
export type Verdict = 'holds' | 'fails' | 'publishing' | 'preview';

/** Of each kind so many are told one by one; a copy that is wrong all over has to be told of only once. */
const MOST_OF_A_KIND = 1000;
/** What may only seem wrong while a copy changes under the reader's eyes. */
const OF_FILES: ReadonlySet<Code> = new Set(['altered', 'missing', 'withdrawn-served', 'not-in-log', 'unlisted', 'manifest', 'ssh-signature', 'lines', 'tiles', 'keys', 'record']);

/** Gathers statements. */
export class Statements {
  readonly #all: Statement[] = [];
  readonly #faults = new Map<Code, number>();

  /** Adds one; `path` is the file it is about. */
  say(holds: boolean | null, code: Code, text: string, path?: string): void {
    if (holds === false) this.#faults.set(code, this.faults(code) + 1);
    if (holds === false && this.faults(code) > MOST_OF_A_KIND) return;
    this.#all.push(path === undefined ? { holds, code, text } : { holds, code, text, path });
  }

  /** How many faults of this kind were found. */
  faults(...codes: readonly Code[]): number { return codes.reduce((sum, code) => sum + (this.#faults.get(code) ?? 0), 0); }

  /** What was found of files proves nothing: the copy changed while it was read. */
  doubtFiles(): void {
    for (const statement of this.#all) if (statement.holds === false && OF_FILES.has(statement.code)) statement.holds = null;
  }

  /** Returns all, with one more for each kind of which not all could be told. */
  all(): Statement[] {
    const more = [...this.#faults].filter(([, count]) => count > MOST_OF_A_KIND);
    return [...this.#all, ...more.map(([code, count]): Statement => ({ holds: false, code, text: `There are ${count - MOST_OF_A_KIND} more of these.` }))];
  }
}

/** Returns what the statements add up to. */
export function verdictOf(statements: readonly Statement[]): Verdict {
  if (statements.length === 0 || statements.some(({ holds }) => holds === false)) return 'fails';
  const has = (code: Code) => statements.some((one) => one.code === code);
  if (has('publishing')) return 'publishing';
  return has('unsigned') ? 'preview' : 'holds';
}
