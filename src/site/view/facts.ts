/** Facts: the description list of a record in the field's own terms. */
import { classesOf } from '../../catalogue/lists.ts';
import type { LedgerFacts, ListedRecord, TextFacts } from '../../catalogue/records.ts';
import { unitThen } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, policyPath, slug } from './paths.ts';
import { policyRules, ruleName } from './policy-rules.ts';
import { groundLinks } from './text-record.ts';

/** One value of a fact: words, a link, or a time with its machine form. `language` is set where the words are the record's own. */
export interface FactValue { words: string; href?: string; time?: string; language?: 'ko' | null }
/** One term with its values. A term without values is left out before. */
export interface Fact { term: string; values: FactValue[] }

/** Returns the facts of a text record, the ones a citizen asks for first. */
export function factsOfText(page: Page, listed: ListedRecord, facts: TextFacts): Fact[] {
  const { say } = page;
  return present([
    [say('fact.unit'), unitValues(page, listed)],
    [say('fact.document-number'), own(page, facts.documentNumber)],
    [say('fact.rank'), facts.approverRank === null ? [] : [{ words: rankName(page, facts), href: page.to(listPath('ranks', facts.approverRank)) }]],
    [say('fact.approval-kind'), facts.approvalKind === null ? [] : [{ words: say(`approval.${facts.approvalKind}`) }]],
    [say('fact.approved-on'), time(page, facts.approvedOn)],
    [say('fact.released-on'), time(page, facts.releasedOn)],
    [say('fact.disclosure'), disclosureValues(page, facts)],
    [say('fact.restricted-until'), time(page, facts.restrictedUntil)],
    [say('fact.review-due'), time(page, facts.reviewDue)],
    [say('fact.classification'), classValues(page)],
    [say('fact.task'), own(page, facts.task)],
    [say('fact.file'), own(page, facts.file)],
    [say('fact.project'), projectValues(page, facts.project)],
    [say('fact.retention'), facts.retention === null ? [] : [{ words: say(`retention.${facts.retention}`) }]],
    [say('fact.registry-id'), own(page, facts.registryId)],
    ...recordFactsBelow(page, facts),
  ]);
}

/** Returns the facts of a ledger. */
export function factsOfLedger(page: Page, listed: ListedRecord, facts: LedgerFacts): Fact[] {
  const { say } = page;
  return present([
    [say('fact.unit'), unitValues(page, listed)],
    [say('fact.period'), time(page, facts.period)],
    [say('fact.rows'), [{ words: say('rows.count', { count: page.count(facts.rowCount) }) }]],
    [say('fact.total'), [{ words: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) }]],
    [say('fact.released-on'), time(page, facts.releasedOn)],
    [say('fact.disclosure'), disclosureValues(page, facts)],
    ...recordFactsBelow(page, facts),
  ]);
}

type Term = [term: string, values: FactValue[]];

function recordFactsBelow(page: Page, facts: TextFacts | LedgerFacts): Term[] {
  const { say } = page;
  return [
    [say('fact.licence'), [{ words: say(`licence.${facts.licence}`) }]],
    [say('fact.rule'), [ruleValue(page, facts.rule)]],
    [say('fact.id'), [{ words: facts.id }]],
  ];
}

/** The rule by its name in the manual; a rule that is gone since then by its file name. */
function ruleValue(page: Page, name: string): FactValue {
  const rule = policyRules(page.site.policy).find((one) => one.rule === name);
  return rule === undefined ? { words: name } : { words: ruleName(page, rule), href: page.to(policyPath(name)) };
}

function present(terms: Term[]): Fact[] {
  return terms.filter(([, values]) => values.length > 0).map(([term, values]) => ({ term, values }));
}

function own(page: Page, words: string | null): FactValue[] {
  return words === null || words === '' ? [] : [{ words, language: page.language === 'ko' ? null : 'ko' }];
}

function time(page: Page, day: string | null): FactValue[] {
  return day === null ? [] : [{ words: page.day(day), time: day }];
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

/** The local title of a rank: a district's mayor is 구청장. */
function rankName(page: Page, facts: TextFacts): string {
  const kind = page.site.policy.organisations.get(facts.organisation)?.organisationClass ?? 'city';
  return page.say(`rank.${kind}.${facts.approverRank!}`);
}

function disclosureValues(page: Page, facts: TextFacts | LedgerFacts): FactValue[] {
  const grounds: LinkTo[] = groundLinks(page, facts.grounds);
  return [{ words: page.say(`disclosure.${facts.disclosure}`) }, ...grounds];
}

function classValues(page: Page): FactValue[] {
  const language = page.language === 'ko' ? null : 'ko' as const;
  return classesOf(page.site.catalogue, page.key).map(({ key, name }) => ({ words: name, href: page.to(listPath('classes', key)), language }));
}

function projectValues(page: Page, project: string | null): FactValue[] {
  return project === null ? [] : [{ words: project, href: page.to(`projects/${slug(project)}`) }];
}
