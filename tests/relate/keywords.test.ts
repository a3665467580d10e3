/** Keywords: nouns that lead to other records; never half words, masked words or names of persons. */
import { describe, expect, it, test } from 'vitest';
import { Dictionary } from '../../src/relate/dictionary.ts';
import { read } from '../../src/relate/evidence.ts';
import { chooseWords, LEAST_RECORDS, type KeywordSource } from '../../src/relate/keywords.ts';
import { termsOf } from '../../src/relate/terms.ts';
import { vectorOf } from '../../src/relate/vectors.ts';
import { WordCounts } from '../../src/relate/word-counts.ts';

type Source = KeywordSource & { id: string };

const source = (id: string, title: string, text = '', given: Partial<KeywordSource> = {}): Source => ({ id, title, text, terms: [], own: [], ...given });

/** Other records, so that a word of three is rare: each of its own words. */
const OTHERS = Array.from({ length: 60 }, (_, at) => source(`x${String(at).padStart(2, '0')}`, `자료 ${at}`, `글자${'가나다라마바사아자차'[at % 10]}${'거너더러머버'[Math.floor(at / 10)]} 있음`));

/** The keywords of records that are an archive by themselves: what at least three of them choose. */
function wordsOf(records: Source[], terms: string[] = []): Record<string, string[]> {
  const all = [...records, ...OTHERS];
  const readings = all.map((record) => read(record.title, record.text, record.terms));
  const counts = new WordCounts();
  for (const { evidence } of readings) counts.add(evidence);
  const dictionary = new Dictionary(all.length, (word) => counts.of(word));
  const borne = Map.groupBy(all.flatMap((record) => record.terms), (term) => term);
  const names = termsOf([...[...borne].map(([name, bearers]) => ({ name, records: bearers.length })), ...terms.map((name) => ({ name, records: LEAST_RECORDS }))]);
  const chosen = all.map((record, at) => chooseWords(record, { reading: readings[at]!, vector: vectorOf(readings[at]!), isInBasis: true }, dictionary, names));
  const isKeyword = (word: string) => chosen.filter((words) => words.includes(word)).length >= LEAST_RECORDS;
  return Object.fromEntries(records.map(({ id }, at) => [id, chosen[at]!.filter(isKeyword)]));
}

/** Three records that all hold a text. */
const three = (text: string, given: Partial<KeywordSource> = {}) => ['a', 'b', 'c'].map((id) => source(id, '안내', text, given));

describe('a word is a keyword', () => {
  test.each<[string, string, string[]]>([
    ['if it takes two different particles', '놀이터를 고친다. 놀이터의 모래. 놀이터', ['놀이터']],
    ['not if it takes one only', '놀이터를 고친다. 놀이터를 본다. 놀이터', []],
    ['not if it is an adverb', '따로 둔다. 스스로 한다. 곧바로 간다', []],
    ['not if it is the form of a verb', '옮길 때. 옮길 곳. 앞당길 일', []],
    ['not as half a word: 여의도 is no 여의', '여의도 여의도는 여의도를 간다', ['여의도']],
    ['not if every document has it', '계획을 세운다. 계획은 계획의 일이다. 계획', []],
    ['not if it only describes', '단계적으로 한다. 단계적인 것. 단계적', []],
    ['not with digits', '2026년은 2026년의 2026년', []],
    ['not if it stands beside a mask', '놀이터의 놀이터를 놀이터 [성명 가림·제6호]', []],
    ['not if it is the mask', '[놀이터 가림·제6호]의 [놀이터 가림·제6호]를', []],
  ])('%s', (_, text, words) => {
    expect(wordsOf(three(text)).a).toEqual(words);
  });

  it('only with three records', () => {
    const text = '놀이터를 고친다. 놀이터의 모래. 놀이터';
    expect(wordsOf(three(text).slice(0, 2))).toEqual({ a: [], b: [] });
    expect(wordsOf(three(text))).toEqual({ a: ['놀이터'], b: ['놀이터'], c: ['놀이터'] });
  });

  it('if three titles hold it, unless they are whole sentences', () => {
    const titled = (title: string) => wordsOf(['a', 'b', 'c'].map((id) => source(id, title)));
    expect(titled('제설 대책').a).toContain('제설');
    expect(titled('눈을 치우나요?').a).toEqual([]);
  });

  it('if the city calls a thing so, also in several words', () => {
    expect(wordsOf(three('도로포장 유지관리를 맡는다', { terms: ['도로포장 유지관리'] })).a).toEqual(['도로포장 유지관리']);
    expect(wordsOf(three('공원녹지과에서 맡는다'), ['공원녹지과']).a).toEqual(['공원녹지과']);
    expect(wordsOf(three('공원녹지과에서 맡는다', { own: ['공원녹지과'] }), ['공원녹지과']).a).toEqual([]);
  });
});

describe('a name of a person', () => {
  test.each<[string, string]>([
    ['before a title', '김하람 팀장이 말했다. 김하람은 김하람의 일을 한다'],
    ['behind a title', '담당 김하람이 말했다. 김하람은 김하람의 일을 한다'],
    ['beside a mask of a telephone', '김하람 [휴대전화 가림·제6호]. 김하람은 김하람의 일을 한다'],
    ['of two surnames', '남궁하람 주무관. 남궁하람은 남궁하람의 일을 한다'],
  ])('%s is no keyword', (_, text) => {
    expect(wordsOf(three(text)).a).toEqual([]);
  });

  it('is one for the whole archive once it is known for one', () => {
    const words = wordsOf([...three('김하람은 김하람의 일을 한다'), source('d', '안내', '김하람 팀장')]);
    expect(words.a).toEqual([]);
  });
});

it('names at most eight, the most telling first, none inside another', () => {
  const nouns = ['놀이터', '물놀이터', '가로수', '은행나무', '미끄럼틀', '모래밭', '울타리', '산책로', '화장실', '정자', '그네'];
  const text = nouns.map((noun) => `${noun}의 ${noun}에 ${noun}`).join('. ');
  const records = ['a', 'b', 'c'].map((id) => source(id, '가로수', text));
  const words = wordsOf(records).a!;
  expect(words).toHaveLength(8);
  expect(words[0]).toBe('가로수');
  expect(words.filter((word) => words.some((other) => other !== word && other.includes(word)))).toEqual([]);
});

it('does not depend on the order of the records', () => {
  const records = [...three('놀이터를 고친다. 놀이터의 모래를 모래로 모래에'), source('d', '놀이터 모래', '모래의 모래를')];
  expect(wordsOf([...records].reverse())).toEqual(wordsOf(records));
});

it('keeps the spelling of words in Latin letters', () => {
  expect(wordsOf(['a', 'b', 'c'].map((id) => source(id, 'Budget review'))).a).toEqual(['Budget', 'review']);
});
