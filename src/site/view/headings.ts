/**
 * Headings: the page's own title is the only `h1`; a record's headings stand below
 * it, without a level left out, whatever levels its author chose.
 */
import type { HtmlElement, HtmlNode, HtmlRoot } from './html-tree.ts';

/** Gives the headings of a tree levels from `h2` on, one deeper at a time. */
export function settleHeadings(tree: HtmlRoot): void {
  const above: number[] = [];
  for (const heading of headingsOf(tree)) {
    const level = Number(heading.tagName[1]);
    while (above.length > 0 && above.at(-1)! >= level) above.pop();
    above.push(level);
    heading.tagName = `h${Math.min(6, above.length + 1)}`;
  }
}

function* headingsOf(parent: HtmlRoot | HtmlElement): Generator<HtmlElement> {
  for (const child of parent.children as HtmlNode[]) {
    if (child.type !== 'element') continue;
    if (/^h[1-6]$/.test(child.tagName)) yield child;
    else yield* headingsOf(child);
  }
}
