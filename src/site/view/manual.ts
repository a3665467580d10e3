/** Manual: the policy's files as a citizen reads them, and each rule as data in words. */
import type { Fact } from './facts.ts';
import type { Page } from './page.ts';
import { policyPath } from './paths.ts';
import { policyRules, ruleName, type PolicyRule } from './policy-rules.ts';
import { renderMarkdown } from './render-text.ts';

const GROUPS = ['exemptions', 'phases', 'masks', 'holds', 'ledgers', 'files', 'night'] as const satisfies readonly PolicyRule['group'][];

/** Returns the chapters of the manual with links to their rules. */
export function viewManual(page: Page) {
  const rules = policyRules(page.site.policy);
  return GROUPS.map((group) => ({
    title: page.say(`policy.${group}`), lead: page.say(`policy-lead.${group}`),
    rules: rules.filter((rule) => rule.group === group).map((rule) => ({ href: page.to(policyPath(rule.rule)), words: ruleName(page, rule) })),
  }));
}

/** Returns one rule: its explanation, and what the machine obeys. */
export function viewRule(page: Page) {
  const rule = policyRules(page.site.policy).find((one) => one.rule === page.key)!;
  return { title: ruleName(page, rule), html: renderMarkdown(page.pick(rule.explanation), 'rule'), facts: dataOf(page, rule), file: `content/policy/${rule.rule}.md` };
}

/** What the rule says as data; nothing for those whose whole is the explanation. */
function dataOf(page: Page, { rule, group }: PolicyRule): Fact[] {
  const { policy } = page.site;
  if (group === 'exemptions') return exemptionData(page, rule);
  if (group === 'phases') return phaseData(page, rule);
  if (group === 'holds') return [{ term: page.say('fact.hold-words'), values: policy.topics.find((topic) => topic.rule === rule)!.words.map((words) => ({ words, language: page.language === 'ko' ? null : 'ko' })) }];
  return [];
}

function exemptionData(page: Page, rule: string): Fact[] {
  const exemption = [...page.site.policy.exemptions.values()].find((one) => one.rule === rule)!;
  return [
    { term: page.say('fact.law'), values: [{ words: exemption.law, language: page.language === 'ko' ? null : 'ko' }] },
    { term: page.say('fact.title-shown'), values: [{ words: page.say(`title-shown.${exemption.title}`) }] },
    { term: page.say('fact.review-years'), values: [{ words: page.say('years', { count: exemption.reviewYears }) }] },
  ];
}

function phaseData(page: Page, rule: string): Fact[] {
  const table = [...page.site.policy.phases.values()].find((one) => one.rule === rule)!;
  return table.phases.map(({ from, lowestRank, graceDays }) => ({
    term: page.say('phase.from', { day: page.day(from) }),
    values: [{ words: page.say('phase.rank', { rank: page.say(`rank.${table.organisationClass}.${lowestRank}`), days: graceDays }) }],
  }));
}
