/**
 * Inside: what is missing in texts that are released, and in ledgers. A record that is
 * called open may lack a file; a table of them all shows how often, with what the share
 * is taken of.
 */
import { ledgerMeasures, textMeasures, type LedgerMeasures, type TextMeasures } from '../../catalogue/monitor.ts';
import { LEDGER_TYPES, type RecordType } from '../../model/vocabulary.ts';
import { dataLinks, FEW, figureRow, shareOf, type FigureTable } from './figure-table.ts';
import { formatShare } from './format.ts';
import { awayOf, noPapers, standsByType } from './papers.ts';
import type { LinkTo, Page } from './page.ts';

/** Measures without their unit. */
export type Inside = Omit<TextMeasures, 'unit'>;

const NOTHING: Inside = { records: 0, open: 0, openWithoutFile: 0, complete: 0, coverOnly: 0, files: 0, withheldFiles: 0, closedFiles: 0, chars: 0, maskedChars: 0, maskedRecords: 0, charsOfMasked: 0 };

/** Returns the sum of the measures of several units. */
export function insideOf(measures: readonly TextMeasures[]): Inside {
  const sum = { ...NOTHING };
  for (const one of measures) for (const key of Object.keys(NOTHING) as (keyof Inside)[]) sum[key] += one[key];
  return sum;
}

/** Returns the measures of the city, or of one unit. */
export function insideFor(page: Page, unit?: string): Inside {
  return insideOf(textMeasures(page.site.catalogue, unit));
}

/** What is counted, of what, and whether those are texts or files. */
const PARTS = [
  ['complete', 'records', 'texts'], ['openWithoutFile', 'open', 'texts'], ['coverOnly', 'records', 'texts'],
  ['withheldFiles', 'files', 'files'], ['closedFiles', 'withheldFiles', 'files'], ['maskedRecords', 'records', 'texts'],
] as const satisfies readonly (readonly [keyof Inside, keyof Inside, 'texts' | 'files'])[];

/** One figure with what it is taken of, and the sentence that defines it. */
export interface Measure { name: string; value: string; share: string | null; means: string }

/** Returns what is missing in released texts, each figure with its definition. */
export function insideList(page: Page, inside: Inside): { measures: Measure[]; data: LinkTo[] } {
  const counted = PARTS.map(([part, whole, unit]): Measure => ({
    name: page.say(`inside.${part}`), means: page.say(`inside-means.${part}`),
    value: page.say(`inside.of-${unit}`, { whole: page.count(inside[whole]), part: page.count(inside[part]) }), share: inside[whole] < FEW ? null : shareOf(page, inside[part], inside[whole]),
  }));
  return { measures: [...counted, ...maskedMeasures(page, inside)], data: dataLinks(page, 'texts') };
}

/** Characters are many, but of few records; so the number of records decides whether a share is given. */
function maskedMeasures(page: Page, inside: Inside): Measure[] {
  return ([['chars', 'records'], ['charsOfMasked', 'maskedRecords']] as const).map(([chars, records]) => ({
    name: page.say(`inside.${chars}`), means: page.say(`inside-means.${chars}`),
    value: page.say('inside.of-chars', { whole: page.count(inside[chars]), part: page.count(inside.maskedChars) }), share: inside[records] < FEW ? null : charShare(page, inside.maskedChars, inside[chars], inside[records]),
  }));
}

/** Returns the share of characters that are masked, or the word for too few records. */
export function charShare(page: Page, masked: number, chars: number, records: number): string {
  return records < FEW || chars === 0 ? page.say('figure.few') : formatShare(page.language, masked / chars);
}

/** Returns the table of ledgers by type: how many are partly open for one column alone, and how many are not here. */
export function ledgersTable(page: Page, unit?: string): FigureTable {
  const { catalogue } = page.site;
  const measures = ledgerMeasures(catalogue, unit);
  const stands = standsByType(page, 'ledger', unit);
  const rows = LEDGER_TYPES.filter((type) => stands.has(type)).map((type) => figureRow(page.say(`type.${type}`), cellsOf(page, stands.get(type)!, ofType(measures, type))));
  return {
    id: 'ledgers', caption: page.say('ledgers.caption'), definition: page.say('ledgers.definition'),
    columns: [page.say('disclosure.type'), page.say('figure.total'), page.say('figure.open'), page.say('ledgers.column-only'), page.say('ledgers.masked'), page.say('ledgers.away')],
    groups: [{ head: null, rows }], total: null, data: dataLinks(page, 'ledgers'),
  };
}

type LedgerSum = Pick<LedgerMeasures, 'open' | 'columnOnly' | 'masked'>;

function ofType(measures: readonly LedgerMeasures[], type: RecordType): LedgerSum {
  const sum = { open: 0, columnOnly: 0, masked: 0 };
  for (const one of measures.filter((measure) => measure.type === type)) for (const key of ['open', 'columnOnly', 'masked'] as const) sum[key] += one[key];
  return sum;
}

function cellsOf(page: Page, stand: ReturnType<typeof noPapers>, { open, columnOnly, masked }: LedgerSum): string[] {
  return [stand.total, open, columnOnly, masked, awayOf(stand)].map((count) => page.count(count));
}

/** Returns which columns the policy leaves out of which ledgers, whatever they hold. */
export function withheldColumns(page: Page): string[] {
  const { withheld, ground } = page.site.policy.ledgers;
  const groups = Map.groupBy(LEDGER_TYPES.filter((type) => withheld[type].length > 0), (type) => withheld[type].map((column) => page.say(`withheld-column.${column}`)).join(', '));
  return [...groups].map(([columns, types]) => page.say('ledgers.withheld', { types: types.map((type) => page.say(`type.${type}`)).join(', '), columns, ground }));
}
