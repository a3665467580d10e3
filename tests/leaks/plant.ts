/**
 * Plant: one planted value, what stands around it, and the forms in which it would be
 * known again. Every value is drawn once: where it turns up, it got there from its plant.
 */
import { Chance } from './chance.ts';
import { contextsOf } from './contexts.ts';
import { spell, type Place } from './spellings.ts';
import { drawValue, KIND_LIST, type Kind } from './values.ts';

/** A value in its context. */
export interface Plant {
  number: number;
  kind: Kind;
  spelling: string;
  /** The value as it stands in the text, and as it was typed first. */
  written: string;
  plain: string;
  /** Context with the value in it. */
  text: string;
  column: string;
}

/** Draws plants whose values are never the same. */
export class Plants {
  readonly #chance: Chance;
  readonly #taken = new Set<string>();
  #number = 0;

  constructor(seed: number) {
    this.#chance = new Chance(seed);
  }

  /** The chance the plants are drawn with, for whatever else must vary. */
  get chance(): Chance { return this.#chance; }
  /** How many were drawn. */
  get count(): number { return this.#number; }

  /** Returns the next plant; kinds take turns. `isTyped`: in no spelling but the usual one. */
  draw(place: Place, kinds: readonly Kind[] = KIND_LIST, isTyped = false): Plant {
    const kind = kinds[this.#number % kinds.length]!;
    let value = drawValue(kind, this.#chance);
    while (this.#taken.has(bare(value.text))) value = drawValue(kind, this.#chance);
    this.#taken.add(bare(value.text));
    const { name, text } = isTyped ? { name: 'as typed', text: value.text } : spell(kind, value, place, this.#chance);
    const { texts, lines, columns } = contextsOf(kind);
    const context = this.#chance.of(place === 'line' ? lines : texts);
    this.#number += 1;
    return { number: this.#number, kind, spelling: name, written: text, plain: value.text, text: context.replace('#', () => text), column: this.#chance.of(columns) };
  }
}

/** Letters and digits only, as they are read: the form in which texts are compared. */
export function bare(text: string): string {
  const shown = text.replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/<!--[^>]{0,200}-->|<\/?[a-z][^<>]{0,300}>/gi, '');
  return shown.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Forms of which none may stand anywhere public. */
export function formsOf({ plain, written, kind }: Plant): string[] {
  const forms = new Set([bare(plain), bare(written)]);
  if (kind === 'mobile-abroad') forms.add(bare(plain).slice(2));
  return [...forms];
}

/** Large parts of a number, of which none may stand in the public form of its own paper: half a mask is none. */
export function partsOf({ plain, kind }: Plant): string[] {
  const digits = bare(plain);
  if (!/^\d{9,}$/.test(digits) || kind === 'birth-date' || kind === 'ip') return [];
  if (kind.startsWith('resident') || kind === 'foreigner') return [digits.slice(0, 6), digits.slice(6)].filter((part) => part.length >= 6);
  const length = Math.ceil(digits.length * 0.7);
  return [digits.slice(0, length), digits.slice(-length)];
}
