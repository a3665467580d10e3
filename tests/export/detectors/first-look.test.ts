/**
 * The first look never rules out anything: screening with it and without it finds the
 * same, in the examples of all detectors, in texts cut and put together from them, and
 * in real papers if there are any.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Detector } from '../../../src/export/detectors/detector.ts';
import { firstLook, SEEN } from '../../../src/export/detectors/first-look.ts';
import { DETECTORS } from '../../../src/export/detectors/index.ts';
import { normalise, normaliseRendered, readings } from '../../../src/export/detectors/normalise.ts';
import { digitReading } from '../../../src/export/detectors/readings/digits.ts';
import { screen } from '../../../src/export/screen.ts';
import { openFolderSource } from '../../../src/export/sources/folder.ts';
import { textPaper, maskRules } from '../papers.ts';
import { examples } from './examples.ts';

const DATA = process.env['REAL_DATA'] ?? '';
if (DATA === '') console.log('REAL_DATA is not set: the first look is not tried on real texts. Set it to the folder that holds them.');

const MASKS = maskRules(DETECTORS.map(({ kind }) => kind));
const EVERY_SIGN = -1;
/** The same detectors, which are asked about every text. */
const ALWAYS: readonly Detector[] = DETECTORS.map(({ kind, find }) => ({ kind, find }));
const EXAMPLES = DETECTORS.flatMap(({ kind }) => [...examples(kind, 'hits'), ...examples(kind, 'misses')].map(({ text }) => text));
const SEED = 20261123;

/** Any stretch of an example, often the whole. */
const part = fc.tuple(fc.constantFrom(...EXAMPLES), fc.nat(200), fc.oneof(fc.nat(20), fc.constant(1_000)))
  .map(([text, from, units]) => (units > 20 ? text : text.slice(from % Math.max(1, text.length)).slice(0, units)));
const spliced = fc.array(fc.tuple(part, fc.constantFrom('', ' ', '  ', '\n', '\t', '|', ', ', '**', ' - ', '(', '<br>')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join(''));

/** What one text tells, without the first look deciding anything. */
function found(text: string, detectors: readonly Detector[]): unknown {
  const { findings, personTables } = screen(textPaper({ body: text }), detectors, MASKS);
  return [findings, personTables];
}

function textsOf(original: string): string[] {
  return readings(original).map(({ text }) => text);
}

function expectSame(text: string): void {
  expect(found(text, DETECTORS)).toEqual(found(text, ALWAYS));
  expect(textsOf(text)).toEqual(readings(text, EVERY_SIGN).map((reading) => reading.text));
}

it.each([
  ['nothing', '', 0], ['words', '도로 정비', 0], ['one digit', '5명', SEEN.digits1], ['six digits and more', '1234567', SEEN.digits1 | SEEN.digits2 | SEEN.digits3 | SEEN.digits4 | SEEN.digits5 | SEEN.digits6 | SEEN.spelledDigits],
  ['signs', '<b>:\n', SEEN.lessThan | SEEN.markup | SEEN.colon | SEEN.lineFeed], ['digits in words', '공일공일이삼사', SEEN.spelledDigits], ['a full-width digit', '\uff11', SEEN.unusual]])('sees %s', (_, text, signs) => {
  expect(firstLook(text)).toBe(signs);
});

it('rules out most of what a ledger says', () => {
  const asked = (text: string): number => DETECTORS.filter(({ needs = EVERY_SIGN }) => (firstLook(text) & needs) !== 0).length;
  expect(asked('업무추진 간담회')).toBeLessThanOrEqual(2);
  expect(asked('홍길동 900101-1234567')).toBeGreaterThan(10);
});

it('finds the same in every example', () => {
  for (const text of EXAMPLES) expectSame(text);
});

it('finds the same in texts put together from the examples', () => {
  fc.assert(fc.property(spliced, expectSame), { seed: SEED, numRuns: 1_500 });
});

it('lets no reading be left out that differs', () => {
  fc.assert(fc.property(spliced, (text) => {
    const plain = normalise(text);
    const rendered = normaliseRendered(text);
    const all = [plain, rendered, rendered === null ? digitReading(plain, []) : null].filter((reading) => reading !== null);
    for (const reading of all) if (reading.text !== text) expect(textsOf(text)).toContain(reading.text);
  }), { seed: SEED, numRuns: 1_500 });
});

it.skipIf(DATA === '').each(['02', '04', '05', '06', '08'])('finds the same in the real papers of set %s', { timeout: 120_000 }, (set) => {
  const folder = readdirSync(DATA).find((name) => name.startsWith(set))!;
  const source = openFolderSource({ name: 'real', path: join(DATA, folder), mapping: join(import.meta.dirname, '../../real/mappings', `${set}.json`) });
  let count = 0;
  for (const paper of source.papers()) {
    if (paper.kind !== 'text' && paper.kind !== 'ledger') continue;
    count += 1;
    const [look, always] = [screen(paper, DETECTORS, MASKS), screen(paper, ALWAYS, MASKS)].map(({ findings, codesWithFindings, personTables }) => JSON.stringify([findings, codesWithFindings, personTables]));
    expect(look === always, `paper ${count}`).toBe(true);
  }
  expect(count).toBeGreaterThan(0);
});
