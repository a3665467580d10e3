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
 * words. `needs` rules out most of them before `find` is called; `find` then rules out
 * what else can't hold its kind (`holdsNumber` of scan.ts) before its patterns come,
 * those for numbers with `scanNumbers`.
 */
export interface Detector {
  kind: string;
  /** Signs of first-look.ts: a text without any of them holds none of this kind. Asked always if left out. */
  needs?: number;
  find(text: string): Iterable<Finding>;
}
