/**
 * Joined digits: a short part of a text with its numbers in one piece where a line end
 * divides them (`8-9697⏎804567`) or the same sign stands after every digit
 * (`8 9 6 9 7 …`, `8.9.6.9.7. …`). In running text single digits are counts and
 * sections, so only those who know from a label or a heading what they read ask for it.
 */

/** What divides the digits of one number: a line end, also after a dash; the same sign between single digits. */
const DIVIDED = /(?<=\d[-.]?)\n(?=\d)|(?<![\d.])\d(?<gap>[ .])\d(?:\k<gap>\d){4,16}(?!\d|\.\d)/g;

/** The part as it is read, and where in it each unit and its end come from. */
export interface Joined { text: string; places: readonly number[] }

/** Returns the part read in one piece; `text` is the same if nothing divides a number. */
export function joinedDigits(part: string): Joined {
  const places: number[] = [];
  let text = '';
  const add = (from: number, to: number, isJoined: boolean): void => {
    for (let at = from; at < to; at += 1) {
      if (isJoined && !/\d/.test(part[at]!)) continue;
      text += part[at]!;
      places.push(at);
    }
  };
  let at = 0;
  for (const { 0: divided, index } of part.matchAll(DIVIDED)) {
    add(at, index, false);
    add(index, at = index + divided.length, true);
  }
  if (at === 0) return { text: part, places: [] };
  add(at, part.length, false);
  return { text, places };
}
