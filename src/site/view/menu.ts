/** Menu: the six rooms of the portal, and in which of them a page stands. */
import type { LinkTo, Page } from './page.ts';

const ROOMS = ['search', 'browse', 'money', 'projects', 'register', 'disclosure'] as const;
type Room = (typeof ROOMS)[number];

/** First parts of addresses that stand in a room of another name. */
const STANDS_IN: Readonly<Record<string, Room>> = {
  units: 'browse', dates: 'browse', classes: 'browse', types: 'browse', ranks: 'browse', places: 'browse', keywords: 'browse', records: 'browse',
  request: 'register',
};

/** Returns the links of the menu; `current` is `page` on the room's own page, `true` on the others in it. */
export function viewMenu(page: Page): (LinkTo & { current: 'page' | 'true' | undefined })[] {
  const first = page.path.split('/')[0]!;
  const here = STANDS_IN[first] ?? first;
  return ROOMS.map((room) => ({
    href: page.to(room), words: page.say(`nav.${room}`), current: page.path === room ? 'page' : here === room ? 'true' : undefined,
  }));
}
