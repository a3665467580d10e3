/** Clean copies: what may leave as a file, and that nothing unseen is left in it. */
import { afterAll, describe, expect, test } from 'vitest';
import { cleanFile } from '../../../src/export/extract/clean.ts';
import { READ_LIMITS } from '../../../src/export/extract/extracted.ts';
import { closeOcr } from '../../../src/export/extract/ocr.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { makeDocx } from './make/docx.ts';
import { pngInternational, pngOf, pngText, withChunks } from './make/image.ts';
import { HARMLESS_LINES, line, onePage } from './make/pdf.ts';

afterAll(() => closeOcr());

const SECRET = 'secret-author-7351';

async function partsOf(name: string, bytes: Uint8Array): Promise<string> {
  const file = await readFile(name, bytes, READ_LIMITS);
  return file.outcome === 'read' ? file.parts.map(({ text }) => text).join('\n') : '';
}

describe('a clean copy', () => {
  test('of a PDF holds its pages and no author', async () => {
    const given = onePage(HARMLESS_LINES, (maker) => ({ trailer: `/Info ${maker.add(`<< /Author (${SECRET}) >>`)} 0 R` }));
    expect(await partsOf('plan.pdf', given)).toContain(SECRET);
    const cleaned = await cleanFile('plan.pdf', given);
    expect(cleaned!.format).toBe('pdf');
    const text = await partsOf('plan.pdf', cleaned!.bytes);
    expect(text).toContain('하천 정비');
    expect(text).not.toContain(SECRET);
    expect(Buffer.from(cleaned!.bytes).toString('latin1')).not.toContain(SECRET);
  });

  test('of a picture holds no chunks of text', async () => {
    const given = withChunks(pngOf(['공사 안내문', '하천 정비 공사']), pngText('Author', SECRET), pngInternational('Comment', SECRET, true));
    expect(await partsOf('sign.png', given)).toContain(SECRET);
    const cleaned = await cleanFile('sign.png', given);
    expect(cleaned!.format).toBe('png');
    expect(await partsOf('sign.png', cleaned!.bytes)).not.toContain(SECRET);
  });
});

describe('there is none', () => {
  test('of a PDF whose page draws letters nobody sees', async () => {
    expect(await cleanFile('plan.pdf', onePage(HARMLESS_LINES + line('감춘 글자 일곱 여덟', { y: 600, before: '1 1 1 rg' })))).toBeNull();
  });

  test('of an office document', async () => {
    expect(await cleanFile('plan.docx', makeDocx({}))).toBeNull();
  });

  test('of a file that cannot be read', async () => {
    expect(await cleanFile('plan.pdf', Buffer.from('%PDF-1.7 nothing'))).toBeNull();
  });
});
