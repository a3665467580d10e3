/**
 * Precision on real texts of public bodies, all of them published and checked by
 * people before: what the detectors would hide there is mostly hidden by mistake.
 * Counts are printed and bounded, by kind and in total; texts never are.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { screen } from '../../src/export/screen.ts';
import { openFolderSource } from '../../src/export/sources/folder.ts';
import type { Paper } from '../../src/model/stages.ts';
import { loadPolicy } from '../../src/policy/load.ts';

const DATA = process.env['REAL_DATA'] ?? '';
if (DATA === '') console.log('REAL_DATA is not set: the precision on real texts is not measured. Set it to the folder that holds them.');

const SETS = [['05', '05-kr-gov-policy-kdi'], ['06', '06-kr-press-releases-koreakr'], ['08', '08-kr-seoul-120-qa']] as const;
const MEGABYTE = 1_000_000;
/** Masks per MB of all three together; those not named here find nothing in them. */
const MOST_PER_MEGABYTE: Record<string, number> = { email: 2, name: 12, address: 2, telephone: 2, 'birth-date': 1, 'vehicle-plate': 1, 'ip-address': 1 };
const MOST_IN_ALL = 16;

function papersOf(mapping: string, folder: string): Paper[] {
  const source = openFolderSource({ name: mapping, path: join(DATA, folder), mapping: join(import.meta.dirname, 'mappings', `${mapping}.json`) });
  return [...source.papers()].filter((paper): paper is Paper => paper.kind === 'text' || paper.kind === 'ledger');
}

/** Masks by kind: overlapping findings of a kind are one, as they are on the page. */
function masksOf(papers: readonly Paper[]): Map<string, number> {
  const masks = loadPolicy(join(import.meta.dirname, '../../content')).masks;
  const counts = new Map<string, number>();
  for (const paper of papers) {
    for (const findings of Object.values(screen(paper, DETECTORS, masks).findings)) {
      const ends = new Map<string, number>();
      for (const { kind, start, end } of findings) {
        if (start >= (ends.get(kind) ?? 0)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
        ends.set(kind, Math.max(end, ends.get(kind) ?? 0));
      }
    }
  }
  return counts;
}

function megabytesOf(papers: readonly Paper[]): number {
  return papers.reduce((sum, { texts }) => sum + Object.values(texts).reduce((bytes, text) => bytes + Buffer.byteLength(text), 0), 0) / MEGABYTE;
}

describe.skipIf(DATA === '')('masks on real texts', { timeout: 180_000 }, () => {
  let sets: { mapping: string; megabytes: number; masks: Map<string, number> }[] = [];
  let megabytes = 0;
  beforeAll(() => {
    sets = SETS.map(([mapping, folder]) => {
      const papers = papersOf(mapping, folder);
      return { mapping, megabytes: megabytesOf(papers), masks: masksOf(papers) };
    });
    megabytes = sets.reduce((sum, set) => sum + set.megabytes, 0);
  });
  const perMegabyte = (kind: string): number => sets.reduce((sum, { masks }) => sum + (masks.get(kind) ?? 0), 0) / megabytes;

  test('there is enough text to say something, and every kind is in the table', () => {
    const head = ['kind'.padEnd(18), ...sets.map((set) => `${set.mapping} (${set.megabytes.toFixed(1)} MB)`.padStart(14)), 'per MB'.padStart(10)];
    const lines = DETECTORS.map(({ kind }) => [kind.padEnd(18), ...sets.map(({ masks }) => String(masks.get(kind) ?? 0).padStart(14)), perMegabyte(kind).toFixed(2).padStart(10)]);
    console.log([head, ...lines].map((line) => line.join('')).join('\n'));
    expect(megabytes).toBeGreaterThan(6);
  });

  test.each(DETECTORS.map(({ kind }) => kind))('%s: no more than its share', (kind) => {
    expect(perMegabyte(kind)).toBeLessThanOrEqual(MOST_PER_MEGABYTE[kind] ?? 0);
  });

  test('all kinds together', () => {
    expect(DETECTORS.reduce((sum, { kind }) => sum + perMegabyte(kind), 0)).toBeLessThanOrEqual(MOST_IN_ALL);
  });
});
