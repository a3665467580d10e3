/** City: the publisher's own file. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { loadCity } from '../../src/policy/load.ts';
import { contentFolder, spoil } from './content.ts';

it('reads the city of this repository', () => {
  const city = loadCity(join(import.meta.dirname, '../../content'));
  expect(city.timeZone).toBe('Asia/Seoul');
  expect(city.name.ko).not.toBe('');
});

test.each<[string, string | RegExp, string, string]>([
  ['an address without https', 'https://', 'http://', '"siteUrl" must be an https address, got "http://open.haneul.example"'],
  ['a time zone that does not exist', 'Asia/Seoul', 'Asia/Haneul', '"timeZone" must be an IANA time zone, got "Asia/Haneul"'],
  ['an offset for a time zone', 'Asia/Seoul', '+09:00', '"timeZone" must be an IANA time zone, got "+09:00"'],
  ['a licence nobody knows', 'kogl-1', 'kogl-5', '"licence" must be kogl-1, kogl-2, kogl-3, kogl-4, ogl-3, cc0 or none, got "kogl-5"'],
  ['a mail address without a sign', 'open@', 'open.', '"askMail" must be a mail address, got "open.haneul.example"'],
  ['an unknown key', '"licence"', '"mayor": "x", "licence"', 'unknown key "mayor"'],
  ['a missing key', /"licence": "[^"]*"/, '"licences": []', '"licence" must be kogl-1, kogl-2, kogl-3, kogl-4, ogl-3, cc0 or none, got nothing'],
  ['a text that is not JSON', '{', '', 'the file must be JSON, got a text that does not parse'],
])('refuses %s', (_, from, to, message) => {
  const content = contentFolder();
  spoil(content, 'city.json', from, to);
  expect(() => loadCity(content)).toThrow(`content/city.json: ${message}`);
});

it('refuses a city without its file', () => {
  const content = contentFolder();
  rmSync(join(content, 'city.json'));
  expect(() => loadCity(content)).toThrow('content/city.json: the file must exist, got nothing');
});
