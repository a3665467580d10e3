/**
 * The text of a HWPX section or master page (KS X 6101, OWPML): paragraphs, tables,
 * boxes, notes, fields, with what Hangul does not show told apart: hidden
 * explanations, memos, tracked deletions, white on white.
 */
import { hangulDocument, type HangulDocument, type Surrounding } from './hangul-document.ts';
import type { Lines } from './lines.ts';
import { collectExtras, walkXml, type XmlExtras } from './xml-text.ts';

/** Ids of the character shapes that show nothing on white paper. */
export type UnseenShapes = ReadonlySet<string>;

/** A letter of two points, in hundredths. */
const TINY_HEIGHT = 200;

/** Returns the shapes of `Contents/header.xml` that write white on white or too small to see. @throws {Unread} `corrupt` */
export function unseenShapes(xml: string): UnseenShapes {
  const unseen = new Set<string>();
  if (xml === '') return unseen;
  walkXml('Contents/header.xml', xml, {
    open(name, { id = '', textColor = '', shadeColor = 'none', height = '' }) {
      if (name !== 'charPr') return;
      const isWhite = /^#(?:F[A-F0-9]){3}$/i.test(textColor) && /^(?:none|#FFFFFF)$/i.test(shadeColor);
      if (isWhite || (height !== '' && Number(height) < TINY_HEIGHT)) unseen.add(id);
    },
  });
  return unseen;
}

const SIGNS: Readonly<Record<string, string>> = { tab: '\t', lineBreak: '\n', nbSpace: ' ', fwSpace: ' ', hyphen: '-' };
const SURROUNDINGS: Readonly<Record<string, Surrounding>> = {
  hiddenComment: 'hidden', header: 'header', footer: 'header', footNote: 'note', endNote: 'note', drawText: 'box', caption: 'box',
};
/** Elements whose text is seen: runs, formulas, and words written above others. */
const SEEN_TEXT = new Set(['t', 'script', 'mainText', 'subText']);
/** Elements that stand within the text of a run and mark a stretch of it. */
const DELETIONS: Readonly<Record<string, number>> = { deleteBegin: 1, deleteEnd: -1 };

/** Returns the lines of a section and its Markdown. @throws {Unread} `corrupt` */
export function textOfSection(path: string, xml: string, unseen: UnseenShapes): Lines & XmlExtras & { markdown: string } {
  const extras = collectExtras();
  const document = hangulDocument();
  const elements: string[] = [];
  const runs: string[] = [];
  const spans: { columns: number; rows: number }[] = [];
  let deleted = 0;
  const kindHere = (): 'visible' | 'hidden' => (deleted > 0 || (unseen.has(runs.at(-1) ?? '') && !document.isOnColour()) ? 'hidden' : 'visible');
  walkXml(path, xml, {
    open(name, attributes) {
      const parent = elements.at(-1);
      elements.push(name);
      extras.open(attributes);
      openElement(document, name);
      if (name === 'run') runs.push(attributes['charPrIDRef'] ?? '');
      else if (name === 'tc') spans.push({ columns: 1, rows: 1 });
      else if (name === 'cellSpan' && spans.length > 0) spans[spans.length - 1] = { columns: Number(attributes['colSpan'] ?? 1), rows: Number(attributes['rowSpan'] ?? 1) };
      else if (name === 'fieldBegin' && attributes['type'] === 'MEMO') document.open('hidden');
      else if (name === 'fieldBegin') document.open('box');
      else if (DELETIONS[name] !== undefined) deleted = Math.max(0, deleted + DELETIONS[name]!);
      else if (name === 'compose' && attributes['composeText'] !== undefined) document.add(attributes['composeText'], kindHere());
      else if (parent === 't' && SIGNS[name] !== undefined) document.add(SIGNS[name]!, kindHere());
    },
    text(text) {
      const element = elements.at(-1) ?? '';
      if (SEEN_TEXT.has(element) || elements.includes('t')) document.add(text, kindHere());
      else if (text.trim() !== '') document.add(` ${text.trim()} `, 'aside');
    },
    close(name) {
      elements.pop();
      if (name === 'run') runs.pop();
      if (name === 'fieldBegin') document.close();
      closeElement(document, name, name === 'tc' ? spans.pop() : undefined);
    },
    aside: extras.aside,
  });
  return Object.assign(document.end(), extras.end());
}

function openElement(document: HangulDocument, name: string): void {
  if (name === 'p') document.openParagraph();
  else if (name === 'tbl') document.openTable();
  else if (name === 'tr') document.openRow();
  else if (name === 'tc') document.openCell();
  else if (SURROUNDINGS[name] !== undefined) document.open(SURROUNDINGS[name]!);
}

function closeElement(document: HangulDocument, name: string, span: { columns: number; rows: number } | undefined): void {
  if (name === 'p') document.closeParagraph();
  else if (name === 'tbl') document.closeTable();
  else if (name === 'tc') document.closeCell(span?.columns ?? 1, span?.rows ?? 1);
  else if (SURROUNDINGS[name] !== undefined) document.close();
}
