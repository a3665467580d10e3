/**
 * Forms: what can be told of a word by itself: its stem, its particle, the hashes it is
 * counted by and the syllable pairs it is compared by. The same words come in every
 * record, so what was told is remembered, up to a bound.
 */
import { DESCRIBING, GENERIC } from './generic-words.ts';
import { stripParticle } from './particles.ts';
import { featuresOf, isWordy } from './words.ts';

/** A word as it stands in a text. */
export interface Form {
  /** As it was written. */
  written: string;
  form: string;
  hash: number;
  /** Without its particle; the form itself where it has none. */
  stem: string;
  stemHash: number;
  /** Group of its particle, -1 without one. */
  particle: number;
  /** Whether it could be shown at all: no digits, no ending of a verb. */
  isWordy: boolean;
  /** Whether its stem is a thing that records are compared by. */
  isCompared: boolean;
  /** Hashes of its syllable pairs. */
  pairs: readonly number[];
}

/** Particles that are one and the same to a noun; those from `SURE` on no verb takes. */
const GROUPS: readonly string[][] = [
  ['은', '는'], ['이', '가'], ['을'], ['도', '만', '나', '란', '이나', '이란', '마다', '보다', '처럼', '으로써', '으로서', '로써', '로서'],
  ['를'], ['의', '까지의', '으로의', '과의', '와의', '에서의'], ['에', '에는', '에도'], ['에서', '에게', '에서는', '에서도', '에게서', '에서부터'], ['와', '과'], ['로', '으로'], ['까지', '부터', '으로부터', '로부터'],
];
/** First of the groups of particles that only nouns take. */
export const SURE = 4;
const GROUP_OF = new Map(GROUPS.flatMap((particles, group) => particles.map((particle) => [particle, group] as const)));

const REMEMBERED = 300_000;
const known = new Map<string, Form>();

/** Returns what can be told of a word. */
export function formOf(written: string): Form {
  const before = known.get(written);
  if (before !== undefined) return before;
  if (known.size >= REMEMBERED) known.clear();
  const form = tell(written);
  known.set(written, form);
  return form;
}

/** Returns a hash of 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function tell(written: string): Form {
  const form = written.toLowerCase();
  const stem = stripParticle(form);
  const wordy = form.length <= 20 && !/\d/.test(form) && (isWordy(form) || isWordy(stem));
  return {
    written, form, stem, hash: hashOf(form), stemHash: hashOf(stem),
    particle: stem === form ? -1 : GROUP_OF.get(form.slice(stem.length)) ?? 3,
    isWordy: wordy, isCompared: wordy && isWordy(stem) && !GENERIC.has(stem) && !DESCRIBING.test(stem),
    pairs: featuresOf(form).map((feature) => hashOf(`~${feature}`)),
  };
}
