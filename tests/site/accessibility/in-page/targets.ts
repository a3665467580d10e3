/**
 * Targets: everything that takes a tap is at least 24 by 24 CSS pixels, and no other
 * target lies on that square (WCAG 2.5.8). The criterion lets links in sentences off;
 * a thumb does not, so nothing is let off here.
 */
import { interactive, isForEars, nameOf } from './elements.ts';

const LEAST = 24;
/** Half of a pixel of rounding is forgiven. */
const SLACK = 0.5;

interface Box { left: number; top: number; right: number; bottom: number }

/** Findings: targets that are too small, or whose middle lies under another one. */
export function smallTargets(): string[] {
  const targets = interactive().filter((element) => !isForEars(element) && getComputedStyle(element).pointerEvents !== 'none').map((element) => ({ element, lines: boxes(element) }));
  return targets.flatMap(({ element, lines }, at) => {
    const widest = lines.reduce((best, line) => (line.right - line.left > best.right - best.left ? line : best));
    const width = widest.right - widest.left;
    const height = Math.min(...lines.map((line) => line.bottom - line.top));
    if (width < LEAST - SLACK || height < LEAST - SLACK) return [`${nameOf(element)}: ${width.toFixed(1)} × ${height.toFixed(1)}`];
    const square = middle(widest);
    const other = targets.slice(at + 1).find((one) => !element.contains(one.element) && one.lines.some((line) => meets(line, square)));
    return other === undefined ? [] : [`${nameOf(element)}: partly under ${nameOf(other.element)}`];
  });
}

/** The boxes of a target, one for each line; a label is part of what it names. */
function boxes(element: HTMLElement): Box[] {
  const label = element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type) ? element.labels?.[0] : undefined;
  const drawn = [...(label ?? element).getClientRects()].filter((line) => line.width > 0 && line.height > 0);
  const inside = element.childElementCount > 0 && getComputedStyle(element).display === 'inline' ? [...element.children].flatMap((child) => [...child.getClientRects()]) : [];
  const all = [...drawn, ...inside.filter((line) => drawn.every((own) => line.height > own.height + 1 || line.bottom < own.top || line.top > own.bottom))];
  return all.length === 0 ? [element.getBoundingClientRect()] : drawn.length === 0 ? all : drawn.map((line) => joined(line, inside));
}

function joined(line: Box, inside: readonly Box[]): Box {
  return inside.filter((box) => box.left < line.right && box.right > line.left && box.top < line.bottom && box.bottom > line.top).reduce((sum, box) => ({
    left: Math.min(sum.left, box.left), right: Math.max(sum.right, box.right), top: Math.min(sum.top, box.top), bottom: Math.max(sum.bottom, box.bottom),
  }), { left: line.left, right: line.right, top: line.top, bottom: line.bottom });
}

function middle({ left, top, right, bottom }: Box): Box {
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  return { left: x - LEAST / 2, right: x + LEAST / 2, top: y - LEAST / 2, bottom: y + LEAST / 2 };
}

function meets(a: Box, b: Box): boolean {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
}
