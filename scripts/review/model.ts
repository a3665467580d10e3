/**
 * Model: the state of the screen, and what a key makes of it. Pure: `update` returns
 * the next state and what is to be done in the world; the terminal does it and reports.
 * So a test drives the whole review without a terminal.
 */
import type { ViewedPaper } from '../../src/export/held-paper.ts';
import type { OfficerDecision } from '../../src/export/officer-decisions.ts';
import type { HeldEntry } from '../../src/export/state.ts';
import { paperLines, textOf, type Line } from './lines.ts';
import { answer, ask, CHOICES, type Question } from './question.ts';
import type { Say } from './words.ts';

/** One key as `node:readline` names it; `text` is what it types, if anything. */
export interface Key { name: string; text: string; isControl: boolean }

/** What happens to the screen. */
export type Event =
  | { kind: 'key'; key: Key }
  | { kind: 'size'; columns: number; rows: number }
  | { kind: 'holds'; holds: readonly HeldEntry[] }
  | { kind: 'opened'; hold: HeldEntry; paper: ViewedPaper }
  | { kind: 'written'; decision: OfficerDecision }
  | { kind: 'undone'; decision: OfficerDecision }
  | { kind: 'failed'; message: string };

/** What the screen wants done. */
export type Command =
  | { kind: 'open'; hold: HeldEntry }
  | { kind: 'write'; decision: OfficerDecision }
  | { kind: 'undo'; decision: OfficerDecision }
  | { kind: 'reload' }
  | { kind: 'quit' };

/** The paper that is open. `lines` are laid out anew when the look or the width changes. */
export interface OpenPaper { hold: HeldEntry; paper: ViewedPaper; isWhole: boolean; isMarksOnly: boolean; top: number; lines: readonly Line[] }

/** Everything the screen shows. */
export interface Model {
  columns: number; rows: number; today: string; say: Say;
  holds: readonly HeldEntry[];
  filter: HeldEntry['code'] | null;
  selected: number;
  open: OpenPaper | null;
  question: { asked: Question; typed: string } | null;
  /** What is typed after `/`, `null` while nothing is. */
  typing: string | null;
  search: string;
  isHelp: boolean;
  /** Whether it was asked if the whole text shall be shown. */
  isShowAsked: boolean;
  /** Of this run, in order. */
  decisions: readonly OfficerDecision[];
  by: string;
  notice: string;
}

/** Rows that are not content: title, notice, keys. */
const FRAME_ROWS = 3;

/** Returns the screen as it begins. */
export function firstModel(given: { holds: readonly HeldEntry[]; columns: number; rows: number; today: string; say: Say; by?: string }): Model {
  return {
    columns: given.columns, rows: given.rows, today: given.today, say: given.say, holds: given.holds, filter: null, selected: 0, open: null, question: null,
    typing: null, search: '', isHelp: false, isShowAsked: false, decisions: [], by: given.by ?? '', notice: '',
  };
}

/** Returns how many rows the content has. */
export function bodyRows({ rows }: Pick<Model, 'rows'>): number { return Math.max(1, rows - FRAME_ROWS); }

/** Returns what of the holds the filter lets through. */
export function shownHolds({ holds, filter }: Pick<Model, 'holds' | 'filter'>): readonly HeldEntry[] {
  return filter === null ? holds : holds.filter(({ code }) => code === filter);
}

/** Returns the next state and what is to be done. */
export function update(model: Model, event: Event): [Model, Command[]] {
  switch (event.kind) {
    case 'key': return pressed({ ...model, notice: '' }, event.key);
    case 'size': return [laidOut({ ...model, columns: event.columns, rows: event.rows }), []];
    case 'holds': return [{ ...model, holds: event.holds, selected: Math.min(model.selected, Math.max(0, event.holds.length - 1)) }, []];
    case 'opened': return [laidOut({ ...model, search: '', open: { hold: event.hold, paper: event.paper, isWhole: false, isMarksOnly: false, top: 0, lines: [] } }), []];
    case 'written': return [{ ...closed(model), decisions: [...model.decisions, event.decision], notice: model.say('done.written', { decision: event.decision.decision, id: event.decision.id }) }, []];
    case 'undone': return [{ ...model, decisions: model.decisions.filter((decision) => decision !== event.decision), notice: model.say('done.undone', { id: event.decision.id }) }, []];
    case 'failed': return [{ ...model, question: null, notice: event.message }, []];
  }
}

/** What the keys bear under a Korean layout: an officer types names in Hangul and then presses a key. */
const HANGUL_KEYS = new Map([...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'].map((sign, n) => [sign, [...'qwertyuiopasdfghjklzxcvbnm'][n]!]));

function pressed(model: Model, pressedKey: Key): [Model, Command[]] {
  if (pressedKey.isControl && pressedKey.name === 'c') return [model, [{ kind: 'quit' }]];
  if (model.isHelp) return [{ ...model, isHelp: false }, []];
  if (model.question !== null) return answered(model, model.question, pressedKey);
  if (model.typing !== null) return [searchTyped(model, model.typing, pressedKey), []];
  const key = { ...pressedKey, text: HANGUL_KEYS.get(pressedKey.text) ?? pressedKey.text };
  if (model.isShowAsked) return [showAnswered(model, key), []];
  if (key.text === '?') return [{ ...model, isHelp: true }, []];
  if (key.text === '/') return [{ ...model, typing: '' }, []];
  return model.open === null ? pressedInList(model, key) : pressedInPaper(model, model.open, key);
}

function pressedInList(model: Model, key: Key): [Model, Command[]] {
  const shown = shownHolds(model);
  const hold = shown[model.selected];
  if (isEnter(key) && hold !== undefined) return [model, [{ kind: 'open', hold }]];
  if (key.text === 'q' || key.name === 'escape') return [model, [{ kind: 'quit' }]];
  if (key.text === 'r') return [model, [{ kind: 'reload' }]];
  if (key.text === 'u') return undo(model);
  if (key.text === 'f') return [nextFilter(model), []];
  if (key.text === 'n' && model.search !== '') return [found(model, model.selected + 1), []];
  return [{ ...model, selected: moved(model.selected, key, shown.length, bodyRows(model)) }, []];
}

/** The reasons there are, one after the other, then all. */
function nextFilter(model: Model): Model {
  const codes = [...new Set(model.holds.map(({ code }) => code))].sort();
  const filter = model.filter === null ? codes[0] ?? null : codes[codes.indexOf(model.filter) + 1] ?? null;
  return { ...model, filter, selected: 0, notice: model.say('filter.now', { code: filter ?? model.say('filter.all') }) };
}

function undo(model: Model): [Model, Command[]] {
  const decision = model.decisions.at(-1);
  if (decision === undefined) return [{ ...model, notice: model.say('done.none') }, []];
  return [model, [{ kind: 'undo', decision }]];
}

function pressedInPaper(model: Model, open: OpenPaper, key: Key): [Model, Command[]] {
  if (key.text === 'q' || key.name === 'escape' || key.name === 'backspace') return [closed(model), []];
  if (key.text === 's') return [open.isWhole ? laidOut({ ...model, open: { ...open, isWhole: false } }) : { ...model, isShowAsked: open.paper.fields.length > 0 }, []];
  if (key.text === 'm') return [laidOut({ ...model, open: { ...open, isMarksOnly: !open.isMarksOnly, top: 0 } }), []];
  if (key.text === 'n') return [nextPlace(model, open, open.top + 1), []];
  // k goes up, as in any pager; where nothing but keeping is to be decided there is nothing to page.
  const isChoice = Object.hasOwn(CHOICES, key.text) && (key.text !== 'k' || open.hold.code === 'missing-at-source');
  if (isChoice) return [choose(model, open, CHOICES[key.text as keyof typeof CHOICES]), []];
  const last = Math.max(0, open.lines.length - bodyRows(model));
  return [{ ...model, open: { ...open, top: Math.min(last, moved(open.top, key, last + 1, bodyRows(model))) } }, []];
}

function choose(model: Model, open: OpenPaper, choice: (typeof CHOICES)[keyof typeof CHOICES]): Model {
  const asked = ask(open.hold, open.paper.standing, choice, model);
  return typeof asked === 'string' ? { ...model, notice: asked } : { ...model, question: { asked, typed: '' } };
}

/** The next line with a mark or, after a search, with what was searched; from the last one back to the first. */
function nextPlace(model: Model, open: OpenPaper, from: number): Model {
  const isPlace = model.search === '' ? (spans: Line) => spans.some(({ look }) => look === 'mark' || look === 'word') : (spans: Line) => holdsWords(textOf(spans), model.search);
  const after = open.lines.findIndex((spans, n) => n >= from && isPlace(spans));
  const place = after >= 0 ? after : open.lines.findIndex(isPlace);
  return place < 0 ? { ...model, notice: model.say('search.none') } : { ...model, open: { ...open, top: place } };
}

function holdsWords(text: string, words: string): boolean { return text.normalize('NFKC').toLowerCase().includes(words.normalize('NFKC').toLowerCase()); }

function showAnswered(model: Model, key: Key): Model {
  const isYes = /^[yㅛ]$/i.test(key.text);
  const open = model.open!;
  return laidOut({ ...model, isShowAsked: false, open: { ...open, isWhole: isYes } });
}

function answered(model: Model, { asked, typed }: NonNullable<Model['question']>, key: Key): [Model, Command[]] {
  if (key.name === 'escape') return [{ ...model, question: null, notice: model.say('done.cancelled') }, []];
  const isOneKey = asked.step === 'confirm';
  if (!isOneKey && !isEnter(key)) return [{ ...model, question: { asked, typed: edited(typed, key) } }, []];
  const next = answer(asked, isOneKey ? key.text : typed, model.say);
  if (next === null) return [{ ...model, question: null, notice: model.say('done.cancelled') }, []];
  if ('step' in next) return [{ ...model, by: next.by, question: { asked: next, typed: next.refusal === null ? '' : typed } }, []];
  return [{ ...model, question: null }, [{ kind: 'write', decision: next }]];
}

function searchTyped(model: Model, typed: string, key: Key): Model {
  if (key.name === 'escape') return { ...model, typing: null, search: '' };
  if (!isEnter(key)) return { ...model, typing: edited(typed, key) };
  const sought = { ...model, typing: null, search: typed.trim() };
  if (sought.search === '') return sought;
  return sought.open === null ? found(sought, sought.selected) : nextPlace(sought, sought.open, 0);
}

/** Selects the next paper in whose line the words stand, from `start` on and around. */
function found(model: Model, start: number): Model {
  const shown = shownHolds(model);
  const places = shown.map((_, n) => (start + n) % Math.max(1, shown.length));
  const place = places.find((n) => holdsWords(`${shown[n]!.id ?? ''} ${shown[n]!.code} ${shown[n]!.where} ${shown[n]!.detail} ${shown[n]!.type}`, model.search));
  return place === undefined ? { ...model, notice: model.say('search.none') } : { ...model, selected: place };
}

function edited(typed: string, key: Key): string {
  if (key.name === 'backspace') return [...typed].slice(0, -1).join('');
  if (key.isControl && key.name === 'u') return '';
  return key.isControl || key.text === '' || /\p{Cc}/u.test(key.text) ? typed : (typed + key.text).slice(0, 200);
}

function isEnter({ name }: Key): boolean { return name === 'return' || name === 'enter'; }

function moved(at: number, { name, text }: Key, count: number, page: number): number {
  const step = name === 'down' || text === 'j' ? 1 : name === 'up' || text === 'k' ? -1 : name === 'pagedown' || text === ' ' ? page : name === 'pageup' ? -page
    : text === 'g' || name === 'home' ? -count : text === 'G' || name === 'end' ? count : 0;
  return Math.max(0, Math.min(count - 1, at + step));
}

/** Leaves the paper: its text, masked or not, is held no longer. */
function closed(model: Model): Model { return { ...model, open: null, question: null, isShowAsked: false, typing: null, search: '' }; }

function laidOut(model: Model): Model {
  const { open, columns, say } = model;
  if (open === null) return model;
  const lines = paperLines(open.hold, open.paper, { columns, isWhole: open.isWhole, isMarksOnly: open.isMarksOnly }, say);
  const top = Math.max(0, Math.min(open.top, lines.length - bodyRows(model)));
  return { ...model, open: { ...open, lines, top } };
}
