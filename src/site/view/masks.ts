/**
 * Masks on a page: `[휴대전화 가림·제6호]` becomes a span that the eye can tell from
 * the text around it. The words stay as they are, for ears, for searching and for
 * copying; only the dot is hidden from ears, and a space after it, which the style takes
 * back for the eye, keeps two words from being read as one.
 */
import type { HtmlElement, HtmlNode, HtmlRoot } from './html-tree.ts';

/** Stand for a mask's brackets while Markdown is parsed: code points that no text may hold. */
export const MASK_OPEN = '\uFDD0';
const MASK_CLOSE = '\uFDD1';
const MASK = /\[([^[\]\n]{1,40}) 가림·제([1-8])호\]/g;
const HIDDEN = /\uFDD0([^\uFDD0\uFDD1]*)\uFDD1/;

/** Returns the text with the brackets of its masks out of sight of the Markdown parser. */
export function hideMasks(text: string): string {
  return text.replace(/[\uFDD0\uFDD1]/g, '').replace(MASK, `${MASK_OPEN}$1 가림·제$2호${MASK_CLOSE}`);
}

/** Returns the text with the brackets back. */
export function showMasks(text: string): string {
  return text.replaceAll(MASK_OPEN, '[').replaceAll(MASK_CLOSE, ']');
}

/** Returns a text as HTML: escaped, with its masks as spans. */
export function withMasks(text: string): string {
  return escapeHtml(text).replace(MASK, '<span class="mask">[$1 가림<span aria-hidden="true">·</span> 제$2호]</span>');
}

/** Returns the text with the five characters escaped that mean something in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Turns the hidden masks of a tree into spans, and back into words where they stand in an attribute. */
export function markMasks(parent: HtmlRoot | HtmlElement): void {
  parent.children = (parent.children as HtmlNode[]).flatMap((child): HtmlNode[] => {
    if (child.type === 'text') return spans(child.value);
    if (child.type === 'element') {
      for (const [name, value] of Object.entries(child.properties)) if (typeof value === 'string') child.properties[name] = showMasks(value);
      markMasks(child);
    }
    return [child];
  }) as HtmlElement['children'];
}

function spans(text: string): HtmlNode[] {
  const parts = text.split(HIDDEN);
  return parts.flatMap((part, index): HtmlNode[] => (index % 2 === 1 ? [span(part)] : part === '' ? [] : [{ type: 'text', value: showMasks(part) }]));
}

function span(words: string): HtmlElement {
  const [before = '', after = ''] = words.split('·');
  const dot: HtmlElement = { type: 'element', tagName: 'span', properties: { ariaHidden: 'true' }, children: [{ type: 'text', value: '·' }] };
  return {
    type: 'element', tagName: 'span', properties: { className: ['mask'] },
    children: [{ type: 'text', value: `[${before}` }, dot, { type: 'text', value: ` ${after}]` }],
  };
}
