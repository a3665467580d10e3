/** Fit: nothing goes out of the window, is cut off, or lies over other words, however narrow the window and large the letters. */
import { elements, isForEars, isRendered, nameOf, texts } from './elements.ts';

const CUTS = ['hidden', 'clip'];
/** What rounding of lines and letters may come to, in pixels. */
const SLACK = 1.5;

/** Findings: what makes the page wider than the window, and what lies beside the window where nobody gets (WCAG 1.4.10). */
export function overflow(): string[] {
  const { innerWidth: width } = window;
  const beyond = document.documentElement.scrollWidth - width;
  const outside = [...texts()].filter(({ parent }) => !isForEars(parent) && !isInScroller(parent)).flatMap(({ node, parent }) => {
    const lines = linesOf(node).filter((line) => line.width > 0 && (line.right > width + SLACK || line.left < -SLACK));
    return lines.length === 0 || getComputedStyle(parent).position === 'absolute' ? [] : [`${nameOf(parent)}: words from ${lines[0]!.left.toFixed(0)} to ${lines[0]!.right.toFixed(0)} in a window of ${width}`];
  });
  return [...(beyond > 0 ? [`page: ${beyond} px wider than the window of ${width}`, ...widest(width)] : []), ...new Set(outside)];
}

function widest(width: number): string[] {
  return elements().filter((element) => isRendered(element) && !isInScroller(element) && element.getBoundingClientRect().right > width + SLACK && element.childElementCount === 0).slice(0, 3).map((element) => `page: ${nameOf(element)} reaches to ${element.getBoundingClientRect().right.toFixed(0)}`);
}

function isInScroller(element: Element): boolean {
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
  }
  return false;
}

/** Findings: words that are cut off: by a box that hides what is too much, by three dots, by a number of lines, by the edge of a drawing (WCAG 1.4.4, 1.4.10, 1.4.12). */
export function clipped(): string[] {
  return [...elements().filter((element) => isRendered(element) && !isForEars(element) && (element.textContent ?? '').trim() !== '').flatMap((element) => {
    const style = getComputedStyle(element);
    const isOver = { x: element.scrollWidth > element.clientWidth + SLACK, y: element.scrollHeight > element.clientHeight + SLACK };
    if (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible' && isOver.x) return [`${nameOf(element)}: cut with three dots`];
    if (style.webkitLineClamp !== 'none' && isOver.y) return [`${nameOf(element)}: cut after ${style.webkitLineClamp} lines`];
    if ((CUTS.includes(style.overflowX) && isOver.x) || (CUTS.includes(style.overflowY) && isOver.y)) return [`${nameOf(element)}: cut off by its box`];
    return style.display.startsWith('inline') || style.display === 'contents' || style.overflowY !== 'visible' || !isOver.y || style.height === 'auto' || element.clientHeight === 0 ? [] : spilled(element);
  }), ...cutInDrawings()];
}

/** Words below the lower edge of a box that shows what is too much: they lie over what comes next. */
function spilled(element: HTMLElement): string[] {
  const { bottom } = element.getBoundingClientRect();
  const isSpilt = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '' && linesOf(node).some((line) => line.bottom > bottom + line.height / 2));
  return isSpilt ? [`${nameOf(element)}: words run out of its box`] : [];
}

function cutInDrawings(): string[] {
  return (elements('svg text') as unknown as SVGTextElement[]).filter((text) => isRendered(text) && (text.textContent ?? '').trim() !== '').flatMap((text) => {
    const drawing = outermost(text).getBoundingClientRect();
    const words = text.getBoundingClientRect();
    const isIn = words.left >= drawing.left - SLACK && words.right <= drawing.right + SLACK && words.top >= drawing.top - SLACK && words.bottom <= drawing.bottom + SLACK;
    return isIn ? [] : [`${nameOf(text.ownerSVGElement!)} text “${text.textContent!.trim().slice(0, 20)}”: cut off by the edge of the drawing`];
  });
}

function outermost(inside: SVGElement): SVGElement {
  return inside.ownerSVGElement === null ? inside : outermost(inside.ownerSVGElement);
}

/** Findings: words that lie over other words. */
export function overlapping(): string[] {
  const lines = [...texts()].filter(({ parent }) => !isForEars(parent) && !parent.closest('[aria-hidden="true"], sup, sub, ruby')).flatMap(({ node, parent }) => linesOf(node).filter((line) => line.width > 1).map((line) => ({ line, parent })))
    .sort((a, b) => a.line.top - b.line.top);
  const findings = new Set<string>();
  lines.forEach(({ line, parent }, at) => {
    // Letters fill two thirds of the height of their line: only what is deeper than that in another line lies over it.
    for (let next = at + 1; next < lines.length && lines[next]!.line.top < line.bottom - line.height / 2.5; next += 1) {
      const other = lines[next]!;
      const wide = Math.min(line.right, other.line.right) - Math.max(line.left, other.line.left);
      if (wide > 2 && other.parent !== parent && isShown(line, parent) && isShown(other.line, other.parent)) findings.add(`${nameOf(parent)}: lies over ${nameOf(other.parent)}`);
    }
  });
  return [...findings];
}

/** Whether a line is where a reader sees it, and not scrolled out of the box it stands in. */
function isShown(line: DOMRect, parent: Element): boolean {
  for (let at: Element | null = parent; at !== null && at !== document.body; at = at.parentElement) {
    if (getComputedStyle(at).overflowX === 'visible') continue;
    const box = at.getBoundingClientRect();
    if (line.left >= box.right || line.right <= box.left) return false;
  }
  return true;
}

function linesOf(node: Text): DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}
