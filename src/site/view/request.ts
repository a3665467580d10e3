/**
 * Request: how to ask for what is closed, held or only listed. Official Information
 * Disclosure Act: who may ask (Art. 5), how (10), within what time it is decided (11),
 * what it costs (17), and what to do against a refusal: objection (18), administrative
 * appeal (19), lawsuit (20).
 */
import { mailLink } from '../security/mail-link.ts';
import type { LinkTo, Page } from './page.ts';

const PORTAL = 'https://www.open.go.kr/';
const LAW = 'https://www.law.go.kr/법령/공공기관의정보공개에관한법률';

/** One part of the page: what the law says in plain words, and where it says so. */
export interface RequestPart { id: string; title: string; lines: string[]; article: LinkTo | null }

/** Returns the page. */
export function viewRequest(page: Page) {
  const { say, site } = page;
  return {
    steps: (['find', 'write', 'send'] as const).map((step) => ({ title: say(`request.${step}`), words: say(`request.${step}-words`) })),
    ways: [
      { words: say('request.portal'), href: PORTAL, hint: say('request.portal-hint') },
      { words: site.city.askMail, href: mailLink(site.city.askMail, { subject: say('request.subject', { id: '' }).trim() }), hint: say('request.mail-hint') },
      { words: say('nav.units'), href: page.to('units'), hint: say('request.units-hint') },
    ],
    parts: [
      part(page, 'who', 5, ['request.who-words', 'request.who-foreign']),
      part(page, 'time', 11, ['request.time-words', 'request.time-third']),
      part(page, 'cost', 17, ['request.cost-words']),
    ],
    appeals: [
      part(page, 'objection', 18, ['request.objection-words']),
      part(page, 'appeal', 19, ['request.appeal-words']),
      part(page, 'lawsuit', 20, ['request.lawsuit-words']),
    ],
    method: articleOf(page, 10),
  };
}

function part(page: Page, id: 'who' | 'time' | 'cost' | 'objection' | 'appeal' | 'lawsuit', article: number, lines: Parameters<Page['say']>[0][]): RequestPart {
  return { id, title: page.say(`request.${id}`), lines: lines.map((line) => page.say(line)), article: articleOf(page, article) };
}

function articleOf(page: Page, article: number): LinkTo {
  return { href: encodeURI(`${LAW}/제${article}조`), words: page.say('request.article', { article }) };
}
