/** Neighbours: the record before and after in the same unit. */
import { neighbours } from '../../catalogue/records.ts';
import { titleOf } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath } from './paths.ts';

/** Returns links to the older and the newer record of the same unit. */
export function neighbourLinks(page: Page): { older: LinkTo | null; newer: LinkTo | null } {
  const { older, newer } = neighbours(page.site.catalogue, page.key);
  return { older: older && link(page, older), newer: newer && link(page, newer) };
}

function link(page: Page, record: Parameters<typeof titleOf>[1]): LinkTo {
  return { href: page.to(recordPath(record.path)), words: titleOf(page, record) };
}
