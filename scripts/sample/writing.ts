/**
 * Writing: what a body is written from. A series is one project in one year (its
 * money, places and contractor); a draft is one document before it is written,
 * with the earlier documents it refers to; a writing is the draft with the
 * sentences of its theme at hand.
 */
import { koreanDate, yearOf } from './calendar.ts';
import type { SampleFile } from './city.ts';
import { fill, type Values } from './korean.ts';
import { officeOn, type Office } from './offices.ts';
import { NEIGHBOURHOODS, STREETS } from './places.ts';
import type { Random } from './random.ts';
import { narrowed, type ProjectSpec, type Theme } from './theme.ts';

/** One purchase of a series: what, for how much, from whom. */
export interface Deal {
  name: string;
  kind: '공사' | '용역' | '물품';
  amount: number;
  firm: string;
  method: 'open-tender' | 'limited-tender' | 'negotiated';
}

/** A project in one year. */
export interface Series {
  theme: Theme;
  project: ProjectSpec;
  year: number;
  /** Won. */
  budget: number;
  sites: readonly string[];
  neighbourhoods: readonly string[];
  deals: readonly Deal[];
}

/** What kind of body is written; several kinds are one record type (`documents.ts`). */
export type DraftKind =
  | 'plan'
  | 'consultation'
  | 'reply'
  | 'minutes'
  | 'tender'
  | 'contract'
  | 'change'
  | 'progress'
  | 'inspection'
  | 'press'
  | 'result'
  | 'research'
  | 'question'
  | 'routine'
  | 'closed';

/** A document that is scheduled and numbered, but not written. */
export interface Draft {
  kind: DraftKind;
  theme: Theme;
  series: Series | null;
  unit: string;
  day: string;
  /** Earlier documents of the same matter, oldest first. */
  before: readonly Draft[];
  /** Position among those of its kind: the deal, the question, the routine, the closed matter. */
  which: number;
  /** 처리과-일련번호; given once all are scheduled. */
  number: string;
  key: string;
}

/** What a body's writer returns. */
export interface Written {
  title: string;
  body: string;
  files: SampleFile[];
}

/** The tools of one document's writer. */
export interface Writing {
  draft: Draft;
  theme: Theme;
  random: Random;
  office: Office;
  day: string;
  year: number;
  /** Fills one pattern. */
  fill(pattern: string): string;
  /** Fills `count` different patterns of the list. */
  some(patterns: readonly string[], count: number): string[];
  /** The lines on earlier documents, `도로과-12(2025. 3. 2.)호`. */
  references: readonly string[];
}

/** Returns the writing of a draft; all it draws comes from the document's own random sequence. */
export function writingOf(draft: Draft, random: Random): Writing {
  const office = officeOn(draft.unit, draft.day);
  const theme = draft.series === null ? draft.theme : narrowed(draft.theme, draft.series.project);
  const values = valuesOf(draft, random, office);
  const write = (pattern: string): string => fill(pattern, random, values);
  return {
    draft,
    theme,
    random,
    office,
    day: draft.day,
    year: draft.series?.year ?? yearOf(draft.day),
    fill: write,
    some: (patterns, count) => random.some(patterns, count).map(write),
    references: draft.before.map(reference),
  };
}

/** Returns how a later document names this one. */
export function reference(draft: Draft): string {
  return `${draft.number}(${koreanDate(draft.day)})호`;
}

function valuesOf(draft: Draft, random: Random, office: Office): Values {
  const { theme, series } = draft;
  const year = series?.year ?? yearOf(draft.day);
  const near = series?.neighbourhoods ?? random.some(NEIGHBOURHOODS, 4);
  const sites = series?.sites ?? theme.sites;
  const partner = officeOn(random.pick(theme.partners), draft.day);
  return {
    과: office.name,
    기관: office.organisationName,
    청사: { city: '시청', district: '구청', affiliated: '공단' }[office.organisationClass],
    협조과: partner.name,
    사업: series?.project.name ?? theme.tasks[0]!,
    연: String(year),
    전년: String(year - 1),
    전전년: String(year - 2),
    익년: String(year + 1),
    동: () => random.pick(near),
    동2: () => random.pick(near.slice(1)),
    길: () => random.pick(STREETS),
    곳: () => random.pick(sites),
  };
}
