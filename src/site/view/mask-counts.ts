/** Mask counts: what was hidden in a record, how often and on which ground, each with its rule in the manual. */
import type { TextRecord } from '../../model/record.ts';
import type { LinkTo, Page } from './page.ts';

/** Returns the masks of a record as links to their rule; without a rule, to the ground. */
export function masksOf(page: Page, masks: TextRecord['masks']): LinkTo[] {
  return masks.map(({ kind, ground, count }) => {
    const rule = page.site.policy.masks.get(kind);
    const exemption = page.site.policy.exemptions.get(ground);
    const name = rule === undefined ? kind : page.pick(rule.name);
    return { href: page.to(`policy/${rule?.rule ?? exemption!.rule}`), words: page.say('masks.one', { name, count: page.count(count), ground }) };
  });
}
