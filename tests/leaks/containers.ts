/**
 * Containers: files of every kind with plants in every nook. The makers are those of
 * the extraction's own tests; what is planted, and where, is not.
 */
import { exif, jpegOf, photoshop, pngOf, pngInternational, pngPacked, pngText, segment, withChunks, withSegments, xmp } from '../export/extract/make/image.ts';
import { DOCX_NOOKS, makeDocx } from '../export/extract/make/docx.ts';
import { HWP_NOOKS, makeHwp } from '../export/extract/make/hwp.ts';
import { HWPX_NOOKS, makeHwpx } from '../export/extract/make/hwpx.ts';
import { addPicture, HARMLESS_LINES, addPage, line, PdfMaker, utf16 } from '../export/extract/make/pdf.ts';
import { xml } from '../export/extract/make/plants.ts';
import { makePptx, PPTX_NOOKS } from '../export/extract/make/pptx.ts';
import { encode, HTML_NOOKS, MAIL_NOOKS, makeCsv, makeGzip, makeHtml, makeMail } from '../export/extract/make/text.ts';
import { makeXlsx, XLSX_NOOKS, type StoredCell } from '../export/extract/make/xlsx.ts';
import { zipOf } from '../export/extract/make/zip.ts';
import type { Plant, Plants } from './plant.ts';
import { KIND_LIST, type Kind } from './values.ts';

/** A plant with the place it was put; in a table with the headings of all its columns, and which is its own. */
export interface Planted { plant: Plant; container: string; nook: string; table?: { headings: readonly string[]; at: number } }

/** A file of a paper. */
export interface MadeFile { name: string; bytes: Uint8Array; planted: Planted[] }

/** Nooks that can't hold a sentence: a font of signs, names within containers. */
const TOO_NARROW = new Set(['symbols', 'streamName', 'partName']);

/** All kinds of file a paper comes with. */
export const CONTAINERS = ['docx', 'xlsx', 'pptx', 'hwpx', 'hwp', 'pdf', 'csv', 'txt', 'html', 'eml', 'png', 'jpeg', 'zip', 'gz'] as const;
export type Container = typeof CONTAINERS[number];

type Write = (texts: Record<string, string>) => Uint8Array;

/** Returns a file of a container with all its nooks planted. */
export function makeFile(container: Container, key: string, plants: Plants): MadeFile {
  const planted: Planted[] = [];
  const put = (nook: string, plant: Plant): Planted => {
    const one = { plant, container, nook };
    planted.push(one);
    return one;
  };
  const inNooks = (nooks: Readonly<Record<string, unknown>>, write: Write): Uint8Array => write(Object.fromEntries(
    Object.keys(nooks).filter((nook) => !TOO_NARROW.has(nook)).map((nook) => [nook, put(nook, plants.draw(container === 'html' && nook === 'splitElements' ? 'line' : 'text')).plant.text])));
  const bytes = MAKERS[container](inNooks, (nook, place = 'text', kinds = KIND_LIST) => put(nook, plants.draw(place, kinds)), key);
  return { name: `붙임 ${key}.${container === 'gz' ? 'txt.gz' : container === 'jpeg' ? 'jpg' : container}`, bytes, planted };
}

type InNooks = (nooks: Readonly<Record<string, unknown>>, write: Write) => Uint8Array;
type Draw = (nook: string, place?: 'line' | 'text', kinds?: readonly Kind[]) => Planted;

const MAKERS: Record<Container, (inNooks: InNooks, draw: Draw, key: string) => Uint8Array> = {
  docx: (inNooks) => inNooks(DOCX_NOOKS, (texts) => makeDocx(texts)),
  xlsx: (inNooks, draw) => {
    const cells = columnsOf(draw, 4).map((row, n) => row.map((text, column): StoredCell => ({ r: `${'ABCDEFG'[column]}${n + 7}`, t: 'inlineStr', is: text })));
    return inNooks(XLSX_NOOKS, (texts) => makeXlsx(texts, { rows: cells }));
  },
  pptx: (inNooks) => inNooks(PPTX_NOOKS, (texts) => makePptx(texts)),
  hwpx: (inNooks) => inNooks(HWPX_NOOKS, (texts) => makeHwpx(texts)),
  hwp: (inNooks) => inNooks(HWP_NOOKS, (texts) => makeHwp(texts)),
  pdf: (_, draw) => makePdf(draw),
  csv: (_, draw) => encode(makeCsv(columnsOf(draw, 5)), 'utf-8'),
  txt: (_, draw) => Buffer.from(Array.from({ length: 12 }, () => draw('paragraph').plant.text).join('\n\n')),
  html: (inNooks) => inNooks(HTML_NOOKS, (texts) => Buffer.from(makeHtml(texts))),
  eml: (inNooks) => inNooks(MAIL_NOOKS, (texts) => Buffer.from(makeMail(texts))),
  png: (_, draw) => withChunks(pngOf(DRAWN, { width: 640 }), pngText('Author', draw('tEXt').plant.text), pngPacked('Comment', draw('zTXt').plant.text), pngInternational('Title', draw('iTXt').plant.text, true)),
  jpeg: (_, draw) => withSegments(jpegOf(DRAWN, { width: 640 }),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif({ artist: draw('artist').plant.text, windowsAuthor: draw('author').plant.text, comment: draw('comment').plant.text })])),
    segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp(xml(draw('creator').plant.text), xml(draw('source').plant.text))])),
    segment(0xed, photoshop(draw('by-line').plant.text)), segment(0xfe, Buffer.from(draw('comment segment').plant.text))),
  zip: (inNooks, draw, key) => zipOf({
    'notes.txt': `${draw('txt').plant.text}\n\n${draw('txt').plant.text}`,
    [`${draw('file name', 'line').plant.text.replaceAll('/', '.')}.txt`]: '안내 말씀',
    [`안/${key}.zip`]: zipOf({ 'table.csv': makeCsv(columnsOf(draw, 2)), 'letter.hwpx': inNooks({ body: 0, tableCell: 0, memo: 0, preview: 0 }, (texts) => makeHwpx(texts)), 'memo.docx': inNooks({ splitRuns: 0, deleted: 0, footnote: 0, comment: 0 }, (texts) => makeDocx(texts)) }),
  }),
  gz: (_, draw) => makeGzip('log.txt', `${draw('txt').plant.text}\n\n${draw('txt').plant.text}\n`),
};

/** Rows of a table in which each of some columns holds a kind under its heading. */
function columnsOf(draw: Draw, columns: number): string[][] {
  const plants = Array.from({ length: columns }, (_, n) => {
    const first = draw(`column ${n}`, 'line');
    return [first, draw(`column ${n}`, 'line', [first.plant.kind])];
  });
  const headings = ['연번', ...plants.map(([first]) => first!.plant.column), '처리결과'];
  plants.forEach((pair, n) => { for (const one of pair) one.table = { headings, at: n + 1 }; });
  return [headings, ...[0, 1].map((row) => [String(row + 1), ...plants.map((pair) => pair[row]!.plant.written), '완료'])];
}

/** What is drawn on the pictures; a picture without words waits for a person. */
const DRAWN = ['무지개시 하천 정비 공사 안내'];

function makePdf(draw: Draw): Uint8Array {
  const maker = new PdfMaker();
  let y = 660;
  const lines = Array.from({ length: 10 }, () => shown(draw('page').plant).map((text) => line(text, { y: y -= 22, size: 10 })).join(''));
  const hidden = [
    ...shown(draw('white').plant).map((text) => line(text, { y: 200, size: 10, before: '1 1 1 rg' })), ...shown(draw('beyond the page').plant).map((text) => line(text, { y: -300, size: 10 })), ...shown(draw('tiny').plant).map((text) => line(text, { y: 150, size: 0.5 })),
  ];
  const picture = addPicture(maker, 4, 4, new Uint8Array(64).fill(255));
  const page = addPage(maker, HARMLESS_LINES + lines.join('') + hidden.join('').replaceAll('\n', ' \n'), {
    resources: `/XObject << /Im1 ${picture} 0 R >>`,
    more: `/Annots [${maker.add(`<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents ${utf16(draw('annotation').plant.text)} /T ${utf16(draw('annotation author').plant.text)} >>`)} 0 R]`,
  });
  const embedded = maker.stream('/Type /EmbeddedFile', Buffer.from(`메모: ${draw('embedded file').plant.text}`));
  const catalogue = `/AcroForm << /Fields [${maker.add(`<< /FT /Tx /T (a) /V ${utf16(draw('form value').plant.text)} >>`)} 0 R] >> /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F ${embedded} 0 R >> >>] >> >>`
    + ` /Outlines ${maker.add(`<< /First << /Title ${utf16(draw('outline').plant.text)} >> >>`)} 0 R /Metadata ${maker.stream('/Type /Metadata /Subtype /XML', xmp(xml(draw('XMP').plant.text), 'x'))} 0 R`;
  const info = maker.add(`<< /Title ${utf16(draw('title').plant.text)} /Author ${utf16(draw('author').plant.text)} >>`);
  return maker.build([page], catalogue, `/Info ${info} 0 R`);
}

/** What the font can draw of a plant, in lines; a spelling it has no letters for is written as typed. */
function shown(plant: Plant): string[] {
  if (![...plant.written].every((letter) => letter === '\n' || isDrawn(letter))) {
    plant.text = plant.text.replace(plant.written, () => plant.plain);
    plant.written = plant.plain;
    plant.spelling = 'as typed';
  }
  plant.text = [...plant.text].filter((letter) => letter === '\n' || isDrawn(letter)).join('');
  return plant.text.split('\n');
}

function isDrawn(letter: string): boolean {
  try {
    return line(letter) !== '';
  } catch {
    return false;
  }
}
