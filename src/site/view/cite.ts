/**
 * Cite: one line that names a record so that another finds it again, in Korean and in
 * English: who, title, document number, day, version, portal, address. The version
 * stands in it because a record can be corrected after it was quoted.
 */
import { listedRecord, recordFacts, type LedgerFacts, type ListedRecord, type TextFacts } from '../../catalogue/records.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { markKorean } from './korean-words.ts';
import { titleOf, unitThen } from './listed.ts';
import { withMasks } from './masks.ts';
import { openPage, type Page } from './page.ts';

/** A citation in one language; in `html` what is Korean is marked as that, whatever the language around it. */
export interface Citation { language: Language; words: string; html: string }

/** Returns the citation of a record in every language. */
export function citationsOf(page: Page): Citation[] {
  const listed = listedRecord(page.site.catalogue, page.key)!;
  const { revision } = recordFacts<TextFacts | LedgerFacts>(page.site.catalogue, page.key);
  return LANGUAGES.map((language) => {
    const words = lineIn(openPage(page.site, page, language), listed, revision);
    return { language, words, html: language === 'ko' ? withMasks(words) : markKorean(withMasks(words)) };
  });
}

function lineIn(page: Page, listed: ListedRecord, revision: number): string {
  const { city } = page.site;
  const facts = [listed.documentNumber, listed.day === null ? null : page.day(listed.day), page.say('cite.version', { revision })];
  return page.say('cite.line', {
    issuer: issuerOf(page, listed), title: titleOf(page, listed), facts: facts.filter((fact) => fact !== null).join(', '),
    portal: page.say('brand', { city: page.pick(city.name) }), address: wholeAddress(city.siteUrl, pathIn(page.language, page.path)),
  });
}

/** Organisation and unit as they were called then; one name where both are the same. */
function issuerOf(page: Page, listed: ListedRecord): string {
  const unit = unitThen(page, listed);
  const organisation = page.site.policy.organisations.get(page.site.policy.units.get(listed.unit!)?.organisation ?? '');
  const name = organisation === undefined ? page.pick(page.site.city.name) : page.pick(organisation.name);
  return name === unit ? name : page.say('cite.issuer', { organisation: name, unit });
}
