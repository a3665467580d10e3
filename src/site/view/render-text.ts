/**
 * Render text: a record's Markdown to HTML that can't do anything. Raw HTML is not
 * parsed, the tree is cleaned by rehype-sanitize down to a closed list, and only what
 * comes after that is our own. Images are left out: what they show was never screened.
 * A link leads to a web page, one mailbox or one telephone, or is words.
 *
 * Masks look like Markdown links (`[성명 가림·제6호](과장)`), so their brackets are
 * put out of sight before parsing.
 */
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { bareMailLink } from '../security/mail-link.ts';
import { MARKDOWN_SCHEMA } from '../security/markdown-schema.ts';
import { hideMasks, markMasks, MASK_OPEN, showMasks, withMasks } from './masks.ts';
import type { HtmlElement, HtmlNode, HtmlRoot } from './html-tree.ts';
import { settleHeadings } from './headings.ts';
import { wrapTables } from './tables.ts';

/** A year at the start of a line or of a list item (`- 2025. 10. 22.까지`): a date, and no list that begins with item 2025. */
const LEADING_YEAR = /^((?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)*[ \t]*)((?:19|20)\d\d)(?=\.)/gm;
/** In a block of code every sign stands for itself. */
const FENCE = /^ {0,3}(?:```|~~~)/m;

/**
 * Returns the HTML of a Markdown text.
 *
 * @param prefix - Starts the ids of tables and footnotes, so that two texts can stand on one page.
 */
export function renderMarkdown(markdown: string, prefix: string): string {
  const tool = unified().use(remarkParse).use(remarkGfm)
    .use(remarkRehype, { clobberPrefix: `${prefix}-`, footnoteLabel: '각주', footnoteLabelProperties: {}, footnoteBackContent: '본문으로', footnoteBackLabel: '본문으로' })
    .use(() => toWords).use(rehypeSanitize, MARKDOWN_SCHEMA).use(() => (tree: HtmlRoot) => settle(tree, prefix)).use(rehypeStringify);
  return String(tool.processSync(hideMasks(FENCE.test(markdown) ? markdown : markdown.replace(LEADING_YEAR, '$1$2\\'))));
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

/** A link that leads nowhere outside (`/x`, `x.hwp`), hides where it leads, or holds a mask is words only. */
function settleLink(element: HtmlElement): void {
  const href = element.properties.href;
  if (element.tagName !== 'a' || href === undefined) return;
  const link = decodes(String(href)).includes(MASK_OPEN) ? null : safeLink(String(href));
  if (link === null) delete element.properties.href;
  else element.properties.href = link;
}

function safeLink(link: string): string | null {
  if (link.startsWith('#')) return link; // A footnote.
  if (/^mailto:/i.test(link)) return bareMailLink(link);
  if (/^tel:/i.test(link)) return /^tel:\+?[0-9.()-]{3,20}$/i.test(link) ? link : null;
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return null;
  const { username, password } = new URL(link);
  return username === '' && password === '' ? link : null; // `https://law.go.kr@elsewhere.example/` leads elsewhere.
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

/** What is no text in Markdown becomes words: images by what they are called, boxes of task lists by their state. */
function toWords(tree: HtmlRoot): void {
  visitElements(tree, (element, parent) => {
    const words = element.tagName === 'img' ? imageWords(element) : element.tagName === 'input' ? (element.properties.checked === true ? '☑' : '☐') : null;
    if (words !== null) parent.children[parent.children.indexOf(element)] = { type: 'text', value: words };
  });
}

function imageWords(element: HtmlElement): string {
  const alt = showMasks(String(element.properties.alt ?? ''));
  return alt === '' ? '[그림]' : `[그림: ${hideMasks(alt)}]`;
}

/** Calls `visit` for every element; it may replace the element in its parent. */
function visitElements(parent: HtmlRoot | HtmlElement, visit: (element: HtmlElement, parent: HtmlRoot | HtmlElement) => void): void {
  for (const child of [...parent.children] as HtmlNode[]) {
    if (child.type !== 'element') continue;
    visitElements(child as HtmlElement, visit);
    visit(child as HtmlElement, parent);
  }
}
