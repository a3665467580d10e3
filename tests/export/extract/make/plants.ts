/**
 * Plants: what the makers of this folder take. Every maker writes one format with any
 * text in any of its nooks, and says of each nook whether a reader of the file sees it.
 */
import type { PartKind } from '../../../../src/export/extract/extracted.ts';

/** Text by nook; a nook that is left out stays empty. */
export type Plants<Nook extends string> = Partial<Record<Nook, string>>;

/** Nooks of a format: the kind of part a text planted there must come out in. */
export type Nooks<Nook extends string> = Readonly<Record<Nook, PartKind>>;

/** Returns text as XML character data or as an attribute's value. */
export function xml(text: string | undefined): string {
  return (text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Returns a different made-up value per number, of the shape of a telephone number nobody has. */
export function value(number: number): string {
  return `010-0000-${String(number).padStart(4, '0')}`;
}

/** Returns every nook planted with a value of its own. */
export function plantAll<Nook extends string>(nooks: Nooks<Nook>, start = 1000): Record<Nook, string> {
  const plants = {} as Record<Nook, string>;
  (Object.keys(nooks) as Nook[]).forEach((nook, index) => { plants[nook] = value(start + index); });
  return plants;
}
