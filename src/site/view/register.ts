/** Register: the list of all papers, closed and held ones too, by the month in which they stand. */
import { listedRecord } from '../../catalogue/records.ts';
import { registerMonths, registerRows } from '../../catalogue/register.ts';
import type { RegisterRow } from '../../model/record.ts';
import { blockOf } from './blocks.ts';
import type { CountedLink } from './lists.ts';
import { withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, recordPath } from './paths.ts';
import { REGISTER_BLOCK } from './plan.ts';
import { groundLinks } from './text-record.ts';

/** One paper in the register, finished. */
export interface RegisterLine {
  titleHtml: string;
  titleLanguage: 'ko' | null;
  href: string | null;
  facts: string[];
  time: { machine: string; words: string };
  state: { code: string; words: string };
  grounds: LinkTo[];
  opens: { machine: string; words: string } | null;
}

/** Returns the months, the newest first. */
export function viewRegister(page: Page): CountedLink[] {
  return registerMonths(page.site.catalogue).reverse().map(({ key, count }) => ({
    href: page.to(listPath('register', key)), words: page.day(key), count: page.count(count),
  }));
}

/** Returns one page of a month. */
export function viewRegisterMonth(page: Page) {
  const count = registerMonths(page.site.catalogue).find(({ key }) => key === page.key)!.count;
  const block = blockOf(page, 'register', count, REGISTER_BLOCK);
  const rows = registerRows(page.site.catalogue, page.key, block.start, block.end - block.start).reverse();
  return {
    title: page.say('register.month-title', { month: page.day(page.key) }),
    data: page.toFile(`register/${page.key.replace('-', '/')}.jsonl`),
    count: page.block === null ? page.say('list.count', { count: page.count(count) }) : null,
    lines: rows.map((row) => lineOfRegister(page, row)), block,
  };
}

function lineOfRegister(page: Page, row: RegisterRow): RegisterLine {
  const when = row.approvedOn ?? row.period ?? row.listedOn;
  const title = titleHtml(page, row);
  return {
    titleHtml: title.html, titleLanguage: title.isOwn && page.language !== 'ko' ? 'ko' : null,
    href: row.path === null || listedRecord(page.site.catalogue, row.id) === null ? null : page.to(recordPath(row.path)),
    facts: [page.say(`type-noun.${row.type}`), unitOf(page, row), row.documentNumber ?? ''].filter((fact) => fact !== ''),
    time: { machine: when, words: page.day(when) },
    state: stateOf(page, row),
    grounds: groundLinks(page, row.grounds),
    opens: row.opensOn === null ? null : { machine: row.opensOn, words: page.say('register.opens-on', { day: page.day(row.opensOn) }) },
  };
}

function titleHtml(page: Page, row: RegisterRow): { html: string; isOwn: boolean } {
  if (row.status === 'withdrawn') return { html: page.say('tombstone.title', { type: page.say(`type-noun.${row.type}`), id: row.id }), isOwn: false };
  if (row.title !== null) return { html: withMasks(row.title), isOwn: true };
  if (row.period !== null && row.unit !== null) return { html: withMasks(page.say('ledger.title', { type: page.say(`type.${row.type}`), unit: unitOf(page, row), period: page.day(row.period) })), isOwn: false };
  return { html: page.say(row.status === 'held' ? 'register.title-held' : 'register.title-withheld'), isOwn: false };
}

function unitOf(page: Page, row: RegisterRow): string {
  if (row.unit === null) return page.say('register.unit-unknown');
  return page.language === 'ko' ? row.unitName ?? page.unitName(row.unit) : page.unitName(row.unit);
}

/** Held and withdrawn say so before any disclosure; a listed paper that is open by its code is not open here yet. */
function stateOf(page: Page, row: RegisterRow): { code: string; words: string } {
  if (row.status === 'held' || row.status === 'withdrawn') return { code: row.status, words: page.say(`status.${row.status}`) };
  if (row.disclosure === null) return { code: 'held', words: page.say('status.held') };
  const words = page.say(`disclosure.${row.disclosure}`);
  const isListedOnly = row.status === 'listed' && row.disclosure !== 'closed' && row.disclosure !== 'restricted-until';
  return { code: row.disclosure, words: isListedOnly ? page.say('register.listed-only', { disclosure: words }) : words };
}
