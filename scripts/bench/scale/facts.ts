/**
 * Facts: what is known of the n-th record of the scale corpus without making its text: id,
 * type, unit, days, numbers, path. A pure function of seed and n, so a record can name
 * another one (a number it cites), or be amended a million records later, without a table.
 */
import type { RegisterRow } from '../../../src/model/record.ts';
import type { LedgerType, Retention, TextType } from '../../../src/model/vocabulary.ts';
import { Random } from '../../sample/random.ts';
import { dayOf, daysBefore, nightOf, type Shape } from './calendar.ts';
import { drawName, wordOf } from './words.ts';

/** A unit that writes records. */
export interface ScaleUnit { id: string; organisation: string; name: string }

/** What all records of one corpus share. */
export interface ScaleCity { shape: Shape; units: readonly ScaleUnit[] }

/** One record without its text. */
export interface RecordFacts {
  n: number;
  id: string;
  path: string;
  unit: ScaleUnit;
  releasedOn: string;
  /** For texts. */
  text: { type: TextType; title: string; approvedOn: string; documentNumber: string; project: string | null; task: string; classification: string[]; retention: Retention } | null;
  /** For ledgers. */
  ledger: { type: LedgerType; period: string } | null;
}

const LETTERS = '0123456789bcdfghjkmnpqrstvwxz';
const TEXT_SHARES: Readonly<Record<TextType, number>> = { document: 86, minutes: 4, 'press-release': 4, 'question-answer': 4, research: 2 };
const LEDGERS: readonly LedgerType[] = ['expenditure', 'expenditure', 'business-expense', 'business-expense', 'contract', 'budget'];
const LEDGER_SHARE = 0.05;
const [SUBJECTS, TASKS] = [12, 300];
const KINDS = ['추진계획', '결과보고', '시행계획', '변경계획', '점검결과', '운영계획', '검토보고', '회의결과'] as const;

/** Returns the id of the n-th thing (record, closed paper, row) of a kind: all different, and looking drawn by lot. */
export function idOf(kind: 'record' | 'paper' | 'row', n: number): string {
  const space = BigInt(LETTERS.length) ** 10n;
  const start = { record: 1n, paper: 3_000_000_000n, row: 6_000_000_000n }[kind];
  let rest = ((start + BigInt(n)) * 236_887_691_104_879n) % space;
  let id = '';
  for (let at = 0; at < 10; at += 1) {
    id += LETTERS[Number(rest % BigInt(LETTERS.length))]!;
    rest /= BigInt(LETTERS.length);
  }
  return id;
}

/** Returns the sequence that everything of the n-th record is drawn from. */
export function randomOf({ shape }: ScaleCity, n: number, label: string): Random {
  return new Random(`${shape.seed}/${n}/${label}`);
}

/** Returns the number that another record cites the n-th by. */
export function documentNumberOf(city: ScaleCity, n: number): string {
  return `${unitOf(city, n).name}-${n + 1}`;
}

/** Returns the facts of the n-th record. */
export function factsOf(city: ScaleCity, n: number): RecordFacts {
  const random = randomOf(city, n, 'facts');
  const [id, unit, releasedOn] = [idOf('record', n), unitOf(city, n), dayOf(city.shape, nightOf(city.shape, n))];
  const approvedOn = daysBefore(releasedOn, random.integer(1, 14));
  const place = (type: string, ending: string): string => `records/${type}/${approvedOn.slice(0, 4)}/${approvedOn.slice(5, 7)}/${id}.${ending}`;
  if (random.chance(LEDGER_SHARE)) {
    const type = random.pick(LEDGERS);
    const ledger = { type, period: type === 'budget' ? approvedOn.slice(0, 4) : approvedOn.slice(0, 7) };
    return { n, id, unit, releasedOn, path: place(type, 'json'), text: null, ledger };
  }
  const type = random.weighted(TEXT_SHARES);
  const task = random.integer(0, TASKS - 1);
  const text = {
    type, approvedOn, title: `${drawName(random, random.integer(2, 5))} ${random.pick(KINDS)}`, documentNumber: documentNumberOf(city, n),
    project: random.chance(0.3) ? projectOf(city, random) : null, task: `${wordOf(task * 7)} ${wordOf(task * 11 + 3)}`,
    classification: classesOf(task), retention: random.pick(['3', '5', '10', 'permanent'] as const),
  };
  return { n, id, unit, releasedOn, path: place(type, 'md'), text, ledger: null };
}

/** One project for every five hundred records, so that a project has as many records in a large city as in a small one. */
function projectOf({ shape }: ScaleCity, random: Random): string {
  return `SC-${1000 + random.integer(0, Math.floor(shape.records / 500))}`;
}

/** Units write unevenly: the first writes about ten times as much as the last. */
function unitOf({ shape, units }: ScaleCity, n: number): ScaleUnit {
  return units[Math.floor(units.length ** new Random(`${shape.seed}/${n}/unit`).next()) % units.length]!;
}

function classesOf(task: number): string[] {
  const subject = task % SUBJECTS;
  return [`${wordOf(subject)} 분야`, `${wordOf(subject * 40 + (task % 5))} 부문`, `${wordOf(task * 5 + 2)} 업무`];
}

/** Returns the line of the register for a record. */
export function registerRowOf(facts: RecordFacts, withdrawn = false): RegisterRow {
  const { text, ledger, unit } = facts;
  return {
    id: facts.id, type: (text ?? ledger)!.type, status: withdrawn ? 'withdrawn' : 'released', title: withdrawn ? null : text?.title ?? null,
    documentNumber: withdrawn ? null : text?.documentNumber ?? null, organisation: unit.organisation, unit: unit.id, unitName: unit.name,
    approverRank: text === null ? null : 'division-head', approvedOn: text?.approvedOn ?? null, period: ledger?.period ?? null, listedOn: facts.releasedOn,
    releasedOn: facts.releasedOn, disclosure: isMasked(facts.n) ? 'partial' : 'open', grounds: isMasked(facts.n) ? [6] : [], opensOn: null, rule: 'phases/city', path: facts.path,
  };
}

/** One record of six hides a name or a number. */
export function isMasked(n: number): boolean {
  return n % 6 === 2;
}

/** Returns the line of the register for the n-th paper that stays closed. */
export function closedRowOf(city: ScaleCity, n: number, listedOn: string): RegisterRow {
  const random = randomOf(city, n, 'closed');
  const unit = unitOf(city, n);
  return {
    id: idOf('paper', n), type: 'document', status: 'listed', title: drawName(random, 4), documentNumber: `${unit.name}-9${n}`, organisation: unit.organisation, unit: unit.id,
    unitName: unit.name, approverRank: 'team-leader', approvedOn: daysBefore(listedOn, random.integer(1, 14)), period: null, listedOn, releasedOn: null,
    disclosure: 'closed', grounds: [random.pick([5, 6, 7] as const)], opensOn: null, rule: 'phases/city', path: null,
  };
}
