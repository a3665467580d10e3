/**
 * Nights: what happens in the city's systems from one night to the next. New
 * papers and payments, corrections, papers that are closed, taken back or gone.
 */
import { NIGHTS, type Night } from './calendar.ts';
import type { SampleCity, SampleDocument, SampleRow } from './city.ts';
import { writeDocument } from './documents.ts';
import { keyed } from './ledgers.ts';
import type { Planting } from './planting.ts';
import type { Random } from './random.ts';
import { draft, type Numbering } from './schedule.ts';
import { paymentsOn } from './spending.ts';
import { MATTERS } from './themes/closed.ts';
import { THEMES } from './themes/all.ts';
import type { Draft, Series } from './writing.ts';

/** The city with all that the next night needs to go on from. */
export interface Standing {
  city: SampleCity;
  series: readonly Series[];
  drafts: Draft[];
  numbering: Numbering;
  counters: Map<string, number>;
  planting: Planting;
  /** The seed's sequence, from which each document draws its own. */
  seed: Random;
}

/** Lets one night pass. */
export function passNight(standing: Standing, night: Exclude<Night, 1>, random: Random): void {
  const { city } = standing;
  const before = city.documents.filter((one) => isOrdinary(one) && !city.hiddenKeys.has(one.key));
  const picked = random.some(before, 9);
  newPapers(standing, NIGHTS[night], random.fork('papers'));
  const [first, second, third, fourth, fifth, closedOne, closedTwo, withdrawn, vanished] = random.shuffled(picked);
  for (const one of [first!, second!, third!]) correctBody(one, random);
  for (const one of [fourth!, fifth!]) one.title = `[정정] ${one.title.trim()}`;
  close(closedOne!, [5], '의사결정 과정에 있는 사항이 포함된 것으로 확인되어 비공개로 변경');
  close(closedTwo!, [6], '개인정보가 포함된 것으로 확인되어 비공개로 변경');
  withdrawn!.isWithdrawn = true;
  city.hiddenKeys.add(vanished!.key);
  changeRows(standing, NIGHTS[night], random.fork('rows'));
}

/** A paper that the city shows whole, so that a change is seen. */
function isOrdinary(one: SampleDocument): boolean {
  return (
    one.disclosureCode === '1' &&
    !one.isWithdrawn &&
    one.unitCode.startsWith('6530') &&
    one.body !== '' &&
    !one.body.includes('<script') &&
    one.approvedOn !== '2025-02-30' &&
    !one.title.startsWith('[정정]') &&
    ['division-head', 'bureau-director', 'office-head', 'vice-mayor', 'mayor'].includes(one.rank ?? '')
  );
}

function newPapers({ city, series, drafts, numbering, planting, seed }: Standing, day: string, random: Random): void {
  const current = random.some(
    series.filter(({ year }) => year === 2026),
    7,
  );
  const kinds = ['minutes', 'progress', 'result', 'press', 'contract', 'inspection', 'result'] as const;
  const made = [
    ...current.map((one, index) => {
      const earlier = drafts.filter(({ series: its }) => its === one);
      const kind = kinds[index]!;
      return draft(kind, one.theme, one, day, {
        before: kind === 'press' ? [] : earlier.filter(({ kind: its }) => its === 'plan' || its === 'contract').slice(0, 2),
        which: 1,
      });
    }),
    ...random
      .some(THEMES, 7)
      .map((theme, index) => draft(index < 4 ? 'question' : 'routine', theme, null, day, { which: random.integer(0, 2) })),
    draft('closed', random.pick(THEMES), null, day, {
      which: MATTERS.findIndex(({ unit }) => unit === 'haneul-accounting'),
      unit: 'haneul-accounting',
    }),
  ];
  numbering.number(made);
  drafts.push(...made);
  city.documents.push(...made.map((one) => writeDocument(one, seed, planting)));
}

function correctBody(one: SampleDocument, random: Random): void {
  const paragraphs = one.body.split('\n\n');
  const at = paragraphs.findIndex((text) => text.startsWith('- '));
  if (at !== -1)
    paragraphs[at] = paragraphs[at]!.split('\n')
      .slice(0, -1)
      .concat(`- (정정) 담당 부서 확인 결과 ${random.integer(2, 9)}건의 수치를 바로잡음`)
      .join('\n');
  else paragraphs.splice(1, 0, `※ 정정: 결재 후 확인된 수치 ${random.integer(2, 9)}건을 바로잡음`);
  one.body = paragraphs.join('\n\n');
}

function close(one: SampleDocument, grounds: SampleDocument['grounds'], reason: string): void {
  one.disclosureCode = '3';
  one.grounds = grounds;
  one.groundReason = reason;
  one.files = one.files.map((file) => ({ ...file, disclosureCode: '3', grounds }));
}

function changeRows({ city, drafts, counters }: Standing, day: string, random: Random): void {
  const [amount, purpose, place, removed] = random.some(city.rows.filter(isPayment), 4);
  amount!.amount += 10_000;
  purpose!.purpose = `${purpose!.purpose!.trim()}(적요 정정)`;
  place!.category = place!.category === '사무관리비' ? '공공운영비' : '사무관리비';
  city.hiddenKeys.add(removed!.key!);
  city.rows.push(...keyed(paymentsOn(day, 40, drafts, random.fork('new')), counters));
}

function isPayment({ ledger, key, amount, purpose, period }: SampleRow): boolean {
  return ledger === 'expenditure' && key !== null && amount > 0 && purpose !== null && period >= '2026-06' && !purpose.includes('정정');
}
