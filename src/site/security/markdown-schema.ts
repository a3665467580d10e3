/**
 * Markdown schema: the elements and attributes that a record's text may become, as a
 * closed list. It holds what Markdown with tables and footnotes can say, nothing that
 * acts, loads or takes input, and no `style`, `class` or `name` of the author's.
 *
 * The parser makes no other elements to begin with (raw HTML is not parsed). This is
 * the second lock, for the day on which a parser changes.
 */
import type { Options } from 'rehype-sanitize';

/** For rehype-sanitize. Ids are made by the renderer with a prefix of its own, so the cleaner adds none. */
export const MARKDOWN_SCHEMA: Options = {
  tagNames: [
    'a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre',
    'section', 'strong', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
  ],
  attributes: {
    a: ['href', 'title', 'id', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteBackref', 'dataFootnoteRef', ['className', 'data-footnote-backref']],
    code: [['className', /^language-[A-Za-z0-9_+#.-]{1,40}$/]],
    h2: ['id'],
    li: ['id', ['className', 'task-list-item']],
    ol: ['start', ['className', 'contains-task-list']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [['align', 'left', 'center', 'right']],
    th: [['align', 'left', 'center', 'right']],
    ul: [['className', 'contains-task-list']],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
  clobber: [],
  clobberPrefix: '',
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math'],
  allowComments: false,
  allowDoctypes: false,
};
