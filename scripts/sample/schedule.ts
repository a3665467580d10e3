/**
 * Schedule: which documents there are, when they are approved and which earlier
 * ones they refer to; then their numbers. Nothing is written yet: a body quotes
 * the numbers of others, so all must be numbered first.
 */
import { addDays, daysBetween, FIRST_DAY, workingDay, yearOf } from './calendar.ts';
import { MATTERS } from './themes/closed.ts';
import { THEMES } from './themes/all.ts';
import { fill } from './korean.ts';
import { officeOn } from './offices.ts';
import { firm, NEIGHBOURHOODS, STREETS } from './places.ts';
import type { Random } from './random.ts';
import { narrowed, type ProjectSpec, type Theme } from './theme.ts';
import type { Deal, Draft, DraftKind, Series } from './writing.ts';

const YEARS = [2024, 2025, 2026] as const;

/** Returns every project in every year. */
export function seriesOf(random: Random): Series[] {
  return THEMES.flatMap((theme) =>
    theme.projects.flatMap((project) =>
      YEARS.map((year) => oneSeries(theme, project, year, random.fork(`series/${project.code}/${year}`))),
    ),
  );
}

/** Returns the drafts of all series and of everything beside them up to `last`, in order of day, without numbers. */
export function scheduleAll(series: readonly Series[], last: string, random: Random): Draft[] {
  const drafts = [
    ...series.flatMap((one) => courseOf(one, random.fork(`course/${one.project.code}/${one.year}`))),
    ...THEMES.flatMap((theme) => besides(theme, last, random.fork(`besides/${theme.id}`))),
    ...closedMatters(last, random.fork('closed')),
  ].filter(({ day }) => day >= FIRST_DAY && day <= last);
  return drafts
    .map((draft, index) => ({ draft, index }))
    .sort((a, b) => (a.draft.day < b.draft.day ? -1 : a.draft.day > b.draft.day ? 1 : a.index - b.index))
    .map(({ draft }) => draft);
}

/** Gives drafts their keys and numbers: ascending within a unit and year, and never the same twice. */
export class Numbering {
  readonly #random: Random;
  readonly #last = new Map<string, number>();
  readonly #used = new Set<string>();
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Numbers the drafts in their order, which must be that of their days. */
  number(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      this.#count += 1;
      draft.key = `DOC${draft.day.replaceAll('-', '')}${String(this.#count).padStart(5, '0')}`;
      draft.number = this.#next(officeOn(draft.unit, draft.day).name, draft.day);
    }
  }

  #next(office: string, day: string): string {
    const year = yearOf(day);
    const label = `${office}/${year}`;
    const perDay = 7 + ((office.length * 5 + office.charCodeAt(0)) % 9);
    const expected = (daysBetween(`${year}-01-01`, day) + 1) * perDay + this.#random.integer(0, 5);
    let serial = Math.max(expected, (this.#last.get(label) ?? 0) + this.#random.integer(1, 3));
    while (this.#used.has(`${office}-${serial}`)) serial += 1;
    this.#last.set(label, serial);
    this.#used.add(`${office}-${serial}`);
    return `${office}-${serial}`;
  }
}

/** Returns a draft without number. */
export function draft(kind: DraftKind, theme: Theme, series: Series | null, day: string, given: Partial<Draft> = {}): Draft {
  return {
    kind,
    theme,
    series,
    unit: series?.project.unit ?? theme.unit,
    day: workingDay(day),
    before: [],
    which: 0,
    number: '',
    key: '',
    ...given,
  };
}

function oneSeries(whole: Theme, project: ProjectSpec, year: number, random: Random): Series {
  const theme = narrowed(whole, project);
  const neighbourhoods = random.some(NEIGHBOURHOODS, 3);
  const sites = random.some(theme.sites, random.integer(3, 4));
  const values = {
    동: () => random.pick(neighbourhoods),
    동2: () => random.pick(neighbourhoods),
    길: () => random.pick(STREETS),
    곳: () => random.pick(sites),
    연: String(year),
    사업: project.name,
  };
  const budget = random.integer(project.budget[0], project.budget[1]) * 1_000_000;
  const wanted = random.some(theme.purchases, random.chance(0.6) ? 2 : 1).map(({ name, kind, millions }) => ({
    name: `${/\d{4}년|\{연\}/.test(name) ? '' : `${year}년 `}${fill(name, random, values)}`,
    kind,
    amount: random.integer(millions[0], millions[1]) * 1_000_000 + random.integer(-480, 480) * 1000,
  }));
  const asked = wanted.reduce((sum, { amount }) => sum + amount, 0);
  const shrink = Math.min(1, (budget * 0.8) / asked);
  const deals = wanted.map(({ name, kind, amount }): Deal => {
    const final = Math.round((amount * shrink) / 10_000) * 10_000;
    const method =
      final < 50_000_000 ? 'negotiated' : random.chance(0.45) ? 'open-tender' : random.chance(0.75) ? 'limited-tender' : 'negotiated';
    return { name, kind, amount: final, firm: firm(random, kind), method };
  });
  return { theme: whole, project, year, budget, sites, neighbourhoods, deals };
}

/** The course of a project's year: plan → consultation → minutes → tender → contract → progress → result. */
function courseOf(series: Series, random: Random): Draft[] {
  const { theme } = series;
  const course: Draft[] = [];
  const add = (kind: DraftKind, day: string, before: readonly (Draft | undefined)[], given: Partial<Draft> = {}): Draft => {
    const made = draft(kind, theme, series, day, { before: before.filter((one) => one !== undefined), ...given });
    course.push(made);
    return made;
  };
  const plan = add('plan', addDays(`${series.year}-01-01`, random.integer(-20, 50)), []);
  let day = plan.day;
  const later = (low: number, high: number): string => (day = addDays(day, random.integer(low, high)));
  const consultation = random.chance(0.68) ? add('consultation', later(6, 16), [plan]) : undefined;
  if (consultation !== undefined && random.chance(0.42)) add('reply', later(4, 10), [consultation], { unit: random.pick(theme.partners) });
  const minutes = random.chance(0.7) ? add('minutes', later(10, 30), [random.chance(0.5) ? plan : (consultation ?? plan)]) : undefined;
  const press = random.chance(0.5) ? add('press', addDays(day, random.integer(3, 60)), []) : undefined;
  const contracts = series.deals.map((deal, which) => {
    const tender =
      deal.method !== 'negotiated' && random.chance(0.6)
        ? add('tender', later(14, 34), [plan, random.chance(0.3) ? minutes : undefined], { which })
        : undefined;
    return which === 0 || random.chance(0.5) ? add('contract', later(7, 18), [tender ?? plan], { which }) : undefined;
  });
  const change = random.chance(0.2) ? add('change', later(10, 40), [plan, contracts[0]]) : undefined;
  const half = addDays(`${series.year}-07-01`, random.integer(-12, 75));
  const progress = random.chance(0.75) ? add('progress', half > day ? half : later(10, 30), [change ?? plan, contracts[0]]) : undefined;
  if (random.chance(0.32))
    add(
      'inspection',
      addDays(`${series.year}-05-01`, random.integer(0, 180)),
      [plan].filter((one) => one.day < `${series.year}-05-01`),
    );
  if (random.chance(0.25)) add('minutes', addDays(`${series.year}-09-01`, random.integer(0, 50)), [progress ?? plan]);
  if (random.chance(0.85))
    add(
      'result',
      addDays(`${series.year}-12-01`, random.integer(-22, 40)),
      [plan, contracts[0], progress].filter((one) => one !== press),
    );
  return course.map((one) => ({ ...one, before: one.before.filter(({ day: earlier }) => earlier < one.day) })).map(relink(course));
}

/** Copies keep their identity: what refers to an old draft refers to its copy, since numbers come later. */
function relink(originals: readonly Draft[]): (one: Draft, index: number, all: Draft[]) => Draft {
  return (one, _, all) => {
    one.before = one.before.map((earlier) => all[originals.indexOf(earlier)] ?? earlier);
    return one;
  };
}

function besides(theme: Theme, last: string, random: Random): Draft[] {
  const span = daysBetween(FIRST_DAY, last);
  const someday = (): string => addDays(FIRST_DAY, random.integer(20, span - 5));
  const made: Draft[] = [];
  theme.questions.forEach((_, which) => {
    for (let time = random.integer(1, 2); time > 0; time -= 1) made.push(draft('question', theme, null, someday(), { which }));
  });
  theme.routines.forEach((_, which) => {
    for (let time = random.integer(1, 3); time > 0; time -= 1) made.push(draft('routine', theme, null, someday(), { which }));
  });
  if (random.chance(0.85)) made.push(draft('research', theme, null, someday(), { which: 1 }));
  return made;
}

function closedMatters(last: string, random: Random): Draft[] {
  const span = daysBetween(FIRST_DAY, last);
  return MATTERS.flatMap((matter, which) =>
    Array.from({ length: matter.title.includes('{성명}') ? 5 : random.integer(2, 4) }, () => {
      const theme = THEMES.find(({ unit }) => unit === matter.unit) ?? random.pick(THEMES);
      return draft('closed', theme, null, addDays(FIRST_DAY, random.integer(10, span)), { which, unit: matter.unit });
    }),
  );
}
