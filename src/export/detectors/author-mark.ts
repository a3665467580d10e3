/**
 * The author's own marks: `⟦비공개5⟧ … ⟦/비공개⟧` closes what stands between them
 * on ground 5. Whoever wrote the paper knows what no detector can.
 *
 * A mark that can't be understood still says that something is to be closed: a
 * wrong ground or a missing end closes the rest of the text, an end without a
 * beginning closes everything before it.
 */
import { GROUNDS } from '../../model/vocabulary.ts';
import type { Ground } from '../../model/vocabulary.ts';
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { normalise, normaliseRendered } from './normalise.ts';

const KIND = 'author-mark';
const MARK = /[⟦〚]\s{0,2}(?<close>\/?)\s{0,2}비\s?공\s?개(?<rest>[^⟦〚⟧〛\n]{0,20}[⟧〛])?/gu;
const REST = /^\s{0,2}제?\s{0,2}(?<ground>[1-8])\s{0,2}호?\s{0,2}[⟧〛]$/u;

export const authorMark: Detector = {
  kind: KIND,
  needs: SEEN.authorMark,
  * find(text: string): Iterable<Finding> {
    let start = 0;
    let depth = 0;
    for (const hit of text.matchAll(MARK)) {
      const end = hit.index + hit[0].length;
      if (hit.groups!['close'] === '') {
        if (depth === 0) start = hit.index;
        if (groundOf(hit) === null) return yield { kind: KIND, start, end: text.length };
        depth += 1;
      } else if (depth <= 1) {
        yield { kind: KIND, start: depth === 0 ? 0 : start, end };
        depth = 0;
      } else depth -= 1;
    }
    if (depth > 0) yield { kind: KIND, start, end: text.length };
  },
};

/** Returns the ground that a marked passage states at its beginning, or `null` if it states none. */
export function groundOfMark(passage: string): Ground | null {
  const hit = (normaliseRendered(passage) ?? normalise(passage)).text.matchAll(MARK).next().value;
  return hit === undefined || hit.index !== 0 || hit.groups!['close'] !== '' ? null : groundOf(hit);
}

function groundOf(hit: RegExpExecArray): Ground | null {
  const digit = Number(REST.exec(hit.groups!['rest'] ?? '')?.groups!['ground']);
  return GROUNDS.find((ground) => ground === digit) ?? null;
}
