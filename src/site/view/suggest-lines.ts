/**
 * Suggest lines: what may be suggested to somebody who types, as one file that comes with
 * the first key: keywords, units and what they were called before, projects, places,
 * classes of work, types of records, and words that mean the same.
 *
 * A line costs some ten bytes once it is compressed, so the kinds are capped: a city of
 * any size sends at most 30 KB. Keywords of one record are left out: they are the words of
 * that record alone, and would be for the most part names.
 */
import { placeCounts } from '../../catalogue/places.ts';
import { countBy } from '../../catalogue/lists.ts';
import { keyword, keywordKey, widestKeywords } from '../../catalogue/keywords.ts';
import { projects } from '../../catalogue/projects.ts';
import type { RecordType } from '../../model/vocabulary.ts';
import { unitNameOn, type Words } from '../../policy/policy.ts';
import { KINDS, type Kind, type Line } from '../search/suggest.ts';
import type { Language } from './language.ts';
import { searchProjects } from './search-words.ts';
import type { Site } from './site.ts';
import { bareWords } from './words.ts';

/** Lines of each kind at most, those with the most records. */
const MOST: Readonly<Record<Kind, number>> = { keyword: 1000, unit: 500, former: 200, project: 300, place: 300, class: 200, same: 300, type: 20 };

/** Returns the lines of a language: within their rank the suggestions stand in this order, those with the most records first. */
export function suggestLines(site: Site, language: Language): Line[] {
  const { catalogue } = site;
  const units = unitLines(site, language);
  const lines: Record<Kind, Line[]> = {
    keyword: widestKeywords(catalogue, MOST.keyword).filter(({ records }) => records > 1).map(({ word, records }) => lineOf('keyword', word, records)),
    unit: units.filter(([, kind]) => KINDS[kind] === 'unit'),
    former: units.filter(([, kind]) => KINDS[kind] === 'former'),
    project: projectLines(site, language),
    place: placeLines(site, language),
    class: catalogue.all<{ name: string; count: number }>('SELECT min(name) AS name, count(*) AS count FROM classes GROUP BY key ORDER BY count DESC, name LIMIT ?', MOST.class)
      .map(({ name, count }) => lineOf('class', name, count)),
    same: site.synonyms.flatMap(([first, ...others]) => others.map((word) => lineOf('same', word, keyword(catalogue, keywordKey(first!))?.records ?? 0, first!))),
    type: countBy(catalogue, 'type').flatMap(({ key, count }) => {
      const name = (one: Language): string => bareWords(one, `type-noun.${key as RecordType}`);
      return named('type', { ko: name('ko'), en: name('en') }, count, language);
    }),
  };
  return KINDS.flatMap((kind) => widest(lines[kind]).slice(0, MOST[kind])).sort((a, b) => b[2] - a[2]);
}

function lineOf(kind: Kind, text: string, records: number, searched = text): Line {
  const number = KINDS.indexOf(kind);
  return searched === text ? [text, number, records] : [text, number, records, searched];
}

function widest(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
}

/** Records are in Korean: an English name leads to the Korean one, which can be typed too. */
function named(kind: Kind, { ko, en }: Words, records: number, language: Language): Line[] {
  return [...(language === 'ko' ? [] : [lineOf(kind, en, records, ko)]), lineOf(kind, ko, records)];
}

/** A unit was called what its file says, and what its records say: a reorganisation years ago may stand in these alone. */
function unitLines({ catalogue, policy }: Site, language: Language): Line[] {
  const written = Map.groupBy(catalogue.all<{ unit: string; name: string }>('SELECT DISTINCT unit, unit_name AS name FROM records WHERE unit_name IS NOT NULL ORDER BY unit, unit_name'), ({ unit }) => unit);
  return countBy(catalogue, 'unit').flatMap(({ key, count }) => {
    const unit = policy.units.get(key);
    if (unit === undefined) return [];
    const now = unitNameOn(unit, null);
    const former = new Set([...unit.names.flatMap(({ name }) => (language === 'ko' ? [name.ko] : [name.ko, name.en])), ...(written.get(key) ?? []).map(({ name }) => name)]);
    const lines = [...former].filter((name) => name !== now.ko && name !== now.en).map((name) => lineOf('former', name, count, now.ko));
    return [...named('unit', now, count, language), ...lines];
  });
}

function projectLines(site: Site, language: Language): Line[] {
  const names = new Map(searchProjects(site, language));
  return projects(site.catalogue).filter(({ project }) => names.has(project) && names.get(project) !== project)
    .map(({ project, documents }) => lineOf('project', names.get(project)!, documents));
}

function placeLines({ catalogue, places }: Site, language: Language): Line[] {
  const counts = placeCounts(catalogue);
  return [...places.values()].filter(({ key }) => counts.has(key)).flatMap(({ key, name }) => named('place', name, counts.get(key)!, language));
}
