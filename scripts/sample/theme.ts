/**
 * Theme: the vocabulary of one field of the city's work. Sentences are patterns
 * (see `korean.ts`) in the note form of Korean administration (개조식), except
 * questions, answers and quotes, which are whole sentences.
 */
import type { PurchaseKind } from './places.ts';

/** A budget project that runs through the years. */
export interface ProjectSpec {
  /** Code of the budget system, ASCII, the same every year. */
  code: string;
  /** Words that belong to this project rather than to the theme's others. */
  words: readonly string[];
  name: string;
  /** Yearly budget in millions of won, from and to. */
  budget: readonly [number, number];
  goal: string;
  target: string;
  /** Id of the unit when it is not the theme's. */
  unit?: string;
}

/** One piece of the work: a heading and what is done. */
export interface Work {
  head: string;
  lines: readonly string[];
}

export interface Purchase {
  name: string;
  kind: PurchaseKind;
  millions: readonly [number, number];
}

export interface Indicator {
  name: string;
  unit: string;
  low: number;
  high: number;
}

export interface Theme {
  id: string;
  unit: string;
  partners: readonly string[];
  /** From the widest to the narrowest class of the city's business. */
  classification: readonly string[];
  tasks: readonly string[];
  laws: readonly string[];
  projects: readonly ProjectSpec[];
  backgrounds: readonly string[];
  problems: readonly string[];
  indicators: readonly Indicator[];
  works: readonly Work[];
  effects: readonly string[];
  /** What others say of a plan, and what is done with it. */
  opinions: readonly (readonly [opinion: string, answer: string])[];
  agenda: readonly string[];
  remarks: readonly string[];
  purchases: readonly Purchase[];
  /** Citizens' questions: title, question, answer. */
  questions: readonly (readonly [title: string, question: string, answer: string])[];
  /** What recurs: a title and its lines. */
  routines: readonly Work[];
  quotes: readonly string[];
  /** Facilities and places of this field. */
  sites: readonly string[];
  research: { title: string; findings: readonly string[]; proposals: readonly string[] };
  /** Purposes of everyday payments: purpose, budget item. */
  payments: readonly (readonly [purpose: string, item: string])[];
}

/** How many entries of each kind must be left when a theme is narrowed to one project. */
const LEAST = {
  backgrounds: 4,
  problems: 3,
  indicators: 3,
  works: 3,
  effects: 3,
  opinions: 3,
  agenda: 2,
  remarks: 4,
  sites: 3,
  purchases: 1,
} as const;

/**
 * Returns the theme as one of its projects sees it: entries with a word of the
 * project, or with no other project's word; topped up in order where too few remain.
 */
export function narrowed(theme: Theme, project: ProjectSpec): Theme {
  const others = theme.projects.filter((other) => other !== project).flatMap(({ words }) => words);
  const belongs = (entry: unknown): boolean => {
    const text = JSON.stringify(entry);
    return project.words.some((word) => text.includes(word)) || !others.some((word) => text.includes(word));
  };
  const narrow = <K extends keyof typeof LEAST>(key: K): Theme[K] => {
    const all = theme[key] as readonly unknown[];
    const own = all.filter(belongs);
    const rest = all.filter((entry) => !own.includes(entry));
    const kept = [...own, ...rest.slice(0, Math.max(0, LEAST[key] - own.length))];
    return all.filter((entry) => kept.includes(entry)) as unknown as Theme[K];
  };
  return {
    ...theme,
    backgrounds: narrow('backgrounds'),
    problems: narrow('problems'),
    indicators: narrow('indicators'),
    works: narrow('works'),
    effects: narrow('effects'),
    opinions: narrow('opinions'),
    agenda: narrow('agenda'),
    remarks: narrow('remarks'),
    sites: narrow('sites'),
    purchases: narrow('purchases'),
  };
}

/** Returns the entries that speak most of the same as `text`, by shared pairs of letters, best first. */
export function nearest(text: string, entries: readonly Work[]): Work[] {
  const pairs = (value: string): Set<string> =>
    new Set(
      Array.from({ length: Math.max(0, value.length - 1) }, (_, at) => value.slice(at, at + 2)).filter((pair) => /^[가-힣]{2}$/.test(pair)),
    );
  const wanted = pairs(text);
  const score = ({ head, lines }: Work): number => [...pairs(`${head} ${lines.join(' ')}`)].filter((pair) => wanted.has(pair)).length;
  return entries
    .map((entry, index) => ({ entry, index, points: score(entry) }))
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ entry }) => entry);
}
