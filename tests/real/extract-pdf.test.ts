/**
 * The PDF reader on real papers; counts only, no text. Runs where REAL_DATA names a
 * folder with them; in CI it is not set, and this file says so by skipping.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closeOcr } from '../../src/export/extract/ocr.ts';
import { cleanPdf } from '../../src/export/extract/pdf-clean.ts';
import { readFile } from '../../src/export/extract/read.ts';

const root = process.env['REAL_DATA'];
const folder = root === undefined ? null : join(root, '15-office-files');
const meetings = root === undefined ? null : join(root, '13-en-huntsville-council-meetings');

afterAll(closeOcr);

const files = [
  ...(folder !== null && existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pdf')).map((name) => join(folder, name)) : []),
  ...(meetings !== null && existsSync(meetings) ? readdirSync(meetings).map((name) => join(meetings, name, 'agenda.pdf')).filter((path) => existsSync(path)) : []),
];

async function read(path: string) {
  const file = await readFile('a.pdf', new Uint8Array(readFileSync(path)));
  if (file.outcome !== 'read') throw new Error(`${file.problem}: ${file.detail}`);
  return file;
}

/** Share of the runs of five characters of one text that the other has as well. */
function agreement(expected: string, got: string): number {
  const count = (text: string) => {
    const bare = text.replace(/[\s\\\u2003]/g, '');
    const counts = new Map<string, number>();
    for (let n = 0; n + 5 <= bare.length; n += 1) counts.set(bare.slice(n, n + 5), (counts.get(bare.slice(n, n + 5)) ?? 0) + 1);
    return counts;
  };
  const [a, b] = [count(expected), count(got)];
  let [same, all] = [0, 0];
  for (const [run, times] of a) {
    all += times;
    same += Math.min(times, b.get(run) ?? 0);
  }
  return same / all;
}

describe.skipIf(files.length === 0)('real PDFs', () => {
  test.each(files.map((path) => ({ path, name: path.split('/').slice(-2).join('/') })))('$name is read, and both readings agree', { timeout: 300_000 }, async ({ path }) => {
    const { parts, markdown } = await read(path);
    const seen = parts.filter(({ path: part, kind }) => kind === 'visible' && /^page \d{1,5}$/.test(part)).map(({ text }) => text).join('\n');
    const own = parts.filter(({ path: part }) => part.endsWith(' streams')).map(({ text }) => text).join('\n');
    expect(seen.length).toBeGreaterThan(1000);
    expect(agreement(seen, own)).toBeGreaterThan(0.9);
    expect(agreement(seen, markdown!)).toBeGreaterThan(0.95);
  });

  test.skipIf(folder === null || !existsSync(join(folder, 'kdi-R2402776_extracted.txt')))('the Korean presentation agrees with its extracted text', { timeout: 300_000 }, async () => {
    const { markdown } = await read(join(folder!, 'kdi-R2402776.pdf'));
    expect(agreement(readFileSync(join(folder!, 'kdi-R2402776_extracted.txt'), 'utf8'), markdown!)).toBeGreaterThan(0.9);
  });

  test('a cleaned one shows the same text', { timeout: 300_000 }, async () => {
    const cleaned = (await Promise.all(files.map(async (path) => ({ path, bytes: await cleanPdf(new Uint8Array(readFileSync(path))) })))).filter(({ bytes }) => bytes !== null);
    expect(cleaned.length).toBeGreaterThan(0);
    for (const { path, bytes } of cleaned.slice(0, 1)) {
      const after = await readFile('a.pdf', bytes!);
      expect(after.outcome === 'read' ? after.markdown : after.detail).toBe((await read(path)).markdown);
    }
  });
});
