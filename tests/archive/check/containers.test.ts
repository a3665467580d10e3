/** Office files, pictures and PDF: what they may carry, and what is refused because it can't be read. */
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jpeg, pdf, png, zip, webp } from '../../../src/archive/check/canaries/makers.ts';
import { kindsIn, look } from './builds.ts';

const LEAK = '연락 010-0000-4321';
const pdfOf = (...objects: string[]) => `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n%%EOF\n`;
const stream = (dict: string, data: string) => `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;
const reason = async (path: string, content: string | Uint8Array) => (await look(path, content)).unread.map(({ file, reason: why }) => `${file}: ${why}`);

describe('zips', () => {
  test('inner files are named after "!"', async () => {
    const { findings } = await look('packs/a.zip', zip({ 'records/a.txt': Buffer.from(LEAK) }));
    expect(findings).toMatchObject([{ file: 'packs/a.zip!records/a.txt', kind: 'mobile' }]);
  });

  test('an encrypted entry is refused', async () => {
    const bytes = zip({ 'a.txt': Buffer.from('글') });
    for (const [mark, at] of [['PK\x03\x04', 6], ['PK\x01\x02', 8]] as const) bytes.writeUInt16LE(0x801, bytes.indexOf(mark, 0, 'latin1') + at);
    expect(await reason('a.zip', bytes)).toEqual(['a.zip: expected a zip without a password, got an encrypted entry']);
  });

  test('a bomb is refused before it is unpacked', async () => {
    expect(await reason('a.zip', zip({ 'a.txt': Buffer.alloc(2 ** 26) }))).toEqual([expect.stringMatching(/^a\.zip: expected at most \d+ decoded bytes, got more$/)]);
  });

  test('nesting beyond the limit is refused', async () => {
    let nested = zip({ 'a.txt': Buffer.from('글') });
    for (let depth = 0; depth < 8; depth += 1) nested = zip({ 'a.zip': nested });
    expect(await reason('a.zip', nested)).toEqual([expect.stringContaining('expected files in files 6 deep at most, got more')]);
  });

  test('an inner file of an unknown type is refused', async () => {
    expect(await reason('a.hwpx', zip({ 'BinData/image1.emf': Buffer.from('x') }))).toEqual(['a.hwpx!BinData/image1.emf: expected a file type that can be read, got another']);
  });

  test('bytes that belong to no entry are refused', async () => {
    const bytes = zip({ 'a.txt': Buffer.from('글') });
    const start = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    const grown = Buffer.concat([bytes.subarray(0, start), Buffer.alloc(4000, 'x'), bytes.subarray(start)]);
    grown.writeUInt32LE(start + 4000, grown.length - 6);
    expect(await reason('a.zip', grown)).toEqual([expect.stringMatching(/expected a zip of its entries, got \d+ bytes that belong to none/)]);
  });

  test('bytes before the zip are refused', async () => {
    expect(await reason('a.zip', Buffer.concat([Buffer.from('x'.repeat(200)), zip({ 'a.txt': Buffer.from('글') })]))).toEqual(['a.zip: expected the bytes its name promises, got others']);
  });
});

describe('pictures', () => {
  test.each<[string, string, Buffer, string]>([
    ['Exif in a JPEG', 'a.jpg', jpeg(0xe1, Buffer.from('Exif\0\0II*\0')), 'expected a picture without Exif, got one with'],
    ['Exif in a PNG', 'a.png', png('eXIf', Buffer.from('II*\0')), 'expected a picture without Exif, got one with'],
    ['parts of an editor in a JPEG', 'a.jpg', jpeg(0xed, Buffer.from('Photoshop 3.0\0')), 'expected a JPEG without parts of a camera or an editor, got one'],
    ['an unknown PNG chunk', 'a.png', png('prVt', Buffer.from('x')), 'expected known PNG chunks, got another'],
    ['bytes after a PNG', 'a.png', Buffer.concat([png('tIME', Buffer.alloc(7)), Buffer.from('PK')]), 'expected nothing after a PNG, got 2 bytes'],
    ['bytes after a JPEG', 'a.jpg', Buffer.concat([jpeg(0xfe, Buffer.from('x')), Buffer.from('xx')]), 'expected nothing after a JPEG, got 2 bytes'],
    ['a WebP longer than it says', 'a.webp', Buffer.concat([webp(Buffer.from('<x/>')), Buffer.from('x')]), 'expected a WebP as long as it says, got another'],
    ['a font outside assets', 'fonts/a.woff2', Buffer.from('wOF2'.padEnd(48, '\0')), 'expected fonts in assets/ only, got one elsewhere'],
  ])('%s is refused', async (_, path, bytes, why) => {
    expect(await reason(path, bytes)).toEqual([`${path}: ${why}`]);
  });
});

describe('PDF', () => {
  test.each<[string, string]>([
    ['an encrypted file', pdfOf('<< /Type /Catalog >>').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R')],
    ['a font that tells no characters', pdfOf('<< /Type /Page /Contents 2 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type0 /Encoding /Identity-H >> >> >> >>', stream('', 'BT /F1 9 Tf <00010002> Tj ET'))],
    ['a font of pictures without names', pdfOf('<< /Type /Page /Contents 2 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type3 /Encoding << /Differences [1 /g1 /g2] >> >> >> >> >>', stream('', 'BT /F1 9 Tf <0102> Tj ET'))],
    ['an unknown filter', pdfOf('<< /Type /Catalog >>', stream('/Filter /Crypt', 'x'))],
    ['a broken stream', pdfOf('<< /Type /Catalog >>', stream('/Filter /FlateDecode', 'not packed'))],
    ['no objects', '%PDF-1.7\n%%EOF\n'],
  ])('%s is refused', async (_, bytes) => {
    expect(await reason('a.pdf', Buffer.from(bytes, 'latin1'))).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['in a string', pdfOf('<< /Type /Page /Contents 2 0 R >>', stream('', 'BT /F1 9 Tf (010-0000-4321) Tj ET'))],
    ['in pieces', pdfOf('<< /Type /Page /Contents 2 0 R >>', stream('', 'BT /F1 9 Tf [(010-00) -20 (00-43) 10 (21)] TJ ET'))],
    ['in two streams of a page', pdfOf('<< /Type /Page /Contents [2 0 R 3 0 R] >>', stream('', 'BT (010-00) Tj'), stream('', '(00-4321) Tj ET'))],
    ['in an earlier version of an object', `${pdfOf('<< /Title (010-0000-4321) >>')}1 0 obj\n<< /Title (x) >>\nendobj\n`],
    ['in octal escapes', pdfOf('<< /Title (\\060\\061\\060-0000-4321) >>')],
    ['after the end', `${pdfOf('<< /Type /Catalog >>')}\n010-0000-4321\n`],
    ['in a stream nobody shows', pdfOf('<< /Type /Catalog >>', stream('', 'BT (010-0000-4321) Tj ET'))],
    ['in ASCII 85', pdfOf('<< /Type /Catalog >>', stream('/Filter /ASCIIHexDecode', `${Buffer.from('BT (010-0000-4321) Tj ET').toString('hex')}>`))],
    ['in letters named as glyphs', pdfOf('<< /Type /Page /Contents 2 0 R /Resources << /Font << /F1 << /Subtype /Type1 /Encoding << /Differences [65 /zero /one /hyphen /four /three /two] >> >> >> >> >>', stream('', 'BT /F1 9 Tf (ABACAAAACDEFB) Tj ET'))],
  ])('a number %s is found', async (_, bytes) => {
    expect(await kindsIn('a.pdf', Buffer.from(bytes, 'latin1'))).toEqual(['mobile']);
  });

  test('a clean one passes', async () => {
    expect(await look('a.pdf', pdf('하늘시 평생학습 계획 2023-12-26', 'shown'))).toEqual({ findings: [], unread: [] });
  });

  test('a picture in it is looked at', async () => {
    const picture = jpeg(0xe1, Buffer.from('Exif\0\0')).toString('latin1');
    const bytes = Buffer.from(pdfOf('<< /Type /Catalog >>', stream('/Subtype /Image /Filter /DCTDecode', picture)), 'latin1');
    expect(await reason('a.pdf', bytes)).toEqual(['a.pdf!picture.jpg: expected a picture without Exif, got one with']);
  });
});

test('a packed file in a packed file is read', async () => {
  expect(await kindsIn('a.txt.gz.gz', gzipSync(gzipSync(LEAK)))).toEqual(['mobile']);
  expect(await kindsIn('a.png', png('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(LEAK)])))).toEqual(['mobile']);
});

test.each<[string, string | Buffer]>([
  ['a.docx', zip({ 'docProps/core.xml': Buffer.from('<cp:coreProperties><dc:creator>김하늘</dc:creator></cp:coreProperties>') })],
  ['a.pdf', pdfOf('<< /Author <feffAE40D558B298> >>')],
  ['a.png', png('tEXt', Buffer.from('Author\0김하늘'))],
])('who made %s is told by nobody', async (path, bytes) => {
  expect(await kindsIn(path, bytes)).toEqual(['name']);
});

test('the city may sign its feed', async () => {
  expect(await kindsIn('feed.xml', '<rss><item><dc:creator>하늘시</dc:creator></item></rss>')).toEqual([]);
});

test.each(['<!--', '<!', '<a b="', '<li>', '&', '{"', '1 0 obj '])('a page of %j repeated is read or refused soon', async (part) => {
  const { unread } = await look('a.html', part.repeat(20_000));
  expect(unread.length).toBeLessThan(2);
}, 10_000);
