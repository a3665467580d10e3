/** Payees: to which kinds of payees the money of one type went, by year, with the rule of each kind. */
import { partsOf } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import type { PayeeKind } from '../../policy/spending.ts';
import type { Fact } from './facts.ts';
import { payeeLines } from './money-type.ts';
import { periodPath } from './money-lines.ts';
import type { LinkTo, Page } from './page.ts';
import { inItsLanguage } from './korean-words.ts';
import { renderMarkdown } from './render-text.ts';

/** Years beside the whole. */
const YEARS = 5;

/** Returns the kinds of payees of a type. */
export function viewPayees(page: Page) {
  const type = page.key as LedgerType;
  const sums = partsOf(page.site.catalogue, 'payee', { type }, { byYear: true });
  const years = [...new Set(sums.map(({ year }) => year))].sort().slice(-YEARS).reverse();
  const kinds = page.site.spending.payees.filter(({ id }) => sums.some(({ key }) => key === id));
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  return {
    type: { href: page.to(`money/${type}`), words: page.say(`type.${type}`) },
    title: page.say('payees.title', { type: page.say(`type.${type}`) }),
    lines: payeeLines(page, type),
    years: years.map((year): LinkTo => ({ href: page.to(periodPath(type, year)), words: page.day(year) })),
    byYear: currencies.flatMap((currency) => kinds.map((kind) => ({
      href: `#k-${kind.id}`, words: page.pick(kind.name),
      amounts: years.map((year) => sums.find((sum) => sum.key === kind.id && sum.year === year && sum.currency === currency)).map((sum) => (sum === undefined ? null : page.money(sum.amount, currency, sum.decimals))),
    })).filter(({ amounts }) => amounts.some((amount) => amount !== null))),
    kinds: page.site.spending.payees.map((kind) => ({
      id: `k-${kind.id}`, title: page.pick(kind.name), html: inItsLanguage(page, renderMarkdown(page.pick(kind.explanation), kind.id)), facts: wordsOf(page, kind), file: `content/${kind.rule}.md`,
    })),
  };
}

function wordsOf(page: Page, kind: PayeeKind): Fact[] {
  const language = page.language === 'ko' ? null : 'ko' as const;
  return (['starts', 'ends', 'holds'] as const).filter((part) => kind[part].length > 0)
    .map((part) => ({ term: page.say(`payees.${part}`), values: [{ words: kind[part].join(', '), language }] }));
}
