/**
 * Detector: code that finds one kind of personal information. One file per kind,
 * with its policy line (`content/policy/masks/<kind>.md`) and its example folder
 * (`tests/export/detectors/<kind>/`); a test holds that all three exist or none.
 */
import type { Finding } from '../../model/stages.ts';

/** A text as a detector reads it. */
export interface NormalisedText {
  /** NFKC, zero-width characters removed, one kind of dash and space. */
  text: string;
  /** Where the original character begins that `text[i]` comes from. UTF-16 code units. */
  starts: Uint32Array;
  /** Where it ends; characters that were dropped lie between an end and the next start. */
  ends: Uint32Array;
}

/** Finds one kind of personal information. Findings are ranges of the normalised text. */
export interface Detector {
  kind: string;
  find(text: string): Iterable<Finding>;
}
