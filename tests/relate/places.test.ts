/** Places: a name as a word of its own, with its particle, and nothing inside another word. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlaceFinder, type NamedPlace } from '../../src/relate/places.ts';

const place = (key: string, names: string[], parent: string | null = null, afterParent = false): NamedPlace => ({ key, parent, names, afterParent });

const FINDER = new PlaceFinder([
  place('district', ['은여울구']), place('dong', ['하늬동'], 'district'), place('road', ['안뜰로']), place('lane', ['안뜰로 12길'], 'road'),
  place('centre', ['하늬 통합관제센터'], 'dong'), place('river', ['너울강', '옛너울내']), place('park', ['너울강 둔치공원'], 'river'),
  place('common', ['이동'], 'district', true), place('sunset', ['윤슬로']),
]);

test.each<[string, string, string[]]>([
  ['a name alone', '은여울구', ['district']],
  ['a name with a particle', '은여울구에서는 공사를 한다', ['district']],
  ['a particle that looks like a part of the name', '윤슬로로 돌아간다', ['sunset']],
  ['a name that ends like a particle', '윤슬로 정비', ['sunset']],
  ['in brackets and beside dots', '(하늬동·은여울구)', ['district', 'dong']],
  ['a former name', '옛너울내의 제방', ['river']],
  ['not inside a longer name', '은여울구청 하늬동주민센터', []],
  ['not as the end of another word', '새은여울구', []],
  ['the longer of two names at one spot', '안뜰로 12길 보도', ['lane', 'road']],
  ['the road, never the house', '안뜰로 12', ['road']],
  ['a name of two words with a particle', '하늬 통합관제센터를 둘러봄', ['centre', 'district', 'dong']],
  ['a name of two words written in one', '하늬통합관제센터', ['centre', 'district', 'dong']],
  ['not half of a name of two words', '하늬 문화센터', []],
  ['not a name of two words inside a longer one', '하늬 통합관제센터장 회의', []],
  ['what lies in a wider place stands under that too', '너울강 둔치공원', ['park', 'river']],
  ['a common word is no place', '차량 이동을 통제', []],
  ['a common word behind its parent is', '은여울구 이동에서', ['common', 'district']],
  ['but not a word after', '은여울구 안의 이동', ['district']],
  ['nothing in nothing', '', []],
  ['nothing in a mask', '[은여울구 가림·제6호]', []],
])('finds %s', (_, text, keys) => {
  expect(FINDER.find([text])).toEqual(keys);
});

test('finds in all texts, each place once, sorted', () => {
  expect(FINDER.find(['하늬동과 너울강', '하늬동'])).toEqual(['district', 'dong', 'river']);
});

test('whatever stands around a name, a place found is one whose name stands there', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('안뜰로', '12길', '하늬동', '이동', '은여울구', '은여울구청', '통합관제센터', '하늬', ' ', '에서', '·')), (parts) => {
    const text = parts.join('');
    for (const key of FINDER.find([text])) if (key === 'lane') expect(text).toMatch(/안뜰로[ ·]*12길/);
  }), { seed: 4, numRuns: 300 });
});
