/** Policy rules: the policy's files as chapters of the citizen's manual. */
import { ORGANISATION_CLASSES, type Ground } from '../../model/vocabulary.ts';
import type { Policy, Words } from '../../policy/policy.ts';
import type { Page } from './page.ts';

/** One rule of the manual; `name` is `null` where the strings have it (phases, night). */
export interface PolicyRule {
  rule: string;
  group: 'exemptions' | 'phases' | 'masks' | 'holds' | 'ledgers' | 'files' | 'night';
  name: Words | null;
  explanation: Words;
  /** The ground that an exemption is, `null` for all other rules. */
  ground: Ground | null;
}

/** Returns all rules in the order of the manual. */
export function policyRules(policy: Policy): PolicyRule[] {
  const exemptions = [...policy.exemptions.values()].sort((a, b) => a.ground - b.ground);
  return [
    ...exemptions.map((rule) => ({ ...named(rule, 'exemptions'), ground: rule.ground })),
    ...ORGANISATION_CLASSES.map((one) => unnamed(policy.phases.get(one)!, 'phases')),
    ...[...policy.masks.values()].map((rule) => named(rule, 'masks')),
    ...policy.topics.map((rule) => named(rule, 'holds')),
    unnamed(policy.ledgers, 'ledgers'), unnamed(policy.files, 'files'), unnamed(policy.night, 'night'),
  ];
}

function named({ rule, name, explanation }: { rule: string; name: Words; explanation: Words }, group: PolicyRule['group']): PolicyRule {
  return { rule, group, name, explanation, ground: null };
}

function unnamed({ rule, explanation }: { rule: string; explanation: Words }, group: PolicyRule['group']): PolicyRule {
  return { rule, group, name: null, explanation, ground: null };
}

/** Returns the name of a rule in the page's language. */
export function ruleName(page: Page, rule: PolicyRule): string {
  if (rule.ground !== null) return page.say('ground.full', { ground: rule.ground, name: page.pick(rule.name!) });
  if (rule.name !== null) return page.pick(rule.name);
  if (rule.group === 'phases') return page.say(`phases.${rule.rule.replace('phases/', '') as 'city' | 'district' | 'affiliated'}`);
  return page.say(rule.group === 'night' ? 'policy.night' : rule.group === 'files' ? 'policy.files' : 'policy.ledgers');
}
