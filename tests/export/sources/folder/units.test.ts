import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { HEADER, ledgerMapping } from './drop.ts';

const root = mkdtempSync(join(tmpdir(), 'units-'));
afterAll(() => rmSync(root, { recursive: true }));

function units(rows: string, ...more: string[]) {
  writeFileSync(join(root, 'mapping.json'), JSON.stringify(ledgerMapping({}, { ignoreFiles: ['*.json'] })));
  writeFileSync(join(root, 'payments.csv'), HEADER + rows);
  const out = join(root, 'city.json');
  const given = ['--mapping', join(root, 'mapping.json'), '--path', root, '--out', out, '--id', 'city', '--class', 'city', ...more];
  const { stdout, stderr, status } = spawnSync(process.execPath, [resolve('scripts/units.ts'), ...given], { encoding: 'utf8' });
  return { stdout, stderr, status, read: () => JSON.parse(readFileSync(out, 'utf8')) as { units: { id: string; codes: string[]; mail: string | null }[] } };
}

test('drafts units, keeps what a clerk changed, and gives no id twice', () => {
  const first = units('Roads,2026-10-23,1,A\nParks,2026-10-23,1,A\nRoads,2026-10-24,1,A\n');
  expect(first.stdout).toMatch(/city\.json: 2 units, 2 of them new/);
  expect(first.read().units).toEqual([
    { id: 'city-u001', parent: null, codes: ['Parks'], names: [{ name: { ko: 'Parks', en: 'Parks' }, from: null, until: null }], mail: null, telephone: null },
    { id: 'city-u002', parent: null, codes: ['Roads'], names: [{ name: { ko: 'Roads', en: 'Roads' }, from: null, until: null }], mail: null, telephone: null },
  ]);
  const edited = first.read();
  edited.units[1] = { ...edited.units[1]!, codes: ['Roads', 'Road Works'], mail: 'roads@city.example' };
  writeFileSync(join(root, 'city.json'), JSON.stringify(edited));
  const second = units('Road Works,2026-10-23,1,A\nArchive,2026-10-23,1,A\n').read().units;
  expect(second.map(({ id, codes, mail }) => [id, codes, mail])).toEqual([
    ['city-u001', ['Parks'], null], ['city-u002', ['Roads', 'Road Works'], 'roads@city.example'], ['city-u003', ['Archive'], null],
  ]);
});

test.each([
  ['another organisation\'s file', ['--id', 'other'], /^BAD_ARGUMENT .*city\.json: "id" must be city, got other\n$/],
  ['an argument it does not know', ['--colour', 'red'], /^BAD_ARGUMENT  command line: .*--colour/],
])('refuses %s', (_case, more, message) => {
  const { stderr, status } = units('Parks,2026-10-23,1,A\n', ...more);
  expect([status, message.test(stderr)]).toEqual([2, true]);
});
