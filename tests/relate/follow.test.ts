/** Links and keywords that follow changes are those that a new catalogue of the same records would get. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relatives } from '../../scripts/relatives/relatives.ts';
import { openCatalogue, type Catalogue } from '../../src/catalogue/catalogue.ts';
import { dice, drop, made, put, type Given } from './small-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'follow-'));
afterAll(() => rmSync(folder, { recursive: true }));

let opened = 0;
function filled(records: Iterable<Given>): Catalogue {
  opened += 1;
  const catalogue = openCatalogue(join(folder, `${opened}.sqlite`));
  catalogue.transaction(() => { for (const record of records) put(catalogue, record); });
  return catalogue;
}

/** All that is derived, under ids instead of numbers. */
function tables(catalogue: Catalogue): Record<string, unknown[]> {
  const number = 'JOIN relatives ON relatives.number = ';
  return {
    related: catalogue.all('SELECT record, position, other, reasons FROM related ORDER BY record, position'),
    keywords: catalogue.all('SELECT key, record, position FROM keywords ORDER BY record, position'),
    names: catalogue.all('SELECT key, word, shelf, records FROM keyword_names ORDER BY key'),
    relatives: catalogue.all('SELECT record, place, length, hex(vector) AS vector, shown, keys, chosen FROM relatives ORDER BY record'),
    lasts: catalogue.all(`SELECT record, strength, cosine FROM last_links ${number} last_links.number ORDER BY record`),
    ties: catalogue.all(`SELECT key, record FROM tie_keys ${number} tie_keys.number ORDER BY key, record`),
    counts: catalogue.all('SELECT word, hex(counts) AS counts FROM word_counts ORDER BY word'),
    features: catalogue.all('SELECT feature, length(entries) AS bytes FROM postings ORDER BY feature'),
  };
}

/** Of how many records something is stored otherwise than in the other catalogue. */
function links(catalogue: Catalogue): Map<string, string> {
  return new Map(catalogue.all<{ record: string; links: string }>(`SELECT record, group_concat(other || reasons, ' ') AS links FROM (SELECT * FROM related ORDER BY record, position) GROUP BY record`).map((row) => [row.record, row.links]));
}

const night = (n: number) => `2026-01-${String(10 + n).padStart(2, '0')} 2026-01-02`;
const archive = (count: number, seed: number) => {
  const roll = dice(seed);
  return new Map(Array.from({ length: count }, (_, n) => made(`r${String(n).padStart(5, '0')}`, night(0), roll)).map((record) => [record.id, record]));
};

/** The archive before the night, derived once for all cases. */
const standing = join(folder, 'standing.sqlite');
function stand(): Catalogue {
  const catalogue = filled(archive(1100, 3).values());
  relatives(catalogue, null, () => {});
  catalogue.database.exec(`VACUUM INTO '${standing}'`);
  return catalogue;
}

describe('after a night', () => {
  beforeAll(() => stand().close(), 60_000);

  test.each<[string, (records: Map<string, Given>) => { added?: Given[]; changed?: Given[] }]>([
    ['without changes', () => ({})],
    ['of one more record', () => ({ added: [made('s1', night(1), dice(5))] })],
    ['of many more records', () => ({ added: Array.from({ length: 40 }, (_, n) => made(`s${n}`, night(1), dice(50 + n))) })],
    ['in which a record behind the basis was amended', (records) => ({ changed: [{ ...records.get('r01090')!, title: made('x', '', dice(9)).title }] })],
    ['in which a record of the basis was amended', (records) => ({ changed: [{ ...records.get('r00090')!, title: made('x', '', dice(9)).title }] })],
    ['in which a record of the basis was withdrawn', (records) => ({ changed: [{ ...records.get('r00190')!, form: 'tombstone' }] })],
    ['in which a record got another task and file', (records) => ({ changed: [{ ...records.get('r01080')!, task: records.get('r00001')!.task ?? null, file: '철3' }] })],
    ['of the same day, whose records come between', () => ({ added: [made('r01050b', night(0), dice(77))] })],
  ])('%s', (_, change) => {
    const records = archive(1100, 3);
    const copy = join(folder, `night-${opened}.sqlite`);
    copyFileSync(standing, copy);
    const catalogue = openCatalogue(copy);
    const before = links(catalogue);
    const { added = [], changed = [] } = change(records);
    for (const record of [...added, ...changed]) {
      put(catalogue, record);
      records.set(record.id, record);
    }
    const touched = relatives(catalogue, { added: added.map(({ id }) => id), changed: changed.map(({ id }) => id), removed: [] }, () => {});
    const anew = filled(records.values());
    relatives(anew, null, () => {});
    expect(tables(catalogue)).toEqual(tables(anew));
    const after = links(anew);
    for (const id of records.keys()) if (before.get(id) !== after.get(id) && changed.every((one) => one.id !== id)) expect(touched).toContain(id);
    catalogue.close();
    anew.close();
  });
});

test('any history of nights gives the tables of a new catalogue', () => {
  const roll = dice(20_261_123);
  const records = archive(1060, 4);
  const catalogue = filled(records.values());
  relatives(catalogue, null, () => {});
  for (let at = 1; at <= 12; at += 1) {
    const [added, changed, removed] = [[] as string[], new Set<string>(), [] as string[]];
    for (let n = roll(6); n > 0; n -= 1) {
      const record = made(`n${at}-${n}`, night(at), roll);
      records.set(record.id, record);
      added.push(record.id);
    }
    for (let n = roll(4); n > 0; n -= 1) {
      const old = [...records.values()][roll(records.size)]!;
      if (added.includes(old.id) || old.form === 'tombstone') continue;
      const other = made(old.id, old.place, roll);
      records.set(old.id, roll(3) === 0 ? { ...old, form: 'tombstone' } : { ...old, title: other.title, text: roll(2) === 0 ? other.text : old.text, task: other.task ?? null, number: other.number ?? null });
      changed.add(old.id);
    }
    if (roll(5) === 0) removed.push(`r010${50 + roll(9)}`);
    for (const id of removed) if (!records.delete(id) || changed.has(id)) changed.delete(id);
    for (const id of removed) drop(catalogue, id);
    for (const id of [...added, ...changed]) put(catalogue, records.get(id)!);
    relatives(catalogue, { added, changed: [...changed], removed }, () => {});
  }
  const anew = filled(records.values());
  relatives(anew, null, () => {});
  expect(tables(catalogue)).toEqual(tables(anew));
  catalogue.close();
  anew.close();
});
