/**
 * Every nook of every format: a value planted there comes out of the security read, in
 * a part of the right kind, and readers get it only if they see it in the file.
 */
import { describe, expect, test } from 'vitest';
import type { PartKind, ReadFile } from '../../../src/export/extract/extracted.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { DOCX_NOOKS, makeDocx } from './make/docx.ts';
import { HWP_NOOKS, makeHwp } from './make/hwp.ts';
import { HWPX_NOOKS, makeHwpx } from './make/hwpx.ts';
import { plantAll, type Nooks } from './make/plants.ts';
import { makePptx, PPTX_NOOKS } from './make/pptx.ts';
import { HTML_NOOKS, MAIL_NOOKS, makeHtml, makeMail } from './make/text.ts';
import { makeXlsx, XLSX_NOOKS } from './make/xlsx.ts';
import { zipOf } from './make/zip.ts';

interface Format { name: string; nooks: Nooks<string>; make(plants: Record<string, string>): Uint8Array | string; notShown: string[] }

/** `notShown`: seen in the file, but no part of what readers get of it. */
const formats: Format[] = [
  { name: 'paper.docx', nooks: DOCX_NOOKS, make: makeDocx, notShown: ['header', 'footer', 'chart', 'symbols', 'ruby'] },
  { name: 'paper.xlsx', nooks: XLSX_NOOKS, make: makeXlsx, notShown: ['printedHeader', 'chart', 'drawing'] },
  { name: 'paper.pptx', nooks: PPTX_NOOKS, make: makePptx, notShown: ['chart', 'diagram'] },
  { name: 'paper.hwpx', nooks: HWPX_NOOKS, make: makeHwpx, notShown: ['header', 'masterPage', 'chart'] },
  { name: 'paper.hwp', nooks: HWP_NOOKS, make: makeHwp, notShown: ['header'] },
  { name: 'paper.html', nooks: HTML_NOOKS, make: makeHtml, notShown: [] },
  { name: 'paper.eml', nooks: MAIL_NOOKS, make: makeMail, notShown: ['html', 'subject', 'encodedSubject'] },
];

async function read(name: string, bytes: Uint8Array | string): Promise<ReadFile> {
  const file = await readFile(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (file.outcome === 'unread') expect.fail(`${name}: ${file.problem}: ${file.detail}`);
  return file;
}

function kindsOf(file: ReadFile, value: string): PartKind[] {
  return file.parts.filter(({ text }) => text.includes(value)).map(({ kind }) => kind);
}

function displayOf({ markdown, sheets }: ReadFile): string {
  return [markdown, ...sheets.flatMap(({ name, rows }) => [name, ...rows.flat()])].join('\n');
}

describe.each(formats)('$name', ({ name, nooks, make, notShown }) => {
  const plants = plantAll(nooks);

  test.each(Object.entries(nooks))('%s is %s', async (nook, kind) => {
    const file = await read(name, make({ [nook]: plants[nook]! }));
    const kinds = kindsOf(file, plants[nook]!);
    expect(kinds).toContain(kind);
    if (kind === 'hidden') expect(kinds).not.toContain('visible');
    expect(displayOf(file).includes(plants[nook]!)).toBe(kind === 'visible' && !notShown.includes(nook));
  });

  test('all at once, and deep in archives', async () => {
    const file = await read('papers.zip', zipOf({ 'first/inner.zip': zipOf({ [name]: make(plants) }) }));
    for (const [nook, kind] of Object.entries(nooks)) expect(kindsOf(file, plants[nook]!), nook).toContain(kind);
    expect(file.parts.some(({ path }) => path.startsWith(`first/inner.zip/${name}/`))).toBe(true);
  });

  test('an empty one has none of them', async () => {
    const file = await read(name, make({}));
    for (const value of Object.values(plants)) expect(kindsOf(file, value)).toEqual([]);
  });
});
