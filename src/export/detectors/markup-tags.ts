/**
 * Markup, tags: HTML tags, comments and declarations, addresses in angle brackets and
 * code (CommonMark 6.1, 6.5, 6.6). All of them may hide the signs of other markup.
 */

/** Where a tag ends; an address is shown without its brackets, a break separates words. */
export interface Tag { end: number; isAddress: boolean; isBreak: boolean }

const ADDRESS = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,320}@[A-Za-z0-9.-]{1,320})>/y;
const TAG_NAME = /<\/?[A-Za-z][A-Za-z0-9-]*/y;
const ATTRIBUTE = /\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/y;
const TAG_END = /\s*\/?>/y;
const BREAK_TAG = /^<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|pre|blockquote)\b/i;
/** Ends of what begins so; a comment may end at once. */
const DECLARATIONS: readonly [begin: RegExp, end: RegExp, units: number][] = [
  [/<!---?(?=>)/y, />/g, 1], [/<!--/y, /-->/g, 3], [/<\?/y, /\?>/g, 2], [/<!\[CDATA\[/y, /\]\]>/g, 3], [/<![A-Za-z]/y, />/g, 1],
];
/** Ends a paragraph, and with it what is open in it. */
const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[ \t>]*[\r\n]/g;
/** How long a tag may be once tags without an end have cost more than the text is long, eight times over. */
const TAG_UNITS = 400;

/** Returns a function that reads the tag, comment or address that begins at a `<`, or `null`. */
export function tagReader(text: string): (at: number) => Tag | null {
  const find = finder(text);
  let wasted = 0;
  const tagEnd = (at: number): number | null => {
    const limit = wasted > 8 * text.length ? at + TAG_UNITS : text.length;
    let end = endOf(TAG_NAME, text, at);
    if (end === null) return null;
    for (let next = endOf(ATTRIBUTE, text, end); next !== null && next <= limit; next = endOf(ATTRIBUTE, text, end)) end = next;
    wasted += end - at;
    return endOf(TAG_END, text, end);
  };
  const declarationEnd = (at: number): number | null => {
    for (const [begin, close, units] of DECLARATIONS) {
      const from = endOf(begin, text, at);
      const end = from === null ? null : find(close, from);
      if (end !== null) return end + units;
    }
    return null;
  };
  return (at) => {
    const address = endOf(ADDRESS, text, at);
    if (address !== null) return { end: address, isAddress: true, isBreak: false };
    const end = tagEnd(at) ?? declarationEnd(at);
    const blank = find(BLANK_LINE, at);
    if (end === null || (blank !== null && blank < end)) return null;
    return { end, isAddress: false, isBreak: BREAK_TAG.test(text.slice(at, at + 20)) };
  };
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Returns a search for positions that never go back, so that all searches together cost the length of the text. */
function finder(text: string): (wanted: RegExp, from: number) => number | null {
  const found = new Map<RegExp, number>();
  return (wanted, from) => {
    let at = found.get(wanted) ?? -1;
    if (at < from) {
      wanted.lastIndex = from;
      found.set(wanted, at = wanted.exec(text)?.index ?? Infinity);
    }
    return at === Infinity ? null : at;
  };
}

/** Returns a function that says where the code is closed that a run of backticks opens, or `null`. */
export function codeReader(text: string): (start: number, length: number) => number | null {
  const find = finder(text);
  let runs: Map<number, number[]> | null = null;
  return (start, length) => {
    runs ??= runsByLength(text);
    const same = runs.get(length) ?? [];
    while (same.length > 0 && same.at(-1)! <= start) same.pop();
    const close = same.at(-1);
    const blank = find(BLANK_LINE, start);
    return close === undefined || (blank !== null && blank < close) ? null : close;
  };
}

/** Where the runs of backticks begin, by length, the last one first. */
function runsByLength(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same === undefined) runs.set(run.length, [index]);
    else same.push(index);
  }
  for (const same of runs.values()) same.reverse();
  return runs;
}
