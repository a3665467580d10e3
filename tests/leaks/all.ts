/**
 * All: `node tests/leaks/all.ts [count] [seed] [--list]` plants that many values, runs a
 * night, builds and checks, and prints what became of them. `--list` also prints what
 * got through, for those who mend it; every value is made up.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeOcr } from '../../src/export/extract/ocr.ts';
import type { Planted } from './containers.ts';
import { countFates, measure, recall, type Fate } from './measure.ts';
import { drawRemovals, removeEach } from './removal.ts';
import { secondLook, type Second } from './second.ts';

const [count = 10_000, seed = 1] = process.argv.slice(2).filter((argument) => /^\d/.test(argument)).map(Number);
const isListing = process.argv.includes('--list');
const root = mkdtempSync(join(tmpdir(), 'glasshall-leaks-'));
/** So many are built without any detector: each has a page of its own. */
const BARE = 1_200;

function folder(name: string): string {
  mkdirSync(join(root, name));
  return join(root, name);
}

function print(title: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`\n${title.padEnd(28)}${columns.map((column) => column.padStart(12)).join('')}`);
  for (const [name, ...numbers] of rows) console.log(`${String(name).padEnd(28)}${numbers.map((number) => String(number).padStart(12)).join('')}`);
}

function printFates(title: string, planted: readonly Planted[], fates: ReadonlyMap<Planted, Fate>, keyOf: (planted: Planted) => string): void {
  const rows = [...countFates(planted, fates, keyOf)].sort(([, a], [, b]) => b.public - a.public);
  print(title, ['masked', 'held', 'not shown', 'public', 'recall'], rows.map(([key, fate]) => [key, fate.masked, fate.held, fate['not shown'], fate.public, `${(100 * recall(fate)).toFixed(1)} %`]));
}

function printSecond(title: string, planted: readonly Planted[], { hidden, caught, leaked }: Second, keyOf: (planted: Planted) => string): void {
  const of = (list: readonly Planted[], key: string): number => list.filter((one) => keyOf(one) === key).length;
  print(title, ['hidden', 'found', 'not found'], [...new Set(planted.map(keyOf))].map((key) => [key, of(hidden, key), of(caught, key), of(leaked, key)]));
}

function list(title: string, planted: readonly Planted[]): void {
  if (isListing) for (const { plant, container, nook, table } of planted) console.log([title, plant.number, plant.kind, container, nook, plant.spelling, JSON.stringify(plant.text), JSON.stringify(plant.written), table?.headings.join(',') ?? ''].join(' | '));
}

try {
  const start = performance.now();
  const { planted, fates, papers, outcome, unread } = await measure(folder('night'), count, seed);
  console.log(`${planted.length} values in ${papers.length} papers, ${((performance.now() - start) / 1000).toFixed(1)} s; ${outcome.report.released} released, ${outcome.report.held} held`);
  for (const problem of unread) console.log('unread', problem);
  const kindOf = ({ plant }: Planted): string => plant.kind;
  printFates('kind', planted, fates, kindOf);
  printFates('container', planted, fates, ({ container }) => container);
  printFates('spelling', planted, fates, ({ plant }) => plant.spelling);
  const through = planted.filter((one) => fates.get(one) === 'public');
  list('through the first layer', through);
  if (through.length > 0) {
    const second = await secondLook(folder('second'), through);
    console.log(`\nof ${through.length} that got through the first layer, alone in a paper: ${second.hidden.length} hidden, ${second.caught.length} found by the check, ${second.leaked.length} by neither; unread ${second.unread.length}`);
    list('found by neither', second.leaked);
  }
  const every = Math.ceil(planted.length / BARE);
  const some = planted.filter(({ plant: { number } }) => number % every === 0);
  const bare = await secondLook(folder('bare'), some, []);
  printSecond('without any detector', some, bare, kindOf);
  list('not found by the check', bare.leaked);
  const removals = drawRemovals(seed);
  const removed = await removeEach(folder('removal'), removals);
  printSecond('without its own detector', removals.flatMap(({ known, fresh }) => [...known, ...fresh]), removed, (one) => `${one.nook}${removals.some(({ known }) => known.includes(one)) ? ', masked once' : ', new'}`);
} finally {
  await closeOcr();
  rmSync(root, { recursive: true, force: true });
}
