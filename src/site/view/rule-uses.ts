/**
 * Rule uses: how often each rule of the manual was applied, counted from the register,
 * the records and their masks. What content/ can't say is not counted: the log does not
 * name the rule that had held a paper which an officer then decided.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { groundCounts, ledgerMeasures, textMeasures, type GroundCount, type LedgerMeasures, type TextMeasures } from '../../catalogue/monitor.ts';
import { maskUses, officerReleases, ruleUses, type MaskUse, type RuleUse } from '../../catalogue/rule-use.ts';
import type { Page } from './page.ts';
import { isText } from './papers.ts';
import type { PolicyRule } from './policy-rules.ts';

/** One way in which a rule was used, and how often. `key` names it among the words of the manual. */
export interface Use { key: UseKey; count: number }

/** What is counted for the rules of each group, in the order of the columns. */
export const USES = {
  exemptions: ['closed', 'restricted', 'partial', 'listed', 'ledgers', 'waiting', 'places'],
  phases: ['released', 'only-listed', 'waiting'],
  masks: ['places', 'texts', 'ledgers'],
  holds: ['waiting'],
  ledgers: ['released', 'column-only', 'masked', 'waiting'],
  files: ['files', 'withheld-files', 'closed-files', 'waiting'],
  night: [],
} as const satisfies Readonly<Record<PolicyRule['group'], readonly string[]>>;
export type UseKey = (typeof USES)[PolicyRule['group']][number];

/** Everything that is counted, once per catalogue: every page of the manual asks for it. */
interface Counts { rules: RuleUse[]; masks: MaskUse[]; grounds: GroundCount[]; texts: TextMeasures[]; ledgers: LedgerMeasures[]; officer: number }
const counted = new WeakMap<Catalogue, Counts>();

function countsOf(catalogue: Catalogue): Counts {
  const counts = counted.get(catalogue) ?? {
    rules: ruleUses(catalogue), masks: maskUses(catalogue), grounds: groundCounts(catalogue), texts: textMeasures(catalogue), ledgers: ledgerMeasures(catalogue), officer: officerReleases(catalogue),
  };
  counted.set(catalogue, counts);
  return counts;
}

/** Returns how often a rule was used, in every way that is counted for its group. */
export function usesOf(page: Page, rule: PolicyRule): Use[] {
  const counts = countsOf(page.site.catalogue);
  return USES[rule.group].map((key) => ({ key, count: COUNT[key](counts, rule, page) }));
}

/** Returns how many papers were released because an officer decided so, whatever had held them. */
export function officerDecisions(page: Page): number {
  return countsOf(page.site.catalogue).officer;
}

const COUNT: Readonly<Record<UseKey, (counts: Counts, rule: PolicyRule, page: Page) => number>> = {
  closed: (counts, rule) => onGround(counts, rule, true, 'closed'),
  restricted: (counts, rule) => onGround(counts, rule, true, 'restricted'),
  partial: (counts, rule) => onGround(counts, rule, true, 'partial'),
  listed: (counts, rule) => onGround(counts, rule, true, 'listed'),
  ledgers: (counts, rule) => (rule.group === 'masks' ? sum(masksOf(counts, rule).filter(({ form }) => form === 'ledger'), 'records') : onGround(counts, rule, false, null)),
  texts: (counts, rule) => sum(masksOf(counts, rule).filter(({ form }) => form === 'text'), 'records'),
  places: (counts, rule) => sum(masksOf(counts, rule), 'places'),
  waiting: (counts, rule) => byStatus(counts, rule, 'held'),
  released: (counts, rule) => byStatus(counts, rule, 'released'),
  'only-listed': (counts, rule) => byStatus(counts, rule, 'listed'),
  'column-only': ({ ledgers }) => sum(ledgers, 'columnOnly'),
  masked: ({ ledgers }) => sum(ledgers, 'masked'),
  files: ({ texts }) => sum(texts, 'files'),
  'withheld-files': ({ texts }) => sum(texts, 'withheldFiles'),
  'closed-files': ({ texts }) => sum(texts, 'closedFiles'),
};

function byStatus({ rules }: Counts, { rule }: PolicyRule, status: RuleUse['status']): number {
  return sum(rules.filter((use) => use.rule === rule && use.status === status), 'papers');
}

function onGround({ grounds }: Counts, rule: PolicyRule, ofText: boolean, state: GroundCount['state'] | null): number {
  return sum(grounds.filter((one) => one.ground === rule.ground && isText(one.type) === ofText && (state === null || one.state === state)), 'papers');
}

/** The masks of a kind, or all on a ground. */
function masksOf({ masks }: Counts, { group, rule, ground }: PolicyRule): MaskUse[] {
  return masks.filter((mask) => (group === 'masks' ? `masks/${mask.kind}` === rule : mask.ground === ground));
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((all, row) => all + row[key], 0);
}
