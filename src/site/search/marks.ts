/** Marks: where the words that were asked for stand in a title and in an excerpt. */
import type { ExcerptPart } from '../security/excerpt.ts';

/** Returns the stretches of a title, those that a word of the query begins marked. */
export function markTitle(title: string, query: string): ExcerptPart[] {
  const words = query.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (words.length === 0) return [{ text: title, isMarked: false }];
  return title.split(new RegExp(`(${words.join('|')})`, 'giu')).map((text, at) => ({ text, isMarked: at % 2 === 1 })).filter(({ text }) => text !== '');
}

/**
 * Returns an excerpt without the title, with which every text in the index begins: it
 * stands above already. Nothing is left of an excerpt that is a piece of the title.
 */
export function withoutTitle(excerpt: readonly ExcerptPart[], title: string): ExcerptPart[] {
  const whole = excerpt.map(({ text }) => text).join('');
  const start = title.replace(/\s+/g, ' ').trim();
  if (start.startsWith(whole.trim())) return [];
  let left = whole.startsWith(start) ? start.length : 0;
  const rest = excerpt.map(({ text, isMarked }) => {
    const cut = Math.min(left, text.length);
    left -= cut;
    return { text: text.slice(cut), isMarked };
  });
  return rest.filter(({ text }) => text !== '');
}
