/** Held reason: what a paper waits for, in words: a topic of the manual, or what is not understood about it. */
import type { Page } from './page.ts';
import { policyPath } from './paths.ts';
import { policyRules, ruleName } from './policy-rules.ts';

/** Rules of the register that are no file of the manual: the source could not be read, the unit is not known. */
const UNNAMED = ['source', 'phases'] as const;

/** Returns the words for a rule that holds papers, with its page in the manual if it has one. */
export function heldReason(page: Page, rule: string): { words: string; href: string | null } {
  const unnamed = UNNAMED.find((name) => name === rule);
  if (unnamed !== undefined) return { words: page.say(`held-unknown.${unnamed}`), href: null };
  const found = policyRules(page.site.policy).find((one) => one.rule === rule);
  if (found === undefined) return { words: rule, href: null };
  const name = ruleName(page, found);
  const words = found.group === 'holds' || found.group === 'masks' || found.group === 'night' ? name : page.say(`held-by.${found.group}`, { rule: name });
  return { words, href: page.to(policyPath(rule)) };
}
