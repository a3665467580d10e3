import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCatalogue, openForWriting } from '../../src/catalogue/catalogue.ts';
import { citedBy, linkSources, recordByNumber, relatedTo, storeLinks } from '../../src/catalogue/links.ts';
import { classesBelow, classPath, countBy, countList, sliceList } from '../../src/catalogue/lists.ts';
import { approvedSums, ledgerRows, spendingApprovedBy, sumsByType } from '../../src/catalogue/money.ts';
import { projects } from '../../src/catalogue/projects.ts';
import { listedRecord, neighbours } from '../../src/catalogue/records.ts';
import { contentHash, refresh } from '../../src/catalogue/refresh.ts';
import { figures, figuresByUnit, heldLedgers, registerRows } from '../../src/catalogue/register.ts';
import { temporaryFolder } from '../folders.ts';
import { idOf, ledgerRecord, MANY, put, putLog, putRecord, RECORDS, removeRecord, row, textRecord, tombstone, writeFixture } from '../site/fixture.ts';

let content: string;
let file: string;
beforeEach(() => {
  content = temporaryFolder();
  file = join(temporaryFolder(), 'cache/catalogue.sqlite');
});
const nothing = { added: [], changed: [], removed: [], isChanged: false };

describe('what changed', () => {
  test('an empty content folder is an empty catalogue', () => {
    expect(refresh(openCatalogue(file), content)).toEqual(nothing);
  });

  test('new, other and gone records are told apart, and the second look sees nothing', () => {
    const catalogue = openCatalogue(file);
    const [stays, changes, goes] = [textRecord(1), textRecord(2), textRecord(3)];
    for (const record of [stays, changes, goes]) putRecord(content, record);
    expect(refresh(catalogue, content)).toEqual({ ...nothing, added: [idOf(1), idOf(2), idOf(3)], isChanged: true });
    expect(refresh(catalogue, content)).toEqual(nothing);
    putRecord(content, { ...changes, title: '다른 제목으로 바꿈' });
    removeRecord(content, goes);
    putRecord(content, ledgerRecord(4, [row(1)]));
    expect(refresh(catalogue, content)).toEqual({ added: [idOf(4)], changed: [idOf(2)], removed: [idOf(3)], isChanged: true });
    expect(listedRecord(catalogue, idOf(2))?.title).toBe('다른 제목으로 바꿈');
    expect(listedRecord(catalogue, idOf(3))).toBeNull();
  });

  test('a file that was only touched has not changed', () => {
    const catalogue = openCatalogue(file);
    const path = putRecord(content, textRecord(1));
    refresh(catalogue, content);
    const before = contentHash(catalogue);
    utimesSync(join(content, path), 1, 1);
    expect(refresh(catalogue, content)).toEqual(nothing);
    expect(contentHash(catalogue)).toBe(before);
  });

  test('a record that moved to another month has changed, not gone', () => {
    const catalogue = openCatalogue(file);
    const record = textRecord(1);
    putRecord(content, record);
    refresh(catalogue, content);
    removeRecord(content, record);
    putRecord(content, { ...record, approvedOn: '2026-04-01' });
    expect(refresh(catalogue, content)).toEqual({ ...nothing, changed: [idOf(1)], isChanged: true });
  });

  test('a withdrawn record leaves none of its words', () => {
    const catalogue = openCatalogue(file);
    const record = textRecord(1, { cites: ['공원녹지과-9'] });
    const path = putRecord(content, record);
    refresh(catalogue, content);
    rmSync(join(content, path));
    put(content, path, '---\n' + Object.entries(tombstone(1)).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n') + '\n---\n');
    expect(refresh(catalogue, content)).toEqual({ ...nothing, changed: [idOf(1)], isChanged: true });
    expect(listedRecord(catalogue, idOf(1))).toMatchObject({ form: 'tombstone', title: null, unit: null });
    for (const table of ['texts', 'classes', 'cites']) expect(catalogue.all(`SELECT * FROM ${table}`)).toEqual([]);
  });
});

describe('refusals leave the catalogue as it was', () => {
  test('a record that breaks its schema', () => {
    const catalogue = openCatalogue(file);
    putRecord(content, textRecord(1));
    refresh(catalogue, content);
    putRecord(content, textRecord(2));
    put(content, 'records/document/2026/03/broken.md', '---\nid: "x"\n---\n');
    expect(() => refresh(catalogue, content)).toThrowError(expect.objectContaining({ code: 'BAD_RECORD', where: 'records/document/2026/03/broken.md' }));
    expect(listedRecord(catalogue, idOf(2))).toBeNull();
    rmSync(join(content, 'records/document/2026/03/broken.md'));
    expect(refresh(catalogue, content).added).toEqual([idOf(2)]);
  });

  test('two files with the same id', () => {
    putRecord(content, textRecord(1));
    putRecord(content, textRecord(1, { approvedOn: '2025-01-01' }));
    expect(() => refresh(openCatalogue(file), content)).toThrowError(expect.objectContaining({ code: 'BAD_RECORD' }));
  });
});

describe('a catalogue that is not usable is built anew', () => {
  test.each([
    ['a file that is no database', (at: string) => writeFileSync(at, 'not a database, not at all'.repeat(400))],
    ['an empty file', (at: string) => writeFileSync(at, '')],
    ['a database of another version', (at: string) => { const other = openCatalogue(at); other.database.exec('PRAGMA user_version = 999'); other.close(); }],
  ])('%s', (_, spoil) => {
    putRecord(content, textRecord(1));
    const first = openCatalogue(file);
    refresh(first, content);
    first.close();
    spoil(file);
    const catalogue = openCatalogue(file);
    expect(refresh(catalogue, content).added).toEqual([idOf(1)]);
    catalogue.close();
  });

  test('a catalogue that was not closed, and is damaged within', () => {
    writeFixture(content);
    const { catalogue } = openForWriting(file);
    refresh(catalogue, content);
    catalogue.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    catalogue.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 3 * 4096, 60 * 4096);
    writeFileSync(file, bytes);
    const again = openForWriting(file);
    expect(refresh(again.catalogue, content).added.length).toBeGreaterThan(100);
    again.close();
    const closed = openForWriting(file);
    expect(refresh(closed.catalogue, content)).toMatchObject({ added: [], isChanged: false });
    closed.close();
  });

  test('the same content gives the same hash in a new file', () => {
    writeFixture(content);
    const [one, other] = [openCatalogue(file), openCatalogue(join(temporaryFolder(), 'other.sqlite'))];
    refresh(one, content);
    refresh(other, content);
    expect(contentHash(one)).toBe(contentHash(other));
  });
});

describe('what pages ask', () => {
  test('lists do not shift when a night adds records, whatever their day', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    const list = { by: 'unit', key: 'haneul-digital' } as const;
    const before = sliceList(catalogue, list, 0, 200).map(({ id }) => id);
    expect(before).toHaveLength(MANY.length);
    const late = { ...MANY[0]!, id: idOf(9_999), approvedOn: '2001-01-01', releasedOn: '2026-03-12' };
    putLog(content, '2026-03-12', [{ id: late.id, path: putRecord(content, late) }], 1_000);
    refresh(catalogue, content);
    expect(sliceList(catalogue, list, 0, 200).map(({ id }) => id).slice(0, before.length)).toEqual(before);
    expect(countList(catalogue, list)).toBe(before.length + 1);
  });

  test('money is summed by type and currency, never over them', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    const sums = sumsByType(catalogue).map(({ type, currency, amount, rows }) => ({ type, currency, amount, rows }));
    expect(sums).toContainEqual({ type: 'expenditure', currency: 'KRW', amount: -755_433, rows: 3 });
    expect(sums).toContainEqual({ type: 'expenditure', currency: 'GBP', amount: 113_000, rows: 2 });
    expect(sums).toContainEqual({ type: 'contract', currency: 'KRW', amount: 0, rows: 0 });
    expect(ledgerRows(catalogue, RECORDS.large.id, 300, 300)).toHaveLength(1);
  });

  test('documents, money and projects find each other', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    expect(citedBy(catalogue, '공원녹지과-2', 10).map(({ id }) => id)).toEqual([RECORDS.plan.id]);
    expect(recordByNumber(catalogue, '없는과-9')).toBeNull();
    expect(spendingApprovedBy(catalogue, '공원녹지과-1', 10)).toMatchObject([{ ledger: { id: RECORDS.spending.id }, row: { amount: 1_234_567 }, position: 0 }]);
    expect(approvedSums(catalogue, '공원녹지과-1')).toMatchObject([{ amount: 1_234_567, rows: 1 }]);
    expect(projects(catalogue)).toEqual([{ project: 'PK-1', unit: 'haneul-parks', documents: 1, rows: 2 }, { project: 'a.b', unit: 'eunyeoul-cleaning', documents: 1, rows: 0 }]);
    expect([...linkSources(catalogue)].find(({ id }) => id === RECORDS.spending.id)?.cites).toEqual(['공원녹지과-1']);
    const links = [{ to: RECORDS.cited.id, reasons: [{ kind: 'cites' as const, words: [], documentNumber: '공원녹지과-2' }] }];
    expect([storeLinks(catalogue, RECORDS.plan.id, links), storeLinks(catalogue, RECORDS.plan.id, links)]).toEqual([true, false]);
    expect(relatedTo(catalogue, RECORDS.plan.id)).toMatchObject([{ record: { id: RECORDS.cited.id }, reasons: [{ kind: 'cites' }] }]);
  });

  test('classes know what is above and below them', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    const [widest] = classesBelow(catalogue, null);
    expect(widest).toMatchObject({ name: '지역개발', depth: 0 });
    const [below] = classesBelow(catalogue, widest!.key);
    expect(classPath(catalogue, below!.key).map(({ name }) => name)).toEqual(['지역개발', '공원']);
    expect(countBy(catalogue, 'class')).toHaveLength(3);
  });

  test('neighbours end at the ends', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    const ids = sliceList(catalogue, { by: 'unit', key: 'haneul-digital' }, 0, 3).map(({ id }) => id);
    expect(neighbours(catalogue, ids[0]!)).toMatchObject({ older: null, newer: { id: ids[1] } });
    expect(neighbours(catalogue, ids[1]!)).toMatchObject({ older: { id: ids[0] }, newer: { id: ids[2] } });
  });

  test('the register counts what is held as held, and never under a disclosure', () => {
    writeFixture(content);
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    const all = figures(catalogue);
    expect(all).toMatchObject({ listed: 1, closed: 1, restricted: 1, held: 2, withdrawn: 1 });
    expect(all.open + all.partial + all.listed + all.closed + all.restricted + all.held + all.withdrawn).toBe(all.total);
    expect(figuresByUnit(catalogue).find(({ unit }) => unit === null)).toMatchObject({ held: 1, total: 1 });
    expect(heldLedgers(catalogue, 'expenditure', 'haneul-parks', '2026-03')).toBe(1);
    expect(registerRows(catalogue, '2026-03', 0, 1000)).toHaveLength(all.total);
  });
});
