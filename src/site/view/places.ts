/** Places: the gazetteer as a list by kind, and one page per place with the records that name it. */
import { placeCounts } from '../../catalogue/places.ts';
import { PLACE_KINDS, type Place } from '../../policy/places.ts';
import { listPart, wayUp, type CountedLink } from './lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';

/** The places of one kind. */
export interface PlaceGroup { kind: string; title: string; places: CountedLink[] }

/**
 * Returns the places by kind, from wide to narrow, in the order of the alphabet. What lies
 * in a neighbourhood stands on the neighbourhood's page too; here everything is found by
 * its name. Places that no record names are left out.
 */
export function viewPlaces(page: Page): PlaceGroup[] {
  const counts = placeCounts(page.site.catalogue);
  const there = [...page.site.places.values()].filter(({ key }) => counts.has(key));
  return PLACE_KINDS.map((kind) => ({
    kind, title: page.say(`place.kind.${kind}`),
    places: sorted(page, there.filter((place) => place.kind === kind)).map((place) => linkTo(page, place, counts)),
  })).filter(({ places }) => places.length > 0);
}

/** Returns the page of a place: what it lies in, what lies in it, how else it is written, and its records. */
export function viewPlace(page: Page) {
  const { places, catalogue } = page.site;
  const place = places.get(page.key)!;
  const isOpenEnd = page.block === null;
  const counts = isOpenEnd ? placeCounts(catalogue) : new Map<string, number>();
  const inside = sorted(page, [...places.values()].filter(({ parent, key }) => parent === place.key && counts.has(key)));
  return {
    title: page.pick(place.name),
    kind: page.say(`place.kind-one.${place.kind}`),
    crumbs: [wayUp(page, 'places'), ...aboveOf(page, place)],
    spellings: isOpenEnd && place.spellings.length > 0 ? page.say('place.spellings', { names: place.spellings.join(', ') }) : null,
    below: inside.map((one) => linkTo(page, one, counts)),
    ...listPart(page, 'places', { by: 'place', key: page.key }),
  };
}

function aboveOf(page: Page, { parent }: Place): LinkTo[] {
  const above = parent === null ? undefined : page.site.places.get(parent);
  return above === undefined ? [] : [...aboveOf(page, above), { href: page.to(listPath('places', above.key)), words: page.pick(above.name) }];
}

function sorted(page: Page, places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => (page.pick(a.name) < page.pick(b.name) ? -1 : 1));
}

function linkTo(page: Page, place: Place, counts: ReadonlyMap<string, number>): CountedLink {
  return { href: page.to(listPath('places', place.key)), words: page.pick(place.name), count: page.count(counts.get(place.key) ?? 0) };
}
