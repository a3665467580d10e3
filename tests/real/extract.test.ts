/**
 * Real attachments of public bodies: what is read of them agrees with an independent
 * text, and what is protected is told so. The files are not part of the repository:
 * REAL_DATA names the folder that has them. Only counts are compared, never shown text.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { closeOcr } from '../../src/export/extract/ocr.ts';
import { readFile } from '../../src/export/extract/read.ts';
import type { Extracted, ReadFile } from '../../src/export/extract/extracted.ts';

const DATA = process.env['REAL_DATA'] ?? '';
const MINUTES = join(DATA, '14-kr-minutes-hwp');
const OFFICE = join(DATA, '15-office-files');
if (DATA === '') console.log('REAL_DATA is not set: the tests on real files are skipped. Set it to the folder that holds them.');

afterAll(closeOcr);

function filesIn(folder: string, ending: string): string[] {
  return DATA === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name)).sort();
}

/** Every file is read once: the pictures in them take OCR seconds each. */
const outcomes = new Map<string, Promise<Extracted>>();

function outcomeOf(path: string): Promise<Extracted> {
  const known = outcomes.get(path) ?? readFile(path, readFileSync(path));
  outcomes.set(path, known);
  return known;
}

async function read(path: string): Promise<ReadFile> {
  const file = await outcomeOf(path);
  if (file.outcome === 'unread') expect.fail(`${file.problem}: ${file.detail}`);
  return file;
}

/** Letters and digits: spaces, signs and Markdown are another reader's business. */
function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** How many of the lines with Hangul stand in the text, in order, and what part of their characters that is. */
function agreement(oracle: string, text: string): { lines: number; found: number; share: number } {
  let [at, lines, found, characters, foundCharacters] = [0, 0, 0, 0, 0];
  for (const line of oracle.split('\n').map(squeezed).filter((candidate) => /[가-힣]/.test(candidate))) {
    lines += 1;
    characters += line.length;
    const place = text.indexOf(line, at);
    if (place === -1) continue;
    found += 1;
    foundCharacters += line.length;
    at = place + line.length;
  }
  return { lines, found, share: foundCharacters / characters };
}

describe.skipIf(DATA === '')('minutes of the National Assembly, HWP', () => {
  const files = filesIn(MINUTES, '.hwp');

  test('every file is read, without the remains of controls', async () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const path of files) {
      const file = await read(path);
      expect(file.parts.map(({ text }) => text).join('\n')).not.toMatch(/捤獥|汤捯|氠瑢/);
      expect(squeezed(file.markdown!).length).toBeGreaterThan(4_000);
    }
  }, 300_000);

  /** The publisher's text of a meeting beside the file of that meeting. */
  const oracles = [11, 10].flatMap((number) => {
    const path = files.find((name) => name.includes(`_${number}차_`));
    const oracle = filesIn(MINUTES, `law_${number}.cp949.txt.gz`).concat(filesIn(MINUTES, `law_${number}.cp949.txt`))[0];
    return path === undefined || oracle === undefined ? [] : [{ number, path, oracle }];
  });

  test.each(oracles)('meeting $number reads like the publisher\'s own text', async ({ path, oracle }) => {
    const stored = readFileSync(oracle);
    const text = iconv.decode(oracle.endsWith('.gz') ? gunzipSync(stored) : stored, 'cp949').replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)));
    const file = await read(path);
    for (const ours of [file.parts.find(({ path: name }) => name === 'BodyText/Section0')!.text, file.markdown!]) {
      const { lines, found, share } = agreement(text, squeezed(ours));
      expect(lines).toBeGreaterThan(500);
      expect(found / lines).toBeGreaterThanOrEqual(0.99);
      expect(share).toBeGreaterThanOrEqual(0.99);
    }
  }, 120_000);
});

describe.skipIf(DATA === '')('office files of public bodies', () => {
  const packages = ['.hwpx', '.docx', '.xlsx'].flatMap((ending) => filesIn(OFFICE, ending));

  test('every HWPX, DOCX and XLSX file is read', async () => {
    expect(packages.length).toBeGreaterThanOrEqual(7);
    for (const path of packages) {
      const file = await read(path);
      expect(squeezed(file.markdown ?? file.sheets.flatMap(({ rows }) => rows.flat()).join('')).length).toBeGreaterThan(0);
    }
  }, 300_000);

  test('the display of a HWPX file is its security read without what is hidden', async () => {
    for (const path of filesIn(OFFICE, '.hwpx')) {
      const file = await read(path);
      const sections = file.parts.filter(({ path: name, kind }) => kind === 'visible' && name.startsWith('Contents/section')).map(({ text }) => text).join('\n');
      const sorted = (text: string): string => [...squeezed(text)].sort().join('');
      expect(sorted(file.markdown!)).toBe(sorted(sections));
    }
  }, 300_000);

  test('the beginning of every document is that of its preview', async () => {
    for (const path of [...filesIn(OFFICE, '.hwpx'), ...filesIn(OFFICE, '.hwp')]) {
      const file = await outcomeOf(path);
      if (file.outcome === 'unread') continue;
      const preview = squeezed(file.parts.find(({ path: name }) => /PrvText/.test(name))?.text ?? '').slice(0, 300);
      const characters = new Set([...squeezed(file.parts.filter(({ kind }) => kind === 'visible').map(({ text }) => text).join('\n'))]);
      const known = [...preview].filter((character) => characters.has(character)).length;
      if (preview !== '') expect(known / preview.length).toBeGreaterThan(0.97);
    }
  }, 300_000);

  test('a password and a distribution lock are told', async () => {
    const locked = [...filesIn(OFFICE, 'pyhwp-password-12345.hwp'), ...filesIn(OFFICE, 'distribution-locked.hwp')].filter(existsSync);
    expect(locked.length).toBeGreaterThanOrEqual(1);
    for (const path of locked) expect(await outcomeOf(path)).toMatchObject({ outcome: 'unread', problem: 'encrypted' });
  });
});
