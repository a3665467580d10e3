/**
 * Triggers: at which units of a text the rules for names are asked. Most rules hang on
 * one frequent syllable (이, 의, 가) and matter at few of its places, so each says what
 * must stand right before and behind; three look-ups in tables pass by nearly all of a
 * text before a function is called or a pattern is run.
 */

/** A rule with its units. `before` and `behind` are the units of which one must stand there; without them any may, as at both ends of the text. */
export interface Trigger<Taker> { units: string; before?: string; behind?: string; read: (text: string, at: number, take: Taker) => void }

const UNITS = 0x10000;

/** Returns the function that reads a text by these rules. @param triggers - Up to 31. */
export function readingBy<Taker>(triggers: readonly Trigger<Taker>[]): (text: string, take: Taker) => void {
  const at = masks(triggers.map(({ units }) => units));
  const before = masks(triggers.map((trigger) => trigger.before ?? null));
  const behind = masks(triggers.map((trigger) => trigger.behind ?? null));
  const reads = triggers.map(({ read }) => read);
  return (text, take) => {
    let last = 0;
    for (let place = 0; place < text.length; place += 1) {
      const code = text.charCodeAt(place);
      let mask = at[code]! & before[last]!;
      last = code;
      if (mask === 0) continue;
      mask &= behind[text.charCodeAt(place + 1) || 0]!;
      for (; mask !== 0; mask &= mask - 1) reads[31 - Math.clz32(mask & -mask)]!(text, place, take);
    }
  };
}

/** For each unit, a bit for each rule that has it; `null` allows all. The unit 0 stands for an end of the text. */
function masks(lists: readonly (string | null)[]): Int32Array {
  const table = new Int32Array(UNITS);
  lists.forEach((list, n) => {
    if (list === null) for (let code = 0; code < UNITS; code += 1) table[code]! |= 1 << n;
    else for (let place = 0; place < list.length; place += 1) table[list.charCodeAt(place)]! |= 1 << n;
    table[0]! |= 1 << n;
  });
  return table;
}

/** All syllables of Hangul. */
export const SYLLABLES = Array.from({ length: 0xd7a3 - 0xac00 + 1 }, (_, n) => String.fromCharCode(0xac00 + n)).join('');
