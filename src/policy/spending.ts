/**
 * Spending: reads `content/spending/`, what clerks wrote about money: facts that a
 * reader may look for (late at night, just below a threshold) and kinds of payees, one
 * Markdown file each, and the public holidays. Each file is a rule as data with its
 * explanation, so that a page shows exactly what was applied.
 *
 * These rules decide nothing about disclosure, so they are apart from `content/policy/`
 * and its hash: a new rule must not screen the archive again. A city without the folder
 * marks nothing. What is there is read as strictly as the policy: a mark on a payment is
 * read as a suspicion, so a rule that is not understood must not be half applied.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isPlainText } from '../model/plain-text.ts';
import { isCityDate, LEDGER_TYPES, type LedgerType } from '../model/vocabulary.ts';
import { hashFiles, parseJson, readFolder, whereIs, type WrittenFile } from './files.ts';
import { readRule, type RuleFile } from './load.ts';
import type { Words } from './policy.ts';
import { checked, refusal } from './refuse.ts';

const visible = z.string().min(1).refine(isPlainText, 'a text without invisible characters');
const words = z.strictObject({ ko: visible, en: visible });
const order = z.int().min(1);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, "HH:MM"');
const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency of three letters');
const amount = z.int().min(1);
const fact = { name: words, order, types: z.array(z.literal(LEDGER_TYPES)).min(1) };

/** Front matter of `facts/<name>.md`, by its `kind`. Amounts are integers in the currency's smallest unit. */
const FACTS = {
  /** From `from` until before `until`; past midnight if `until` is the earlier. `absent` are the times a source writes when it knows none. */
  time: z.strictObject({ ...fact, kind: z.literal('time'), from: clock, until: clock, absent: z.array(clock) }),
  day: z.strictObject({ ...fact, kind: z.literal('day'), days: z.array(z.enum(['saturday', 'sunday', 'holiday'])).min(1) }),
  /** `from` and `to` are both in it. */
  amount: z.strictObject({ ...fact, kind: z.literal('amount'), currency, from: amount, to: amount, methods: z.array(z.enum(['open-tender', 'limited-tender', 'negotiated'])).min(1).optional() }),
  /** Several rows of one unit and day with the same words in `column`: each below `below`, together `below` or more. */
  split: z.strictObject({ ...fact, kind: z.literal('split'), currency, column: z.enum(['payee', 'place']), below: amount }),
};
const kindOfFact = z.looseObject({ kind: z.enum(['time', 'day', 'amount', 'split']) });

const parts = z.array(visible).min(1).optional();
/** Front matter of `payees/<kind>.md`: one of the three that look at no words, or words. */
const payeeSchema = z.strictObject({ name: words, order, is: z.enum(['not-stated', 'masked', 'anything']).optional(), starts: parts, ends: parts, holds: parts });

const holidaySchema = z.record(z.string().regex(/^(19|20|21)\d\d$/, 'a year'), z.array(z.strictObject({
  day: z.string().refine(isCityDate, 'a day that exists, YYYY-MM-DD'), name: visible,
})));

type FactTest = { [Kind in keyof typeof FACTS]: z.infer<(typeof FACTS)[Kind]> }[keyof typeof FACTS];

/** One fact that rows are marked with. */
export type FactRule = FactTest & { id: string; rule: string; explanation: Words };

/** One kind of payee. Words are folded: see `foldWords`. */
export interface PayeeKind {
  id: string; rule: string; name: Words; explanation: Words;
  is: 'not-stated' | 'masked' | 'anything' | 'words';
  starts: readonly string[]; ends: readonly string[]; holds: readonly string[];
}

/** What clerks wrote about money. */
export interface SpendingRules {
  /** SHA-256 over all files: another one means that every ledger is marked again. */
  hash: string;
  /** In their order. */
  facts: readonly FactRule[];
  /** In the order in which they are tried; empty, or with a last one that takes anything. */
  payees: readonly PayeeKind[];
  /** Day → name. */
  holidays: ReadonlyMap<string, string>;
  /** Years whose holidays are known; of other years only weekends are. */
  holidayYears: ReadonlySet<string>;
}

const EXPECTED = 'facts/<name>.md, payees/<kind>.md or holidays.json';

/**
 * Returns the spending rules of a content folder; none at all if it has no `spending/`.
 *
 * @throws {ArchiveError} `BAD_POLICY` naming the file, the key, what was expected and what came.
 */
export function loadSpending(contentFolder: string): SpendingRules {
  const files = existsSync(join(contentFolder, 'spending')) ? readFolder(contentFolder, 'spending') : [];
  const facts: FactRule[] = [];
  const payees: (PayeeKind & { order: number })[] = [];
  let holidayFile: WrittenFile | null = null;
  for (const file of files) {
    const [, folder, id] = /^spending\/(facts|payees)\/([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/.exec(file.path) ?? [];
    if (folder === 'facts') facts.push(readFact(readRule(file, `spending/facts/${id!}`), id!));
    else if (folder === 'payees') payees.push(readPayee(readRule(file, `spending/payees/${id!}`), id!));
    else if (file.path === 'spending/holidays.json') holidayFile = file;
    else throw refusal(file.where, `unknown file, expected ${EXPECTED}`);
  }
  const where = whereIs(contentFolder, 'spending');
  checkOrder(where, facts);
  checkOrder(where, payees);
  checkPayees(where, payees);
  if (holidayFile === null && facts.some((one) => one.kind === 'day' && one.days.includes('holiday'))) throw refusal(where, 'holidays.json must exist, because a fact names holidays, got nothing');
  return { hash: hashFiles(files), facts: sorted(facts), payees: sorted(payees), ...readHolidays(holidayFile) };
}

function readFact(file: RuleFile, id: string): FactRule {
  const { kind } = checked(file.where, kindOfFact, file.data);
  const read: FactTest = checked<FactTest>(file.where, FACTS[kind], file.data);
  if (read.kind === 'amount' && read.to < read.from) throw refusal(file.where, `"to" must be at least ${read.from}, got ${read.to}`);
  if (read.kind === 'time' && read.from === read.until) throw refusal(file.where, `"until" must be another time than ${read.from}, got "${read.until}"`);
  return { ...read, id, rule: file.rule, explanation: file.explanation };
}

function readPayee(file: RuleFile, id: string): PayeeKind & { order: number } {
  const { is, name, order: place, starts, ends, holds } = checked(file.where, payeeSchema, file.data);
  const given = [starts, ends, holds].some((list) => list !== undefined);
  if ((is === undefined) !== given) throw refusal(file.where, `the file must have either "is" or words in "starts", "ends" or "holds", got ${given ? 'both' : 'neither'}`);
  const folded = (list: readonly string[] = []) => list.map(foldWords);
  return { id, rule: file.rule, name, order: place, explanation: file.explanation, is: is ?? 'words', starts: folded(starts), ends: folded(ends), holds: folded(holds) };
}

/** Returns a text as it is compared: compatibility forms folded (`㈜` is `(주)`), lower case, single blanks. */
export function foldWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function checkOrder(where: string, rules: readonly { rule: string; order: number }[]): void {
  const seen = new Map<number, string>();
  for (const { rule, order: place } of rules) {
    if (seen.has(place)) throw refusal(where, `"order" must be another one in each file, got ${place} in ${seen.get(place)!} and ${rule}`);
    seen.set(place, rule);
  }
}

/** Every payee must be of some kind, so the last kind takes what no other took. */
function checkPayees(where: string, payees: readonly (PayeeKind & { order: number })[]): void {
  if (payees.length === 0) return;
  const last = sorted(payees).at(-1)!;
  const open = payees.filter(({ is }) => is === 'anything');
  if (open.length !== 1 || open[0] !== last) throw refusal(where, `the last kind of payee, and no other, must have "is: anything", got ${open.length === 0 ? 'none' : open.map(({ rule }) => rule).join(', ')}`);
}

function sorted<T extends { order: number }>(rules: readonly T[]): T[] {
  return [...rules].sort((a, b) => a.order - b.order);
}

function readHolidays(file: WrittenFile | null): Pick<SpendingRules, 'holidays' | 'holidayYears'> {
  const holidays = new Map<string, string>();
  if (file === null) return { holidays, holidayYears: new Set() };
  const years = checked(file.where, holidaySchema, parseJson(file.where, file.text));
  for (const [year, days] of Object.entries(years)) {
    days.forEach(({ day, name }, index) => {
      if (!day.startsWith(year)) throw refusal(file.where, `"${year}.${index}.day" must be a day of ${year}, got "${day}"`);
      if (holidays.has(day)) throw refusal(file.where, `"${year}.${index}.day" must stand once, got "${day}" twice`);
      holidays.set(day, name);
    });
  }
  return { holidays, holidayYears: new Set(Object.keys(years)) };
}

/** Returns the facts that look at ledgers of a type. */
export function factsOfType(rules: SpendingRules, type: LedgerType): FactRule[] {
  return rules.facts.filter(({ types }) => types.includes(type));
}
