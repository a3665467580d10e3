/**
 * The text of one part of a Word document, by what Word shows: runs marked as
 * hidden, white or too small to see, and tracked deletions are told apart, with the
 * paragraph they stood in. The same walk gives the part without them, for display.
 *
 * White is hidden only on white: in tables, text boxes and shaded runs it is a
 * usual way to write on colour.
 */
import { collectLines, type LineCollector, type Lines } from './lines.ts';
import { attributeOf, isOn } from './ooxml.ts';
import { collectExtras, walkXml, without, type Attributes, type XmlExtras } from './xml-text.ts';

/** Ids of the styles whose text is not shown. */
export type HiddenStyles = ReadonlySet<string>;

/** What run properties say; a run is hidden if Word would show nothing. */
interface Look { isVanished: boolean; isWhite: boolean; isTiny: boolean; isShaded: boolean }

/** Half points; a letter of one point is a line on paper. */
const TINY = 4;

function emptyLook(): Look {
  return { isVanished: false, isWhite: false, isTiny: false, isShaded: false };
}

function applyLook(look: Look, name: string, attributes: Attributes): void {
  const value = attributeOf(attributes, 'val');
  if (name === 'vanish' || name === 'specVanish') look.isVanished = isOn(value);
  if (name === 'color') look.isWhite = /^(?:F[A-F0-9]){3}$/i.test(value ?? '') || attributeOf(attributes, 'themeColor') === 'background1';
  if (name === 'sz') look.isTiny = Number(value) < TINY;
  if (name === 'shd') look.isShaded = !/^(?:auto|FFFFFF)?$/i.test(attributeOf(attributes, 'fill') ?? '') || attributeOf(attributes, 'themeFill') !== undefined;
  if (name === 'highlight') look.isShaded = true;
}

function isHiddenLook(look: Look): boolean {
  return look.isVanished || look.isTiny || (look.isWhite && !look.isShaded);
}

/** Returns the styles that hide their text, themselves or by the style they are based on. */
export function hiddenStyles(xml: string): HiddenStyles {
  const styles = new Map<string, { base: string; look: Look }>();
  if (xml === '') return new Set();
  let style = { base: '', look: emptyLook() };
  walkXml('word/styles.xml', xml, {
    open(name, attributes) {
      if (name === 'style') {
        style = { base: '', look: emptyLook() };
        styles.set(attributeOf(attributes, 'styleId') ?? '', style);
      } else if (name === 'basedOn') style.base = attributeOf(attributes, 'val') ?? '';
      else applyLook(style.look, name, attributes);
    },
  });
  const isHidden = (id: string, seen: number): boolean => {
    const found = styles.get(id);
    return found !== undefined && seen < 20 && (isHiddenLook(found.look) || isHidden(found.base, seen + 1));
  };
  return new Set([...styles.keys()].filter((id) => isHidden(id, 0)));
}

/** What stands for a space or a sign between the texts of a run. */
const SIGNS: Readonly<Record<string, string>> = { tab: '\t', br: ' ', cr: ' ', ptab: '\t', noBreakHyphen: '-' };
/** Elements around text that is tracked as gone. */
const GONE = new Set(['del', 'moveFrom']);
/** Elements that write on colour. */
const COLOURED = new Set(['tbl', 'txbxContent', 'pict', 'drawing']);

export interface WordText extends Lines, XmlExtras {
  /** The part's XML without what is not shown. */
  shown: string;
}

interface Run { look: Look; start: number; isStyled: boolean }
interface Paragraph { isStyled: boolean; isShaded: boolean }

/** Where a walk through a part is. `gone` and `coloured` count the elements around. */
interface Walk {
  xml: string;
  styles: HiddenStyles;
  lines: LineCollector;
  elements: string[];
  runs: Run[];
  paragraphs: Paragraph[];
  gone: number;
  goneStart: number;
  coloured: number;
  cuts: { start: number; end: number }[];
}

/** Returns the text of a part. @throws {Unread} `corrupt` */
export function textOfWord(path: string, xml: string, styles: HiddenStyles): WordText {
  const walk: Walk = { xml, styles, lines: collectLines(), elements: [], runs: [], paragraphs: [], gone: 0, goneStart: 0, coloured: 0, cuts: [] };
  const extras = collectExtras();
  walkXml(path, xml, {
    open(name, attributes, end) { extras.open(attributes); open(walk, name, attributes, end); },
    text(text) { addText(walk, text); },
    close(name, end) { close(walk, name, end); },
    aside: extras.aside,
  });
  const { visible, hidden } = walk.lines.end();
  const { attributes, asides } = extras.end();
  return { visible, hidden, attributes, asides, shown: without(xml, walk.cuts) };
}

function open(walk: Walk, name: string, attributes: Attributes, end: number): void {
  const parent = walk.elements.at(-1);
  walk.elements.push(name);
  if (name === 'p') {
    walk.lines.open();
    walk.paragraphs.push({ isStyled: false, isShaded: false });
  } else if (name === 'r') walk.runs.push({ look: emptyLook(), start: tagStart(walk, end), isStyled: false });
  else if (GONE.has(name) && !isMarkOnly(parent)) {
    if (walk.gone === 0) walk.goneStart = tagStart(walk, end);
    walk.gone += 1;
  } else if (COLOURED.has(name)) walk.coloured += 1;
  else if (parent === 'rPr' || parent === 'pPr') readProperty(walk, name, parent, attributes);
  else if (name === 'sym') add(walk, symbolOf(attributeOf(attributes, 'char')));
  else if (parent === 'r' && SIGNS[name] !== undefined) add(walk, SIGNS[name]!);
}

/** `rPr` under `pPr` is that of the paragraph's mark, which has no text. */
function readProperty(walk: Walk, name: string, parent: 'rPr' | 'pPr', attributes: Attributes): void {
  const run = walk.runs.at(-1);
  const paragraph = walk.paragraphs.at(-1);
  const isStyled = walk.styles.has(attributeOf(attributes, 'val') ?? '');
  if (parent === 'pPr' && paragraph !== undefined) {
    if (name === 'pStyle') paragraph.isStyled = isStyled;
    else if (name === 'shd') paragraph.isShaded = true;
  } else if (parent === 'rPr' && run !== undefined && walk.elements.at(-3) === 'r') {
    if (name === 'rStyle') run.isStyled = isStyled;
    else applyLook(run.look, name, attributes);
  }
}

function addText(walk: Walk, text: string): void {
  const element = walk.elements.at(-1);
  if (element === 'instrText' || element === 'delInstrText') walk.lines.add(text, 'aside');
  else if (element === 'delText') walk.lines.add(text, 'hidden');
  else if (element === 't' || text.trim() !== '') add(walk, text);
}

function close(walk: Walk, name: string, end: number): void {
  walk.elements.pop();
  if (name === 'p') {
    walk.lines.close();
    walk.paragraphs.pop();
  } else if (name === 'r') {
    const isCut = walk.gone === 0 && isHidden(walk);
    const run = walk.runs.pop();
    if (isCut && run !== undefined) walk.cuts.push({ start: run.start, end });
  } else if (COLOURED.has(name)) walk.coloured -= 1;
  else if (GONE.has(name) && !isMarkOnly(walk.elements.at(-1))) {
    walk.gone -= 1;
    if (walk.gone === 0) walk.cuts.push({ start: walk.goneStart, end });
  }
}

function add(walk: Walk, text: string): void {
  walk.lines.add(text, isHidden(walk) ? 'hidden' : 'visible');
}

function isHidden({ gone, runs, paragraphs, coloured }: Walk): boolean {
  const run = runs.at(-1);
  const paragraph = paragraphs.at(-1);
  if (gone > 0 || run === undefined) return gone > 0;
  if (run.look.isVanished || run.look.isTiny || run.isStyled || (paragraph?.isStyled ?? false)) return true;
  return run.look.isWhite && !run.look.isShaded && coloured === 0 && !(paragraph?.isShaded ?? false);
}

/** A deletion among properties is that of a mark or a row, not of text. */
function isMarkOnly(parent: string | undefined): boolean {
  return parent === 'rPr' || parent === 'trPr';
}

function tagStart({ xml }: Walk, end: number): number {
  return xml.lastIndexOf('<', end - 1);
}

/** Symbol fonts have their letters 0xF000 above those of other fonts. */
function symbolOf(hex: string | undefined): string {
  const code = Number.parseInt(hex ?? '', 16);
  if (!Number.isInteger(code) || code < 32 || code > 0xffff) return '';
  return String.fromCharCode(code >= 0xf020 && code <= 0xf0ff ? code - 0xf000 : code);
}
