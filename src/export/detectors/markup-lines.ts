/**
 * Markup, lines: whether the page shows two lines as one (CommonMark 4, 5 and 6.7).
 * They belong together unless a blank line, a bullet, a heading, a rule, a fence, a
 * deeper quotation or a row of a table is between them. The number of an ordered
 * item stays in the text and so divides on its own.
 */

const PREFIX = /[ \t>]*/y;
const RULE = /(?=[^\r\n]*[-=|*_])[-=|:*_ \t]+(?=[\r\n]|$)/y;
const FENCE = /`{3}|~{3}/y;
const HEADING = /#{1,6}(?=\s|$)/y;
const BULLET = /[-+*](?=\s|$)/y;
const BLANK = /\r|\n|$/y;
const NUMBER = /\d{1,9}[.)](?=\s|$)/y;
/** From here on a line is indented as code, and within a paragraph is text whatever it begins with. */
const CODE_INDENT = 4;

interface Line { depth: number; isText: boolean; isList: boolean; isTable: boolean }

/** Returns a function that goes on to the next line: where its words begin, and whether they follow those before. */
export function lineReader(text: string): (at: number) => { start: number; isJoined: boolean } {
  let line: Line = { depth: 0, isText: false, isList: false, isTable: false };
  const next = (at: number): { start: number; isJoined: boolean } => {
    const prefix = matched(PREFIX, text, at);
    const start = at + prefix.length;
    const depth = prefix.length - prefix.replaceAll('>', '').length;
    const isInside = line.isText && !line.isList && depth <= line.depth && indent(prefix) >= CODE_INDENT;
    const isBullet = !isInside && isAt(BULLET, text, start);
    const rule = isInside ? '' : matched(RULE, text, start);
    const isBlank = isAt(BLANK, text, start);
    const isText = !isBlank && rule === '' && (isInside || !(isAt(FENCE, text, start) || isAt(HEADING, text, start)));
    const isJoined = line.isText && isText && !isBullet && !line.isTable && depth <= line.depth;
    line = {
      depth: isJoined ? line.depth : depth, isText,
      isList: isBullet || isAt(NUMBER, text, start) || (line.isList && (isBlank || isJoined || prefix !== '')),
      isTable: !isBlank && (line.isTable || /[|:]/.test(rule)),
    };
    return { start, isJoined };
  };
  next(0);
  return next;
}

function matched(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function indent(prefix: string): number {
  return prefix.slice(prefix.lastIndexOf('>') + 1).replaceAll('\t', '    ').length;
}
