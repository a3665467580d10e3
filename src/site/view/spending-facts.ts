/**
 * Spending facts: the rows of one type that one open rule marks, the newest release
 * first, with the rule itself and how many of how many rows that are. A mark is a
 * comparison and no accusation; the page says so before it shows a row.
 */
import { recordByNumber } from '../../catalogue/links.ts';
import type { PlacedRow } from '../../catalogue/money.ts';
import { countFact, factRows, partsOf, sumsOf } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import type { FactRule } from '../../policy/spending.ts';
import { blockOf } from './blocks.ts';
import { titleOf } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath } from './paths.ts';
import { LEDGER_BLOCK, LIST_BLOCK } from './plan.ts';
import { inItsLanguage } from './korean-words.ts';
import { renderMarkdown } from './render-text.ts';

/** One marked row. Its words stand in the link, which bears the id of its ledger. */
export interface FactRow {
  href: string; words: string; language: 'ko' | null;
  time: { machine: string; words: string } | null; unit: string; amount: string; isNegative: boolean; document: LinkTo | null;
}

/** Returns the page of a fact; the key is its id, the type stands in the address. */
export function viewFact(page: Page) {
  const type = page.path.split('/')[1] as LedgerType;
  const rule = page.site.spending.facts.find(({ id }) => id === page.key)!;
  const { catalogue } = page.site;
  const count = countFact(catalogue, type, rule.id);
  const block = blockOf(page, `money/${type}/facts`, count, LIST_BLOCK);
  const isOpenEnd = page.block === null;
  return {
    type: { href: page.to(`money/${type}`), words: page.say(`type.${type}`) },
    title: page.say('spending-fact.title', { type: page.say(`type.${type}`), fact: page.pick(rule.name) }),
    html: isOpenEnd ? inItsLanguage(page, renderMarkdown(page.pick(rule.explanation), 'fact')) : '',
    rule: { href: page.to(`money/${type}/facts/${rule.id}`), words: page.say('spending-fact.rule') } satisfies LinkTo,
    figures: isOpenEnd ? figuresOf(page, type, rule) : [],
    rows: factRows(catalogue, type, rule.id, block.start, block.end - block.start).reverse().map((placed) => rowOf(page, rule, placed)),
    block,
    file: `content/${rule.rule}.md`,
  };
}

/** How many of how many rows, what sum, and of how many it can't be told; per currency. */
function figuresOf(page: Page, type: LedgerType, rule: FactRule): string[] {
  const { catalogue } = page.site;
  const marked = partsOf(catalogue, 'fact', { type }).filter(({ key }) => key === rule.id);
  const unknown = partsOf(catalogue, 'unknown', { type }).filter(({ key }) => key === rule.id);
  return sumsOf(catalogue, { type }, 'all').flatMap((all) => {
    const found = marked.find(({ currency }) => currency === all.currency);
    const untold = unknown.find(({ currency }) => currency === all.currency)?.rows ?? 0;
    const sum = page.say('spending-fact.figure', { all: page.count(all.rows), rows: page.count(found?.rows ?? 0), amount: page.money(found?.amount ?? 0, all.currency, all.decimals) });
    return untold === 0 ? [sum] : [sum, page.say(`spending-fact.unknown.${rule.kind}`, { count: page.count(untold) })];
  });
}

function rowOf(page: Page, rule: FactRule, { ledger, position, row }: PlacedRow): FactRow {
  const column = rule.kind === 'split' ? row[rule.column] : null;
  const words = [row.purpose ?? row.category, column].filter((text) => text !== null && text !== '').join(', ');
  const approved = row.documentNumber === null ? null : recordByNumber(page.site.catalogue, row.documentNumber);
  const when = row.date ?? ledger.period!;
  return {
    href: page.to(recordPath(ledger.path, Math.floor(position / LEDGER_BLOCK) + 1), `r-${row.id}`),
    words: words === '' ? titleOf(page, ledger) : words, language: words === '' || page.language === 'ko' ? null : 'ko',
    time: { machine: row.time === null || row.date === null ? when : `${when}T${row.time}`, words: row.time === null ? page.day(when) : `${page.day(when)} ${row.time}` },
    unit: page.unitName(ledger.unit!), amount: page.money(row.amount, ledger.currency!, ledger.decimals!), isNegative: row.amount < 0,
    document: approved === null ? null : { href: page.to(recordPath(approved.path)), words: page.say('spending-fact.document') },
  };
}
