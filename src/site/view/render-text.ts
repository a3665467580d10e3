/**
 * Render text: a record's Markdown to HTML that can't do anything. Raw HTML is not
 * parsed, the tree is cleaned by rehype-sanitize, and only what comes after that is
 * our own. Images are left out: what they show was never screened.
 *
 * Masks look like Markdown links (`[성명 가림·제6호](과장)`), so their brackets are
 * put out of sight before parsing.
 */
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { hideMasks, markMasks, MASK_OPEN, showMasks, withMasks } from './masks.ts';
import type { HtmlElement, HtmlNode, HtmlRoot } from './html-tree.ts';
import { settleHeadings } from './headings.ts';
import { wrapTables } from './tables.ts';

/** Raised when the HTML of the same text becomes another one, so that kept HTML is dropped. */
export const RENDERER = '1';

const schema = {
  ...defaultSchema,
  clobberPrefix: '',
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source', 'input', 'details', 'summary'].includes(name)),
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
};

/**
 * Returns the HTML of a Markdown text.
 *
 * @param prefix - Starts the ids of tables and footnotes, so that two texts can stand on one page.
 */
export function renderMarkdown(markdown: string, prefix: string): string {
  const tool = unified().use(remarkParse).use(remarkGfm)
    .use(remarkRehype, { clobberPrefix: `${prefix}-`, footnoteLabel: '각주', footnoteLabelProperties: {} })
    .use(() => imagesToWords).use(rehypeSanitize, schema).use(() => (tree: HtmlRoot) => settle(tree, prefix)).use(rehypeStringify);
  return String(tool.processSync(hideMasks(markdown)));
}

/** Returns the HTML of a plain text: paragraphs at empty lines, lines kept. */
export function renderPlain(text: string): string {
  const paragraphs = text.split(/\n[ \t]*\n+/).map((part) => part.replace(/^\n+|\s+$/g, '')).filter((part) => part !== '');
  return paragraphs.map((part) => `<p>${withMasks(part)}</p>`).join('\n');
}

function settle(tree: HtmlRoot, prefix: string): void {
  visitElements(tree, settleLink);
  visitElements(tree, (element) => settleFootnotes(element, prefix));
  settleHeadings(tree);
  wrapTables(tree, prefix);
  markMasks(tree);
}

/** A link that leads nowhere outside (`/x`, `x.hwp`) or holds a mask is words only. */
function settleLink(element: HtmlElement): void {
  const href = element.properties.href;
  if (element.tagName !== 'a' || href === undefined) return;
  const link = String(href);
  const isFootnote = link.startsWith('#');
  const isOutside = /^(https?:\/\/|mailto:|tel:)/i.test(link);
  if ((!isFootnote && !isOutside) || decodes(link).includes(MASK_OPEN)) delete element.properties.href;
}

/** The heading of the footnotes has the same id in every text; here it has one of its own. */
function settleFootnotes({ properties }: HtmlElement, prefix: string): void {
  const id = `${prefix}-footnotes`;
  if (properties.id === 'footnote-label') properties.id = id;
  if (String(properties.ariaDescribedBy) === 'footnote-label') properties.ariaDescribedBy = [id];
}

function decodes(link: string): string {
  try {
    return decodeURI(link);
  } catch {
    return MASK_OPEN;
  }
}

function imagesToWords(tree: HtmlRoot): void {
  visitElements(tree, (element, parent) => {
    if (element.tagName !== 'img') return;
    const alt = showMasks(String(element.properties.alt ?? ''));
    parent.children[parent.children.indexOf(element)] = { type: 'text', value: alt === '' ? '[그림]' : `[그림: ${hideMasks(alt)}]` };
  });
}

/** Calls `visit` for every element; it may replace the element in its parent. */
function visitElements(parent: HtmlRoot | HtmlElement, visit: (element: HtmlElement, parent: HtmlRoot | HtmlElement) => void): void {
  for (const child of [...parent.children] as HtmlNode[]) {
    if (child.type !== 'element') continue;
    visitElements(child as HtmlElement, visit);
    visit(child as HtmlElement, parent);
  }
}
