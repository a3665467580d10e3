/**
 * Facts: the description list of a record in the field's own terms. First what a reader
 * asks for, then what an archivist asks for: where it is filed, how long it is kept, which
 * rule released it.
 */
import { classesOf } from '../../catalogue/lists.ts';
import type { LedgerFacts, ListedRecord, TextFacts } from '../../catalogue/records.ts';
import type { Licence } from '../../model/vocabulary.ts';
import { withheldFiles, type Fields } from './files.ts';
import { groundLinks } from './grounds.ts';
import { unitThen } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, policyPath } from './paths.ts';
import { policyRules, ruleName } from './policy-rules.ts';
import { projectValues } from './project-link.ts';
import { rankPath } from './ranks.ts';

/** One value of a fact: words or a link. `language` is set where the words are the record's own. */
export interface FactValue { words: string; href?: string; language?: 'ko' | null }
/** One term with its values. A term without values is left out before. A path is read from the widest to the narrowest. */
export interface Fact { term: string; values: FactValue[]; isPath?: boolean }

/** The terms of each licence, where its author keeps them. */
export const LICENCE_TERMS: Readonly<Record<Licence, string | null>> = {
  'kogl-1': 'https://www.kogl.or.kr/info/license.do', 'kogl-2': 'https://www.kogl.or.kr/info/license.do',
  'kogl-3': 'https://www.kogl.or.kr/info/license.do', 'kogl-4': 'https://www.kogl.or.kr/info/license.do',
  'ogl-3': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/', none: null,
};

/** Returns the facts of a text record that a citizen asks for first. `fields` are the texts the catalogue holds, with their length. */
export function factsOfText(page: Page, listed: ListedRecord, facts: TextFacts, fields: Fields): Fact[] {
  const { say } = page;
  return present([
    [say('fact.unit'), unitValues(page, listed)],
    [say('fact.document-number'), own(page, facts.documentNumber)],
    [say('fact.approval'), approvalValues(page, facts)],
    [say(facts.type === 'document' ? 'fact.approved-on' : 'fact.produced-on'), dayOf(page, facts.approvedOn)],
    [say('fact.released-on'), [...dayOf(page, facts.releasedOn), ...waitValues(page, facts)]],
    [say('fact.disclosure'), [...disclosureValues(page, facts), ...notShown(page, facts, fields)]],
    [say('fact.restricted-until'), dayOf(page, facts.restrictedUntil)],
    [say('fact.project'), facts.project === null ? [] : projectValues(page, facts.project)],
    [say('fact.licence'), [licenceValue(page, facts.licence)]],
  ]);
}

/** Returns the facts of a text record by which it is filed. */
export function archivalFacts(page: Page, facts: TextFacts): Fact[] {
  const { say } = page;
  return present([
    [say('fact.classification'), classValues(page), true],
    [say('fact.task'), own(page, facts.task)],
    [say('fact.file'), own(page, facts.file)],
    [say('fact.retention'), facts.retention === null ? [] : [{ words: say(`retention.${facts.retention}`) }]],
    [say('fact.review-due'), dayOf(page, facts.reviewDue)],
    [say('fact.registry-id'), own(page, facts.registryId)],
    [say('fact.rule'), [ruleValue(page, facts.rule)]],
    [say('fact.id'), [{ words: facts.id }]],
  ]);
}

/** Returns the facts of a ledger. */
export function factsOfLedger(page: Page, listed: ListedRecord, facts: LedgerFacts): Fact[] {
  const { say } = page;
  return present([
    [say('fact.unit'), unitValues(page, listed)],
    [say('fact.period'), dayOf(page, facts.period)],
    [say('fact.rows'), [{ words: say('rows.count', { count: page.count(facts.rowCount) }) }]],
    [say('fact.total'), [{ words: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) }]],
    [say('fact.released-on'), dayOf(page, facts.releasedOn)],
    [say('fact.disclosure'), disclosureValues(page, facts)],
    [say('fact.licence'), [licenceValue(page, facts.licence)]],
    [say('fact.rule'), [ruleValue(page, facts.rule)]],
    [say('fact.id'), [{ words: facts.id }]],
  ]);
}

type Term = [term: string, values: FactValue[], isPath?: boolean];

/** The rule by its name in the manual; a rule that is gone since then by its file name. */
function ruleValue(page: Page, name: string): FactValue {
  const rule = policyRules(page.site.policy).find((one) => one.rule === name);
  return rule === undefined ? { words: name } : { words: ruleName(page, rule), href: page.to(policyPath(name)) };
}

function licenceValue(page: Page, licence: Licence): FactValue {
  const words = page.say(`licence.${licence}`);
  const href = LICENCE_TERMS[licence];
  return href === null ? { words } : { words, href };
}

function present(terms: Term[]): Fact[] {
  return terms.filter(([, values]) => values.length > 0).map(([term, values, isPath = false]) => ({ term, values, isPath }));
}

function own(page: Page, words: string | null): FactValue[] {
  return words === null || words === '' ? [] : [{ words, language: page.language === 'ko' ? null : 'ko' }];
}

/** A day as a text and not as a `<time>`: Firefox does not hand on a description that has nothing else, and a screen reader is silent. */
function dayOf(page: Page, day: string | null): FactValue[] {
  return day === null ? [] : [{ words: page.day(day) }];
}

/** How long the public waited. Said of papers that came out after they were made; a city's dates may be wrong. */
function waitValues(page: Page, { approvedOn, releasedOn, type }: TextFacts): FactValue[] {
  if (approvedOn === null || releasedOn < approvedOn) return [];
  const days = Math.round((Date.parse(releasedOn) - Date.parse(approvedOn)) / 86_400_000);
  const kind = type === 'document' ? 'approval' : 'making';
  return [{ words: days === 0 ? page.say(`wait.${kind}-same-day`) : page.say(`wait.${kind}`, { days: page.count(days) }) }];
}

function unitValues(page: Page, listed: ListedRecord): FactValue[] {
  const link = page.unitLink(listed.unit!, unitThen(page, listed));
  const values: FactValue[] = [link ?? { words: listed.unitName! }];
  const today = page.unitName(listed.unit!);
  const unit = page.site.policy.units.get(listed.unit!);
  if (unit !== undefined && today !== values[0]!.words) values.push({ words: page.say('unit.today', { name: today }) });
  const organisation = page.site.policy.organisations.get(unit?.organisation ?? '');
  return organisation === undefined ? values : [{ words: page.pick(organisation.name) }, ...values];
}

/** Who approved, and how if not in person. The local title of a rank: a district's mayor is 구청장. */
function approvalValues(page: Page, facts: TextFacts): FactValue[] {
  const kind = page.site.policy.organisations.get(facts.organisation)?.organisationClass ?? 'city';
  return [
    ...(facts.approverRank === null ? [] : [{ words: page.say(`rank.${kind}.${facts.approverRank}`), href: page.to(rankPath(kind, facts.approverRank)) }]),
    ...(facts.approvalKind === null || facts.approvalKind === 'approved' ? [] : [{ words: page.say(`approval.${facts.approvalKind}`) }]),
  ];
}

function disclosureValues(page: Page, facts: TextFacts | LedgerFacts): FactValue[] {
  const grounds: LinkTo[] = groundLinks(page, facts.grounds);
  return [{ words: page.say(`disclosure.${facts.disclosure}`) }, ...grounds];
}

/** What stands beside "open" so that it does not look like everything. */
function notShown(page: Page, facts: TextFacts, fields: Fields): FactValue[] {
  const withheld = withheldFiles(facts.files, fields);
  return [
    ...(facts.maskedChars > 0 ? [{ words: page.say('fact.masked') }] : []),
    ...(withheld > 0 ? [{ words: page.say('fact.files-withheld', { count: page.count(withheld) }) }] : []),
  ];
}

function classValues(page: Page): FactValue[] {
  const language = page.language === 'ko' ? null : 'ko' as const;
  return classesOf(page.site.catalogue, page.key).map(({ key, name }) => ({ words: name, href: page.to(listPath('classes', key)), language }));
}
