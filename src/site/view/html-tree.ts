/** HTML tree: the parts of hast (the HTML syntax tree of unified) that rendering touches. */
import type { Element, ElementContent, Root, RootContent } from 'hast';

export type HtmlRoot = Root;
export type HtmlElement = Element;
export type HtmlNode = RootContent | ElementContent;
