/** Places: the gazetteer of the repository, and refused ones. */
import { describe, expect, it, test } from 'vitest';
import { loadPlaces } from '../../src/policy/places.ts';
import { temporaryFolder } from '../folders.ts';
import { write } from './content.ts';

type Json = Record<string, unknown>;

function place(key: string, ko: string, given: Json = {}): Json {
  return { key, kind: 'facility', parent: null, name: { ko, en: key }, ...given };
}

function folder(...places: Json[]): string {
  const content = `${temporaryFolder()}/content`;
  write(content, 'places/test.json', JSON.stringify({ places }));
  return content;
}

it('reads the gazetteer of the sample city, whose neighbourhoods lie in districts', () => {
  const { places } = loadPlaces('content');
  expect(places.get('antteul-ro-12-gil')).toEqual({ key: 'antteul-ro-12-gil', kind: 'road', parent: 'antteul-ro', name: { ko: '안뜰로 12길', en: 'Antteul-ro 12-gil' }, spellings: [], afterParent: false });
  expect(places.get('hanui-dong')!.parent).toBe('eunyeoul');
});

it('is empty where the city wrote none, and its hash changes with the files', () => {
  const none = loadPlaces(temporaryFolder());
  expect(none.places.size).toBe(0);
  expect(loadPlaces(folder(place('a', '새벽시장'))).hash).not.toBe(none.hash);
});

describe('takes', () => {
  test.each<[string, Json]>([
    ['a road with a number that is part of its name', place('a', '안뜰로 12길', { kind: 'road' })],
    ['a road that ends in 가', place('a', '종로1가', { kind: 'dong' })],
    ['a neighbourhood with a number', place('a', '상계6동', { kind: 'dong' })],
    ['a station of a line', place('a', '2호선역')],
    ['a former name', place('a', '새벽시장', { spellings: ['새벽장'] })],
  ])('%s', (_, given) => {
    expect(loadPlaces(folder(given)).places.size).toBe(1);
  });
});

describe('refuses', () => {
  test.each<[string, Json[], string]>([
    ['a house number', [place('a', '안뜰로 12', { kind: 'road' })], '"places.0.name.ko" must be a name without a house number, got "안뜰로 12"'],
    ['a lot number', [place('a', '안뜰 12번지')], '"places.0.name.ko" must be a name without a house number, got "안뜰 12번지"'],
    ['the number of a room', [place('a', '노을아파트 101호')], '"places.0.name.ko" must be a name without a house number, got "노을아파트 101호"'],
    ['a house number in another spelling', [place('a', '시청', { spellings: ['미리내대로 1'] })], '"places.0.spellings.0" must be a name without a house number, got "미리내대로 1"'],
    ['a hyphen, as house numbers have', [place('a', '안뜰로 12-3')], '"places.0.name.ko" must be words of letters and digits, one space between, got "안뜰로 12-3"'],
    ['a name of one letter', [place('a', '강')], '"places.0.name.ko" must be a name of 2 to 30 characters, got "강"'],
    ['a neighbourhood without its suffix', [place('a', '이슬', { kind: 'dong' })], '"name.ko" of "a" must end with 동, 읍, 면, 리 or 가, got "이슬"'],
    ['a road without its suffix', [place('a', '하늬중앙', { kind: 'road' })], '"name.ko" of "a" must end with 로 or 길, got "하늬중앙"'],
    ['a district without its suffix', [place('a', '은여울', { kind: 'district' })], '"name.ko" of "a" must end with 구, 군 or 시, got "은여울"'],
    ['a key twice', [place('a', '새벽시장'), place('a', '노을시장')], 'place "a" must be there once, got it twice'],
    ['a name that two have', [place('a', '새벽시장'), place('b', '저녁시장', { spellings: ['새벽 시장'] })], 'name "새벽 시장" must belong to one place, got "a" and "b"'],
    ['an unknown parent', [place('a', '새벽시장', { parent: 'b' })], '"parent" of "a" must be a place, got "b"'],
    ['a circle', [place('a', '새벽시장', { parent: 'b' }), place('b', '저녁시장', { parent: 'a' })], '"parent" of "a" must end at the top, got a circle'],
    ['a common word at the top', [place('a', '이동', { kind: 'dong', afterParent: true })], '"afterParent" of "a" must have a parent, got null'],
    ['an unknown kind', [place('a', '새벽시장', { kind: 'shop' })], '"places.0.kind" must be district, dong, road, nature or facility, got "shop"'],
    ['an unknown key', [place('a', '새벽시장', { street: 1 })], 'unknown key "places.0.street"'],
    ['a key with capitals', [place('A', '새벽시장')], '"places.0.key" must be small letters, digits and dashes, up to 40, got "A"'],
    ['no place', [], '"places" must be a list with a length of at least 1, got a list'],
  ])('%s', (_, places, message) => {
    expect(() => loadPlaces(folder(...places))).toThrow(`content/places/test.json: ${message}`);
  });

  it('a file of another name', () => {
    const content = folder(place('a', '새벽시장'));
    write(content, 'places/notes.txt', 'x');
    expect(() => loadPlaces(content)).toThrow('content/places/notes.txt: unknown file, expected places/<name>.json');
  });

  it('two places of one name in different places, unless each is found behind its own parent', () => {
    const twins = (afterParent: boolean) => folder(place('a', '가구', { kind: 'district' }), place('b', '나구', { kind: 'district' }), place('c', '중동', { kind: 'dong', parent: 'a', afterParent }), place('d', '중동', { kind: 'dong', parent: 'b', afterParent }));
    expect(() => loadPlaces(twins(false))).toThrow('name "중동" must belong to one place, got "c" and "d"');
    expect(loadPlaces(twins(true)).places.size).toBe(4);
  });
});
