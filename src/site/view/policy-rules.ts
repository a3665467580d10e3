/** Policy rules: the policy's files as chapters of the citizen's manual. */
import { ORGANISATION_CLASSES } from '../../model/vocabulary.ts';
import type { Policy, Words } from '../../policy/policy.ts';
import type { Page } from './page.ts';

/** One rule of the manual; `name` is `null` where the strings have it (phases, night). */
export interface PolicyRule {
  rule: string;
  group: 'exemptions' | 'phases' | 'masks' | 'holds' | 'ledgers' | 'files' | 'night';
  name: Words | null;
  explanation: Words;
}

/** Returns all rules in the order of the manual. */
export function policyRules(policy: Policy): PolicyRule[] {
  const exemptions = [...policy.exemptions.values()].sort((a, b) => a.ground - b.ground);
  return [
    ...exemptions.map((rule) => ({ ...pick(rule), group: 'exemptions' as const })),
    ...ORGANISATION_CLASSES.map((one) => policy.phases.get(one)!).map((rule) => ({ rule: rule.rule, name: null, explanation: rule.explanation, group: 'phases' as const })),
    ...[...policy.masks.values()].map((rule) => ({ ...pick(rule), group: 'masks' as const })),
    ...policy.topics.map((rule) => ({ ...pick(rule), group: 'holds' as const })),
    { rule: policy.ledgers.rule, name: null, explanation: policy.ledgers.explanation, group: 'ledgers' },
    { rule: policy.files.rule, name: null, explanation: policy.files.explanation, group: 'files' },
    { rule: policy.night.rule, name: null, explanation: policy.night.explanation, group: 'night' },
  ];
}

function pick({ rule, name, explanation }: { rule: string; name: Words; explanation: Words }) {
  return { rule, name, explanation };
}

/** Returns the name of a rule in the page's language. */
export function ruleName(page: Page, rule: PolicyRule): string {
  if (rule.group === 'exemptions') return page.say('ground.full', { ground: groundOf(page, rule), name: page.pick(rule.name!) });
  if (rule.name !== null) return page.pick(rule.name);
  if (rule.group === 'phases') return page.say(`phases.${rule.rule.replace('phases/', '') as 'city' | 'district' | 'affiliated'}`);
  return page.say(rule.group === 'night' ? 'policy.night' : rule.group === 'files' ? 'policy.files' : 'policy.ledgers');
}

function groundOf(page: Page, rule: PolicyRule): number {
  return [...page.site.policy.exemptions.values()].find((one) => one.rule === rule.rule)!.ground;
}
