/** Search entries: what of each record can be found. Built outside Astro, from the catalogue alone. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ListedRecord, TextFacts } from '../../catalogue/records.ts';
import { LISTED, recordFacts } from '../../catalogue/records.ts';
import type { SearchEntry } from '../search/search-index.ts';
import type { Part } from '../search/texts.ts';
import { titleOf, unitThen } from './listed.ts';
import { openPage } from './page.ts';
import { recordPath } from './paths.ts';
import type { Site } from './site.ts';

/** A place in the order of all records: `place` and id. */
export type Position = readonly [place: string, id: string];

/** A stretch of that order: at or after `from` and before `until`, without end if that is `null`. */
export interface Range { from: Position; until: Position | null }

const EVERYTHING: Range = { from: ['', ''], until: null };

/** Yields one entry per record of a stretch that is not withdrawn. Links lead to the Korean page; the search page finds the others. */
export function* searchEntries(site: Site, { from, until }: Range = EVERYTHING): Generator<SearchEntry> {
  const planned = { path: 'search', kind: 'search', key: '', block: null } as const;
  const [page, inEnglish] = [openPage(site, planned, 'ko'), openPage(site, planned, 'en')];
  const records = site.catalogue.each<ListedRecord>(`SELECT ${LISTED} FROM records WHERE (place, id) >= (?, ?)
    ${until === null ? '' : 'AND (place, id) < (?, ?)'} AND form <> 'tombstone' ORDER BY place, id`, ...from, ...until ?? []);
  for (const record of records) {
    const day = record.day ?? record.period!;
    const unit = unitThen(page, record);
    yield {
      url: `${recordPath(record.path)}.html`,
      title: titleOf(page, record),
      also: [record.documentNumber ?? '', record.id, unit, record.project ?? '', ...chosenWords(site.catalogue, record.id)].filter((word) => word !== '').join(' '),
      parts: record.form === 'ledger' ? ledgerParts(site.catalogue, record) : textParts(site.catalogue, record),
      // The English name goes along: a page of results would else need the names of all units.
      meta: { type: record.type, unit, 'unit-en': unitThen(inEnglish, record), date: day, disclosure: record.disclosure! },
      filters: { type: record.type, year: day.slice(0, 4), unit: record.unit!, disclosure: record.disclosure!, project: record.project ?? '' },
      date: day.length === 10 ? day : `${day}-01-01`.slice(0, 10),
    };
  }
}

/**
 * The words chosen for a record, also those that no other record shares and that are
 * therefore no keywords: which ones those are changes with other records, and a sealed
 * volume must not change with them.
 */
function chosenWords(catalogue: Catalogue, id: string): string[] {
  const row = catalogue.first<{ chosen: string }>('SELECT chosen FROM relatives WHERE record = ?', id);
  return row === null ? [] : JSON.parse(row.chosen) as string[];
}

/** The purposes and payees of a ledger's first rows. */
function ledgerParts(catalogue: Catalogue, { id }: ListedRecord): Part[] {
  const rows = catalogue.all<{ text: string }>(`SELECT coalesce(json_extract(facts, '$.purpose'), '') || ' ' || coalesce(json_extract(facts, '$.payee'), '') AS text
    FROM ledger_rows WHERE record = ? ORDER BY position LIMIT 300`, id);
  return [{ file: null, text: rows.map(({ text }) => text.trim()).join('\n') }];
}

/** The body, and the text of each file under its name; the number of the file where the name may not be shown. */
function textParts(catalogue: Catalogue, { id }: ListedRecord): Part[] {
  const texts = catalogue.all<{ field: string; text: string }>('SELECT field, html AS text FROM texts JOIN html USING (hash) WHERE record = ? ORDER BY field', id);
  const { files } = recordFacts<TextFacts>(catalogue, id);
  const byFile = new Map<string, string[]>();
  for (const { field, text } of texts) {
    const key = field === 'body' ? '' : field.split('/')[1]!;
    byFile.set(key, [...byFile.get(key) ?? [], withoutLetterhead(linesOf(text))]);
  }
  return [...byFile].sort(([a], [b]) => Number(a === '' ? -1 : a) - Number(b === '' ? -1 : b)).map(([key, words]) => {
    const file = key === '' ? undefined : files[Number(key)];
    return { file: file === undefined || file.role === 'body' ? null : file.name ?? String(Number(key) + 1), text: words.join('\n') };
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words of HTML that our own renderer made, so that an excerpt reads as the page does and not as Markdown. */
export function wordsOf(html: string): string {
  return linesOf(html).replaceAll('\n', ' ');
}

/** The same, every block on a line; a mask as it stands in the text. */
function linesOf(html: string): string {
  return html.replace(/<span aria-hidden="true">·<\/span> /g, '·').replace(/<\/?span\b[^>]*>/g, '').replace(/<\/(?:p|h\d|li|tr|caption|pre|blockquote)>/g, '\n').replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()]!;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '').join('\n');
}

/** Lines of the form that a Korean official letter has above and below (행정업무의 운영 및 혁신에 관한 규정 시행규칙, forms 1 and 2): they stand in every one. */
const LETTERHEAD = /^(?:수신(?:자)? |\(경유\)|우 ?\d{5}(?:\D|$)|(?:전화|전송)(?:번호)? ?[(\d]|시행 \S+-\d+|접수 \S*-\d+|(?:기안자|검토자|협조자|결재권자) |\S+@\S+ *\/ *(?:대국민 ?공개|부분 ?공개|비공개|공개))/;

/** Returns a text without the lines of a letterhead and of the approval line below. */
export function withoutLetterhead(text: string): string {
  return text.split('\n').filter((line) => !LETTERHEAD.test(line)).join('\n');
}
