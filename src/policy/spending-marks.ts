/**
 * Spending marks: applies the facts of `content/spending/` to the rows of one ledger.
 * A fact is a comparison anybody can repeat with the published file; it says nothing of
 * why. A row that lacks what a fact looks at (no time, another currency) is counted as
 * unknown and never as clean: an absent time must not look like an early one.
 */
import type { Row } from '../model/record.ts';
import type { LedgerType } from '../model/vocabulary.ts';
import { factsOfType, foldWords, type FactRule, type SpendingRules } from './spending.ts';

/** What a row was found to be: ids of the facts that hold, and of those that can't be told. */
export interface RowMarks { facts: string[]; unknown: string[] }

/** Whether a fact holds of a row; `null` if the row does not tell. */
type Answer = boolean | null;

const MASK = /\[[^[\]\n]{1,40} 가림·제[1-8]호\]/;
const MASKS = new RegExp(MASK.source, 'g');
/** A source that exported its names in quotes means the names. */
const QUOTES = /^["'“”‘’\s]+|["'“”‘’\s]+$/g;

/** Returns the marks of a ledger's rows, in their order. The rows are those of one unit in one period. */
export function marksOf(rules: SpendingRules, ledger: { type: LedgerType; currency: string }, rows: readonly Row[]): RowMarks[] {
  const marks = rows.map((): RowMarks => ({ facts: [], unknown: [] }));
  for (const rule of factsOfType(rules, ledger.type)) {
    const answers = answersOf(rules, rule, ledger.currency, rows);
    answers.forEach((answer, at) => {
      if (answer === null) marks[at]!.unknown.push(rule.id);
      else if (answer) marks[at]!.facts.push(rule.id);
    });
  }
  return marks;
}

/** Returns the id of a payee's kind, `null` if the city has no kinds. Words are looked for beside the masks, so that a firm with a masked telephone is a firm. */
export function payeeKindOf(rules: SpendingRules, payee: string | null): string | null {
  const bare = (payee ?? '').replace(QUOTES, '');
  const text = foldWords(bare.replace(MASKS, ' '));
  const found = rules.payees.find(({ is, starts, ends, holds }) => {
    if (is === 'not-stated') return bare === '';
    if (is === 'masked') return MASK.test(bare);
    if (is === 'anything') return true;
    return starts.some((part) => text.startsWith(part)) || ends.some((part) => text.endsWith(part)) || holds.some((part) => text.includes(part));
  });
  return found?.id ?? null;
}

function answersOf(rules: SpendingRules, rule: FactRule, currency: string, rows: readonly Row[]): Answer[] {
  switch (rule.kind) {
    case 'time': return rows.map(({ time }) => (time === null || rule.absent.includes(time) ? null : isBetween(time, rule.from, rule.until)));
    case 'day': return rows.map(({ date }) => isOnDay(rules, rule.days, date));
    case 'amount': return rows.map((row) => {
      if (rule.methods !== undefined && row.method === null) return null;
      if (rule.methods !== undefined && !rule.methods.includes(row.method!)) return false;
      return currency === rule.currency ? row.amount >= rule.from && row.amount <= rule.to : null;
    });
    case 'split': return isSplit(rule, currency, rows);
  }
}

/** Half-open; past midnight when it ends before it begins. */
function isBetween(time: string, from: string, until: string): boolean {
  return from < until ? time >= from && time < until : time >= from || time < until;
}

function isOnDay(rules: SpendingRules, days: readonly string[], date: string | null): Answer {
  if (date === null) return null;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if ((weekday === 6 && days.includes('saturday')) || (weekday === 0 && days.includes('sunday'))) return true;
  if (!days.includes('holiday')) return false;
  return rules.holidayYears.has(date.slice(0, 4)) ? rules.holidays.has(date) : null;
}

/** A masked place may stand for two places, so it is unknown. Refunds are not counted. */
function isSplit(rule: Extract<FactRule, { kind: 'split' }>, currency: string, rows: readonly Row[]): Answer[] {
  const groups = new Map<string, { count: number; amount: number }>();
  const keys = rows.map((row) => {
    const words = row[rule.column];
    if (row.date === null || words === null || words.trim() === '' || MASK.test(words) || currency !== rule.currency) return null;
    if (row.amount <= 0 || row.amount >= rule.below) return '';
    const key = `${row.date} ${foldWords(words)}`;
    const group = groups.get(key) ?? { count: 0, amount: 0 };
    groups.set(key, { count: group.count + 1, amount: group.amount + row.amount });
    return key;
  });
  return keys.map((key) => {
    const group = key === null ? undefined : groups.get(key);
    return key === null ? null : group !== undefined && group.count > 1 && group.amount >= rule.below;
  });
}
