/** Search entries: what of each record can be found. Built outside Astro, from the catalogue alone. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import { LISTED } from '../../catalogue/records.ts';
import type { SearchEntry } from '../search/search-index.ts';
import { titleOf, unitThen } from './listed.ts';
import { openPage } from './page.ts';
import { recordPath } from './paths.ts';
import type { Site } from './site.ts';

/** Yields one entry per record that is not withdrawn. Links lead to the Korean page; the search page finds the others. */
export function* searchEntries(site: Site): Generator<SearchEntry> {
  const planned = { path: 'search', kind: 'search', key: '', block: null } as const;
  const [page, inEnglish] = [openPage(site, planned, 'ko'), openPage(site, planned, 'en')];
  const records = site.catalogue.each<ListedRecord>(`SELECT ${LISTED} FROM records WHERE form <> 'tombstone' ORDER BY place, id`);
  for (const record of records) {
    const day = record.day ?? record.period!;
    yield {
      url: `${recordPath(record.path)}.html`,
      title: titleOf(page, record),
      content: contentOf(site.catalogue, record),
      // The English name goes along: a page of results would else need the names of all units.
      meta: { type: record.type, unit: unitThen(page, record), 'unit-en': unitThen(inEnglish, record), date: day, disclosure: record.disclosure! },
      filters: { type: [record.type], year: [day.slice(0, 4)], unit: [record.unit!], disclosure: [record.disclosure!] },
      date: day.length === 10 ? day : `${day}-01-01`.slice(0, 10),
    };
  }
}

/** The record's texts; a ledger's are the purposes and payees of its first rows. */
function contentOf(catalogue: Catalogue, { id, form, documentNumber }: ListedRecord): string {
  const texts = form === 'ledger'
    ? catalogue.all<{ text: string }>(`SELECT coalesce(json_extract(facts, '$.purpose'), '') || ' ' || coalesce(json_extract(facts, '$.payee'), '') AS text
        FROM ledger_rows WHERE record = ? ORDER BY position LIMIT 300`, id)
    : catalogue.all<{ text: string }>('SELECT html AS text FROM texts JOIN html USING (hash) WHERE record = ? ORDER BY field LIMIT 50', id).map(({ text }) => ({ text: wordsOf(text) }));
  return [documentNumber ?? '', ...texts.map(({ text }) => text)].join('\n').trim();
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words of HTML that our own renderer made, so that an excerpt reads as the page does and not as Markdown. */
export function wordsOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()]!;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\s+/g, ' ').trim();
}
