/** `npm run opensearch`: what it writes, and when it writes nothing. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBulk, type BulkFolders } from '../../scripts/opensearch.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { textRecord, tombstone } from '../site/fixture.ts';
import { smallSite } from '../site/small-site.ts';

/** A portal of one record and one tombstone, with the log that a build puts beside it. */
function portal(): BulkFolders {
  const { site, content } = smallSite({ records: [textRecord(1, { markdown: '본문' }), tombstone(2)] });
  renderTexts(site.catalogue, 'test', () => {});
  site.catalogue.close();
  const folder = temporaryFolder();
  cpSync(join(content, 'log'), join(folder, 'dist/log'), { recursive: true });
  return { content, private: join(folder, 'private'), cache: dirname(content), out: join(folder, 'dist'), to: join(folder, 'to') };
}

test('writes settings, actions and where to go on, the same bytes every time', () => {
  const folders = portal();
  expect(writeBulk(folders)).toEqual({ indexed: 1, deleted: 1, files: 1, next: 2 });
  const first = treeOf(folders.to);
  expect([...first.keys()]).toEqual(['bulk-000001.ndjson', 'next.json', 'settings.json']);
  expect(first.get('bulk-000001.ndjson')!.split('\n')).toHaveLength(4);
  expect(first.get('next.json')).toBe('{"since":0,"next":2}\n');
  writeBulk(folders);
  expect(treeOf(folders.to)).toEqual(first);
  expect(writeBulk(folders, '2')).toEqual({ indexed: 0, deleted: 0, files: 0, next: 2 });
  expect([...treeOf(folders.to).keys()]).toEqual(['next.json', 'settings.json']);
});

test.each<[string, (folders: BulkFolders) => void, string | undefined, string]>([
  ['a portal of fewer nights', ({ out }) => writeFileSync(join(out, 'log/000000.jsonl'), ''), undefined, 'expected the log of the nights that the catalogue knows, got another; run npm run build first'],
  ['a withdrawal that no build has seen', ({ content }) => writeFileSync(join(content, 'log/zzz.jsonl'), ''), undefined, 'expected the log of the nights that the catalogue knows, got another; run npm run build first'],
  ['a frozen service', (folders) => { mkdirSync(folders.private, { recursive: true }); writeFileSync(join(folders.private, 'frozen.json'), '{}'); }, undefined, 'FROZEN'],
  ['a folder with other files', ({ to }) => { mkdirSync(to); writeFileSync(join(to, 'own.txt'), 'x'); }, undefined, 'expected an empty folder or the files of an earlier run'],
  ['no catalogue', (folders) => { folders.cache = folders.out; }, undefined, 'expected the catalogue of a build, got no file; run npm run build first'],
  ['a night that is no day', () => {}, 'yesterday', '--since: expected a log index or a day, YYYY-MM-DD, got yesterday'],
])('%s: nothing is written', (_, spoil, since, message) => {
  const folders = portal();
  spoil(folders);
  const before = treeOf(folders.to);
  let said = '';
  try {
    writeBulk(folders, since);
  } catch (error) {
    said = `${(error as { code: string }).code} ${(error as Error).message}`;
  }
  expect(said).toContain(message);
  expect(treeOf(folders.to)).toEqual(before);
});

test('what a run left behind that was cut off is not mixed in', () => {
  const folders = portal();
  mkdirSync(`${folders.to}.new`);
  writeFileSync(join(`${folders.to}.new`, 'bulk-000009.ndjson'), 'old');
  writeBulk(folders);
  expect([...treeOf(folders.to).keys()]).not.toContain('bulk-000009.ndjson');
  expect(readFileSync(join(folders.to, 'settings.json'), 'utf8')).toContain('nori_tokenizer');
});
