/** Suggestions while somebody types: what is found by its beginning, by initials, by half a syllable, by another name, and with one wrong letter. */
import { describe, expect, test } from 'vitest';
import { KINDS, learn, MOST_OFFERED, near, suggest, type Kind, type Line } from '../../src/site/search/suggest.ts';

const line = (kind: Kind, text: string, records: number, searched?: string): Line => [text, KINDS.indexOf(kind), records, ...(searched === undefined ? [] : [searched])] as unknown as Line;
const known = learn([
  line('keyword', '업무추진비', 30), line('keyword', '정보공개', 20), line('class', '공원 관리', 12), line('keyword', '도시계획', 9), line('keyword', '공원', 8),
  line('unit', '공원녹지과', 5), line('former', '푸른도시과', 5, '공원녹지과'), line('same', '업추비', 0, '업무추진비'), line('project', '어린이공원 정비', 4),
  line('unit', 'Parks and Greenery Division', 5, '공원녹지과'), line('keyword', '과학관', 2), line('keyword', '닭고기', 2), line('place', '안뜰로 12길', 1), line('keyword', 'LED 조명', 1), line('place', '논현길', 1),
]);
const found = (typed: string): string[] => suggest(known, typed).map(({ text }) => text);

describe('what is offered', () => {
  test.each<[string, string, string[]]>([
    ['what begins with it; the thing itself first', '공원', ['공원', '공원 관리', '공원녹지과', '어린이공원 정비']],
    ['a word in a name', '관리', ['공원 관리']],
    ['a piece of a word comes last', '과', ['과학관', '공원 관리', '공원녹지과']],
    ['initials alone', 'ㅇㅁㅊㅈㅂ', ['업무추진비']],
    ['initials of a part', 'ㄱㅇ', ['공원 관리', '공원', '공원녹지과', '어린이공원 정비']],
    ['initials that a keyboard put into one letter', 'ㄶㄱ', ['논현길']],
    ['initials and syllables mixed', 'ㅈ보공개', ['정보공개']],
    ['an initial that begins the next syllable', '정보ㄱ', ['정보공개']],
    ['half a syllable', '저', ['정보공개', '어린이공원 정비']],
    ['a final consonant that will begin the next syllable', '돗', ['도시계획', '푸른도시과']],
    ['a vowel that is typed with two keys', '고', ['공원 관리', '공원', '공원녹지과', '과학관', '정보공개', '어린이공원 정비', '닭고기']],
    ['a final consonant of two', '달', ['닭고기']],
    ['a former name', '푸른', ['푸른도시과']],
    ['an abbreviation', '업추비', ['업추비']],
    ['an English name, in either case', 'PARK', ['Parks and Greenery Division']],
    ['a later English word', 'green', ['Parks and Greenery Division']],
    ['Latin letters beside Hangul', 'led', ['LED 조명']],
    ['digits', '12', ['안뜰로 12길']],
    ['spaces do not matter', '도시 계획', ['도시계획']],
    ['syllables typed apart', '정보'.normalize('NFD'), ['정보공개']],
    ['signs of expressions are no expression', '.*', []],
    ['an emoji', '🌳', []],
    ['nothing', '', []],
    ['control characters', '\u0001\u0002', []],
    ['what nobody means', '고래사냥', []],
    ['a text longer than any name', '가'.repeat(10_000), []],
  ])('%s', (_, typed, texts) => expect(found(typed)).toEqual(texts));

  test('what is searched is the present name, and the whole word', () => {
    expect(suggest(known, '푸른도시과')[0]).toEqual({ text: '푸른도시과', kind: 'former', records: 5, searched: '공원녹지과' });
    expect(suggest(known, '업추')[0]).toEqual({ text: '업추비', kind: 'same', records: 0, searched: '업무추진비' });
  });

  test('one thing stands once, under the name that fits best', () => {
    const twice = learn([line('former', '공원과', 9, '공원녹지과'), line('unit', '공원녹지과', 5)]);
    expect(suggest(twice, '공원').map(({ searched }) => searched)).toEqual(['공원녹지과']);
    expect(suggest(twice, '공원녹지과').map(({ kind }) => kind)).toEqual(['unit']);
  });

  test.each([[MOST_OFFERED - 1, MOST_OFFERED - 1], [MOST_OFFERED, MOST_OFFERED], [MOST_OFFERED + 1, MOST_OFFERED]])('of %i there are %i', (count, offered) => {
    const many = learn(Array.from({ length: count }, (_, at) => line('keyword', `공원${at}`, count - at)));
    expect(suggest(many, '공원').map(({ text }) => text)).toEqual(Array.from({ length: offered }, (_, at) => `공원${at}`));
  });
});

describe('one wrong letter', () => {
  test.each([
    ['another vowel', '정보고개', ['정보공개']], ['another consonant', '엄무추진비', ['업무추진비']], ['one too many at the end', '정보공개ㅏ', ['정보공개']], ['one too many within', '정봅공개', ['정보공개']],
    ['a final consonant missing', '저보공개', ['정보공개']], ['half of a vowel missing', '도시계흭', ['도시계획']],
    ['two letters the other way round', 'Praks', ['Parks and Greenery Division']], ['two wrong ones', '점모공개', []], ['a text of few letters is not guessed at', '공왼', []],
  ])('%s', (_, typed, texts) => expect(found(typed)).toEqual(texts));

  test('is not looked for where something fits as typed', () => {
    const close = learn([line('keyword', '도시계획', 9), line('keyword', '도시개획가', 1)]);
    expect(suggest(close, '도시개획').map(({ text }) => text)).toEqual(['도시개획가']);
    expect(near(close, '도시개획').map(({ text }) => text)).toEqual(['도시계획', '도시개획가']);
  });

  test('whichever initial of a word is another, it is meant', () => {
    const words = ['업무추진비', '정보공개청구', '지구단위계획'];
    const list = learn(words.map((word) => line('keyword', word, 1)));
    for (const word of words) {
      for (let at = 0; at < word.length; at += 1) {
        const other = (word.charCodeAt(at) - 0xac00 + 588) % 11_172;
        expect(suggest(list, word.slice(0, at) + String.fromCharCode(0xac00 + other) + word.slice(at + 1)).map(({ text }) => text)).toEqual([word]);
      }
    }
  });
});
