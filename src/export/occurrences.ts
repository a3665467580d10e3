/**
 * Occurrences: where any of many values stands in a text. What was found once in a
 * paper, a number or a name, is looked for in all its texts; a list of members has
 * twenty thousand of them, so asking for one after the other would take minutes.
 *
 * The values become one automaton (Aho and Corasick, 1975): it reads each unit of the
 * text once, however many values there are and however alike they begin.
 */

/** Where a value stands: half-open, in UTF-16 code units. */
export interface Occurrence { value: string; start: number; end: number }

/**
 * Returns every place where one of the values stands, also those inside or across
 * others, by their end and there the longest first. A value given twice counts once,
 * an empty one never. To search several texts, see `occurrenceSearch`.
 */
export function occurrencesOf(values: Iterable<string>, text: string): Iterable<Occurrence> {
  return occurrenceSearch(values)(text);
}

/** Returns the search for these values, made once for many texts. */
export function occurrenceSearch(values: Iterable<string>): (text: string) => Iterable<Occurrence> {
  const wanted = [...new Set(values)].filter((value) => value !== '');
  if (wanted.length === 0) return () => [];
  const automaton = new Automaton(wanted);
  return (text) => automaton.search(text);
}

const NONE = -1;
const UNITS = 0x10000;

/** States are numbered by depth; 0 is the beginning, where nothing has been read. */
class Automaton {
  readonly #values: readonly string[];
  readonly #steps: Steps;
  /** The state of the longest proper ending of what led to this one. */
  readonly #fallback: Int32Array;
  /** Which value ends in a state. */
  readonly #value: Int32Array;
  /** The nearest state along the fallbacks in which a value ends. */
  readonly #shorter: Int32Array;
  /** Which units begin a value: most of a text is passed by this alone. */
  readonly #begins = new Uint8Array(UNITS);

  constructor(values: readonly string[]) {
    const size = values.reduce((sum, value) => sum + value.length, 1);
    this.#values = values;
    this.#steps = new Steps(size);
    this.#fallback = new Int32Array(size);
    this.#value = new Int32Array(size).fill(NONE);
    this.#shorter = new Int32Array(size).fill(NONE);
    this.#grow(size);
    for (const value of values) this.#begins[value.charCodeAt(0)] = 1;
  }

  * search(text: string): Generator<Occurrence> {
    for (let at = 0, state = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (state === 0 && this.#begins[unit] === 0) continue;
      state = this.#next(state, unit);
      for (let found = this.#value[state] === NONE ? this.#shorter[state]! : state; found !== NONE; found = this.#shorter[found]!) {
        const value = this.#values[this.#value[found]!]!;
        yield { value, start: at + 1 - value.length, end: at + 1 };
      }
    }
  }

  /** Makes the states depth by depth, so that a fallback, which is less deep, is always there before. */
  #grow(size: number): void {
    let growing = this.#values.map((_, index) => ({ index, state: 0 }));
    for (let depth = 0, states = 1; growing.length > 0 && states <= size; depth += 1) {
      for (const path of growing) {
        const unit = this.#values[path.index]!.charCodeAt(depth);
        let state = this.#steps.get(path.state, unit);
        if (state === NONE) this.#add(path.state, unit, state = states++);
        path.state = state;
      }
      growing = growing.filter(({ index, state }) => {
        if (this.#values[index]!.length > depth + 1) return true;
        this.#value[state] = index;
        return false;
      });
    }
  }

  #add(parent: number, unit: number, state: number): void {
    const fallback = parent === 0 ? 0 : this.#next(this.#fallback[parent]!, unit);
    this.#steps.set(parent, unit, state);
    this.#fallback[state] = fallback;
    this.#shorter[state] = this.#value[fallback] === NONE ? this.#shorter[fallback]! : fallback;
  }

  #next(from: number, unit: number): number {
    let state = from;
    let next = this.#steps.get(state, unit);
    while (next === NONE && state !== 0) {
      state = this.#fallback[state]!;
      next = this.#steps.get(state, unit);
    }
    return next === NONE ? 0 : next;
  }
}

/** The steps from state to state: a hash table of fixed size with open addressing, since every unit read costs a look-up. */
class Steps {
  /** Three numbers a place, side by side in memory: state, unit, next state. */
  readonly #places: Int32Array;
  readonly #last: number;

  /** @param size - At most so many steps; at least half of the places stay empty, so that a search ends. */
  constructor(size: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * size + 2));
    this.#places = new Int32Array(3 * places).fill(NONE);
    this.#last = places - 1;
  }

  get(state: number, unit: number): number {
    return this.#places[this.#find(state, unit) + 2]!;
  }

  set(state: number, unit: number, next: number): void {
    const at = this.#find(state, unit);
    this.#places[at] = state;
    this.#places[at + 1] = unit;
    this.#places[at + 2] = next;
  }

  /** Where this step is, or the empty place for it. */
  #find(state: number, unit: number): number {
    const places = this.#places;
    const hash = Math.imul(state, 0x9e3779b1) + Math.imul(unit, 0x85ebca6b) | 0;
    let place = (hash ^ hash >>> 15) & this.#last;
    while (places[3 * place + 2] !== NONE && (places[3 * place] !== state || places[3 * place + 1] !== unit)) place = (place + 1) & this.#last;
    return 3 * place;
  }
}
