/** Mask: words in place of findings, counts and lengths, and that nothing found is left. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { mask } from '../../src/export/mask.ts';
import { screen } from '../../src/export/screen.ts';
import type { Finding, Masked, TextPaper, Texts } from '../../src/model/stages.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { examples } from './detectors/examples.ts';
import { ledgerPaper, textPaper } from './papers.ts';

const ROOT = join(import.meta.dirname, '../..');
const MASKS = loadPolicy(join(ROOT, 'content')).masks;

function masked(body: string, findings: readonly Finding[]): Masked<TextPaper> {
  return mask({ stage: 'screened', paper: textPaper({ body }), codesWithFindings: [], personTables: [], findings: { body: findings } }, MASKS);
}

function screenedAndMasked(texts: Texts): Masked<TextPaper> {
  return mask(screen(textPaper(texts), DETECTORS, MASKS), MASKS);
}

test.each<[string, string, Finding[], string]>([
  ['none', '가나다', [], '가나다'],
  ['one in the middle', '가010나', [{ kind: 'mobile', start: 1, end: 4 }], '가[휴대전화번호 가림·제6호]나'],
  ['the whole text', '010', [{ kind: 'mobile', start: 0, end: 3 }], '[휴대전화번호 가림·제6호]'],
  ['one before a bracket without making a link', '010(야간)', [{ kind: 'mobile', start: 0, end: 3 }], '[휴대전화번호 가림·제6호] (야간)'],
  ['one before a colon without making a link definition', '010: 당직', [{ kind: 'mobile', start: 0, end: 3 }], '[휴대전화번호 가림·제6호] : 당직'],
  ['two side by side', 'abcd', [{ kind: 'mobile', start: 0, end: 2 }, { kind: 'email', start: 2, end: 4 }], '[휴대전화번호 가림·제6호][전자우편 주소 가림·제6호]'],
  ['in any order', 'abcd', [{ kind: 'email', start: 2, end: 4 }, { kind: 'mobile', start: 0, end: 1 }], '[휴대전화번호 가림·제6호]b[전자우편 주소 가림·제6호]'],
  ['overlapping ones under the longest', 'abcdef', [{ kind: 'mobile', start: 0, end: 3 }, { kind: 'card', start: 2, end: 6 }], '[카드번호 가림·제6호]'],
  ['one inside another', 'abcdef', [{ kind: 'mobile', start: 2, end: 3 }, { kind: 'card', start: 0, end: 5 }], '[카드번호 가림·제6호]f'],
  ['a chain of overlaps', 'abcdef', [{ kind: 'mobile', start: 0, end: 2 }, { kind: 'mobile', start: 1, end: 4 }, { kind: 'mobile', start: 3, end: 5 }], '[휴대전화번호 가림·제6호]f'],
])('masks %s', (_, body, findings, expected) => {
  expect(masked(body, findings).texts['body']).toBe(expected);
});

test.each<[string, string, string]>([
  ['the ground the author states', '앞 ⟦비공개5⟧검토 중⟦/비공개⟧ 뒤', '앞 [비공개 가림·제5호] 뒤'],
  ['a ground in a mark written as references', '&lobrk;비공개5&robrk;원가⟦/비공개⟧', '[비공개 가림·제5호]'],
  ['full-width grounds too', '⟦비공개７⟧원가⟦/비공개⟧', '[비공개 가림·제7호]'],
  ['the rest of the text if the ground is unknown', '앞 ⟦비공개9⟧가⟦/비공개⟧ 뒤', '앞 [비공개 가림·제6호]'],
  ['the rest of the text if there is no end', '앞 ⟦비공개5⟧가', '앞 [비공개 가림·제5호]'],
  ['what is before an end without a beginning', '가⟦/비공개⟧ 뒤', '[비공개 가림·제6호] 뒤'],
  ['the mark over what is found inside', '⟦비공개5⟧010-1234-5678⟦/비공개⟧', '[비공개 가림·제5호]'],
])('author\'s marks: %s', (_, body, expected) => {
  expect(screenedAndMasked({ body }).texts['body']).toBe(expected);
});

it('counts masks by field, kind and ground, and units before and hidden', () => {
  const result = screenedAndMasked({ title: '안내', body: '010-1234-5678, 010-2345-6789 a@example.com ⟦비공개5⟧가⟦/비공개⟧' });
  expect(result.masks).toEqual([
    { field: 'body', kind: 'mobile', ground: 6, count: 2 },
    { field: 'body', kind: 'email', ground: 6, count: 1 },
    { field: 'body', kind: 'author-mark', ground: 5, count: 1 },
  ]);
  expect(result.lengths).toEqual({ title: { textChars: 2, maskedChars: 0 }, body: { textChars: 56, maskedChars: 13 + 13 + 13 + 13 } });
});

it('does not tell the length of what it hides', () => {
  expect(screenedAndMasked({ body: 'a@example.com' }).texts).toEqual(screenedAndMasked({ body: 'a-much-longer.name@mail.example.com' }).texts);
});

it('hands on the fields of a paper by name, without texts and without what nobody declared', () => {
  const extra = { ...textPaper({ body: '가' }), writer: '홍길동' };
  expect(Object.keys(mask({ stage: 'screened', paper: extra, codesWithFindings: [], personTables: [], findings: {} }, MASKS).paper).sort()).toEqual(
    ['facts', 'files', 'key', 'kind', 'source', 'type', 'where']);
  expect(Object.keys(mask({ stage: 'screened', paper: ledgerPaper({ 'rows/0/payee': '가' }), codesWithFindings: [], personTables: [], findings: {} }, MASKS).paper).sort()).toEqual(
    ['currency', 'key', 'kind', 'licence', 'period', 'rows', 'source', 'type', 'unitCode', 'where']);
});

describe('refuses', () => {
  it.each([[0, 4], [-1, 2], [2, 2], [2, 1], [0, 1.5], [Number.NaN, 2]])('a finding %d–%d in a text of 3', (start, end) => {
    expect(() => masked('가나다', [{ kind: 'mobile', start, end }])).toThrow(
      `papers.csv:12: body: mobile found ${start}–${end} in a text of 3`);
  });

  it('findings in a text that is not there', () => {
    expect(() => mask({ stage: 'screened', paper: textPaper({}), codesWithFindings: [], personTables: [], findings: { toString: [] } }, MASKS)).toThrow(
      'papers.csv:12: toString: findings in a text that is not there');
  });

  it('a kind without a mask', () => {
    expect(() => masked('가', [{ kind: 'iris', start: 0, end: 1 }])).toThrow(
      'content/policy/masks/iris.md: the file must exist for its detector, got nothing');
  });
});

test('no stage copies a whole object: fields cross by name', () => {
  for (const file of ['mask.ts', 'screen.ts']) {
    expect(readFileSync(join(ROOT, 'src/export', file), 'utf8'), file).not.toMatch(/\{\s*\.\.\.|,\s*\.\.\.\w+(?:\.\w+)*\s*\}|Object\.assign|structuredClone/);
  }
});

describe('whatever the text', () => {
  const digits = (length: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length }).map((parts) => parts.join(''));
  const birthday = fc.tuple(digits(2), fc.constantFrom('01', '09', '12'), fc.constantFrom('01', '19', '28')).map((parts) => parts.join(''));
  const planted = fc.oneof(
    fc.tuple(birthday, fc.constantFrom('-', ' - ', '', '–', '\u200b-'), fc.constantFrom(...'12345678'), digits(6)).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('010', '011', '+82 10'), fc.constantFrom('-', '.', ' ', '－'), digits(4), fc.constantFrom('-', '.', ' '), digits(4))
      .map((parts) => parts.join('')),
    digits(5).map((name) => `user${name}@example.com`),
    fc.tuple(digits(4), digits(4), digits(4)).map((groups) => `9${groups[0].slice(1)}-${groups[1]}-${groups[2]}-9876`),
    fc.tuple(digits(3), digits(6)).map(([a, b]) => `계좌 110-${a}-${b}`),
  );
  const prose = fc.constantFrom(
    '', ' ', '\n', '가나다 ', '(', ')', '예산 1,234,567원', '2026-02-10', '도시계획과-12345 ', '😀', 'é', '**', '전화 02-2133-0000 ', '\u200b', '| ', '· ', '[메모] ', 'http://www.example.com/a ',
  );
  const text = fc.array(fc.oneof(prose, planted), { maxLength: 8 }).map((parts) => parts.join(' '));

  it('finds every planted value and leaves none of them', () => {
    fc.assert(fc.property(prose, planted, prose, (before, value, after) => {
      const { texts } = screenedAndMasked({ title: `${before} ${value} ${after}`, body: value });
      const secret = value.replace('계좌 ', '');
      expect(texts['title']).not.toContain(secret);
      expect(texts['body']).not.toContain(secret);
    }), { seed: 1, numRuns: 2_000 });
  });

  it('places every finding within its text', () => {
    fc.assert(fc.property(text, (body) => {
      for (const { start, end } of screen(textPaper({ body }), DETECTORS, MASKS).findings['body'] ?? []) {
        expect(start >= 0 && start < end && end <= body.length).toBe(true);
      }
    }), { seed: 2, numRuns: 1_000 });
  });

  it('finds nothing more in what it has masked', () => {
    fc.assert(fc.property(text, (body) => {
      const once = screenedAndMasked({ body });
      const twice = screenedAndMasked(once.texts);
      expect(twice.texts).toEqual(once.texts);
      expect(twice.masks).toEqual([]);
    }), { seed: 3, numRuns: 2_000 });
  });

  it('finds nothing more in the masked examples', () => {
    const folders = readdirSync(join(import.meta.dirname, 'detectors'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { text: body } of folders.flatMap(({ name }) => examples(name, 'hits'))) {
      expect(screenedAndMasked(screenedAndMasked({ body }).texts).masks, body).toEqual([]);
    }
  });
});
