/**
 * Results: the list of what was found, ten at a time, each line as soon as it came and
 * in its order; and where in it a reader was, for who comes back to it.
 */
import type { Language } from '../view/language.ts';
import type { Answer } from './engine.ts';
import type { Say } from './fetched.ts';
import { PARTS } from './parts.ts';
import { resultLine } from './result-line.ts';
import { AT_ONCE } from './spoken.ts';

/** Where a reader was: how many results there were, how far down the page, on which of them. */
export interface Place { shown?: number; top?: number; on?: number }

/** What the lines are made for; `isLast` turns false when another search has begun. */
export interface Shown { answer: Answer; language: Language; say: Say; isLast(): boolean }

const { found, further, more, shown } = PARTS;
/** More than anybody scrolls through; each is a request. */
const MOST_RESTORED = 100;

/** Empties the list. */
export function clearResults(): void {
  found.replaceChildren();
  further.hidden = true;
}

/**
 * Adds results until as many stand there; returns whether all of them came.
 *
 * @param begin - Called once, right before the first line is added: what stands above the
 *   list must be there by then, or the lines would jump when it comes.
 */
export async function showUntil(until: number, { answer, language, say, isLast }: Shown, begin = (): void => undefined): Promise<boolean> {
  const coming = answer.results.slice(found.children.length, Math.min(until, answer.total)).map(async (result) => await result.data());
  let isWhole = true;
  let hasBegun = false;
  for (const one of settleEach(coming)) {
    const came = await one;
    if (!isLast()) return true;
    if (came === null) {
      isWhole = false;
      continue;
    }
    if (!hasBegun) begin();
    hasBegun = true;
    found.append(resultLine(came, language, say));
  }
  // With a gap in the list nobody can say which the next ones are.
  further.hidden = answer.total <= AT_ONCE || !isWhole;
  more.hidden = found.children.length >= answer.total;
  shown.textContent = say('search.shown', { shown: found.children.length.toLocaleString(language), count: answer.total.toLocaleString(language) });
  return isWhole;
}

/** A result that does not come is `null` at its turn, and not an error that nobody waits for. */
function settleEach<T>(coming: readonly Promise<T>[]): Promise<T | null>[] {
  return coming.map((one) => one.catch(() => null));
}

/** Adds the next ten and puts the focus on the first of them; returns whether they came. */
export async function showMore(list: Shown): Promise<boolean> {
  const from = found.children.length;
  const isWhole = await showUntil(from + AT_ONCE, list);
  found.children[from]?.querySelector('a')?.focus();
  return isWhole;
}

/** Returns how many results a reader who comes back must find. */
export function shownAt(place: Place): number {
  return Math.min(Math.max(AT_ONCE, place.shown ?? 0), MOST_RESTORED);
}

/** Returns where the reader is. */
export function placeNow(): Place {
  return { shown: found.children.length, top: Math.round(scrollY), on: [...found.children].findIndex((line) => line.contains(document.activeElement)) };
}

/** Takes the reader back. */
export function goBackTo({ top, on = -1 }: Place): void {
  if (top !== undefined) scrollTo({ top, behavior: 'instant' });
  found.children[on]?.querySelector('a')?.focus({ preventScroll: true });
}
