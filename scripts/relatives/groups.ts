/**
 * Groups: which records' ties change because others joined or left a group: neighbours
 * that moved up, a number that names no single document any more, an article of law that
 * has come to be cited by too many.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { membersNear, membersOf } from '../../src/catalogue/relatives.ts';
import { tieKeysOf } from '../../src/relate/source.ts';
import { lawLimit, NEIGHBOURS, SAME_NUMBER_LIMIT } from '../../src/relate/ties.ts';
import type { Turn } from './follow.ts';

/** Beginnings of the keys of which all members count, see `keysOf`; of the others the neighbours do. */
const [LAW, NUMBER, CITES] = ['l ', 'n ', 'c '] as const;

/** Made before the records change; `leave` before the keys are written, `join` after. */
export class Groups {
  /** Numbers of records whose ties may be others than before. */
  readonly moved = new Set<number>();
  readonly #catalogue: Catalogue;
  readonly #turn: Turn;
  readonly #lawLimit: number;
  readonly #left: [key: string, number: number][] = [];
  readonly #joined: [key: string, number: number][] = [];
  readonly #wasMore = new Map<string, boolean>();
  readonly #weighed = new Set<string>();
  readonly #basis: number;

  constructor(catalogue: Catalogue, basis: number, turn: Turn) {
    this.#catalogue = catalogue;
    this.#turn = turn;
    this.#basis = basis;
    this.#lawLimit = lawLimit(basis);
  }

  leave(): void {
    for (const id of new Set([...this.#turn.before.keys(), ...this.#turn.after.keys()])) this.#compare(id);
    for (const [key] of [...this.#left, ...this.#joined]) if (this.#isCounted(key)) this.#wasMore.set(key, this.#isMore(key));
    for (const [key, number] of this.#left) this.#addNear(key, number);
  }

  join(): void {
    for (const [key, number] of this.#joined) this.#addNear(key, number);
    for (const [key, wasMore] of this.#wasMore) {
      if (this.#isMore(key) === wasMore) continue;
      for (const number of membersOf(this.#catalogue, key)) this.moved.add(number);
      if (key.startsWith(NUMBER)) for (const number of membersOf(this.#catalogue, CITES + key.slice(2))) this.moved.add(number);
    }
    for (const key of this.#weighed) if (!this.#isMore(key)) for (const number of membersOf(this.#catalogue, key)) this.moved.add(number);
    for (const number of this.moved) if (this.#catalogue.first('SELECT 1 FROM relatives WHERE number = ?', number) === null) this.moved.delete(number);
  }

  #compare(id: string): void {
    const [row, one] = [this.#turn.before.get(id), this.#turn.after.get(id)];
    const before = row === undefined ? [] : JSON.parse(row.keys) as string[];
    const after = one === undefined || one.source.form === 'tombstone' ? [] : tieKeysOf(one.source);
    const isSame = row !== undefined && row.number === one?.number;
    for (const key of before) if (!isSame || !after.includes(key)) this.#left.push([key, row!.number]);
    for (const key of after) if (!isSame || !before.includes(key)) this.#joined.push([key, one!.number]);
    // How many of the basis cite an article decides which of two is named first.
    if (row !== undefined && row.number < this.#basis) for (const key of [...before, ...after]) if (key.startsWith(LAW) && before.includes(key) !== after.includes(key)) this.#weighed.add(key);
  }

  #isCounted(key: string): boolean {
    return key.startsWith(LAW) || key.startsWith(NUMBER);
  }

  #isMore(key: string): boolean {
    const limit = key.startsWith(LAW) ? this.#lawLimit : SAME_NUMBER_LIMIT;
    return membersOf(this.#catalogue, key, limit + 1).length > limit;
  }

  /** Behind the last of a group nobody moves. */
  #addNear(key: string, number: number): void {
    if (this.#isCounted(key) || key.startsWith(CITES)) return;
    const near = membersNear(this.#catalogue, key, number, NEIGHBOURS);
    if (near.some((other) => other > number)) for (const other of near) this.moved.add(other);
  }
}
