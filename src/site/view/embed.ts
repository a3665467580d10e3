/**
 * Embed: a record as a small frame in somebody else's page. It says what the record is,
 * what of it is not shown, and where all of it stands.
 *
 * A frame has no script, and its links open the portal in the whole window: the one place
 * where a link leaves its frame, because a reader must see in the address whose page it is.
 */
import { htmlOf, listedRecord, recordFacts, textFields, type LedgerFacts, type ListedRecord, type TextFacts } from '../../catalogue/records.ts';
import type { Tombstone } from '../../model/record.ts';
import { titleOf, unitThen } from './listed.ts';
import { withheldWords } from './notices.ts';
import type { Page } from './page.ts';
import { recordPath } from './paths.ts';
import { wordsOf } from './search-entries.ts';

/** Signs of the title and of the text shown in a frame. */
const TITLE_SIGNS = 100;
const EXCERPT_SIGNS = 140;

/** A frame, finished. */
export interface Embed {
  title: string;
  titleLanguage: 'ko' | null;
  href: string;
  facts: string[];
  time: { machine: string; words: string } | null;
  disclosure: { code: string; words: string } | null;
  lead: string;
  leadLanguage: 'ko' | null;
  notices: string[];
  licence: string | null;
  brand: string;
}

/** Returns the finished values of a record's frame. */
export function viewEmbed(page: Page): Embed {
  const listed = listedRecord(page.site.catalogue, page.key)!;
  const common = {
    title: shortened(titleOf(page, listed), TITLE_SIGNS), href: page.to(recordPath(listed.path)), brand: page.say('brand', { city: page.pick(page.site.city.name) }), titleLanguage: null, leadLanguage: null,
    facts: [page.say(`type-noun.${listed.type}`), unitThen(page, listed)].filter((fact) => fact !== ''), time: null, disclosure: disclosureOf(page, listed), notices: [], licence: null,
  };
  if (listed.form === 'tombstone') return { ...common, lead: withdrawnWords(page) };
  return listed.form === 'ledger' ? { ...common, ...ledgerParts(page) } : { ...common, ...textParts(page, listed) };
}

function textParts(page: Page, listed: ListedRecord) {
  const facts = recordFacts<TextFacts>(page.site.catalogue, page.key);
  const own = page.language === 'ko' ? null : 'ko' as const;
  const fields = new Map(textFields(page.site.catalogue, page.key).map(({ field, length }) => [field, length]));
  return {
    titleLanguage: own, leadLanguage: facts.body === 'withheld' ? null : own,
    time: { machine: listed.day!, words: page.day(listed.day!) },
    lead: facts.body === 'withheld' ? page.say('notice.withheld') : excerptOf(htmlOf(page.site.catalogue, page.key, 'body')),
    notices: [
      ...(facts.body === 'public-version' ? [page.say('notice.public-version')] : []),
      ...(facts.maskedChars > 0 ? [page.say('embed.masked', { places: page.count(facts.masks.reduce((sum, { count }) => sum + count, 0)) })] : []),
      ...withheldWords(page, facts, fields),
    ],
    licence: page.say(`licence.${facts.licence}`),
  };
}

function ledgerParts(page: Page) {
  const facts = recordFacts<LedgerFacts>(page.site.catalogue, page.key);
  const amount = page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals);
  return {
    lead: page.say('ledger.lead', { rows: page.count(facts.rowCount), amount }),
    notices: facts.disclosure === 'open' ? [] : [page.say('notice.ledger-partial')],
    licence: page.say(`licence.${facts.licence}`),
  };
}

function withdrawnWords(page: Page): string {
  const { withdrawnOn, reason } = recordFacts<Tombstone>(page.site.catalogue, page.key);
  return page.say('tombstone.lead', { day: page.day(withdrawnOn), reason: page.say(`log-reason.${reason}`) });
}

function disclosureOf(page: Page, { disclosure }: ListedRecord): Embed['disclosure'] {
  return disclosure === null || disclosure === 'open' ? null : { code: disclosure, words: page.say(`disclosure.${disclosure}`) };
}

/** Returns the first words of a text, without its tables. */
export function excerptOf(html: string): string {
  return shortened(wordsOf(html.replace(/<table[^]*?<\/table>/g, ' ')), EXCERPT_SIGNS);
}

/** Cuts at a space, and never within a mask: half of one would say that nothing was hidden. */
function shortened(words: string, most: number): string {
  const signs = [...words];
  if (signs.length <= most) return words;
  const cut = signs.slice(0, most).join('');
  const open = cut.lastIndexOf('[');
  const whole = open > cut.lastIndexOf(']') ? cut.slice(0, open) : cut.replace(/\s\S*$/, '');
  return `${whole.trimEnd()}…`;
}
