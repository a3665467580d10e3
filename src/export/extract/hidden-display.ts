/**
 * The last look at a display text: whether it repeats something that the security
 * read found only in hidden parts. Two readers that disagree on what is seen mean
 * that one of them is wrong, and it could be either.
 */
import { Unread, type Part } from './extracted.ts';

/** Shorter stretches occur by chance. */
const MINIMUM_LENGTH = 8;

/** Lines times characters: a minute's work, which only a file made for it asks for. */
const MAXIMUM_WORK = 20_000_000_000;

/** @throws {Unread} `hidden-text` if a hidden line stands in the display and in no visible part. */
export function refuseHiddenDisplay(display: string, parts: readonly Part[]): void {
  const shown = squeezed(display);
  const visible = squeezed(parts.filter(({ kind }) => kind !== 'hidden').map(({ text }) => text).join('\n'));
  const hiddenLines = new Set(parts.filter(({ kind }) => kind === 'hidden').flatMap(({ text }) => text.split('\n')).map(squeezed));
  if (hiddenLines.size * shown.length > MAXIMUM_WORK) throw new Unread('too-large', `${hiddenLines.size} hidden lines to look for in ${shown.length} characters`);
  for (const line of hiddenLines) {
    if (line.length >= MINIMUM_LENGTH && shown.includes(line) && !visible.includes(line)) {
      throw new Unread('hidden-text', `${line.length} hidden characters that the display would repeat`);
    }
  }
}

/** Returns letters and digits only: spaces and Markdown differ between two readings. */
function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
