import { afterAll, describe, expect, test } from 'vitest';
import { decodedPicture, enlarged, isBlank, turned, type Raster } from '../../../src/export/extract/image-raster.ts';
import { closeOcr, isBelievable, languageFile, readText } from '../../../src/export/extract/ocr.ts';
import { jpegOf, pngOf, scribbles } from './make/image.ts';

afterAll(closeOcr);

const LETTER = [
  '무지개시 하천과-123 (2024. 3. 15.)', '수신: 별빛로 주민자치회', '주민등록번호: 850315-1234567', '성명: 홍길동 (연락처 010-0000-1234)',
  '계좌번호 110-000-123456, 전자우편 gildong@example.com', '위 사람은 하천 정비 공사에 관한 의견을 제출하였기에', '다음과 같이 처리하고 그 결과를 알려 드립니다.',
];
const NUMBERS = ['850315-1234567', '010-0000-1234', '110-000-123456', 'gildong@example.com'];

const bare = (text: string) => text.replace(/\s/g, '');

/** Edits from one text to the other, white space aside, for each character of the first. */
function errorRate(expected: string, got: string): number {
  const [a, b] = [bare(expected), bare(got)];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]! / a.length;
}

const picture = (bytes: Buffer): Promise<Raster> => decodedPicture(bytes, 50_000_000);

describe('Korean with digits', () => {
  test.each([16, 20, 24, 32, 40])('at %i pixels: at most every twelfth character wrong, every number found', async (sizePixels) => {
    const { text, readings } = await readText(await picture(pngOf(LETTER, { sizePixels, width: sizePixels * 30 })));
    expect(errorRate(LETTER.join(''), text)).toBeLessThan(1 / 12);
    expect(NUMBERS.filter((number) => !bare(readings.join('\n')).includes(number))).toEqual([]);
  });

  test('in a JPEG', async () => {
    const { readings } = await readText(await picture(jpegOf(LETTER, { sizePixels: 24, width: 720 })));
    expect(NUMBERS.slice(0, 3).filter((number) => !bare(readings.join('\n')).includes(number))).toEqual([]);
  });
});

test('a blank picture has no text, a little dust changes nothing', async () => {
  const blank = { width: 200, height: 100, grey: new Uint8Array(20_000).fill(250) };
  expect(await readText(blank)).toEqual({ text: '', readings: [], surePart: 0, doubtfulPart: 0 });
  blank.grey[777] = 0;
  expect(isBlank(blank)).toBe(true);
  blank.grey.fill(0, 1000, 1020);
  expect(isBlank(blank)).toBe(false);
});

test.each([1, 2, 3] as const)('a picture turned by %i quarters is turned back', async (quarters) => {
  const { readings } = await readText(await picture(pngOf(LETTER, { quarters, sizePixels: 28, width: 840 })));
  expect(NUMBERS.slice(0, 3).filter((number) => !bare(readings.join('\n')).includes(number))).toEqual([]);
});

test('scribbles are not believed', async () => {
  expect(isBelievable(await readText(await picture(scribbles().toBuffer('image/png'))))).toBe(false);
});

test('four quarter turns are none', () => {
  const raster = { width: 3, height: 2, grey: Uint8Array.from([1, 2, 3, 4, 5, 6]) };
  expect(turned(raster, 1)).toEqual({ width: 2, height: 3, grey: Uint8Array.from([4, 1, 5, 2, 6, 3]) });
  expect(turned(turned(raster, 1), 3)).toEqual(raster);
  expect(turned(turned(raster, 2), 2)).toEqual(raster);
});

test('enlarging keeps within the pixels OCR gets', () => {
  const { width, height } = enlarged({ width: 4000, height: 4000, grey: new Uint8Array(16_000_000) }, 2);
  expect(width * height).toBeLessThan(20_100_000);
});

test('a language that is not installed stops everything, and says what to do', () => {
  expect(() => languageFile('xyz')).toThrow('@tesseract.js-data/xyz: expected the package with 4.0.0_best_int/xyz.traineddata.gz, found none; run `npm ci`');
});

test('the engine starts again after it was closed', async () => {
  await closeOcr();
  await closeOcr();
  expect((await readText(await picture(pngOf(['다시 시작'])))).text).toContain('다시');
});
