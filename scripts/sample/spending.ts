/**
 * Spending: what units pay every month beside their contracts: everyday payments
 * under a budget item, and business expenses (업무추진비) with place, time and who
 * was there. Some name the document that approved them.
 */
import { addDays, monthsUntil, workingDay } from './calendar.ts';
import { row, type SampleRow } from './city.ts';
import { fill, type Values } from './korean.ts';
import { officeOn, workingUnits, type Office } from './offices.ts';
import { address, payeeOf, RESTAURANTS, SHOPS } from './places.ts';
import type { Random } from './random.ts';
import type { ProjectSpec, Theme } from './theme.ts';
import { THEMES } from './themes/all.ts';
import { MEETINGS, OFFICE_PAYMENTS, OUTSIDERS } from './themes/office.ts';
import type { Draft, DraftKind } from './writing.ts';

/** Codes of the budget items. */
export const ACCOUNTS: Readonly<Record<string, string>> = {
  사무관리비: '201-01',
  공공운영비: '201-02',
  행사운영비: '201-03',
  재료비: '206-01',
  연구용역비: '207-01',
  기간제근로자등보수: '101-04',
  민간위탁금: '307-05',
  민간경상사업보조: '307-02',
  시설비: '401-01',
  자산및물품취득비: '405-01',
  국내여비: '202-01',
  배상금등: '305-01',
};

/** Returns `count` payments booked on one day. */
export function paymentsOn(day: string, count: number, drafts: readonly Draft[], random: Random): SampleRow[] {
  const units = workingUnits().filter((unit) => unit !== 'haneul-energy');
  return Array.from({ length: count }, (_, index): SampleRow => {
    const unit = random.pick(units);
    const themes = THEMES.filter((theme) => projectsOf(theme, unit).length > 0);
    const one =
      index % 3 === 0 ? businessRow(unit, day.slice(0, 7), drafts, random) : everydayRow(unit, day.slice(0, 7), themes, drafts, random);
    return { ...one, paidOn: day };
  });
}

/** Returns every unit's everyday payments of every month. */
export function everydayRows(drafts: readonly Draft[], last: string, random: Random): SampleRow[] {
  return monthsUntil(last).flatMap((month) =>
    workingUnits().flatMap((unit) => {
      const themes = THEMES.filter((theme) => projectsOf(theme, unit).length > 0);
      const count = random.integer(themes.length > 0 ? 4 : 2, themes.length > 0 ? 7 : 4);
      return Array.from({ length: count }, () => everydayRow(unit, month, themes, drafts, random)).filter(({ paidOn }) => paidOn! <= last);
    }),
  );
}

function everydayRow(unit: string, month: string, themes: readonly Theme[], drafts: readonly Draft[], random: Random): SampleRow {
  const day = dayIn(month, random);
  const theme = themes.length > 0 && random.chance(0.72) ? random.pick(themes) : null;
  const [purpose, category] = random.pick(theme?.payments ?? OFFICE_PAYMENTS);
  const project = theme === null ? null : random.pick(projectsOf(theme, unit));
  const approving = project === null || random.chance(0.45) ? null : latest(drafts, project, day, ['plan', 'change', 'contract']);
  const amount = everydayAmount(category, random);
  const isRefund = random.chance(0.012);
  return row({
    ledger: 'expenditure',
    unitCode: officeOn(unit, day).code,
    period: month,
    paidOn: day,
    amount: isRefund ? -amount : amount,
    purpose: `${Number(month.slice(5))}월 ${purpose}${isRefund ? random.pick(['(반납)', '(과오납 환급)', '(지급 취소)']) : ''}`,
    payee: random.chance(0.06) ? null : payeeOf(random, purpose, category),
    paymentMethod: /수당|여비|보수|보조금|교부|위탁|지원금/.test(purpose) || random.chance(0.7) ? '계좌이체' : '카드',
    category,
    account: ACCOUNTS[category] ?? '201-01',
    project: project?.code ?? null,
    documentNumber: approving?.number ?? null,
  });
}

function everydayAmount(item: string, random: Random): number {
  if (item === '민간위탁금' || item === '민간경상사업보조') return random.integer(6000, 88_000) * 1000;
  const most = item === '사무관리비' || item === '재료비' ? 2400 : 9800;
  return random.integer(40, most) * 1000 + random.integer(0, 99) * 10;
}

/** Returns the business expenses of every unit and of the heads, of every month. */
export function businessRows(drafts: readonly Draft[], last: string, random: Random): SampleRow[] {
  const heads = ['haneul', 'haneul-planning-office', 'haneul-safety-office', 'haneul-transport-bureau', 'haneul-welfare-bureau', 'eunyeoul'];
  return monthsUntil(last).flatMap((month) =>
    [...workingUnits(), ...heads].flatMap((unit) => {
      const count = random.integer(1, 4);
      return Array.from({ length: count }, () => businessRow(unit, month, drafts, random)).filter(({ paidOn }) => paidOn! <= last);
    }),
  );
}

function businessRow(unit: string, month: string, drafts: readonly Draft[], random: Random): SampleRow {
  const day = dayIn(month, random);
  const office = officeOn(unit, day);
  const theme = THEMES.find((one) => projectsOf(one, unit).length > 0) ?? random.pick(THEMES);
  const own = projectsOf(theme, unit);
  const project = own.length > 0 && random.chance(0.5) ? random.pick(own) : null;
  const values = {
    과: office.name, 사업: (project ?? theme.projects[0]!).name, 과제: random.pick(theme.tasks), 안건: () => random.pick(theme.agenda),
  };
  const approving = project !== null && random.chance(0.3) ? latest(drafts, project, day, ['plan']) : null;
  const occasion = random.chance(0.07) ? gift(office, random) : meeting(office, values, random);
  const isRefund = random.chance(0.008);
  return row({
    ledger: 'business-expense', unitCode: office.code, period: month, paidOn: day, paidAt: clock(random), ...occasion,
    amount: isRefund ? -occasion.amount : occasion.amount,
    purpose: isRefund ? `${occasion.purpose}(카드 승인 취소)` : occasion.purpose,
    category: random.weighted({
      기관운영업무추진비: office.parent === null ? 70 : 12, 시책추진업무추진비: 44, 부서운영업무추진비: 36, 정원가산업무추진비: 8,
    }),
    project: project?.code ?? null,
    documentNumber: approving?.number ?? null,
  });
}

type Occasion = Pick<SampleRow, 'amount' | 'purpose' | 'place' | 'attendees' | 'headcount' | 'paymentMethod'>;

/** Money for a wedding or a funeral: no place, and only the giver is named. */
function gift(office: Office, random: Random): Occasion {
  return {
    amount: 50_000, headcount: null, attendees: headTitle(office), place: random.pick(['', '계좌이체', null]),
    purpose: random.pick(['직원 부친상 조의금', '직원 모친상 조의금', '직원 결혼 축의금', '유관기관 개청 축하 화환']),
    paymentMethod: random.pick(['현금', '계좌이체']),
  };
}

function meeting(office: Office, values: Values, random: Random): Occasion {
  const purpose = fill(random.pick(MEETINGS), random, values);
  const headcount = random.integer(2, random.chance(0.15) ? 34 : 12);
  const first = random.chance(0.67) ? headTitle(office) : fill(random.pick(OUTSIDERS), random, values);
  return {
    purpose, headcount,
    amount: Math.round((headcount * random.integer(6_500, 33_000)) / 500) * 500,
    place: `${random.pick(/구입|급식|물품/.test(purpose) ? SHOPS : RESTAURANTS)}(${address(random)})`,
    attendees: `${first}${random.pick([` 등 ${headcount}명`, ` 외 ${headcount - 1}명`])}`,
    paymentMethod: random.weighted({ 카드: 78, 제로페이: 18, 계좌이체: 4 }),
  };
}

function headTitle(office: Office): string {
  if (office.parent === null) return { haneul: '시장', eunyeoul: '구청장' }[office.id] ?? '이사장';
  return office.name.endsWith('관') ? office.name : `${office.name}장`;
}

function projectsOf(theme: Theme, unit: string): ProjectSpec[] {
  return theme.projects.filter((project) => (project.unit ?? theme.unit) === unit);
}

/** The youngest document of the project up to the day, of the given kinds. */
function latest(drafts: readonly Draft[], project: ProjectSpec, day: string, kinds: readonly DraftKind[]): Draft | null {
  return drafts.findLast((draft) => draft.series?.project === project && draft.day <= day && kinds.includes(draft.kind)) ?? null;
}

/** Lunch twice, morning, afternoon, evening; minutes from midnight. */
const PARTS_OF_DAY = [[690, 795], [690, 795], [540, 690], [840, 1050], [1075, 1270]] as const;

function clock(random: Random): string {
  const [from, to] = random.pick(PARTS_OF_DAY);
  const minutes = random.integer(from, to);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function dayIn(month: string, random: Random): string {
  const day = workingDay(`${month}-${String(random.integer(month === '2023-12' ? 4 : 1, 26)).padStart(2, '0')}`);
  return day.startsWith(month) ? day : addDays(day, -3);
}
