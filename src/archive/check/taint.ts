/**
 * Taint: what the export masked, looked for in all that is published. The list is
 * private and lives in memory only.
 *
 * Numbers of seven digits and more are compared by their digits alone, whatever stands
 * between them; other values by their letters and digits. What may lawfully stand
 * elsewhere (a name, an address, a birthday, a landline, an author's closed sentence)
 * is looked for only in what belongs to the same record: the official of one paper may
 * have the name of the citizen in another.
 */
import { compact, PhraseIndex } from './text/compact.ts';
import { eachRun, type Run, type Token } from './text/digit-runs.ts';
import { normalised } from './text/normalise.ts';
import type { Sort } from './piece.ts';

/** A value masked in the paper that became this record. */
export interface Taint { record: string; kind: string; value: string }

/** Kinds searched only within their record. */
const OF_RECORD = new Set(['name', 'address', 'address-detail', 'birth-date', 'telephone', 'author-mark', 'person-table', 'persons-table', 'ip', 'ip-address']);
const LEAST_DIGITS = 7;
/** Fewer digits than these could be any two numbers side by side. */
const LEAST_ACROSS = 10;
const PREFIX = 6;
const PARTICLE = /^(?:$|[^가-힣]|씨|님|군|양|은|는|이|가|을|를|의|에게|에|와|과|도|로|랑|하고|한테|께서|측|외|등|및|이라|라고)/;

type Report = (taint: Taint, at: number) => void;

/** The taint list, ready to be searched. */
export class TaintList {
  readonly #numbers = new Map<string, Taint>();
  readonly #prefixes = new Uint8Array(10 ** PREFIX);
  #lengths: number[] = [];
  readonly #phrases = new PhraseIndex<Taint>();
  readonly #ofRecord = new Map<string, Taint[]>();
  #count = 0;

  constructor(taints: Iterable<Taint>) {
    const lengths = new Set<number>();
    for (const taint of taints) this.#add(taint, lengths);
    this.#lengths = [...lengths].sort((a, b) => b - a);
  }

  /** How many values are looked for. */
  get count(): number { return this.#count; }

  /** Whether something is looked for in what belongs to a record alone. */
  knows(record: string): boolean { return this.#ofRecord.has(record); }

  #add(taint: Taint, lengths: Set<number>): void {
    const text = normalised(taint.value);
    const digits = text.replace(/\D/g, '');
    const letters = compact(text);
    if (letters.length === 0) return;
    this.#count += 1;
    const isNumber = digits.length >= LEAST_DIGITS && /^\p{L}?\d+$/u.test(letters);
    if (OF_RECORD.has(taint.kind) || (!isNumber && letters.length < 6)) {
      this.#ofRecord.set(taint.record, [...this.#ofRecord.get(taint.record) ?? [], taint]);
      return;
    }
    if (isNumber) {
      this.#addNumber(digits, taint, lengths);
      if (digits.startsWith('0') && digits.length >= LEAST_ACROSS) this.#addNumber(digits.slice(1), taint, lengths);
    } else this.#phrases.add(letters, taint);
  }

  #addNumber(digits: string, taint: Taint, lengths: Set<number>): void {
    this.#numbers.set(digits, taint);
    this.#prefixes[Number(digits.slice(0, PREFIX))] = 1;
    lengths.add(digits.length);
  }

  /** Looks for everything that may stand nowhere. `text` is normalised. */
  search(text: string, compacted: () => string, sort: Sort, found: Report): void {
    if (this.#numbers.size > 0) eachRun(text, LEAST_DIGITS, (run) => this.#inRun(text, run, sort, found));
    if (this.#phrases.size > 0) this.#phrases.search(compacted(), (_, taint, at) => found(taint, at));
  }

  /** Whether a trace may hold a value that may stand nowhere: only then its file must be read. Digits and letters are those of `trace.ts`. */
  mayBeIn(digits: string, letters: string): boolean {
    let isThere = this.#numbers.size > 0 && digits.split(' ').some((run) => this.#numbersIn(run));
    if (!isThere && this.#phrases.size > 0) this.#phrases.search(letters, () => { isThere = true; });
    return isThere;
  }

  #numbersIn(run: string): boolean {
    for (let from = 0; from + LEAST_DIGITS <= run.length; from += 1) {
      if (this.#prefixes[prefix(run, from)] === 1 && this.#lengths.some((length) => this.#numbers.has(run.slice(from, from + length)))) return true;
    }
    return false;
  }

  #inRun(text: string, { tokens, gaps }: Run, sort: Sort, found: Report): void {
    const digits = tokens.map(({ start, end }) => text.slice(start, end)).join('');
    if (digits.length < LEAST_DIGITS) return;
    const cuts = cutsOf(tokens, gaps);
    for (let from = 0; from + LEAST_DIGITS <= digits.length; from += 1) {
      if (this.#prefixes[prefix(digits, from)] === 0) continue;
      for (const length of this.#lengths) {
        const to = from + length;
        if (to > digits.length) continue;
        const taint = this.#numbers.get(digits.slice(from, to));
        if (taint !== undefined && isWhole(cuts, from, to, length, sort, digits[from]!, taint)) found(taint, tokens[0]!.start);
      }
    }
  }

  /** Looks for what may not stand in this record. */
  searchRecord(record: string, text: string, compacted: () => string, found: Report): void {
    for (const taint of this.#ofRecord.get(record) ?? []) {
      const value = normalised(taint.value).trim();
      const at = taint.kind === 'name' || value.length < 4 ? nameAt(text, value) : compacted().indexOf(compact(value));
      if (at >= 0) found(taint, at);
    }
  }
}

function prefix(digits: string, from: number): number {
  let value = 0;
  for (let at = from; at < from + PREFIX; at += 1) value = value * 10 + digits.charCodeAt(at) - 48;
  return value;
}

/** Where tokens begin and end in the joined digits, and the places of hard gaps. */
interface Cuts { edges: Set<number>; hard: readonly number[]; glued: readonly [number, number][] }

function cutsOf(tokens: readonly Token[], gaps: readonly ('soft' | 'hard')[]): Cuts {
  const edges = new Set<number>([0]);
  const hard: number[] = [];
  const glued: [number, number][] = [];
  let at = 0;
  for (const [index, { start, end, isGlued }] of tokens.entries()) {
    if (isGlued) glued.push([at, at + end - start]);
    at += end - start;
    edges.add(at);
    if (gaps[index] === 'hard') hard.push(at);
  }
  return { edges, hard, glued };
}

/**
 * A value must fill whole tokens unless it is long; only a long one may run across cells or
 * lines. One that lost its zero may too, but then it fills them: a day, a time, the number
 * of the next row and half of its year are ten digits as well.
 */
function isWhole(cuts: Cuts, from: number, to: number, length: number, sort: Sort, first: string, taint: Taint): boolean {
  const isLong = length >= LEAST_ACROSS;
  const isAcross = cuts.hard.some((at) => at > from && at < to);
  if (first !== '0' && taint.value.replace(/\D/g, '').length > length && sort !== 'number' && (!cuts.edges.has(from) || (isAcross && !cuts.edges.has(to)))) return false;
  if (!isLong && cuts.glued.some(([start, end]) => start < to && end > from)) return false;
  if (!isLong && isAcross) return false;
  return isLong || (cuts.edges.has(from) && cuts.edges.has(to));
}

/** A name stands by itself or before a particle; `이정` is not in `이정표`. */
function nameAt(text: string, name: string): number {
  const spaced = name.length >= 2 && name.length <= 4 ? [...name].join(' ') : name;
  for (const form of name === spaced ? [name] : [name, spaced]) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      const isStart = !/[가-힣A-Za-z]/.test(text[at - 1] ?? ' ') || /[가-힣]/.test(text[at - 1]!) && name.length >= 4;
      if (isStart && PARTICLE.test(text.slice(at + form.length, at + form.length + 3)) && !/^[A-Za-z]/.test(text.slice(at + form.length))) return at;
    }
  }
  return -1;
}
