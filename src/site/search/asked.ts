/**
 * Asked: what a reader asks the search: words, conditions, order. The address of the
 * page holds all of it, so a search can be linked, kept and gone back to; and the
 * address may hold anything, so nothing of it is believed.
 */

/** What results can be narrowed by, in the order in which it is offered. */
export const CONDITIONS = ['type', 'year', 'disclosure', 'unit', 'project'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** The codes that are wanted of each condition; any of them will do. */
export type Conditions = Partial<Record<Condition, readonly string[]>>;

/** In which order results stand. */
export const ORDERS = ['relevance', 'date'] as const;
export type Order = (typeof ORDERS)[number];

/** What is asked; `older` says how often older records were asked for, absent for never. */
export interface Asked { query: string; conditions: Conditions; order: Order; older?: number }

/** A longer query finds nothing that a shorter one does not, and every further word is another piece of the index to fetch. */
const MOST_SIGNS = 300;
/** As much of a query is kept in the address, and taken by the field (`components/Finder.astro`): more than is searched, so that a cut is noticed and said; hosts refuse addresses of many kilobytes. */
export const MOST_KEPT = 400;
const MOST_WORDS = 30;
const MOST_CODES = 20;
/** Every time opens some more volumes: this often reaches the end of a million records. */
const MOST_OLDER = 40;
const CODE = /^[A-Za-z0-9][\w.-]{0,59}$/;

/**
 * Returns the words of a query as they are searched: composed syllables (a Mac types
 * them apart), no control or invisible signs, single spaces, and not too many.
 */
export function cleanQuery(text: string): { query: string; isCut: boolean } {
  const whole = text.normalize('NFC').replace(/\p{Cc}+/gu, ' ').replace(/\p{C}+/gu, '').replace(/\s+/gu, ' ').trim();
  const query = [...whole].slice(0, MOST_SIGNS).join('').split(' ').slice(0, MOST_WORDS).join(' ').trim();
  return { query, isCut: query !== whole };
}

/** Whether there is anything in a query that could stand in an index. */
export function hasWords(query: string): boolean {
  return /[\p{L}\p{N}]/u.test(query);
}

/** Whether a code could stand in an address. */
export function isCode(code: string): boolean {
  return CODE.test(code);
}

/** Returns what an address asks, and whether its query was cut. What it holds besides is left aside. */
export function readAddress(address: string): Asked & { isCut: boolean } {
  const given = new URLSearchParams(address);
  const conditions: Conditions = {};
  for (const name of CONDITIONS) {
    const codes = [...new Set(given.getAll(name))].filter(isCode).slice(0, MOST_CODES);
    if (codes.length > 0) conditions[name] = codes;
  }
  const order = ORDERS.find((one) => one === given.get('sort')) ?? 'relevance';
  const older = /^[1-9]\d?$/.test(given.get('older') ?? '') ? Math.min(Number(given.get('older')), MOST_OLDER) : 0;
  return { ...cleanQuery(given.get('q') ?? ''), conditions, order, ...(older > 0 ? { older } : {}) };
}

/** Returns the address of what is asked: `?q=공원&type=minutes`. */
export function addressOf({ query, conditions, order, older = 0 }: Asked): string {
  const address = new URLSearchParams({ q: query });
  for (const name of CONDITIONS) for (const code of conditions[name] ?? []) address.append(name, code);
  if (order !== 'relevance') address.set('sort', order);
  if (older > 0) address.set('older', String(older));
  return `?${address}`;
}

/** Returns the conditions one by one, in their order. */
export function listConditions(conditions: Conditions): { name: Condition; code: string }[] {
  return CONDITIONS.flatMap((name) => (conditions[name] ?? []).map((code) => ({ name, code })));
}

/** Returns what is asked without one condition. */
export function withoutCondition(asked: Asked, name: Condition, code: string): Asked {
  const { [name]: codes = [], ...others } = asked.conditions;
  const kept = codes.filter((one) => one !== code);
  return { ...asked, conditions: kept.length === 0 ? others : { ...others, [name]: kept } };
}
