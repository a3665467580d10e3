/**
 * Cell styles of a workbook, as far as they decide what a cell shows: its number
 * format, and whether it writes white on white (ECMA-376 Part 1, 18.8).
 */
import { attributeOf } from './ooxml.ts';
import { BUILT_IN } from './xlsx-format.ts';
import { walkXml, type Attributes } from './xml-text.ts';

/** `code` is `null` for a date of the calendar that a format's number stands for. */
export interface CellStyle { code: string | null; isUnseen: boolean }

interface Gathered { codes: Map<number, string>; whiteFonts: boolean[]; filled: boolean[]; styles: Attributes[] }

/** Returns the styles that cells name by their place. @throws {Unread} `corrupt` */
export function cellStyles(xml: string): CellStyle[] {
  if (xml === '') return [];
  const { codes, whiteFonts, filled, styles } = gather(xml);
  return styles.map((style) => {
    const id = Number(style['numFmtId'] ?? 0);
    const isWhite = whiteFonts[Number(style['fontId'] ?? 0)] ?? false;
    const isFilled = filled[Number(style['fillId'] ?? 0)] ?? false;
    return { code: codes.get(id) ?? codeOf(id), isUnseen: isWhite && !isFilled };
  });
}

function codeOf(id: number): string | null {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? null : BUILT_IN[id] ?? 'General';
}

function gather(xml: string): Gathered {
  const gathered: Gathered = { codes: new Map(), whiteFonts: [], filled: [], styles: [] };
  const inside: string[] = [];
  walkXml('xl/styles.xml', xml, {
    open(name, attributes) {
      const list = inside[1];
      if (name === 'numFmt' && list === 'numFmts') gathered.codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'font' && list === 'fonts') gathered.whiteFonts.push(false);
      else if (name === 'color' && list === 'fonts' && isWhite(attributes)) gathered.whiteFonts[gathered.whiteFonts.length - 1] = true;
      else if (name === 'fill' && list === 'fills') gathered.filled.push(false);
      else if (name === 'patternFill' && list === 'fills' && !/^(?:none)?$/.test(attributes['patternType'] ?? '')) gathered.filled[gathered.filled.length - 1] = true;
      else if (name === 'gradientFill' && list === 'fills') gathered.filled[gathered.filled.length - 1] = true;
      else if (name === 'xf' && list === 'cellXfs') gathered.styles.push(attributes);
      inside.push(name);
    },
    close() { inside.pop(); },
  });
  return gathered;
}

function isWhite(attributes: Attributes): boolean {
  const rgb = attributeOf(attributes, 'rgb');
  return rgb === undefined ? attributes['theme'] === '0' && Number(attributes['tint'] ?? 0) === 0 : /(?:F[A-F0-9]){3}$/i.test(rgb);
}
