/**
 * HTML: every character a browser, a search engine or a curious reader can get out of
 * a page: text, attributes, comments, scripts, styles, templates, `noscript`.
 *
 * It listens to parse5's tokenizer (WHATWG HTML, §13.2.5) and builds no tree: nothing
 * a tree builder would move, hide or drop is lost. Text is handed over whole and
 * joined (`010-<b>0000</b>` is one number), and again with a space at each inline tag.
 */
import { Tokenizer, TokenizerMode, type Token, type TokenHandler } from 'parse5';
import { unread } from '../limits.ts';
import { idsIn, type Reading } from '../piece.ts';
import { decoded } from './characters.ts';
import { readStyle } from './code.ts';
import { readDataUri, readJsonText } from './embedded.ts';
import { Flow } from './flow.ts';
import { TableReader } from './html-tables.ts';

const INLINE = new Set('a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr big nobr'.split(' '));
const RAW = new Set(['style', 'xmp', 'iframe', 'noembed', 'noframes']);
/** Comments, frames and templates as text can hold pages that hold comments. */
const DEEPEST = 5;
const ITEMS = new Set(['li', 'tr', 'article']);

/** Reads a page, or any fragment of one. */
export function readHtml(bytes: Buffer, reading: Reading): void { readMarkup(decoded(bytes), reading, ''); }

/** Reads HTML that came as text; `lead` tells where from. */
export function readMarkup(html: string, reading: Reading, lead: string, depth = 0): void {
  if (depth > DEEPEST) throw unread(`expected pages in pages at most ${DEEPEST} deep, got more`);
  const page = new Page(reading, lead, depth);
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, page);
  page.tokenizer = tokenizer;
  tokenizer.write(withoutKnownStyle(html, reading), true);
}

/** The same style sheet stands in every page; once it was searched and had nothing in it, it is cut out. */
function withoutKnownStyle(html: string, reading: Reading): string {
  const start = html.indexOf('<style>') + 7;
  const end = start === 6 ? -1 : html.indexOf('</style>', start);
  if (end === -1) return html;
  const style = html.slice(start, end);
  return reading.isKnown(style) ? html.slice(0, start) + html.slice(end) : html;
}

/** An element that stands for one thing in a list; what is in it may be about another record than the page. */
interface Item { tag: string; mark: number; ids: string[] }

class Page implements TokenHandler {
  tokenizer!: Tokenizer;
  readonly #reading: Reading;
  readonly #lead: string;
  readonly #depth: number;
  readonly #flow = new Flow();
  #raw: { tag: string; type: string; text: string } | null = null;
  readonly #items: Item[] = [];
  readonly #tables: TableReader;
  #term: string | null = null;
  #termStart = 0;

  constructor(reading: Reading, lead: string, depth: number) {
    this.#depth = depth;
    this.#reading = reading;
    this.#lead = lead;
    this.#tables = new TableReader(reading, `${lead}<table>`);
  }

  onCharacter(token: Token.CharacterToken): void { this.#add(token.chars); }
  onWhitespaceCharacter(token: Token.CharacterToken): void { this.#add(token.chars); }
  onNullCharacter(): void { this.#add('\uFFFD'); }
  onParseError(): void { /* A browser reads on, so do we. */ }

  onComment(token: Token.CommentToken): void {
    this.#reading.text(token.data, `${this.#lead}comment`);
    if (token.data.includes('<')) readMarkup(token.data, this.#reading, `${this.#lead}comment `, this.#depth + 1);
  }

  onDoctype(token: Token.DoctypeToken): void {
    this.#reading.text([token.name, token.publicId, token.systemId].join(' '), `${this.#lead}doctype`);
  }

  onStartTag(token: Token.TagToken): void {
    const tag = token.tagName;
    this.#reading.text(tag, `${this.#lead}tag name`, undefined, 'code');
    const type = this.#attributes(token);
    this.#boundary(tag);
    this.#tables.start(tag);
    if (ITEMS.has(tag)) this.#items.push({ tag, mark: this.#flow.mark, ids: [] });
    if (tag === 'dt' || tag === 'dd') this.#termStart = this.#flow.mark;
    const mode = RAW.has(tag) ? TokenizerMode.RAWTEXT : tag === 'script' ? TokenizerMode.SCRIPT_DATA : tag === 'textarea' || tag === 'title' ? TokenizerMode.RCDATA : tag === 'plaintext' ? TokenizerMode.PLAINTEXT : null;
    if (mode === null || token.selfClosing) return;
    this.tokenizer.state = mode;
    if (mode !== TokenizerMode.RCDATA && tag !== 'plaintext') this.#raw = { tag, type, text: '' };
  }

  onEndTag(token: Token.TagToken): void {
    const tag = token.tagName;
    if (token.attrs.length > 0) this.#attributes(token);
    if (this.#raw?.tag === tag) this.#closeRaw();
    this.#tables.end(tag);
    if (ITEMS.has(tag)) this.#closeItem(tag);
    if (tag === 'dt') this.#term = this.#flow.since(this.#termStart).trim();
    if (tag === 'dd' && this.#term !== null && this.#term.length <= 30) this.#reading.text(`${this.#term}: ${this.#flow.since(this.#termStart).trim()}`, `${this.#lead}<dd>`);
    this.#boundary(tag);
  }

  onEof(): void {
    if (this.#raw !== null) this.#closeRaw();
    while (this.#items.length > 0) this.#closeItem(this.#items.at(-1)!.tag);
    this.#tables.finish();
    this.#reading.text(this.#flow.joined, `${this.#lead}text`);
    const { spaced } = this.#flow;
    if (spaced !== null) this.#reading.text(spaced, `${this.#lead}text, spaced`);
  }

  #add(chars: string): void {
    if (this.#raw !== null) { this.#raw.text += chars; return; }
    this.#flow.add(chars);
    this.#tables.text(chars);
  }

  #boundary(tag: string): void {
    if (INLINE.has(tag)) this.#flow.inline();
    else this.#flow.block();
  }

  #closeItem(tag: string): void {
    const index = this.#items.findLastIndex((item) => item.tag === tag);
    if (index < 0) return;
    const [item] = this.#items.splice(index, 1);
    if (item!.ids.length > 0) this.#reading.text(this.#flow.since(item!.mark), `${this.#lead}<${tag}>`, item!.ids);
  }

  #attributes(token: Token.TagToken): string {
    let type = '';
    for (const { name, value } of token.attrs) {
      const where = `${this.#lead}<${token.tagName} ${/^[a-z-]{1,30}$/.test(name) ? name : 'attribute'}>`;
      if (name === 'type') type = value;
      if (!/^[a-z-]{1,20}$/.test(name)) this.#reading.text(name, `${where} name`);
      if (value === '') continue;
      this.#reading.text(value, where);
      if (name === 'href' || name === 'id') for (const item of this.#items) item.ids.push(...idsIn(value));
      if (name === 'srcdoc') readMarkup(value, this.#reading, `${where} `, this.#depth + 1);
      if (name === 'style') readStyle(value, this.#reading, where);
      if (/data:/i.test(value)) readDataUri(value, this.#reading, where);
      if (/^\s*[[{]/.test(value)) readJsonText(value, this.#reading, where);
    }
    return type;
  }

  #closeRaw(): void {
    const { tag, type, text } = this.#raw!;
    this.#raw = null;
    const where = `${this.#lead}<${tag}>`;
    if (tag === 'style') readStyle(text, this.#reading, where);
    else if (tag === 'script' && (/json/i.test(type) || /^\s*[[{]/.test(text))) readJsonText(text, this.#reading, where, /json/i.test(type)) || this.#reading.text(text, where);
    else if (tag === 'script') this.#reading.text(text, where, undefined, 'code');
    else readMarkup(text, this.#reading, `${where} `, this.#depth + 1);
  }
}
