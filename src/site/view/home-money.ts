/**
 * Home money: the money at a glance. Each type with its latest month that is over, for
 * a month that still runs looks as if less were spent; and the offices that paid most.
 * Amounts are rounded here and exact where the links lead.
 */
import { sumsByType } from '../../catalogue/money.ts';
import { lastNight } from '../../catalogue/register.ts';
import { sumsOf, type KeyedSum } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { periodPath, unitMoneyPath } from './money-lines.ts';
import { officesOf } from './offices.ts';
import type { Page } from './page.ts';

/** Offices named on the first page. */
const OFFICES = 5;

/** One line: a type or an office. `share` (0…1) is its part of the largest, for the bar. */
export interface GlanceLine { href: string; words: string; amount: string; period: string; share: number }

/** Returns the latest sum of each type and currency, and the offices that paid most in the latest month. */
export function viewHomeMoney(page: Page): { types: GlanceLine[]; offices: { title: string; lines: GlanceLine[] } | null } {
  const types = sumsByType(page.site.catalogue).flatMap(({ type, currency }) => {
    const latest = latestOf(page, type, currency);
    return latest === null ? [] : [lineOf(page, latest, page.say(`type.${type}`), page.to(periodPath(type, latest.key)), 0, latest.key)];
  });
  return { types, offices: officesOfMonth(page, 'expenditure') };
}

/** The latest period that is over; while there is none, the one that runs. */
function latestOf(page: Page, type: LedgerType, currency?: string): KeyedSum | null {
  const periods = sumsOf(page.site.catalogue, { type }, 'period').filter((sum) => currency === undefined || sum.currency === currency);
  const night = lastNight(page.site.catalogue) ?? '';
  return periods.findLast(({ key }) => key.length === 7 && key < night.slice(0, 7)) ?? periods.at(-1) ?? null;
}

function officesOfMonth(page: Page, type: LedgerType) {
  const latest = latestOf(page, type);
  if (latest === null) return null;
  const sums = sumsOf(page.site.catalogue, { type, period: latest.key }, 'unit').filter(({ currency, amount }) => currency === latest.currency && amount > 0);
  const offices = officesOf(page.site.policy.units, sums).slice(0, OFFICES);
  const largest = offices[0]?.sum.amount ?? 0;
  return offices.length < 2 ? null : {
    title: page.say('home.offices', { period: page.day(latest.key), type: page.say(`type.${type}`) }),
    lines: offices.map(({ unit, sum }) => lineOf(page, sum, page.unitName(unit), page.to(unitMoneyPath(type, unit)), sum.amount / largest, latest.key)),
  };
}

function lineOf(page: Page, { amount, currency, decimals }: KeyedSum, words: string, href: string, share: number, period: string): GlanceLine {
  return { href, words, amount: page.shortMoney(amount, currency, decimals), period: page.day(period), share };
}
