import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { READ_LIMITS, type Extracted, type ReadFile, type ReadLimits } from '../../../src/export/extract/extracted.ts';
import { closeOcr } from '../../../src/export/extract/ocr.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { drawLines, exif, scribbles, segment, withSegments, xmp } from './make/image.ts';
import { addPage, addPicture, HARMLESS, HARMLESS_LINES, lastTable, line, onePage, PdfMaker, scanOf, utf16, written } from './make/pdf.ts';

const SECRET = '가나다 850315-1234567';
const HEX = Buffer.from(SECRET, 'utf8').toString('hex');

afterAll(closeOcr);

async function extract(pdf: Buffer, limits: Partial<ReadLimits> = {}): Promise<Extracted> {
  return readFile('made.pdf', new Uint8Array(pdf), { ...READ_LIMITS, ...limits });
}

async function read(pdf: Buffer): Promise<ReadFile> {
  const file = await extract(pdf);
  if (file.outcome !== 'read') throw new Error(`${file.problem}: ${file.detail}`);
  return file;
}

/** The paths and kinds of the parts that hold a value, white space aside. */
function placesOf({ parts }: ReadFile, value: string): string[] {
  const bare = (text: string) => text.replace(/\s/g, '');
  return parts.filter(({ text }) => bare(text).includes(bare(value))).map(({ path, kind }) => `${kind} ${path}`);
}

interface Nook { name: string; pdf: () => Buffer; place: string }

/** A value in every nook, and where it is found; none is shown to readers. */
const NOOKS: Nook[] = [
  { name: 'the title in UTF-16', place: 'metadata Info/Title', pdf: () => onePage('', (maker) => ({ trailer: `/Info ${maker.add(`<< /Title ${utf16(SECRET)} >>`)} 0 R` })) },
  { name: 'an author in CP949 without a mark', place: 'metadata Info/Author', pdf: () => onePage('', (maker) => ({ trailer: `/Info ${maker.add(Buffer.concat([Buffer.from('<< /Author (', 'latin1'), Buffer.from([0xb0, 0xa1, 0xb3, 0xaa, 0xb4, 0xd9]), Buffer.from(' 850315-1234567) >>')]))} 0 R` })) },
  { name: 'a key of one\'s own in the document information', place: 'metadata Info/Officer', pdf: () => onePage('', (maker) => ({ trailer: `/Info ${maker.add(`<< /Officer <${HEX}> >>`)} 0 R` })) },
  { name: 'XMP', place: 'metadata object 8 XMP', pdf: () => onePage('', (maker) => ({ catalogue: `/Metadata ${maker.stream('/Type /Metadata /Subtype /XML', xmp(SECRET, 'x'))} 0 R` })) },
  { name: 'a comment annotation', place: 'hidden Contents', pdf: () => onePage('', (maker) => ({ more: `/Annots [${maker.add(`<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents ${utf16(SECRET)} >>`)} 0 R]` })) },
  { name: 'the author of an annotation and its pop-up', place: 'hidden T', pdf: () => onePage('', (maker) => ({ more: `/Annots [${maker.add(`<< /Type /Annot /Subtype /Highlight /Rect [10 10 30 30] /T ${utf16(SECRET)} /Popup << /Type /Annot /Subtype /Popup /Rect [0 0 9 9] >> >>`)} 0 R]` })) },
  { name: 'a form field\'s value', place: 'hidden V', pdf: () => onePage('', (maker) => ({ catalogue: `/AcroForm << /Fields [${maker.add(`<< /FT /Tx /T (a) /V ${utf16(SECRET)} >>`)} 0 R] >>` })) },
  { name: 'a form field\'s default value', place: 'hidden DV', pdf: () => onePage('', (maker) => ({ catalogue: `/AcroForm << /Fields [${maker.add(`<< /FT /Tx /T (a) /DV ${utf16(SECRET)} >>`)} 0 R] >>` })) },
  { name: 'a form field\'s tool tip', place: 'hidden TU', pdf: () => onePage('', (maker) => ({ catalogue: `/AcroForm << /Fields [${maker.add(`<< /FT /Tx /T (a) /TU ${utf16(SECRET)} >>`)} 0 R] >>` })) },
  { name: 'an outline', place: 'hidden Title', pdf: () => onePage('', (maker) => ({ catalogue: `/Outlines ${maker.add(`<< /First << /Title ${utf16(SECRET)} >> >>`)} 0 R` })) },
  { name: 'a named destination', place: 'hidden Names', pdf: () => onePage('', () => ({ catalogue: `/Names << /Dests << /Names [<${HEX}> [null /Fit]] >> >>` })) },
  { name: 'a name that is no word of the standard', place: 'metadata names', pdf: () => onePage('', () => ({ catalogue: `/${[...Buffer.from(SECRET)].map((byte) => `#${byte.toString(16).padStart(2, '0')}`).join('')} true` })) },
  { name: 'the name of a layer', place: 'hidden Name', pdf: () => onePage('', (maker) => ({ catalogue: `/OCProperties << /OCGs [${maker.add(`<< /Type /OCG /Name ${utf16(SECRET)} >>`)} 0 R] /D << >> >>` })) },
  { name: 'a script', place: 'hidden JS', pdf: () => onePage('', () => ({ catalogue: `/OpenAction << /S /JavaScript /JS <${HEX}> >>` })) },
  { name: 'a script in a stream', place: 'hidden object 8', pdf: () => onePage('', (maker) => ({ catalogue: `/OpenAction << /S /JavaScript /JS ${maker.stream('', Buffer.from(`app.alert("${SECRET}")`))} 0 R >>` })) },
  { name: 'a form in XML', place: 'hidden object 8', pdf: () => onePage('', (maker) => ({ catalogue: `/AcroForm << /Fields [] /XFA ${maker.stream('', Buffer.from(`<xdp><field><value>${SECRET}</value></field></xdp>`))} 0 R >>` })) },
  { name: 'an alternate text in the structure', place: 'hidden Alt', pdf: () => onePage('', (maker) => ({ catalogue: `/StructTreeRoot ${maker.add(`<< /Type /StructTreeRoot /K << /S /Figure /Alt ${utf16(SECRET)} >> >>`)} 0 R` })) },
  { name: 'an actual text within the page', place: 'hidden page object 9 properties', pdf: () => onePage(`/Span << /ActualText ${utf16(SECRET)} >> BDC EMC\n`) },
  { name: 'a comment within the page', place: 'hidden page object 9 properties', pdf: () => onePage(`% ${Buffer.from(SECRET).toString('latin1')}\n`) },
  { name: 'a page label', place: 'hidden P', pdf: () => onePage('', () => ({ catalogue: `/PageLabels << /Nums [0 << /P ${utf16(SECRET)} >>] >>` })) },
  { name: 'a program\'s own data', place: 'hidden Private', pdf: () => onePage('', () => ({ more: `/PieceInfo << /App << /Private <${HEX}> >> >>` })) },
  { name: 'an embedded file', place: 'hidden object 8/embedded/text', pdf: () => onePage('', (maker) => ({ catalogue: `/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F ${maker.stream('/Type /EmbeddedFile', Buffer.from(`메모: ${SECRET}`))} 0 R >> >>] >> >>` })) },
  { name: 'the name of an embedded file', place: 'hidden UF', pdf: () => onePage('', (maker) => ({ catalogue: `/AF [<< /Type /Filespec /UF ${utf16(SECRET)} /EF << /F ${maker.stream('/Type /EmbeddedFile', Buffer.from('메모입니다'))} 0 R >> >>]` })) },
  { name: 'a PDF in the PDF', place: 'hidden object 8/embedded/page 1', pdf: () => onePage('', (maker) => ({ catalogue: `/AF [<< /Type /Filespec /F (a) /EF << /F ${maker.stream('/Type /EmbeddedFile', onePage(line(SECRET)), false)} 0 R >> >>]` })) },
  { name: 'an object nothing points to', place: 'hidden earlier/Note', pdf: () => onePage('', (maker) => { maker.add(`<< /Note ${utf16(SECRET)} >>`); return {}; }) },
  { name: 'content nothing points to', place: 'hidden object 8 streams', pdf: () => onePage('', (maker) => { maker.stream('', line(SECRET)); return {}; }) },
  { name: 'a long number', place: 'hidden numbers', pdf: () => onePage('', () => ({ catalogue: '/Officer 8503151234567' })) },
  { name: 'a comment between objects', place: 'hidden comments', pdf: () => Buffer.concat([onePage(''), Buffer.from(`% ${SECRET}\n`)]) },
  { name: 'text behind the end', place: 'hidden between objects', pdf: () => Buffer.concat([onePage(''), Buffer.from(`\n${SECRET}\n`)]) },
  { name: 'EXIF of a photograph', place: 'metadata picture 8/APP1 Exif', pdf: () => onePage('q 60 0 0 60 400 400 cm /Im1 Do Q\n', (maker) => ({ resources: `/XObject << /Im1 ${addJpeg(maker)} 0 R >>` })) },
];

function addJpeg(maker: PdfMaker): number {
  const jpeg = withSegments(drawLines([], { width: 64 }).toBuffer('image/jpeg'), segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif({ artist: SECRET, windowsAuthor: '나', comment: '다' })])));
  return maker.add(Buffer.concat([Buffer.from(`<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`), jpeg, Buffer.from('\nendstream')]));
}

describe('the security read finds a value in', () => {
  test.each(NOOKS)('$name', async ({ pdf, place, name }) => {
    const file = await read(pdf());
    expect(placesOf(file, name === 'a long number' ? '8503151234567' : SECRET)).toContain(place);
    expect(file.markdown).not.toContain('850315');
    expect(file.markdown).toContain(HARMLESS[0]);
  });

  test('a file without one: the nooks are not found by accident', async () => {
    const file = await read(onePage(''));
    expect(placesOf(file, SECRET)).toEqual([]);
    expect(file.parts.filter(({ kind }) => kind === 'hidden').map(({ path }) => path).sort()).toEqual(['Ordering', 'Registry']);
  });

  test('an earlier revision of a page and of a title', async () => {
    const maker = new PdfMaker();
    const info = maker.add(`<< /Title ${utf16(SECRET)} >>`);
    const first = maker.build([addPage(maker, HARMLESS_LINES + line(SECRET))], '', `/Info ${info} 0 R`);
    const content = deflateSync(Buffer.from(HARMLESS_LINES));
    const later = written(first, [
      [info, Buffer.from('<< /Title (clean) >>')],
      [9, Buffer.concat([Buffer.from(`<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n`), content, Buffer.from('\nendstream')])],
    ], 12, `/Root 1 0 R /Info ${info} 0 R /Prev ${lastTable(first)}`);
    const file = await read(later);
    expect(file.markdown).not.toContain('850315');
    expect(placesOf(file, SECRET)).toEqual(['hidden object 9 streams', 'hidden earlier/Title']);
  });

  test('an object stream, packed with a predictor', async () => {
    const body = Buffer.from(`20 0 << /Note ${utf16(SECRET)} >>`);
    const columns = 5;
    const rows = Array.from({ length: Math.ceil(body.length / columns) }, (_, n) => Buffer.concat([Buffer.from([1]), body.subarray(n * columns, n * columns + columns).map((byte, m, row) => byte - (m === 0 ? 0 : row[m - 1]!))]));
    const file = await read(onePage('', (maker) => {
      maker.stream(`/Type /ObjStm /N 1 /First 5 /DecodeParms << /Predictor 12 /Columns ${columns} >>`, Buffer.concat(rows));
      return {};
    }));
    expect(placesOf(file, SECRET)).toEqual(['hidden earlier/Note']);
  });

  test('streams in every text packing', async () => {
    const text = Buffer.from(`메모 ${SECRET}`);
    const hex = Buffer.from(`${text.toString('hex')}>`);
    const runs = Buffer.concat([Buffer.from([text.length - 1]), text, Buffer.from([128])]);
    for (const [filter, bytes] of [['ASCIIHexDecode', hex], ['RunLengthDecode', runs], ['ASCII85Decode', ascii85(text)], ['LZWDecode', plainLzw(text)]] as const) {
      const file = await read(onePage('', (maker) => { maker.add(Buffer.concat([Buffer.from(`<< /Filter /${filter} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')])); return {}; }));
      expect(placesOf(file, SECRET), filter).toEqual(['hidden earlier/object 8']);
    }
  });
});

function ascii85(bytes: Buffer): Buffer {
  let out = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const length = Math.min(4, bytes.length - at);
    let value = 0;
    for (let n = 0; n < 4; n += 1) value = value * 256 + (bytes[at + n] ?? 0);
    const digits = Array.from({ length: 5 }, (_, n) => String.fromCharCode(33 + Math.floor(value / 85 ** (4 - n)) % 85)).join('');
    out += value === 0 && length === 4 ? 'z' : digits.slice(0, length + 1);
  }
  return Buffer.from(`${out}~>`);
}

/** LZW that never uses its table: a clear code before every 200 literals keeps codes at nine bits. */
function plainLzw(bytes: Buffer): Buffer {
  const codes = [...bytes].flatMap((byte, n) => (n % 200 === 0 ? [256, byte] : [byte]));
  const bits = [...codes, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from(bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

/** Every way we know to have letters on a page that nobody sees. */
const BOX = '1 g 40 590 400 30 re f 0 g\n';
const HIDDEN: { name: string; pdf: () => Buffer }[] = [
  { name: 'white on white', pdf: () => onePage(`${line(SECRET, { y: 600, before: '1 g' })}0 g\n`) },
  { name: 'almost white on white', pdf: () => onePage(`${line(SECRET, { y: 600, before: '0.97 g' })}0 g\n`) },
  { name: 'black on black', pdf: () => onePage(`0 g 40 590 400 30 re f\n${line(SECRET, { y: 600 })}`) },
  { name: 'under a box', pdf: () => onePage(line(SECRET, { y: 600 }) + BOX) },
  { name: 'under a black bar', pdf: () => onePage(`${line(SECRET, { y: 600 })}0 g 40 590 400 30 re f\n`) },
  { name: 'under a picture', pdf: () => onePage(`${line(SECRET, { y: 600 })}q 400 0 0 30 40 590 cm /Im1 Do Q\n`, (maker) => ({ resources: `/XObject << /Im1 ${addPicture(maker, 30, 8, new Uint8Array(30 * 8 * 4).map((_, n) => (n * 37) % 255))} 0 R >>` })) },
  { name: 'under block letters', pdf: () => onePage(line(SECRET, { y: 600 }) + line('■'.repeat(24), { y: 600 })) },
  { name: 'rendering mode 3', pdf: () => onePage(line(SECRET, { y: 600, before: '3 Tr' }) + 'BT 0 Tr ET\n') },
  { name: 'transparent', pdf: () => onePage(`q /G gs ${line(SECRET, { y: 600 })} Q\n`, () => ({ resources: '/ExtGState << /G << /ca 0 >> >>' })) },
  { name: 'above the page', pdf: () => onePage(line(SECRET, { y: 900 })) },
  { name: 'outside the crop box', pdf: () => onePage(line(SECRET, { y: 100 }), () => ({ more: '/CropBox [0 300 595 842]' })) },
  { name: 'clipped away', pdf: () => onePage(`q 0 0 10 10 re W n ${line(SECRET, { y: 600 })} Q\n`) },
  { name: 'smaller than two points', pdf: () => onePage(line(SECRET, { y: 600, size: 1.5 })) },
  { name: 'in a layer that is off', pdf: () => onePage(`/OC /L BDC ${line(SECRET, { y: 600 })} EMC\n`, (maker) => { const layer = maker.add('<< /Type /OCG /Name (L) >>'); return { resources: `/Properties << /L ${layer} 0 R >>`, catalogue: `/OCProperties << /OCGs [${layer} 0 R] /D << /OFF [${layer} 0 R] >> >>` }; }) },
  { name: 'on top of other text', pdf: () => onePage(line(SECRET, { y: 600, before: '1 g' }) + 'BT 0 g ET\n' + line('라마바 000000-0000000', { y: 600 })) },
];

describe('letters that nobody sees are hidden and never shown', () => {
  test.each(HIDDEN)('$name', async ({ pdf }) => {
    const file = await read(pdf());
    expect(placesOf(file, SECRET).filter((place) => place.startsWith('hidden page 1'))).not.toEqual([]);
    expect(file.markdown).not.toMatch(/850315|가나다/);
    expect(file.markdown).toContain(HARMLESS[1]);
  });

  test('one word of a line, white between black ones', async () => {
    const file = await read(onePage(`BT /F1 12 Tf 1 0 0 1 50 600 Tm 0 g <${codes('성명 ')}> Tj 1 g <${codes('가나다')}> Tj 0 g <${codes(' 귀하')}> Tj ET\n`));
    expect(file.markdown).not.toContain('가나다');
    expect(file.markdown).toMatch(/성명 .{0,4}귀하/u);
    expect(placesOf(file, '가나다')).toContain('hidden page 1');
  });

  const SEEN: { name: string; content: string }[] = [
    { name: 'black on white', content: line(SECRET, { y: 600 }) },
    { name: 'white on black', content: `0 g 40 590 400 30 re f\n${line(SECRET, { y: 600, before: '1 g' })}` },
    { name: 'grey', content: line(SECRET, { y: 600, before: '0.7 g' }) },
    { name: 'beside a box', content: line(SECRET, { y: 560 }) + BOX },
    { name: 'printed twice to be bold', content: line(SECRET, { y: 600 }) + line(SECRET, { y: 600, x: 50.3 }) },
    { name: 'outlined', content: `${line(SECRET, { y: 600, before: '1 Tr' })}BT 0 Tr ET\n` },
    { name: 'six points', content: line(SECRET, { y: 600, size: 6 }) },
    { name: 'turned by a quarter', content: `BT /F1 12 Tf 0 1 -1 0 300 300 Tm <${codes(SECRET)}> Tj ET\n` },
    { name: 'in a form, scaled', content: 'q 2 0 0 2 0 0 cm /Fm Do Q\n' },
  ];
  test.each(SEEN)('and seen ones are shown: $name', async ({ content }) => {
    const file = await read(onePage(content, (maker) => ({ resources: `/XObject << /Fm ${maker.stream('/Type /XObject /Subtype /Form /BBox [0 0 600 400] /Matrix [1 0 0 1 0 10] /Resources << /Font << /F1 3 0 R >> >>', line(SECRET, { y: 200, size: 6 }))} 0 R >>` })));
    expect(file.markdown).toContain(SECRET.replace('-', '-'));
    expect(file.markdown!.split('850315')).toHaveLength(2);
    expect(placesOf(file, SECRET)).not.toContain('hidden page 1');
  });
});

function codes(text: string): string {
  return /<([0-9a-f]{1,400})>/.exec(line(text))![1]!;
}

const LETTER = ['무지개시 민원 처리 결과 통지', '주민등록번호: 850315-1234567', '성명: 홍길동 (연락처 010-0000-1234)', '주소: 무지개시 하천로 12', '위 사람은 민원을 제출하였기에 알려 드립니다.'];

function picture(lines: readonly string[], options = {}): { width: number; height: number; rgba: Uint8ClampedArray } {
  const canvas = drawLines(lines, options);
  return { width: canvas.width, height: canvas.height, rgba: canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data };
}

describe('scans', () => {
  test('are read by OCR, and readers get what it saw', async () => {
    const file = await read(scanOf([picture(LETTER)]));
    expect(placesOf(file, '850315-1234567')).toEqual(['visible page 1 scan']);
    expect(placesOf(file, '010-0000-1234')).toEqual(['visible page 1 scan']);
    expect(file.markdown).toContain('850315-1234567');
  });

  test('with an invisible text layer are read by OCR all the same', async () => {
    const file = await read(scanOf([picture(LETTER)], line('엉뚱한 글 010-0000-9999', { before: '3 Tr' })));
    expect(placesOf(file, '850315-1234567')).toContain('visible page 1 scan');
    expect(placesOf(file, '010-0000-9999')).toContain('hidden page 1');
    expect(file.markdown).not.toContain('9999');
  });

  test('that lie on their side are turned', async () => {
    const file = await read(scanOf([picture(LETTER, { quarters: 1 })]));
    expect(placesOf(file, '850315-1234567')).not.toEqual([]);
  });

  test('with a black bar: the picture below is read too, readers get what is left', async () => {
    const file = await read(scanOf([picture(LETTER)], '0 g 0 774 595 26 re f\n'));
    expect(file.markdown).not.toContain('850315');
    expect(placesOf(file, '850315-1234567')).toEqual(['visible page 1 image 1']);
  });

  test('that nobody can read are held', async () => {
    const canvas = scribbles();
    const rgba = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    expect(await extract(scanOf([{ width: canvas.width, height: canvas.height, rgba }]))).toMatchObject({ outcome: 'unread', problem: 'no-text' });
  });

  test('letters drawn as shapes are read too', async () => {
    const canvas = drawLines(['연락처 010-0000-1234'], { sizePixels: 20, width: 300 });
    const { data } = canvas.getContext('2d').getImageData(0, 0, 300, canvas.height);
    let dots = '';
    for (let y = 0; y < canvas.height; y += 1) for (let x = 0; x < 300; x += 1) if (data[4 * (y * 300 + x)]! < 128) dots += `${50 + x} ${600 - y} 2.2 2.2 re f\n`;
    const file = await read(onePage(dots));
    expect(placesOf(file, '010-0000-1234')).toEqual(['visible page 1 shapes']);
  });

  test('a picture on a page of text is read', async () => {
    const seal = picture(['접수 010-0000-4321'], { width: 500 });
    const file = await read(onePage('q 250 0 0 60 50 500 cm /Im1 Do Q\n', (maker) => ({ resources: `/XObject << /Im1 ${addPicture(maker, seal.width, seal.height, seal.rgba)} 0 R >>` })));
    expect(placesOf(file, '010-0000-4321')).toEqual(['visible page 1 image 1']);
    expect(file.markdown).not.toContain('4321');
  });

  test('a picture no page draws is read as well', async () => {
    const seal = picture(['접수 010-0000-4321'], { width: 500 });
    const file = await read(onePage('', (maker) => { addPicture(maker, seal.width, seal.height, seal.rgba); return {}; }));
    expect(placesOf(file, '010-0000-4321')).toEqual(['hidden earlier/object 8 picture']);
  });

  test('an empty page among others is no reason to hold', async () => {
    const maker = new PdfMaker();
    const file = await read(maker.build([addPage(maker, HARMLESS_LINES), addPage(maker, '')]));
    expect(file.markdown).toContain(HARMLESS[0]);
  });
});

describe('a file that can not be read', () => {
  const whole = () => onePage(line('글'));
  const FAULTS: { name: string; pdf: () => Buffer; limits?: Partial<ReadLimits>; problem: string }[] = [
    { name: 'nothing but its first line', pdf: () => Buffer.from('%PDF-1.7\n'), problem: 'corrupt' },
    { name: 'without its page tree', pdf: () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF'), problem: 'corrupt' },
    { name: 'a stream that is damaged', pdf: () => onePage('', (maker) => { maker.add('<< /Filter /FlateDecode /Length 9 >>\nstream\nnot zlib!\nendstream'); return {}; }), problem: 'corrupt' },
    { name: 'a stream no reader knows', pdf: () => onePage('', (maker) => { maker.stream('', Buffer.from(Array.from({ length: 999 }, (_, n) => (n * 7) % 32))); return {}; }), problem: 'unread-part' },
    { name: 'a filter nobody knows', pdf: () => onePage('', (maker) => { maker.add('<< /Filter /OwnDecode /Length 3 >>\nstream\nabc\nendstream'); return {}; }), problem: 'unread-part' },
    { name: 'an archive behind its end', pdf: () => Buffer.concat([whole(), Buffer.from('\n'), Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 1, 2, 3, 0, 0, 0])]), problem: 'corrupt' },
    { name: 'a bomb', pdf: () => onePage('', (maker) => { maker.add(bomb(80_000_000)); return {}; }), problem: 'bomb' },
    { name: 'a bomb in a bomb', pdf: () => onePage('', (maker) => { const inner = deflateSync(deflateSync(Buffer.alloc(90_000_000))); maker.add(Buffer.concat([Buffer.from(`<< /Filter [/FlateDecode /FlateDecode] /Length ${inner.length} >>\nstream\n`), inner, Buffer.from('\nendstream')])); return {}; }), problem: 'bomb' },
    { name: 'more filters than anybody needs', pdf: () => onePage('', (maker) => { maker.add(`<< /Filter [${'/ASCIIHexDecode '.repeat(50)}] /Length 2 >>\nstream\n00\nendstream`); return {}; }), problem: 'bomb' },
    { name: 'arrays in arrays without end', pdf: () => onePage('', (maker) => { maker.add('['.repeat(5_000)); return {}; }), problem: 'corrupt' },
    { name: 'one page too many', pdf: () => { const maker = new PdfMaker(); return maker.build([addPage(maker, HARMLESS_LINES), addPage(maker, HARMLESS_LINES)]); }, limits: { pages: 1 }, problem: 'too-large' },
    { name: 'a page as large as a field', pdf: () => { const maker = new PdfMaker(); return maker.build([addPage(maker, HARMLESS_LINES, { box: '0 0 14400 14400' })]); }, problem: 'too-large' },
    { name: 'a picture of too many pixels', pdf: () => onePage('', (maker) => { maker.add('<< /Type /XObject /Subtype /Image /Width 99999 /Height 99999 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream'); return {}; }), problem: 'too-large' },
    { name: 'more unpacked bytes than allowed', pdf: whole, limits: { unpackedBytes: 100_000 }, problem: 'too-large' },
    { name: 'a password', pdf: () => encrypted(whole(), 'secret'), problem: 'encrypted' },
    { name: 'a security handler of its own', pdf: () => { const maker = new PdfMaker(); return maker.build([addPage(maker, HARMLESS_LINES)], '', '/Encrypt << /Filter /Own /V 9 >>'); }, problem: 'encrypted' },
    { name: 'an embedded file nobody can read', pdf: () => onePage('', (maker) => ({ catalogue: `/AF [<< /EF << /F ${maker.stream('/Type /EmbeddedFile', Buffer.from([1, 2, 3, 0, 0, 4]))} 0 R >> >>]` })), problem: 'unknown-format' },
  ];
  test.each(FAULTS)('has $name', async ({ pdf, limits, problem }) => {
    const file = await extract(pdf(), limits);
    expect(file).toMatchObject({ outcome: 'unread', problem });
    expect(JSON.stringify(file)).not.toContain('무지개');
  });

  test('but loops in its tree do not stop us', async () => {
    const file = await read(onePage('', (maker) => { const self = maker.bodies.length + 1; maker.add(`<< /Self ${self} 0 R /Other [${self} 0 R] >>`); return { catalogue: `/Loop ${self} 0 R` }; }));
    expect(file.markdown).toContain(HARMLESS[0]);
  });

  test('but one that only its owner restricts is read, old and new parts of it', async () => {
    const file = await read(encrypted(onePage(line(SECRET)), ''));
    expect(file.markdown).toContain(SECRET);
    expect(placesOf(file, SECRET)).toEqual(['visible page 1', 'visible page object 9 streams']);
  });
});

function bomb(length: number): Buffer {
  const packed = deflateSync(Buffer.alloc(length));
  return Buffer.concat([Buffer.from(`<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`), packed, Buffer.from('\nendstream')]);
}

/** Encrypts a made file by the standard handler of revision 3 (RC4, 128 bits): streams only, our fixtures have no strings. */
function encrypted(pdf: Buffer, password: string): Buffer {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const rc4 = (key: Buffer, data: Buffer) => Buffer.from(rc4Of(key, data));
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
  let ownerKey = md5(padded);
  for (let n = 0; n < 50; n += 1) ownerKey = md5(ownerKey);
  let owner = padded;
  for (let n = 0; n < 20; n += 1) owner = rc4(Buffer.from(ownerKey.map((byte) => byte ^ n)), owner);
  const id = Buffer.alloc(16, 7);
  let key = md5(padded, owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id);
  for (let n = 0; n < 50; n += 1) key = md5(key);
  let user: Buffer = md5(padding, id);
  for (let n = 0; n < 20; n += 1) user = rc4(Buffer.from(key.map((byte) => byte ^ n)), user);
  const latin = pdf.toString('latin1');
  for (const { 0: head, 1: length, index } of latin.matchAll(/\/Length (\d{1,9}) >>\nstream\n/g)) {
    const start = index + head.length;
    const number = Number(/(\d{1,6}) 0 obj\n$/.exec(latin.slice(0, latin.lastIndexOf(' 0 obj\n', start) + ' 0 obj\n'.length).slice(-20))![1]);
    rc4(md5(key, Buffer.from([number & 255, number >> 8, 0, 0, 0])).subarray(0, 16), pdf.subarray(start, start + Number(length))).copy(pdf, start);
  }
  const trailer = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${owner.toString('hex')}> /U <${Buffer.concat([user, Buffer.alloc(16)]).toString('hex')}> >> /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`;
  const cut = pdf.indexOf('trailer\n<<');
  return Buffer.concat([pdf.subarray(0, cut), Buffer.from(`trailer\n<< ${trailer}`), pdf.subarray(cut + 'trailer\n<<'.length)]);
}

function rc4Of(key: Buffer, data: Buffer): Uint8Array {
  const state = Array.from({ length: 256 }, (_, n) => n);
  for (let n = 0, m = 0; n < 256; n += 1) { m = (m + state[n]! + key[n % key.length]!) & 255; [state[n], state[m]] = [state[m]!, state[n]!]; }
  let [a, b] = [0, 0];
  return data.map((byte) => { a = (a + 1) & 255; b = (b + state[a]!) & 255; [state[a], state[b]] = [state[b]!, state[a]!]; return byte ^ state[(state[a]! + state[b]!) & 255]!; });
}
