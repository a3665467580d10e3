/**
 * Page: one page while it is rendered. Knows its own address, so it can make links
 * from it, and speaks its language. Every view gets one and returns finished values.
 */
import { unitNameOn, type Words } from '../../policy/policy.ts';
import { formatCount, formatDay, formatMoney, formatShortMoney } from './format.ts';
import { pathIn, type Language } from './language.ts';
import type { PlannedPage } from './plan.ts';
import { listPath } from './paths.ts';
import { rel } from './rel.ts';
import type { Site } from './site.ts';
import { wordsIn, type Translate } from './words.ts';

/** A link with its words. */
export interface LinkTo { href: string; words: string }

/** A page being rendered. */
export interface Page extends PlannedPage {
  site: Site;
  language: Language;
  /** Words of this page's language. */
  say: Translate;
  /** Link to another page in the same language. */
  to(path: string, anchor?: string): string;
  /** Link to a file that has no language: `assets/site.css`. */
  toFile(path: string): string;
  /** Link to this same page in another language. */
  inLanguage(language: Language): string;
  /** The words of this page's language. */
  pick(words: Words): string;
  day(value: string): string;
  count(value: number): string;
  money(amount: number, currency: string, decimals: number): string;
  /** An amount for a glance: three or four digits of it. */
  shortMoney(amount: number, currency: string, decimals: number): string;
  /** A unit's name today; its id if the policy does not know it. */
  unitName(unit: string): string;
  /** Link to a unit's list, `null` if the policy does not know the unit. */
  unitLink(unit: string, words?: string): LinkTo | null;
}

/** Returns the page that is planned, ready to be rendered in a language. */
export function openPage(site: Site, planned: PlannedPage, language: Language): Page {
  const own = pathIn(language, planned.path);
  const unitName = (unit: string): string => {
    const found = site.policy.units.get(unit);
    return found === undefined ? unit : unitNameOn(found, null)[language];
  };
  const to = (path: string, anchor = ''): string => rel(own, pathIn(language, path), { anchor });
  return {
    ...planned, site, language, to, unitName,
    say: wordsIn(language),
    toFile: (path) => rel(own, path, { isFile: true }),
    inLanguage: (other) => rel(own, pathIn(other, planned.path)),
    pick: (words) => words[language],
    day: (value) => formatDay(language, value),
    count: (value) => formatCount(language, value),
    money: (amount, currency, decimals) => formatMoney(language, amount, currency, decimals),
    shortMoney: (amount, currency, decimals) => formatShortMoney(language, amount, currency, decimals),
    unitLink: (unit, words) => (site.policy.units.has(unit) ? { href: to(listPath('units', unit)), words: words ?? unitName(unit) } : null),
  };
}
