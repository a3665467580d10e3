/** Listed: one record as one line of a list. */
import type { ListedRecord } from '../../catalogue/records.ts';
import { unitNameOn } from '../../policy/policy.ts';
import type { Page } from './page.ts';
import { recordPath } from './paths.ts';

/** One line of a list, finished. */
export interface Line {
  href: string;
  title: string;
  /** Words in Korean inside a page of another language. */
  titleLanguage: 'ko' | null;
  /** Type and unit; for a ledger, whose title says both, the number of its rows. */
  facts: string[];
  time: { machine: string; words: string } | null;
  amount: string | null;
  /** Said only where it is not simply open. */
  disclosure: { code: string; words: string } | null;
}

/** Returns the title of a record in the page's language: its own, or one composed for ledgers and tombstones. */
export function titleOf(page: Page, record: ListedRecord): string {
  if (record.form === 'text') return record.title!;
  const type = page.say(`type.${record.type}`);
  if (record.form === 'tombstone') return page.say('tombstone.title', { type: page.say(`type-noun.${record.type}`), id: record.id });
  return page.say('ledger.title', { type, unit: unitThen(page, record), period: page.day(record.period!) });
}

/** Returns a record as a line of a list. */
export function lineOf(page: Page, record: ListedRecord): Line {
  const when = record.form === 'ledger' ? record.period! : record.form === 'tombstone' ? record.changedOn : record.day!;
  return {
    href: page.to(recordPath(record.path)),
    title: titleOf(page, record),
    titleLanguage: record.form === 'text' && page.language !== 'ko' ? 'ko' : null,
    facts: factsOf(page, record),
    time: record.form === 'ledger' ? null : { machine: when, words: page.day(when) },
    amount: record.form === 'ledger' ? page.money(record.total!, record.currency!, record.decimals!) : null,
    disclosure: record.disclosure === null || record.disclosure === 'open' ? null
      : { code: record.disclosure, words: page.say(`disclosure.${record.disclosure}`) },
  };
}

function factsOf(page: Page, record: ListedRecord): string[] {
  if (record.form === 'tombstone') return [page.say('status.withdrawn')];
  if (record.form === 'ledger') return [page.say('rows.count', { count: page.count(record.rowCount!) })];
  return [page.say(`type-noun.${record.type}`), unitThen(page, record)];
}

/** Returns the unit's name on the day of the record: the record's own word in Korean, the policy's in other languages. */
export function unitThen(page: Page, record: Pick<ListedRecord, 'unit' | 'unitName' | 'day' | 'period'>): string {
  if (record.unit === null) return '';
  const unit = page.site.policy.units.get(record.unit);
  const on = record.day ?? (record.period?.length === 7 ? `${record.period}-01` : null);
  return page.language === 'ko' || unit === undefined ? record.unitName! : unitNameOn(unit, on)[page.language];
}
