/** Synonyms: what the city's own table holds, and every way in which it is refused. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSynonyms } from '../../src/policy/synonyms.ts';
import { temporaryFolder } from '../folders.ts';

/** Returns a content folder with this file under `search/`. */
function contentWith(text: string, name = 'synonyms.json'): string {
  const content = join(temporaryFolder(), 'content');
  mkdirSync(join(content, 'search'), { recursive: true });
  writeFileSync(join(content, 'search', name), text);
  return content;
}

const withGroups = (...groups: string[][]): string => contentWith(JSON.stringify({ groups }));

test("the sample city's table: sixty groups and more, abbreviations behind the words of documents", () => {
  const { groups } = loadSynonyms(join(import.meta.dirname, '../../content'));
  expect(groups.length).toBeGreaterThanOrEqual(60);
  const first = new Map(groups.flatMap(([word, ...others]) => others.map((other) => [other, word])));
  expect(['업추비', '정공', '도계', 'business expenses'].map((word) => first.get(word))).toEqual(['업무추진비', '정보공개', '도시계획', '업무추진비']);
});

test('groups stand in the order of the file; another file has another hash', () => {
  const one = loadSynonyms(withGroups(['업무추진비', '업추비'], ['정보공개', '정공']));
  expect(one.groups).toEqual([['업무추진비', '업추비'], ['정보공개', '정공']]);
  expect(loadSynonyms(withGroups(['정보공개', '정공'], ['업무추진비', '업추비'])).hash).not.toBe(one.hash);
});

test('a city without the folder has none', () => {
  expect(loadSynonyms(temporaryFolder()).groups).toEqual([]);
});

describe('what is refused', () => {
  const where = 'content/search/synonyms.json';
  const eight = Array.from({ length: 8 }, (_, at) => `낱말${at}`);
  test.each<[string, () => string, string]>([
    ['another file', () => contentWith('{}', 'words.json'), 'content/search/words.json: unknown file, expected search/synonyms.json'],
    ['no JSON', () => contentWith('{'), `${where}: the file must be JSON, got a text that does not parse`],
    ['an unknown key', () => contentWith('{ "groups": [], "words": [] }'), `${where}: unknown key "words"`],
    ['a group that is no list', () => contentWith('{ "groups": ["업추비"] }'), `${where}: "groups.0" must be a list, got "업추비"`],
    ['a group of one', () => withGroups(['공원', '녹지'], ['업추비']), `${where}: row 2 must have 2 to 8 words, got 1`],
    ['a group of nine', () => withGroups([...eight, '하나 더']), `${where}: row 1 must have 2 to 8 words, got 9`],
    ['a word of one letter', () => withGroups(['업무추진비', '비']), `${where}: row 1 must have words of 2 to 40 characters, got 1`],
    ['a word of forty-one', () => withGroups(['업무추진비', '비'.repeat(41)]), `${where}: row 1 must have words of 2 to 40 characters, got 41`],
    ['two spaces', () => withGroups(['공원', '동네  공원']), `${where}: row 1 must have words of letters and digits with one space between, got "동네  공원"`],
    ['a sign', () => withGroups(['공원', '공원·녹지']), `${where}: row 1 must have words of letters and digits with one space between, got "공원·녹지"`],
    ['syllables typed apart', () => withGroups(['공원', '녹지'.normalize('NFD')]), `${where}: row 1 must have words of letters and digits with one space between, got "${'녹지'.normalize('NFD')}"`],
    ['a word in two groups', () => withGroups(['업무추진비', '업추비'], ['영업추진비', '업 추비']), `${where}: "업 추비" must stand once, got it in row 1 and row 2`],
    ['a word twice in one, in capitals', () => withGroups(['인공지능', 'AI', 'ai']), `${where}: "ai" must stand once, got it in row 1 and row 1`],
  ])('%s', (_, make, message) => {
    const content = make();
    expect(() => loadSynonyms(content)).toThrow(message);
  });

  test('but not eight words, two letters, forty', () => {
    expect(loadSynonyms(withGroups(eight, ['공원', '비'.repeat(40)])).groups).toHaveLength(2);
  });
});
