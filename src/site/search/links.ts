/**
 * Links: every way on from a search that is itself a search, so it has an address: without
 * one of its conditions, in the other order, with another word.
 */
import type { Language } from '../view/language.ts';
import { addressOf, listConditions, ORDERS, withoutCondition, type Asked } from './asked.ts';
import { element, withQuery } from './elements.ts';
import { nameOf } from './facets.ts';
import type { Names, Say } from './fetched.ts';
import type { Left } from './reach.ts';
import { sayLeft } from './spoken.ts';

/** What marks a link that is followed on this page. */
const HERE = { 'data-here': '' };
const MOST_NEAR = 3;

/** Returns a link for each condition, which takes it away, and one for all of them. */
export function conditionLinks(asked: Asked, names: Names, say: Say): HTMLElement[] {
  const set = listConditions(asked.conditions);
  const links = set.map(({ name, code }) => element('a', { ...HERE, href: addressOf(withoutCondition(asked, name, code)) },
    nameOf(name, code, { names, say }), element('span', { class: 'ear' }, ` ${say('search.take-away')}`)));
  const all = element('a', { ...HERE, href: addressOf({ ...asked, conditions: {} }) }, say('search.take-all-away'));
  return [...links, ...(set.length > 1 ? [all] : [])].map((link) => element('li', {}, link));
}

/** Returns a link for each order; that of now is marked. */
export function orderLinks(asked: Asked, say: Say): HTMLElement[] {
  return ORDERS.map((order) => element('li', {}, element('a', {
    ...HERE, href: addressOf({ ...asked, order }), ...(order === asked.order ? { 'aria-current': 'true' } : {}),
  }, say(`search.by-${order}`))));
}

/** Returns what was not searched, and a link that searches further back. */
export function olderLink(asked: Asked, left: Left, language: Language, say: Say): (Node | string)[] {
  const link = element('a', { ...HERE, href: addressOf({ ...asked, older: (asked.older ?? 0) + 1 }) }, say('search.older'));
  return [sayLeft(left, language, say), ' ', link];
}

/** Returns what to try when nothing was found. No word of the query can find more than all of them did. */
export function waysOn(asked: Asked, say: Say): HTMLElement[] {
  const wider = listConditions(asked.conditions).length === 0 ? [] : [element('a', { ...HERE, href: addressOf({ ...asked, conditions: {} }) }, say('search.take-all-away'))];
  const others = [say('search.other-words'), element('a', { href: '#browse' }, say('search.browse'))];
  return [...wider, ...others].map((way) => element('li', {}, way));
}

/** Returns links to the words that may have been meant, at most three. */
export function nearLinks(asked: Asked, meant: readonly { searched: string }[], language: string, say: Say): HTMLElement[] {
  return [...new Set(meant.map(({ searched }) => searched))].slice(0, MOST_NEAR)
    .map((query) => element('li', {}, element('a', { ...HERE, href: addressOf({ ...asked, query, older: 0 }) }, ...withQuery(say('search.near', { query }), query, language))));
}
