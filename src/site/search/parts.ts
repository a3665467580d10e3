/** Parts: the places of the search page that the search fills; `layouts/Search.astro` makes them. */

function part<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

const form = document.querySelector<HTMLFormElement>('form.finder')!;

/** Every part by what it holds. */
export const PARTS = {
  form,
  input: form.querySelector('input')!,
  /** Said aloud, and seen. */
  status: part('status'),
  /** Seen while something is under way. */
  working: part('working'),
  section: part('results'),
  heading: part('results-title'),
  /** Conditions that are set, each a link that takes it away. */
  conditions: part('conditions'),
  narrow: part<HTMLDetailsElement>('narrow'),
  facetForm: part<HTMLFormElement>('facet-form'),
  facets: part('facets'),
  facetNote: part('facet-note'),
  order: part('order'),
  /** What to try when nothing was found. */
  nothing: part('nothing'),
  found: part('found'),
  further: part('further'),
  more: part('more'),
  shown: part('shown'),
  /** What was not searched, with a link that goes further back. */
  older: part('older'),
  /** The ways without the search; away while it works, so that nothing on the page jumps. */
  lists: part('lists'),
} as const;
