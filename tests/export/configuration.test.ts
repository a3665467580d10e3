import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSources } from '../../src/export/configuration.ts';
import { temporaryFolder } from '../folders.ts';

const source = { name: 'city', kind: 'sqlite', path: 'city.sqlite', papers: { minimum: 1, maximum: 9 }, rows: { minimum: 0, maximum: 9 } };

function folderWith(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sources.json'), text);
  return folder;
}

test('paths are relative to the file', () => {
  const folder = folderWith(JSON.stringify({ sources: [source, { ...source, name: 'payments', kind: 'folder', path: 'drop', mapping: 'maps/payments.json' }] }));
  const [city, payments] = loadSources(folder);
  expect(city).toMatchObject({ path: join(folder, 'city.sqlite'), totals: [] });
  expect(payments).toMatchObject({ path: join(folder, 'drop'), mapping: join(folder, 'maps/payments.json') });
});

describe('refuses', () => {
  test.each([
    ['no source', { sources: [] }, '"sources": expected at least one source'],
    ['an unknown kind', { sources: [{ ...source, kind: 'ftp' }] }, '"sources.0.kind"'],
    ['an unknown key', { sources: [{ ...source, hosts: 1 }] }, 'unknown key "hosts" in "sources.0"'],
    ['a name with a path in it', { sources: [{ ...source, name: '../x' }] }, '"sources.0.name": expected lower-case ASCII letters, digits and hyphens, 1–40'],
    ['a range upside down', { sources: [{ ...source, papers: { minimum: 9, maximum: 1 } }] }, '"sources.0.papers": expected "minimum" not above "maximum"'],
    ['a folder without a mapping', { sources: [{ ...source, kind: 'folder' }] }, '"sources.0.mapping"'],
    ['a name twice', { sources: [source, source] }, '"sources": expected each name once, got "city" twice'],
  ])('%s', (_, value, message) => {
    const folder = folderWith(JSON.stringify(value));
    expect(() => loadSources(folder)).toThrow(`${join(folder, 'sources.json')}: ${message}`);
  });
  test('what is no JSON', () => expect(() => loadSources(folderWith('{"sources": ['))).toThrow('expected JSON, got a syntax error'));
  test('no file', () => expect(() => loadSources(temporaryFolder())).toThrow('expected a file that says which sources run'));
});
