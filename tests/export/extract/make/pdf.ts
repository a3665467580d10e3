/** PDFs written by hand, object by object, with Korean text and made-up secrets in any nook. */
import { deflateSync } from 'node:zlib';
import { KOREAN_FONT } from './image.ts';

const TABLES = Object.fromEntries(Array.from({ length: KOREAN_FONT.readUInt16BE(4) }, (_, n) => [KOREAN_FONT.toString('latin1', 12 + 16 * n, 16 + 16 * n), KOREAN_FONT.readUInt32BE(20 + 16 * n)]));
const SCALE = 1000 / KOREAN_FONT.readUInt16BE(TABLES['head']! + 18);
const FONT_FILE = deflateSync(KOREAN_FONT);
const GLYPHS = glyphsOfFont();
const WIDTHS = [...GLYPHS.values()].map((glyph) => `${glyph} [${Math.round(KOREAN_FONT.readUInt16BE(TABLES['hmtx']! + 4 * glyph) * SCALE)}]`).join(' ');
const MAP = blocksOf([...GLYPHS].map(([character, glyph]) => `<${glyph.toString(16).padStart(4, '0')}> <${Buffer.from(character, 'utf16le').swap16().toString('hex')}>`))
  .map((rows) => `${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar\n`).join('');

/** The characters of the font by format 12 of its character map. */
function glyphsOfFont(): Map<string, number> {
  const start = TABLES['cmap']!;
  const maps = Array.from({ length: KOREAN_FONT.readUInt16BE(start + 2) }, (_, n) => start + KOREAN_FONT.readUInt32BE(start + 8 + 8 * n));
  const map = maps.find((at) => KOREAN_FONT.readUInt16BE(at) === 12)!;
  const glyphs = new Map<string, number>();
  for (let n = 0; n < KOREAN_FONT.readUInt32BE(map + 12); n += 1) {
    const [first, last, glyph] = [0, 4, 8].map((offset) => KOREAN_FONT.readUInt32BE(map + 16 + 12 * n + offset)) as [number, number, number];
    for (let code = first; code <= last; code += 1) if (code >= 0x20) glyphs.set(String.fromCodePoint(code), glyph + code - first);
  }
  return glyphs;
}

function blocksOf(rows: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(rows.length / 100) }, (_, n) => rows.slice(100 * n, 100 * n + 100));
}

/** Collects objects and writes them with a table. Object 1 is the catalogue, 2 the page tree, 3 the font. */
export class PdfMaker {
  readonly bodies: Buffer[] = [];

  constructor() {
    this.bodies.push(Buffer.alloc(0), Buffer.alloc(0));
    addKoreanFont(this);
  }

  add(body: string | Buffer): number {
    this.bodies.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
    return this.bodies.length;
  }

  stream(dict: string, data: string | Buffer, isPacked = true): number {
    const plain = Buffer.isBuffer(data) ? data : Buffer.from(data, 'latin1');
    const bytes = isPacked ? deflateSync(plain) : plain;
    const filter = isPacked ? '/Filter /FlateDecode ' : '';
    return this.add(Buffer.concat([Buffer.from(`<< ${dict} ${filter}/Length ${bytes.length} >>\nstream\n`, 'latin1'), bytes, Buffer.from('\nendstream')]));
  }

  /** Returns the file. @param trailer - more entries of the trailer. */
  build(pages: readonly number[], catalogue = '', trailer = ''): Buffer {
    this.bodies[0] = Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, 'latin1');
    this.bodies[1] = Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`);
    return written(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), this.bodies.map((body, n) => [n + 1, body]), this.bodies.length + 1, `/Root 1 0 R ${trailer}`);
  }
}

/** Appends objects and a table of them: an incremental update. */
export function written(before: Buffer, objects: readonly (readonly [number, Buffer])[], size: number, trailer: string): Buffer {
  const pieces: Buffer[] = [before];
  let at = before.length;
  const rows: string[] = [];
  for (const [number, body] of objects) {
    const piece = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    rows.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat([...pieces, Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`, 'latin1')]);
}

/** Where the last table of a file stands, for `/Prev`. */
export function lastTable(pdf: Buffer): number {
  return Number(/startxref\n(\d{1,12})/.exec(pdf.toString('latin1').slice(-200))![1]);
}

/** A page that shows a content stream. */
export function addPage(maker: PdfMaker, content: string, { resources = '', more = '', box = '0 0 595 842' } = {}): number {
  const stream = maker.stream('', content);
  return maker.add(`<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents ${stream} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> ${more} >>`);
}

/** Operators that write a line of text in the Korean font. */
export function line(text: string, { x = 50, y = 780, size = 12, before = '' } = {}): string {
  return `BT /F1 ${size} Tf ${before} 1 0 0 1 ${x} ${y} Tm <${glyphCodes(text)}> Tj ET\n`;
}

/** Some lines nobody minds, so that a page is no scan. */
export const HARMLESS = ['무지개시 하천 정비 공사 계획을 다음과 같이 알려 드립니다.', '공사 기간은 여섯 달이며 주민 설명회를 두 차례 엽니다.'];
export const HARMLESS_LINES = HARMLESS.map((text, n) => line(text, { y: 700 - 20 * n })).join('');

/** A file of one page with harmless lines and whatever is planted by the caller. */
export function onePage(content: string, plant: (maker: PdfMaker) => { resources?: string; more?: string; catalogue?: string; trailer?: string } = () => ({})): Buffer {
  const maker = new PdfMaker();
  const { resources = '', more = '', catalogue = '', trailer = '' } = plant(maker);
  return maker.build([addPage(maker, HARMLESS_LINES + content, { resources, more })], catalogue, trailer);
}

/** A text string as UTF-16 with its mark. */
export function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** A picture as an object: grey, packed. */
export function addPicture(maker: PdfMaker, width: number, height: number, rgba: Uint8ClampedArray | Uint8Array): number {
  const grey = Buffer.from(Array.from({ length: width * height }, (_, n) => rgba[4 * n]!));
  return maker.stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`, grey);
}

/** A file whose pages show pictures only. */
export function scanOf(pictures: readonly { width: number; height: number; rgba: Uint8ClampedArray | Uint8Array }[], over = ''): Buffer {
  const maker = new PdfMaker();
  const pages = pictures.map(({ width, height, rgba }) => {
    const picture = addPicture(maker, width, height, rgba);
    return addPage(maker, `q 595 0 0 ${Math.round(595 * height / width)} 0 ${842 - Math.round(595 * height / width)} cm /Im1 Do Q\n${over}`, { resources: `/XObject << /Im1 ${picture} 0 R >>` });
  });
  return maker.build(pages);
}

/** Glyph numbers in hexadecimal, as a string of an Identity-H font has them. */
export function glyphCodes(text: string): string {
  return [...text].map((character) => {
    const glyph = GLYPHS.get(character);
    if (glyph === undefined) throw new Error(`the font has no U+${character.codePointAt(0)!.toString(16)}`);
    return glyph.toString(16).padStart(4, '0');
  }).join('');
}

/** Objects 3 to 7: a composite font with a map to Unicode of every character it has. */
function addKoreanFont(maker: PdfMaker): void {
  maker.add('<< /Type /Font /Subtype /Type0 /BaseFont /MadeGothic /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>');
  maker.add(`<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MadeGothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [${WIDTHS}] /CIDToGIDMap /Identity >>`);
  maker.add('<< /Type /FontDescriptor /FontName /MadeGothic /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R >>');
  maker.stream('', `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n${MAP}endcmap end end`);
  maker.add(Buffer.concat([Buffer.from(`<< /Filter /FlateDecode /Length1 ${KOREAN_FONT.length} /Length ${FONT_FILE.length} >>\nstream\n`), FONT_FILE, Buffer.from('\nendstream')]));
}
