/**
 * Narrowing: offers by what results can be narrowed, when the reader opens it and not
 * before: the conditions of all records are several times the bytes of a search.
 */
import type { Language } from '../view/language.ts';
import type { Asked } from './asked.ts';
import type { Engine } from './engine.ts';
import { facets } from './facets.ts';
import type { Names, Say } from './fetched.ts';
import { PARTS } from './parts.ts';

/** What is narrowed. */
export interface Narrowed { asked: Asked; engine: Engine; names(): Promise<Names>; language: Language; say: Say; isLast(): boolean }

const { facets: box, facetForm, facetNote } = PARTS;

/** Fills the form with what the last search could be narrowed by. Throws if that does not come. */
export async function fillFacets({ asked, engine, names, language, say, isLast }: Narrowed): Promise<void> {
  if (box.childElementCount === 0) facetNote.textContent = say('search.facets-coming');
  const [{ counts, years }, named] = await Promise.all([engine.count({ ...asked, older: asked.older ?? 0 }), names()]);
  if (!isLast()) return;
  const made = facets({ counts, years, conditions: asked.conditions, names: named, language, say });
  box.replaceChildren(...made);
  facetNote.textContent = made.length === 0 ? say('search.facets-none') : years.length > 0 ? say('search.facets-part') : '';
  facetForm.querySelector('button')!.hidden = made.length === 0;
}
