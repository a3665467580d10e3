/** Every detector on its examples, and that detector, policy and examples exist together. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Detector } from '../../../src/export/detectors/detector.ts';
import { DETECTORS } from '../../../src/export/detectors/index.ts';
import { screen } from '../../../src/export/screen.ts';
import type { Finding } from '../../../src/model/stages.ts';
import { maskRules, textPaper } from '../papers.ts';
import { examples } from './examples.ts';

const ROOT = join(import.meta.dirname, '../../..');

function names(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => (ending === '' ? entry.isDirectory() : entry.name.endsWith(ending)))
    .map((entry) => entry.name.slice(0, entry.name.length - ending.length)).sort();
}

function isDetector(value: unknown): value is Detector {
  return typeof value === 'object' && value !== null && 'kind' in value && 'find' in value;
}

/** Names of the files that export a detector; the others in the folder are what detectors share. */
async function detectorFiles(): Promise<string[]> {
  const folder = 'src/export/detectors';
  const files = await Promise.all(names(folder, '.ts').map(async (name) => {
    const exported = Object.values(await import(join(ROOT, folder, `${name}.ts`)) as Record<string, unknown>).filter(isDetector);
    expect(exported.map(({ kind }) => kind), `${name}.ts exports the detector of its name, or none`).toEqual(exported.length === 0 ? [] : [name]);
    return exported.length === 0 ? [] : [name];
  }));
  return files.flat();
}

/** Ranges of the findings, overlapping ones as one. */
function ranges(findings: readonly Finding[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const { start, end } of findings) {
    const last = merged.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

test('a detector has its code, its policy file, its examples and its place in the list, or none of them', async () => {
  const listed = DETECTORS.map(({ kind }) => kind).sort();
  expect(await detectorFiles(), 'code').toEqual(listed);
  expect(names('content/policy/masks', '.md'), 'policy').toEqual(listed);
  expect(names('tests/export/detectors', ''), 'examples').toEqual(listed);
});

describe.each(DETECTORS)('$kind', (detector) => {
  const found = (text: string): [number, number][] => {
    const { findings } = screen(textPaper({ body: text }), [detector], maskRules([detector.kind]));
    return ranges(findings['body'] ?? []);
  };

  it.each(examples(detector.kind, 'hits'))('finds exactly: $line', ({ text, ranges: expected }) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(found(text)).toEqual(expected);
  });

  it.each(examples(detector.kind, 'misses'))('finds nothing: $line', ({ text }) => {
    expect(found(text)).toEqual([]);
  });

  it('finds the same between lines, words and brackets', () => {
    for (const { text } of examples(detector.kind, 'hits')) {
      if (found(text)[0]![0] !== 0 || found(text)[0]![1] !== text.length) continue;
      for (const [before, after] of [['가', '나'], [' ', ' '], ['(', ')'], ['\n', '\n'], ['가\u200b', '\u200b나']] as const) {
        const around = `${before}${text}${after}`;
        expect(found(around).length, around).toBe(1);
      }
    }
  });

  it.each(['0', '1-', '010-', '9 0 ', 'a@', 'a.', '1234-', '*', '계좌 ', '계좌1', '<', '&#', '⟦비공개6⟧', '⟦/비공개⟧', '1234567890123 ', '카드 4111 ',
    '85.3.15 ', '1985. 3. ', '생년월일 ', '생년월일,', '생년월일 |\n', '생년월일,1\n', '홍길동(850315', '여권 ', '여권 M1', 'M1', 'P<', '면허 11-', '12가 ', '1가', '서울 ', '203.0.', 'a:', '::',
    '02-', '전화 02-', '신청인 ', '교통과', '전화,02-123-4567\n', '증번호 ', '사업자 1', '"', '\t'])(
    'takes time in proportion to the length of %s repeated', (unit) => {
      const once = (text: string): number => {
        const start = performance.now();
        for (const _ of detector.find(text)) { /* only the time counts */ }
        return performance.now() - start;
      };
      const time = (length: number): number => {
        const text = unit.repeat(length / unit.length);
        return Math.min(once(text), once(text), once(text));
      };
      expect(time(64_000)).toBeLessThan(64 * Math.max(time(4_000), 5));
    });
});
