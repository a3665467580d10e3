import { afterAll, describe, expect, test } from 'vitest';
import { inflateSync } from 'node:zlib';
import { cleanPdf } from '../../../src/export/extract/pdf-clean.ts';
import { closeOcr } from '../../../src/export/extract/ocr.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { drawLines, exif, segment, withSegments, xmp } from './make/image.ts';
import { addPage, HARMLESS, HARMLESS_LINES, lastTable, line, onePage, PdfMaker, utf16, written } from './make/pdf.ts';

const SECRET = '가나다 850315-1234567';

afterAll(closeOcr);

/** A value with everything around it that a cleaned file leaves behind. */
function dirty(): Buffer {
  const maker = new PdfMaker();
  const jpeg = withSegments(drawLines([], { width: 64 }).toBuffer('image/jpeg'), segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif({ artist: SECRET, windowsAuthor: SECRET, comment: SECRET })])), segment(0xfe, Buffer.from(SECRET)));
  const picture = maker.add(Buffer.concat([Buffer.from(`<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Metadata ${maker.stream('/Type /Metadata /Subtype /XML', xmp(SECRET, SECRET))} 0 R /Length ${jpeg.length} >>\nstream\n`), jpeg, Buffer.from('\nendstream')]));
  const note = maker.add(`<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents ${utf16(SECRET)} /T ${utf16(SECRET)} >>`);
  const info = maker.add(`<< /Title ${utf16(SECRET)} /Author ${utf16(SECRET)} >>`);
  const file = maker.stream('/Type /EmbeddedFile', Buffer.from(SECRET));
  const page = addPage(maker, `${HARMLESS_LINES}q 60 0 0 60 400 400 cm /Im1 Do Q\n`, { resources: `/XObject << /Im1 ${picture} 0 R >>`, more: `/Annots [${note} 0 R] /PieceInfo << /App << /Private ${utf16(SECRET)} >> >>` });
  const catalogue = `/Metadata ${maker.stream('/Type /Metadata /Subtype /XML', xmp(SECRET, SECRET))} 0 R /Names << /EmbeddedFiles << /Names [(a) << /F ${utf16(SECRET)} /EF << /F ${file} 0 R >> >>] >> >>`
    + ` /OpenAction << /S /JavaScript /JS ${utf16(SECRET)} >> /Outlines << /First << /Title ${utf16(SECRET)} >> >> /StructTreeRoot << /K << /Alt ${utf16(SECRET)} >> >>`;
  const first = maker.build([page], catalogue, `/Info ${info} 0 R`);
  const size = maker.bodies.length + 1;
  const later = written(first, [[size, Buffer.from(`<< /Note ${utf16(SECRET)} >>`)]], size + 1, `/Root 1 0 R /Info ${info} 0 R /Prev ${lastTable(first)}`);
  return Buffer.concat([later, Buffer.from(`% ${SECRET}\n`)]);
}

/** All bytes of a file, packed streams unpacked. */
function allBytes(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf);
  const pieces = [bytes];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    try {
      pieces.push(inflateSync(bytes.subarray(at + (bytes[at + 6] === 13 ? 8 : 7))));
    } catch { /* not packed */ }
  }
  return Buffer.concat(pieces);
}

const SPELLINGS = [Buffer.from('850315'), Buffer.from('850315', 'utf16le'), Buffer.from('850315', 'utf16le').swap16(), Buffer.from('가나다'), Buffer.from('003800350030003300310035')];

describe('a cleaned PDF', () => {
  test('shows what it showed and holds nothing else', async () => {
    const before = dirty();
    expect(SPELLINGS.some((spelling) => allBytes(before).includes(spelling))).toBe(true);
    const cleaned = await cleanPdf(before);
    expect(SPELLINGS.filter((spelling) => allBytes(cleaned!).includes(spelling))).toEqual([]);
    const file = await readFile('a.pdf', cleaned!);
    if (file.outcome !== 'read') throw new Error(file.detail);
    expect(file.markdown).toContain(HARMLESS[0]);
    expect(file.parts.filter(({ text }) => text.includes('850315'))).toEqual([]);
    expect(file.parts.filter(({ kind }) => kind !== 'visible').map(({ path }) => path).sort()).toEqual(['Ordering', 'Registry', 'names']);
  });

  const REFUSED: { name: string; pdf: () => Buffer }[] = [
    { name: 'layers', pdf: () => onePage('', () => ({ catalogue: '/OCProperties << /OCGs [] /D << >> >>' })) },
    { name: 'a stamp', pdf: () => onePage('', (maker) => ({ more: `/Annots [${maker.add('<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] >>')} 0 R]` })) },
    { name: 'a form field', pdf: () => onePage('', (maker) => ({ more: `/Annots [${maker.add(`<< /Type /Annot /Subtype /Widget /FT /Tx /V ${utf16(SECRET)} /Rect [0 0 9 9] >>`)} 0 R]` })) },
    { name: 'an actual text in the page itself', pdf: () => onePage(`/Span << /ActualText ${utf16(SECRET)} >> BDC EMC\n`) },
    { name: 'a key nobody knows on something that is drawn', pdf: () => onePage('q /Fm Do Q\n', (maker) => ({ resources: `/XObject << /Fm ${maker.stream(`/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Note ${utf16(SECRET)}`, line('x'))} 0 R >>` })) },
    { name: 'damage', pdf: () => Buffer.from('%PDF-1.7\n') },
  ];
  test.each(REFUSED)('is not to be had of one with $name', async ({ pdf }) => {
    expect(await cleanPdf(pdf())).toBeNull();
  });
});
