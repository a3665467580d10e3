/** Focus: that it is seen, is on the screen, is covered by nothing, and goes the way of reading. */
import { behind, colour, contrast } from './colours.ts';
import { focusable, nameOf } from './elements.ts';

/** Findings: what takes the focus without a mark of 2 px and 3:1 (WCAG 2.4.7, 2.4.13, 1.4.11). */
export function faintFocus(): string[] {
  const findings = focusable().flatMap((element) => {
    element.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
    if (document.activeElement !== element) return [`${nameOf(element)}: does not take the focus`];
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return [`${nameOf(element)}: focus is not marked (${outlineStyle} ${outlineWidth})`];
    const ratio = contrast(colour(outlineColor)!, behind(element, parseFloat(outlineOffset) < 0));
    return ratio >= 3 ? [] : [`${nameOf(element)}: mark of the focus has ${ratio.toFixed(1)}:1`];
  });
  (document.activeElement as HTMLElement | null)?.blur();
  return findings;
}

/** Findings: a focus that is off the screen or under something, where it stands now (WCAG 2.4.11, 2.4.12). */
export function lostFocus(): string[] {
  const element = document.activeElement;
  if (element === null || element === document.body) return [];
  const { innerWidth: width, innerHeight: height } = window;
  const whole = element.getBoundingClientRect();
  if (whole.bottom <= 0 || whole.top >= height || whole.right <= 0 || whole.left >= width) return [`${nameOf(element)}: focus is off the screen`];
  const lines = [...element.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
  const fits = lines.filter((line) => line.top >= -2 && line.bottom <= height + 2 && line.left >= -1 && line.right <= width + 1);
  if (element instanceof HTMLTextAreaElement && whole.top >= 0) return []; // A browser brings the line with the caret onto the screen, not the whole field.
  const seen = (Math.min(whole.bottom, height) - Math.max(whole.top, 0)) / whole.height;
  if (fits.length === 0 && whole.height <= height && whole.width <= width && seen < 0.75) return [`${nameOf(element)}: focus is only half on the screen`];
  const line = fits[0] ?? whole;
  const x = (Math.max(0, line.left) + Math.min(width, line.right)) / 2;
  const y = (Math.max(0, line.top) + Math.min(height, line.bottom)) / 2;
  const top = document.elementFromPoint(x, y);
  const isSeen = top !== null && (element.contains(top) || top.contains(element));
  return isSeen ? [] : [`${nameOf(element)}: focus is under ${top === null ? 'nothing that is drawn' : nameOf(top)}`];
}

/** Findings: stops whose focus is lost, each taken in turn. Taking the focus scrolls as the Tab key does. */
export function lostFocusAnywhere(): string[] {
  const findings = focusable().flatMap((element) => {
    element.focus({ focusVisible: true } as FocusOptions);
    return lostFocus();
  });
  (document.activeElement as HTMLElement | null)?.blur();
  window.scrollTo(0, 0);
  return findings;
}

let stops: HTMLElement[] = [];

/** Notes the stops of the page as they are now, and returns their names. */
export function stopNames(): string[] {
  stops = focusable();
  return stops.map(nameOf);
}

/** Returns which of the noted stops has the focus, from 0; -1 if none has. */
export function stopNow(): number {
  return stops.indexOf(document.activeElement as HTMLElement);
}

/** Findings: a focus that goes back up, or back in its line: CSS has moved what the document has in order (WCAG 2.4.3, 1.3.2). */
export function backwardFocus(): string[] {
  const stops = focusable().filter((stop) => getComputedStyle(stop).position !== 'absolute');
  const positive = stops.filter((stop) => stop.tabIndex > 0).map((stop) => `${nameOf(stop)}: has a place of its own in the order (tabindex ${stop.tabIndex})`);
  return [...positive, ...stops.slice(1).flatMap((next, at) => {
    const from = [...stops[at]!.getClientRects()].at(-1)!;
    const to = next.getClientRects()[0]!;
    if (getComputedStyle(next).direction === 'rtl' || next.closest('[dir="rtl"]')) return [];
    const isSameLine = to.top < from.bottom - 2 && to.bottom > from.top + 2;
    if (stops[at]!.closest('aside') !== null && next.closest('aside') === null) return []; // Beside one another: what stands beside was read to its end.
    const isBack = isSameLine ? to.right <= from.left + 1 : to.bottom <= from.top + 2 && to.left < from.right - 1;
    return isBack ? [`${nameOf(stops[at]!)}, then ${nameOf(next)}: focus goes back`] : [];
  })];
}
