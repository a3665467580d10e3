/**
 * Tables: each one in a region of its own that scrolls sideways and can be reached
 * by keyboard, with a caption that names it, so that it can be read on a narrow
 * phone and found by ear.
 */
import type { HtmlElement, HtmlNode, HtmlRoot } from './html-tree.ts';

/** Wraps every table of a tree and numbers it. */
export function wrapTables(tree: HtmlRoot, prefix: string): void {
  let count = 0;
  const wrap = (parent: HtmlRoot | HtmlElement): void => {
    parent.children = (parent.children as HtmlNode[]).map((child): HtmlNode => {
      if (child.type !== 'element') return child;
      if (child.tagName !== 'table') {
        wrap(child);
        return child;
      }
      count += 1;
      return region(child, `${prefix}-table-${count}`, `표 ${count}`);
    }) as HtmlElement['children'];
  };
  wrap(tree);
}

function region(table: HtmlElement, id: string, name: string): HtmlElement {
  const caption: HtmlElement = { type: 'element', tagName: 'caption', properties: { id }, children: [{ type: 'text', value: name }] };
  table.children.unshift(caption);
  for (const cell of headCells(table)) cell.properties.scope = 'col';
  alignCells(table);
  const properties = { className: ['scroll'], role: 'region', tabIndex: 0, ariaLabelledBy: [id] };
  return { type: 'element', tagName: 'div', properties, children: [table] };
}

/** Markdown says by an attribute that HTML no longer has which way a column leans; here a class says it. */
function alignCells(parent: HtmlElement): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    const { align } = child.properties;
    delete child.properties.align;
    if (align === 'right' || align === 'center') child.properties.className = [align];
    alignCells(child);
  }
}

function* headCells(parent: HtmlElement): Generator<HtmlElement> {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'th') yield child;
    else yield* headCells(child);
  }
}
