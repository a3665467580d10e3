/** Organisations: which unit a code or a name means, and refused trees. */
import { describe, expect, it, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { unitNameOn } from '../../src/policy/policy.ts';
import { contentFolder, named, spoil, unit, write } from './content.ts';

const UNITS = [
  unit('top', { names: [named('시험시', null, null)] }),
  unit('roads', { codes: ['6100', '도로관리과'], names: [named('도로과', null, '2025-07-01'), named('보행도로과', '2025-07-01', null)] }),
  unit('parks', { codes: ['6200'], names: [named('공원과', null, null)] }),
  unit('old-roads', { codes: ['6300'], names: [named('도시과', null, '2020-01-01'), named('도로과', '2025-07-01', null)] }),
  unit('twin-a', { codes: ['6400'], names: [named('총무과', null, null)] }),
  unit('twin-b', { codes: ['6500'], names: [named('총무과', null, null)] }),
];

describe('a unit is found', () => {
  test.each<[string, string, string | null, string | null]>([
    ['by a code, whatever the day', '6100', '1999-01-01', 'roads'],
    ['by a spelling listed as a code', '도로관리과', null, 'roads'],
    ['by today\'s name', '보행도로과', '2026-01-01', 'roads'],
    ['by the name of that day, although another is called so today', '도로과', '2024-01-01', 'roads'],
    ['by the name of that day, although another was called so once', '도로과', '2026-01-01', 'old-roads'],
    ['by a former name that only it ever had', '도시과', '2026-01-01', 'old-roads'],
    ['by its English name', '공원과 (en)', null, 'parks'],
    ['with odd spaces and in another Unicode form', '\u3000공원과 '.normalize('NFD'), null, 'parks'],
    ['not by a name that two have', '총무과', '2026-01-01', null],
    ['not by a name two had, without a day', '도로과', null, null],
    ['on the first day of a name, not on its last', '도로과', '2025-07-01', 'old-roads'],
    ['not by a part of its name', '공원', null, null],
    ['not by nothing', '', null, null],
    ['not by a property of objects', 'constructor', null, null],
  ])('%s', (_, codeOrName, on, expected) => {
    expect(loadPolicy(contentFolder(UNITS)).resolveUnit(codeOrName, on)?.id ?? null).toBe(expected);
  });

  it('with its organisation, its class and its name of the day', () => {
    const policy = loadPolicy(contentFolder(UNITS));
    const roads = policy.units.get('roads')!;
    expect([roads.organisation, roads.organisationClass, policy.organisations.get('test')!.name.ko]).toEqual(['test', 'city', '시험시']);
    expect([unitNameOn(roads, '2025-06-30').ko, unitNameOn(roads, '2025-07-01').ko, unitNameOn(roads, null).ko]).toEqual(['도로과', '보행도로과', '보행도로과']);
  });
});

describe('refuses', () => {
  test.each<[string, Record<string, unknown>[], string]>([
    ['a unit twice', [unit('top'), unit('top', { codes: [] })], 'unit "top" must be there once, got it twice'],
    ['a code twice', [unit('top', { codes: ['1'] }), unit('a', { codes: ['1'] })], 'code "1" must belong to one unit, got "top" and "a"'],
    ['a code twice in one unit', [unit('top', { codes: ['1', ' 1'] })], 'code "1" must belong to one unit, got "top" and "top"'],
    ['an unknown parent', [unit('top'), unit('a', { parent: 'b' })], '"parent" of "a" must be a unit of this organisation, got "b"'],
    ['a circle', [unit('top'), unit('a', { parent: 'b' }), unit('b', { parent: 'a' })], '"parent" of "a" must end at the top, got a circle'],
    ['its own parent', [unit('top', { parent: 'top' })], '"parent" of "top" must end at the top, got a circle'],
    ['no unit', [], '"units" must be a list with a length of at least 1, got a list'],
    ['an unknown key', [unit('top', { phone: '1' })], 'unknown key "units.0.phone"'],
    ['no name', [unit('top', { names: [] })], '"units.0.names" must be a list with a length of at least 1, got a list'],
    ['an id with a slash', [unit('a/b', { parent: null })], '"units.0.id" must be letters, digits, dot, dash, up to 60, got "a/b"'],
  ])('%s', (_, units, message) => {
    expect(() => loadPolicy(contentFolder(units))).toThrow(`content/organisations/test.json: ${message}`);
  });

  test.each<[string, Record<string, unknown>[], string]>([
    ['overlapping days', [named('가', null, '2020-01-02'), named('나', '2020-01-01', null)], '"names.1.from" must not be before 2020-01-02, got 2020-01-01'],
    ['a second name without a first day', [named('가', null, '2020-01-01'), named('나', null, null)], '"names.1.from" must not be before 2020-01-01, got null'],
    ['a name after one that still holds', [named('가', null, null), named('나', '2020-01-01', null)],
      '"names.1.from" must not be before the end of the name above it, got 2020-01-01'],
    ['an end before its beginning', [named('가', '2020-01-02', '2020-01-01')], '"names.0.until" must be after 2020-01-02, got "2020-01-01"'],
    ['an end on its beginning', [named('가', '2020-01-01', '2020-01-01')], '"names.0.until" must be after 2020-01-01, got "2020-01-01"'],
  ])('%s', (_, names, message) => {
    expect(() => loadPolicy(contentFolder([unit('top', { names })]))).toThrow(`content/organisations/test.json:units.0: ${message}`);
  });

  it('a unit or code that two organisations share', () => {
    const content = contentFolder();
    write(content, 'organisations/zeta.json', JSON.stringify({
      id: 'zeta', organisationClass: 'district', name: { ko: '구', en: 'District' }, units: [unit('top', { codes: [] })],
    }));
    expect(() => loadPolicy(content)).toThrow('content/organisations/zeta.json: unit "top" must be there once, got it twice');
  });

  it('a file that is called otherwise than its organisation, is not JSON, or is unknown', () => {
    const content = contentFolder();
    spoil(content, 'organisations/test.json', '"id":"test"', '"id":"best"');
    expect(() => loadPolicy(content)).toThrow('content/organisations/test.json: "id" must be test, as the file is called, got "best"');
    write(content, 'organisations/test.json', '{');
    expect(() => loadPolicy(content)).toThrow('content/organisations/test.json: the file must be JSON, got a text that does not parse');
    write(content, 'organisations/notes.txt', '');
    expect(() => loadPolicy(content)).toThrow('content/organisations/notes.txt: unknown file, expected organisations/<organisation-id>.json');
  });
});
