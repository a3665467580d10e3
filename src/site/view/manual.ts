/** Manual: the policy's files as a citizen reads them, each rule as data in words and with how often it was used. */
import type { Fact } from './facts.ts';
import { dataLinks, figureRow, type FigureTable } from './figure-table.ts';
import { markKorean } from './korean-words.ts';
import type { Page } from './page.ts';
import { policyPath } from './paths.ts';
import { policyRules, ruleName, type PolicyRule } from './policy-rules.ts';
import { renderMarkdown } from './render-text.ts';
import { ruleData } from './rule-data.ts';
import { officerDecisions, USES, usesOf, type UseKey } from './rule-uses.ts';

const GROUPS = ['exemptions', 'phases', 'masks', 'holds', 'ledgers', 'files', 'night'] as const satisfies readonly PolicyRule['group'][];

/** Returns the chapters of the manual, each a table of its rules with how often they were used. */
export function viewManual(page: Page) {
  const rules = policyRules(page.site.policy);
  return GROUPS.map((group) => ({
    title: page.say(`policy.${group}`), lead: page.say(`policy-lead.${group}`), note: noteOf(page, group),
    table: chapterTable(page, group, rules.filter((rule) => rule.group === group)),
  })).filter(({ table }) => table.groups[0]!.rows.length > 0);
}

/** What the figures of a chapter can't say. */
function noteOf(page: Page, group: PolicyRule['group']): string | null {
  if (group === 'holds') return page.say('policy-note.holds', { count: page.count(officerDecisions(page)) });
  return group === 'masks' || group === 'night' ? page.say(`policy-note.${group}`) : null;
}

function chapterTable(page: Page, group: PolicyRule['group'], rules: readonly PolicyRule[]): FigureTable {
  const rows = rules.map((rule) => figureRow(ruleName(page, rule), usesOf(page, rule).map(({ count }) => page.count(count)), { href: page.to(policyPath(rule.rule)) }));
  return {
    id: group, caption: page.say('policy.used', { chapter: page.say(`policy.${group}`) }), definition: page.say('policy.data-of'),
    columns: [page.say('policy.rule'), ...USES[group].map((key) => page.say(`use.${key}`))], groups: [{ head: null, rows }], total: null,
    data: dataLinks(page, group === 'masks' ? 'masks' : group === 'exemptions' ? 'grounds' : 'rules'),
  };
}

/** Returns one rule: its explanation, what the machine obeys, and how often it did. */
export function viewRule(page: Page) {
  const rule = policyRules(page.site.policy).find((one) => one.rule === page.key)!;
  const uses = usesOf(page, rule);
  return {
    title: ruleName(page, rule), html: explanationOf(page, rule), data: ruleData(page, rule), file: `content/policy/${rule.rule}.md`,
    uses: uses.map(({ key, count }): Fact => ({ term: page.say(`use.${key}`), values: [{
      words: page.say(key === 'places' ? 'use.places-count' : 'use.count', { count: page.count(count) }), href: count === 0 ? undefined : listOf(page, rule.group, key),
    }] })),
    note: noteOf(page, rule.group),
  };
}

function explanationOf(page: Page, { explanation }: PolicyRule): string {
  const html = renderMarkdown(page.pick(explanation), 'rule');
  return page.language === 'ko' ? html : markKorean(html);
}

/** Returns the list in which the papers stand that were counted, if there is one. */
function listOf(page: Page, group: PolicyRule['group'], key: UseKey): string | undefined {
  if (key === 'closed' || key === 'restricted') return page.to('register/closed');
  if (key === 'waiting') return page.to('disclosure', 'held');
  if (key === 'listed' || key === 'only-listed') return page.to('register');
  if (key === 'released') return page.to(group === 'ledgers' ? 'money' : 'ranks');
  return key === 'withheld-files' || key === 'closed-files' ? page.to('disclosure', 'inside') : undefined;
}
