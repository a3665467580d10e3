import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOWNLOAD_ENDINGS, fileNameFor } from '../../src/model/download-name.ts';

const ID = '000000000b';

describe('a download is called by id, place and a known ending', () => {
  test.each([['pdf', `${ID}-1.pdf`], ['hwpx', `${ID}-1.hwpx`], ['', `${ID}-1.bin`], ['exe', `${ID}-1.bin`], ['PDF', `${ID}-1.bin`], ['html', `${ID}-1.bin`], ['svg', `${ID}-1.bin`]])('%j', (format, name) => {
    expect(fileNameFor(ID, 0, format)).toBe(name);
  });

  test.each([
    '../../etc/passwd', '..\\x', '/etc/passwd', 'pdf/../..', 'pdf\0.exe', 'pdf\r\nX: y', 'p\u202efdp', 'con', 'pdf.', 'pdf ', 'a'.repeat(5_000), '__proto__', 'constructor', '가', '%2e%2e%2f', '~', '*', 'pdf"; filename="x.exe',
  ])('nothing of %j', (format) => {
    expect(fileNameFor(ID, 0, format)).toBe(`${ID}-1.bin`);
  });

  test.each(['', '../0000000', '000000000B', '000000000b\n', '00000/000b', '000000000bb', '가나다라마바사아자차'])('%j is no id', (id) => {
    expect(() => fileNameFor(id, 0, 'pdf')).toThrow('download: expected a record id of ten characters');
  });

  test.each([-1, 0.5, Number.NaN, 10_000])('%d is no place', (index) => {
    expect(() => fileNameFor(ID, index, 'pdf')).toThrow(`${ID}: expected a place from 0 to 9999, got ${index}`);
  });

  test('whatever the format says, the name is one of a closed set', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(9_999), (format, index) => {
      expect([...DOWNLOAD_ENDINGS, 'bin'].map((ending) => `${ID}-${index + 1}.${ending}`)).toContain(fileNameFor(ID, index, format));
    }), { seed: 3 });
  });
});
