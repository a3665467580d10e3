/** The pages in Korean, judged: of each kind the heaviest, and the awkward records. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pagesIn } from '../built.ts';
import { ABSENT, kindsOfPages } from './chosen.ts';
import { transcript } from './judges.ts';
import { markup } from './markup.ts';
import { judgeEach, openPortal } from './portal.ts';
import { SPOKEN, transcriptPath } from './spoken.ts';
import { judge } from './visit.ts';
import { writeTranscript } from './voice.ts';
import { unwaived } from './waivers.ts';

const portal = await openPortal('ko');
afterAll(() => portal.close());

test('every kind of page is judged, or named with the reason why none is there', () => {
  const judged = new Set<string>(portal.chosen.map(({ kind }) => kind));
  const kinds = kindsOfPages();
  expect(kinds.length).toBeGreaterThan(25);
  expect(kinds.filter((kind) => !judged.has(kind) && !Object.hasOwn(ABSENT, kind))).toEqual([]);
  expect(Object.keys(ABSENT).filter((kind) => judged.has(kind) || !kinds.includes(kind))).toEqual([]);
});

describe('nothing to mend', () => {
  judgeEach(portal);

  test('the search page with what it found', async () => {
    const page = await portal.open('search.html?q=어린이공원');
    await page.locator('#found > li').first().waitFor();
    expect((await judge(page, { kind: 'search', language: 'ko', path: 'search.html' })).join('\n')).toBe('');
  });
});

/** Of the pages that are made from many records, one in so many: they differ in words only. */
const STEP = 4;

test('the markup is without fault, of every kind of page and of one in four of all', () => {
  const judged = new Set([...portal.chosen.map(({ path }) => path), ...pagesIn(portal.out).filter((_, at) => at % STEP === 0)]);
  const found = [...judged].flatMap((path) => unwaived('html', markup(readFileSync(join(portal.out, path), 'utf8'))).map(({ rule, where, what }) => `${path} · ${rule} · ${where}: ${what}`));
  expect(found.slice(0, 40).join('\n')).toBe('');
}, 120_000);

describe('a page is heard as a person has read and accepted it', () => {
  test.each(SPOKEN)('$name', async ({ name, path }) => {
    const heard = writeTranscript(await transcript(await portal.open(path)));
    expect(heard).toBe(readFileSync(transcriptPath(name), 'utf8'));
  });
});
