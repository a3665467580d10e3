/** Grounds: the items of Art. 9(1) of the Official Information Disclosure Act in words, each with its page in the manual. */
import type { TextRecord } from '../../model/record.ts';
import type { LinkTo, Page } from './page.ts';
import { policyPath } from './paths.ts';

/** Returns each ground in words, with its page in the manual. */
export function groundLinks(page: Page, grounds: TextRecord['grounds']): LinkTo[] {
  return grounds.flatMap((ground) => {
    const exemption = page.site.policy.exemptions.get(ground);
    return exemption === undefined ? [] : [{
      href: page.to(policyPath(exemption.rule)), words: page.say('ground.full', { ground, name: page.pick(exemption.name) }),
    }];
  });
}
