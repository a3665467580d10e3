/** Lost: the page for what is not there: why that can be, the ways on, and how to tell us. */
import { mailLink } from '../security/mail-link.ts';
import { waysIn } from './browse.ts';
import type { Page } from './page.ts';

/** Returns the finished values of the page. */
export function viewLost(page: Page) {
  const { say } = page;
  return {
    why: [
      { words: say('not-found.cut'), link: null },
      { words: say('not-found.never'), link: { href: page.to('register'), words: say('nav.register') } },
      { words: say('not-found.withdrawn'), link: null },
    ],
    ways: waysIn(page),
    report: { href: mailLink(page.site.city.askMail, { subject: say('not-found.report-subject'), body: say('not-found.report-body') }), words: say('not-found.report-mail'), address: page.site.city.askMail },
  };
}
