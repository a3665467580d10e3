import { describe, expect, test } from 'vitest';
import { adoptRows, drawId, identifyRows, matchRows, orphansOf, type NewRow } from '../../src/export/identity.ts';
import { idSchema, type Row } from '../../src/model/record.ts';
import { testEffects } from '../effects.ts';

let drawn = 0;
const draw = () => `new${drawn++}`;

function payment(date: string, amount: number, payee: string | null, purpose: string | null = '간담회'): Omit<Row, 'id'> {
  return {
    date, time: null, amount, purpose, payee, place: null, attendees: null, headcount: null, paymentMethod: null, category: null,
    account: null, project: null, documentNumber: null, method: null, from: null, until: null,
  };
}

const keyless = (rows: readonly Omit<Row, 'id'>[]): NewRow[] => rows.map((row) => ({ key: null, row }));
const none: ReadonlyMap<string, string> = new Map();

/** All steps within one ledger, with the ids of known keys. */
function identify(fresh: readonly NewRow[], before: readonly Row[], known: ReadonlyMap<string, string>) {
  const owned = new Set(known.values());
  return identifyRows(matchRows(fresh, before, (key) => known.get(key), (id) => owned.has(id)), (key) => known.get(key), draw);
}

function published(rows: readonly Omit<Row, 'id'>[]): Row[] {
  return identify(keyless(rows), [], none).rows;
}

const january = [payment('2020-01-02', 9_000, '가람'), payment('2020-01-02', 9_000, '가람'), payment('2020-01-05', -500, '나래'), payment('2020-01-09', 7_000, '다솜')];

describe('rows without a key', () => {
  test('keep their ids when the source only re-sorts them', () => {
    const before = published(january);
    const after = identify(keyless([...january].reverse()), before, none);
    expect(after).toMatchObject({ rows: before, added: 0, changed: 0, removed: 0 });
  });

  test('a corrected payee is one changed row, with its id', () => {
    const before = published(january);
    const after = identify(keyless(january.with(3, payment('2020-01-09', 7_000, null))), before, none);
    expect(after).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(after.rows.map((row) => row.id).sort()).toEqual(before.map((row) => row.id).sort());
  });

  test('a genuine duplicate keeps two ids, and a third one is added', () => {
    const before = published(january);
    const after = identify(keyless([...january, january[0]!]), before, none);
    expect(after).toMatchObject({ added: 1, changed: 0, removed: 0 });
    expect(new Set(after.rows.map((row) => row.id)).size).toBe(5);
  });

  test('a row that is gone is removed and its id not given to a stranger', () => {
    const before = published(january);
    const after = identify(keyless([...january.slice(0, 3), payment('2021-06-06', 1, '라온', '다과')]), before, none);
    expect(after).toMatchObject({ added: 1, changed: 0, removed: 1 });
  });

  test('357 of 50,000 corrected in a re-sorted republication are 357 changes', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => payment(`2020-${String(1 + (n % 12)).padStart(2, '0')}-10`, n % 900, `상점 ${n % 700}`, n % 140 === 0 ? 'NA' : `물품 ${n % 50}`));
    const before = published(many);
    let corrected = 0;
    const republished = many.map((row) => (row.purpose === 'NA' && corrected++ < 357 ? { ...row, purpose: null } : row)).reverse();
    expect(identify(keyless(republished), before, none)).toMatchObject({ added: 0, changed: 357, removed: 0 });
  });
});

test('a row with a key keeps its id whatever changes', () => {
  const known = new Map([['k1', 'id1']]);
  const before = [{ id: 'id1', ...payment('2020-01-02', 9_000, '가람') }];
  const after = identify([{ key: 'k1', row: payment('2021-02-02', 1, null, null) }], before, known);
  expect(after).toMatchObject({ rows: [{ id: 'id1' }], keys: ['k1'], added: 0, changed: 1, removed: 0 });
});

test('an id is drawn again while it is taken', () => {
  const effects = testEffects();
  const first = drawId(testEffects(), () => false);
  expect(idSchema.safeParse(first).success).toBe(true);
  expect(drawId(effects, (id) => id === first)).not.toBe(first);
});

test('a row with a new key does not take over the id of one whose key is gone', () => {
  const before = [{ id: 'id1', ...payment('2020-01-02', 9_000, '가람') }];
  const after = identify([{ key: 'k2', row: payment('2020-01-02', 9_000, '가람') }], before, new Map([['k1', 'id1']]));
  expect(after).toMatchObject({ added: 1, changed: 0, removed: 1 });
});

describe('a row booked to another ledger', () => {
  const elsewhere = (fresh: readonly NewRow[], orphans: Map<string, Row>, known: ReadonlyMap<string, string> = none) => {
    const owned = new Set(known.values());
    const matching = matchRows(fresh, [], (key) => known.get(key), (id) => owned.has(id));
    adoptRows(matching, orphans, (key) => known.get(key), (id) => owned.has(id));
    return identifyRows(matching, (key) => known.get(key), draw);
  };

  test('keeps its id and is counted as moved', () => {
    const before = published(january);
    const lost = orphansOf(matchRows(keyless(january.slice(1)), before, () => undefined, () => false));
    expect(lost).toHaveLength(1);
    const orphans = new Map(lost.map((row) => [row.id, row]));
    expect(elsewhere(keyless([january[0]!]), orphans)).toMatchObject({ rows: [{ id: lost[0]!.id }], added: 1, moved: 1, removed: 0 });
    expect(orphans.size).toBe(0);
  });

  test('keeps it by its key, whatever changed with it', () => {
    const orphans = new Map([['id1', { id: 'id1', ...payment('2020-01-02', 9_000, '가람') }]]);
    expect(elsewhere([{ key: 'k1', row: payment('2021-01-01', 1, null, null) }], orphans, new Map([['k1', 'id1']]))).toMatchObject({ rows: [{ id: 'id1' }], moved: 1 });
  });

  test('is not taken for one of the same day and amount only', () => {
    const orphans = new Map([['id1', { id: 'id1', ...payment('2020-01-02', 9_000, '가람') }]]);
    expect(elsewhere(keyless([payment('2020-01-02', 9_000, '나래', '다과')]), orphans)).toMatchObject({ added: 1, moved: 0 });
  });
});
