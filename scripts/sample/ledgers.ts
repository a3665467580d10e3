/**
 * Ledgers: budgets, contracts and what is paid for them, and beside these the
 * units' everyday spending. What is paid for a contract follows it in time and
 * names its document.
 */
import { dealOf } from './bodies/purchase.ts';
import { addDays, daysBetween, workingDay, yearOf } from './calendar.ts';
import { row, type SampleRow } from './city.ts';
import { officeOn, workingUnits } from './offices.ts';
import { firm } from './places.ts';
import type { Random } from './random.ts';
import { ACCOUNTS, businessRows, everydayRows } from './spending.ts';
import { SMALL_PURCHASES } from './themes/office.ts';
import type { Deal, Draft, Series, Writing } from './writing.ts';

/** Returns all rows up to `last`; those that the systems number have no key yet. */
export function ledgersOf(series: readonly Series[], drafts: readonly Draft[], last: string, random: Random): SampleRow[] {
  const contracts = contractsOf(drafts, last, random.fork('contracts'));
  return [
    ...series.filter(({ year }) => `${year}-01-01` <= last).map(budgetRow),
    ...contracts.map(({ line }) => line),
    ...contracts.flatMap(({ line, deal }) => instalments(line, deal, last, random.fork(`instalments/${line.key}`))),
    ...everydayRows(drafts, last, random.fork('everyday')),
    ...businessRows(drafts, last, random.fork('business')),
  ];
}

/** Returns the rows in the systems' order, and gives those without a key the next of their month; the affiliated body's system has none. */
export function keyed(rows: readonly SampleRow[], counters: Map<string, number>): SampleRow[] {
  const order = { budget: 0, contract: 1, expenditure: 2, 'business-expense': 3 };
  const sorted = rows
    .map((one, index) => ({ one, index }))
    .sort(
      (a, b) =>
        order[a.one.ledger] - order[b.one.ledger] ||
        a.one.period.localeCompare(b.one.period) ||
        (a.one.paidOn ?? '').localeCompare(b.one.paidOn ?? '') ||
        a.index - b.index,
    )
    .map(({ one }) => one);
  for (const one of sorted) {
    if (one.key !== null || one.unitCode.startsWith('B53')) continue;
    const label = `${one.ledger === 'expenditure' ? 'E' : 'P'}${one.period.replace('-', '')}`;
    const count = (counters.get(label) ?? 0) + 1;
    counters.set(label, count);
    one.key = `${label}-${String(count).padStart(5, '0')}`;
  }
  return sorted;
}

function budgetRow({ theme, project, year, budget }: Series): SampleRow {
  return row({
    ledger: 'budget',
    unitCode: officeOn(project.unit ?? theme.unit, `${year}-01-02`).code,
    period: String(year),
    amount: budget,
    purpose: project.name,
    category: `${theme.classification[0]} > ${theme.classification[1]}`,
    account: '100',
    project: project.code,
    key: `B${year}-${project.code}`,
  });
}

interface Contract {
  line: SampleRow;
  deal: Deal;
}

function contractsOf(drafts: readonly Draft[], last: string, random: Random): Contract[] {
  const counters = new Map<number, number>();
  const next = (day: string): string => {
    const count = (counters.get(yearOf(day)) ?? 0) + 1;
    counters.set(yearOf(day), count);
    return `C${yearOf(day)}-${String(count).padStart(4, '0')}`;
  };
  const documented = drafts
    .filter(({ kind }) => kind === 'contract')
    .map((draft): Contract => {
      const deal = dealOf({ draft } as Writing);
      const code = officeOn(draft.unit, draft.day).code;
      return { deal, line: contractRow(next(draft.day), code, draft.day, deal, random, draft.series!.project.code, draft.number) };
    });
  const small = Array.from({ length: 130 }, (): Contract => {
    const day = workingDay(addDays('2023-12-05', random.integer(0, daysBetween('2023-12-05', last) - 4)));
    const [name, kind, low, high] = random.pick(SMALL_PURCHASES);
    const deal: Deal = {
      name: `${yearOf(day)}년 ${name}`,
      kind,
      amount: random.integer(low, high) * 10_000,
      firm: firm(random, kind),
      method: 'negotiated',
    };
    return { deal, line: contractRow(next(day), officeOn(random.pick(workingUnits()), day).code, day, deal, random, null, null) };
  });
  return [...documented, ...small];
}

function contractRow(
  key: string,
  unitCode: string,
  day: string,
  deal: Deal,
  random: Random,
  project: string | null,
  documentNumber: string | null,
): SampleRow {
  return row({
    key,
    ledger: 'contract',
    unitCode,
    period: day.slice(0, 7),
    paidOn: day,
    amount: deal.amount,
    purpose: deal.name,
    payee: deal.firm,
    category: deal.kind,
    project,
    documentNumber,
    method: deal.method,
    from: addDays(day, 3),
    until: addDays(day, 3 + random.integer(30, 260)),
  });
}

/** 선금, 기성금, 준공금: what is paid for a contract, ending with its amount. */
function instalments(line: SampleRow, deal: Deal, last: string, random: Random): SampleRow[] {
  const words =
    deal.kind === '물품' ? ['물품대금'] : deal.amount < 80_000_000 ? ['선금', '준공금'] : ['선금', '1차 기성금', '2차 기성금', '준공금'];
  let rest = deal.amount;
  let day = line.paidOn!;
  return words
    .map((name, index): SampleRow => {
      day = workingDay(addDays(day, random.integer(12, 70)));
      const amount = index === words.length - 1 ? rest : Math.floor((deal.amount * random.integer(20, 34)) / 100 / 10) * 10;
      rest -= amount;
      return row({
        ledger: 'expenditure',
        unitCode: line.unitCode,
        period: day.slice(0, 7),
        paidOn: day,
        amount,
        purpose: `${deal.name} ${name} 지급`,
        payee: deal.firm,
        paymentMethod: '계좌이체',
        category: itemOf(deal),
        account: ACCOUNTS[itemOf(deal)] ?? null,
        project: line.project,
        documentNumber: line.documentNumber,
      });
    })
    .filter(({ paidOn }) => paidOn! <= last);
}

/** Returns the budget item a purchase is paid from. */
function itemOf({ name, kind }: Deal): string {
  if (kind === '공사') return '시설비';
  if (kind === '물품') return /임차|인쇄|제작|소모품/.test(name) ? '사무관리비' : '자산및물품취득비';
  return /조사|연구|진단|분석|계획|설계|검증/.test(name) ? '연구용역비' : /위탁|운영|대행/.test(name) ? '민간위탁금' : '사무관리비';
}
