/**
 * Figure data: the figures of the monitor as tables for who computes: tidy, one count a
 * line, under names that do not change, each as CSV and JSON, described by a Frictionless
 * data package. No title, name or text of a record is in them.
 */
import { changeCounts, eachPaperCount, groundCounts, heldCounts, ledgerMeasures, textMeasures, waitCounts } from '../../catalogue/monitor.ts';
import { maskUses, ruleUses } from '../../catalogue/rule-use.ts';
import { formatCsv, type CsvCell } from '../../model/csv.ts';
import type { LinkTo, Page } from './page.ts';
import { dataLinks } from './figure-table.ts';
import type { Site } from './site.ts';
import { wordsIn } from './words.ts';

/** The columns of each data set, in the order of the file. */
export const DATA_SETS = {
  papers: ['month', 'unit', 'type', 'state', 'papers'],
  texts: ['unit', 'records', 'open', 'openWithoutFile', 'complete', 'coverOnly', 'files', 'withheldFiles', 'closedFiles', 'chars', 'maskedChars', 'maskedRecords', 'charsOfMasked'],
  ledgers: ['type', 'unit', 'ledgers', 'open', 'columnOnly', 'masked'],
  grounds: ['ground', 'type', 'state', 'papers'],
  waiting: ['month', 'isFirstNight', 'days', 'records'],
  held: ['rule', 'unit', 'since', 'papers'],
  changes: ['month', 'event', 'reason', 'records'],
  rules: ['rule', 'status', 'papers'],
  masks: ['kind', 'ground', 'form', 'records', 'places'],
} as const;
export type DataSet = keyof typeof DATA_SETS;
export const DATA_SET_NAMES = Object.keys(DATA_SETS) as DataSet[];

/** Columns that hold words; all others are whole numbers. */
const WORDS = new Set(['month', 'unit', 'type', 'state', 'rule', 'since', 'event', 'reason', 'status', 'kind', 'form']);

type Line = Readonly<Record<string, CsvCell>>;

const SOURCES: Readonly<Record<DataSet, (catalogue: Site['catalogue']) => Iterable<object>>> = {
  papers: eachPaperCount, texts: textMeasures, ledgers: ledgerMeasures, grounds: groundCounts, waiting: waitCounts,
  held: heldCounts, changes: changeCounts, rules: ruleUses, masks: maskUses,
};

function* linesOf({ catalogue }: Site, name: DataSet): Generator<Line> {
  for (const line of SOURCES[name](catalogue)) yield Object.fromEntries(DATA_SETS[name].map((column) => [column, (line as Line)[column]!]));
}

/** Returns a data set as CSV, its first line the columns. */
export function dataCsv(site: Site, name: DataSet): string {
  const columns = DATA_SETS[name];
  return formatCsv([[...columns], ...[...linesOf(site, name)].map((line) => columns.map((column) => line[column]!))], { hasMark: true });
}

/** Returns a data set as JSON: an array of objects, one a line. */
export function dataJson(site: Site, name: DataSet): string {
  return `[\n${[...linesOf(site, name)].map((line) => JSON.stringify(line)).join(',\n')}\n]\n`;
}

/** Returns what a Frictionless data package says of each data set; the files stand below `folder`. */
export function figureResources(folder = '') {
  const both = (key: Parameters<ReturnType<typeof wordsIn>>[0]) => `${wordsIn('ko')(key)} / ${wordsIn('en')(key)}`;
  return DATA_SET_NAMES.map((name) => ({
    name: `${folder === '' ? '' : 'disclosure-'}${name.toLowerCase()}`, path: `${folder}${name}.csv`, title: both(`data-set.${name}`), profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8',
    schema: { fields: DATA_SETS[name].map((column) => ({ name: column, type: WORDS.has(column) ? 'string' : 'integer', description: both(`data-column.${column}`) })), missingValues: [''] },
  }));
}

/** Returns the description of all data sets: Frictionless Data Package 1.0, in Korean and English. */
export function dataPackage(): string {
  const title = `${wordsIn('ko')('disclosure.title')} / ${wordsIn('en')('disclosure.title')}`;
  return `${JSON.stringify({ profile: 'tabular-data-package', name: 'disclosure-figures', title, resources: figureResources() }, null, 1)}\n`;
}

/** Returns the page that describes the data. */
export function viewFigureData(page: Page) {
  return {
    package: { href: page.toFile('data/disclosure/datapackage.json'), words: 'datapackage.json' } satisfies LinkTo,
    sets: DATA_SET_NAMES.map((name) => ({
      id: name, title: page.say(`data-set.${name}`), links: dataLinks(page, name),
      columns: DATA_SETS[name].map((column) => ({ name: column, words: page.say(`data-column.${column}`) })),
    })),
  };
}
