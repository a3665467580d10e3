/** The parts of the review that need no paper: widths, marks, the model's keys, the words. */
import { describe, expect, test } from 'vitest';
import { aroundMarks, linesOf, textOf } from '../../scripts/review/lines.ts';
import { firstModel, update, type Model } from '../../scripts/review/model.ts';
import { view } from '../../scripts/review/screen.ts';
import { cut, lineEnd, pad, visible, widthOf } from '../../scripts/review/width.ts';
import { ALL_WORDS, languageOf, sayIn } from '../../scripts/review/words.ts';
import type { HeldEntry } from '../../src/export/state.ts';

const say = sayIn('en');

describe('width', () => {
  test.each([['', 0], ['abc', 3], ['한글', 4], ['漢字', 4], ['ｱ', 1], ['Ａ', 2], ['é', 1], ['e\u0301', 1], ['각'.normalize('NFD'), 2], ['𠀀', 2], ['😀', 2], ['①', 1]])('of %j is %i', (text, width) => expect(widthOf(text)).toBe(width));

  test('a line never breaks a wide sign in two, and always goes on', () => {
    expect(lineEnd('가나다', 0, 5)).toBe(2);
    expect(lineEnd('가나다', 2, 5)).toBe(3);
    expect(lineEnd('가', 0, 1)).toBe(1);
    expect(cut('가나다', 5)).toBe('가나');
    expect(widthOf(pad('가', 5))).toBe(5);
  });

  test.each(['\u001b[2J', '\u0007', '\u009b31m', '\u202e', '\u2066', '\u200b', '\u2028', '\r', '\u{e0041}', '\ud800'])('%j is shown as replacement signs of the same length', (sign) => {
    expect(visible(`a${sign}b`)).toHaveLength(sign.length + 2);
    expect(visible(`a${sign}b`)).toMatch(/^a\uFFFD/);
    expect(visible(`a${sign}b`)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });
});

describe('marks', () => {
  test('stay in their places when lines are folded', () => {
    const lines = linesOf({ text: '가나다라마\r\nabc', marks: [{ start: 1, end: 4, why: 'mask' }, { start: 7, end: 8, why: 'word' }] }, 4);
    expect(lines).toEqual([
      [{ text: '가', look: 'plain' }, { text: '나', look: 'mark' }], [{ text: '다라', look: 'mark' }], [{ text: '마', look: 'plain' }],
      [{ text: 'a', look: 'word' }, { text: 'bc', look: 'plain' }],
    ]);
  });

  test('are shown with two lines around, and what lies between is a gap', () => {
    const text = Array.from({ length: 20 }, (_, n) => `줄${n}`).join('\n');
    const at = text.indexOf('줄10');
    const shown = aroundMarks({ text, marks: [{ start: 0, end: 2, why: 'mask' }, { start: at, end: at + 3, why: 'mask' }] });
    expect(shown.text).toBe(['줄0', '줄1', '줄2', '⋯', '줄8', '줄9', '줄10', '줄11', '줄12', '⋯'].join('\n'));
    expect(shown.marks.map(({ start, end }) => shown.text.slice(start, end))).toEqual(['줄0', '줄10']);
    expect(aroundMarks({ text, marks: [] })).toEqual({ text: '', marks: [] });
  });
});

describe('the model', () => {
  const many = Array.from({ length: 1000 }, (_, n): HeldEntry => ({ source: 's', key: String(n), id: null, where: `papers.csv:${n}`, type: 'document', code: 'bad-row', detail: 'd', inputHash: '', since: '2026-03-02', amount: null }));
  const press = (model: Model, ...keys: string[]) => keys.reduce((now, name) => update(now, { kind: 'key', key: { name, text: name.length === 1 ? name : '', isControl: false } })[0], model);
  const first = firstModel({ holds: many, columns: 120, rows: 23, today: '2026-03-02', say });

  test.each([
    [['down', 'down', 'up'], 1], [['j', 'k', 'k'], 0], [['pagedown', 'pagedown', 'pageup'], 20], [['G'], 999], [['end', 'down'], 999], [['G', 'g'], 0], [['home'], 0],
  ])('%j selects %i', (keys, selected) => {
    const model = press(first, ...keys);
    expect(model.selected).toBe(selected);
    expect(view(model, new Map()).map(textOf).filter((text) => text.startsWith('>'))).toEqual([expect.stringContaining(`papers.csv:${selected} `)]);
  });

  test('a row has no decision', () => {
    const opened = update(first, { kind: 'opened', hold: many[0]!, paper: { standing: 'gone', facts: [], fields: [], codes: [], words: [], problem: null } })[0];
    expect(press(opened, 'w').notice).toContain('A row has no decision');
  });

  test('nothing waiting is said', () => expect(view(firstModel({ holds: [], columns: 80, rows: 23, today: '2026-03-02', say }), new Map()).map(textOf).join('\n')).toContain('Nothing waits.'));
});

describe('words', () => {
  test('both languages have the same keys and values', () => {
    const values = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(Object.keys(ALL_WORDS.ko)).toEqual(Object.keys(ALL_WORDS.en));
    for (const key of Object.keys(ALL_WORDS.en) as (keyof typeof ALL_WORDS.en)[]) expect(values(ALL_WORDS.ko[key]), key).toEqual(values(ALL_WORDS.en[key]));
  });

  test.each([[{ LANG: 'ko_KR.UTF-8' }, 'ko'], [{ LANG: 'C.UTF-8' }, 'en'], [{ LC_ALL: 'en_US', LANG: 'ko_KR' }, 'en'], [{}, 'en']])('%j is %s', (environment, language) => expect(languageOf(environment)).toBe(language));
});
