/**
 * Leaks: made-up personal values of every kind, in every spelling and every nook of
 * every kind of file, through a real night, a real build and its check. 2,000 of them
 * here; all 10,000 with `LEAKS=all`, or with tables by `node tests/leaks/all.ts`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReaders } from '../../scripts/readers/readers.ts';
import { closeOcr } from '../../src/export/extract/ocr.ts';
import { suiteFolder, temporaryFolder } from '../folders.ts';
import { CONTAINERS, type Planted } from './containers.ts';
import { countFates, measure, recall, type Count, type Measured } from './measure.ts';
import { Plants } from './plant.ts';
import { drawRemovals, removeEach, type Removal } from './removal.ts';
import { secondLook, type Second } from './second.ts';
import { KIND_LIST, type Kind } from './values.ts';

const COUNT = process.env['LEAKS'] === 'all' ? 10_000 : 2_000;
const SEED = 1;
/** A build takes long when others build too. */
const BUILD_MS = 300_000;

/** Shares measured on 10,000 values, less some of a hundred for the chance of a sample. */
const FLOORS: Record<Kind, number> = {
  'resident-old': 0.98, 'resident-new': 0.98, 'foreigner': 0.98, 'passport-old': 0.98, 'passport-new': 0.98, 'licence': 0.97, 'mobile': 0.98, 'mobile-old': 0.98, 'mobile-abroad': 0.96, 'landline': 0.97,
  'email': 0.95, 'card': 0.97, 'account': 0.97, 'insurance': 0.97, 'sole-trader': 0.98, 'plate': 0.97, 'plate-old': 0.97, 'birth-date': 0.97, 'ip': 0.97, 'name': 0.82, 'name-list': 0.8, 'address': 0.95, 'flat': 0.97,
};

/** What the check finds with nothing masked for it: it is the last, not the only one. */
const CHECK_FLOORS: Record<Kind, number> = {
  'resident-old': 0.9, 'resident-new': 0.9, 'foreigner': 0.85, 'passport-old': 0.9, 'passport-new': 0.9, 'licence': 0.9, 'mobile': 0.9, 'mobile-old': 0.9, 'mobile-abroad': 0.9, 'landline': 0.9,
  'email': 0.9, 'card': 0.9, 'account': 0.85, 'insurance': 0.9, 'sole-trader': 0.9, 'plate': 0.9, 'plate-old': 0.9, 'birth-date': 0.9, 'ip': 0.9, 'name': 0.8, 'name-list': 0.75, 'address': 0.85, 'flat': 0.9,
};

/** Largest share of the values that may pass both layers, all of them names. */
const KNOWN_RATE = 0.002;

const root = suiteFolder();
function folder(name: string): string {
  mkdirSync(join(root, name));
  return join(root, name);
}

/** What is told of a plant: enough to draw it again, not what it says. */
function told({ plant, container, nook }: Planted): string {
  return `${plant.number}: ${plant.kind} in ${container}, ${nook}, ${plant.spelling}`;
}

afterAll(closeOcr);

describe(`${COUNT} planted values`, () => {
  let measured: Measured;
  let second: Second;
  let byKind: Map<string, Count>;

  beforeAll(async () => {
    measured = await measure(folder('night'), COUNT, SEED);
    const through = measured.planted.filter((one) => measured.fates.get(one) === 'public');
    byKind = countFates(measured.planted, measured.fates, ({ plant }) => plant.kind);
    second = await secondLook(folder('second'), through);
  }, BUILD_MS);

  test('are of every kind, in every container, and enough', () => {
    expect(measured.planted.length).toBeGreaterThanOrEqual(COUNT);
    expect([...byKind.keys()].sort()).toEqual([...KIND_LIST].sort());
    const containers = new Set(measured.planted.map(({ container }) => container));
    for (const container of [...CONTAINERS, 'title', 'body', 'body table', 'body table, HTML', 'task', 'classification', 'file title', 'file name', 'document number', 'ledger']) expect(containers).toContain(container);
  });

  test('stand in files that could all be read, and most in papers that are released', () => {
    expect(measured.unread).toEqual([]);
    expect(measured.outcome.report.released).toBeGreaterThan(measured.papers.length / 2);
  });

  test('get through neither layer', () => {
    // Known: a name whose syllables stand apart (`체납자 강 미안`) and few others; numbers and homes never.
    expect(second.leaked.filter(({ plant }) => !['name', 'name-list'].includes(plant.kind)).map(told)).toEqual([]);
    expect(second.leaked.length).toBeLessThanOrEqual(COUNT * KNOWN_RATE);
    expect(second.unread).toEqual([]);
  });

  test.each(Object.entries(FLOORS))('%s: the detectors find at least %f of them', (kind, floor) => {
    expect(recall(byKind.get(kind)!)).toBeGreaterThanOrEqual(floor);
  });
});

describe('without any detector of the export', () => {
  const PLANTS = 15 * KIND_LIST.length;
  let planted: Planted[];
  let second: Second;

  beforeAll(async () => {
    const plants = new Plants(SEED + 1);
    planted = Array.from({ length: PLANTS }, (_, n): Planted => {
      const container = ['body', 'txt', 'title'][Math.floor(n / KIND_LIST.length) % 3]!;
      return { plant: plants.draw(container === 'title' ? 'line' : 'text'), container, nook: '' };
    });
    second = await secondLook(folder('bare'), planted, []);
  }, BUILD_MS);

  test('the build is refused, and every file of it was read', () => {
    expect(second.isRefused).toBe(true);
    expect(second.unread).toEqual([]);
  });

  test.each(Object.entries(CHECK_FLOORS))('%s: the check finds at least %f of them', (kind, floor) => {
    const of = (list: readonly Planted[]): number => list.filter(({ plant }) => plant.kind === kind).length;
    expect(of(second.caught) / Math.max(1, of(planted) - of(second.hidden))).toBeGreaterThanOrEqual(floor);
  });
});

describe('with one detector gone', () => {
  let removals: Removal[];
  let second: Second;

  beforeAll(async () => {
    removals = drawRemovals(SEED);
    second = await removeEach(folder('removal'), removals);
  }, BUILD_MS);

  test('the build is refused', () => {
    expect(second.isRefused).toBe(true);
  });

  test.each(drawRemovals(SEED).map(({ kind }) => kind))('%s: new papers show that it is gone, and the check finds it', (kind) => {
    const { fresh } = removals.find((removal) => removal.kind === kind)!;
    expect(fresh.filter((one) => !second.hidden.includes(one)).length).toBeGreaterThan(fresh.length / 2);
    expect(fresh.some((one) => second.caught.includes(one))).toBe(true);
  });

  test.each(drawRemovals(SEED).map(({ kind }) => kind))('%s: what was masked once is found in every paper', (kind) => {
    const { known } = removals.find((removal) => removal.kind === kind)!;
    expect(known.filter((one) => second.leaked.includes(one)).map(told)).toEqual([]);
  });
});

test('the readers in their own process hide the same', async () => {
  const readers = openReaders();
  try {
    const own = await measure(temporaryFolder(), 100, SEED, () => readers);
    const here = await measure(temporaryFolder(), 100, SEED);
    expect(own.unread).toEqual([]);
    expect(own.planted.map((one) => own.fates.get(one))).toEqual(here.planted.map((one) => here.fates.get(one)));
  } finally {
    readers.close();
  }
}, BUILD_MS);
