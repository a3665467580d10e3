/**
 * Detector: code that finds one kind of personal information. One file per kind,
 * with its policy line (`content/policy/masks/<kind>.md`) and its example folder
 * (`tests/export/detectors/<kind>/`); a test holds that all three exist or none.
 */
import type { Finding } from '../../model/stages.ts';

/** A text as a detector reads it. */
export interface NormalisedText {
  /** NFKC, zero-width characters removed, one kind of dash, space and digit. */
  text: string;
  /** Where the original character begins that `text[i]` comes from. UTF-16 code units. */
  starts: Uint32Array;
  /** Where it ends; characters that were dropped lie between an end and the next start. */
  ends: Uint32Array;
}

/**
 * Finds one kind of personal information. Findings are ranges of the normalised text.
 *
 * A night asks every detector about every cell of every ledger, and most are a few
 * words. So `find` first rules out what can't hold its kind, by one look at the text
 * (`holdsNumber` of scan.ts, one pattern for the sign an address needs), and returns
 * an empty list; only then come its patterns, those for numbers with `scanNumbers`.
 */
export interface Detector {
  kind: string;
  find(text: string): Iterable<Finding>;
}
