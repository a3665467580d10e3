/** Search words: what the search says and the names of units, as files of data that its script fetches, so that it has no words of its own. */
import { countBy } from '../../catalogue/lists.ts';
import { budgetLines, projects } from '../../catalogue/projects.ts';
import { DISCLOSURES, LEDGER_TYPES, ORGANISATION_CLASSES, TEXT_TYPES } from '../../model/vocabulary.ts';
import { unitNameOn, type Unit } from '../../policy/policy.ts';
import { isCode } from '../search/asked.ts';
import type { Projects, Texts, Units } from '../search/fetched.ts';
import { KINDS } from '../search/suggest.ts';
import type { Language } from './language.ts';
import { openPage } from './page.ts';
import { projectName } from './project-name.ts';
import type { Site } from './site.ts';
import { bareWords, type WordKey } from './words.ts';

const SPOKEN = [
  'search.count', 'search.count-of-all', 'search.none', 'search.none-so-far', 'search.none-of-all', 'search.none-of-all-so-far', 'search.narrowed', 'search.at-once', 'search.by-relevance', 'search.by-date',
  'search.missing', 'search.missing-so-far', 'search.left', 'search.older', 'search.cut', 'search.half', 'search.empty', 'search.no-words', 'search.offline', 'search.slow', 'search.incomplete', 'search.failed', 'search.shown',
  'search.all-some', 'search.all-none', 'search.all-none-so-far', 'search.also', 'search.only-stops', 'search.one-syllable', 'search.in-file', 'search.near',
  'search.take-away', 'search.take-all-away', 'search.other-words', 'search.browse', 'search.year', 'search.any-unit', 'search.any-project',
  'search.facet.type', 'search.facet.year', 'search.facet.disclosure', 'search.facet.unit', 'search.facet.project', 'search.facet-count', 'search.facets-coming', 'search.facets-none', 'search.facets-part',
  'search.hints', 'search.hints-count', 'search.hint', ...KINDS.map((kind) => `search.hint.${kind}` as const), 'ledger.title',
] as const satisfies readonly WordKey[];

/** Returns the words of a language, by key, as they stand in `strings/`: the script puts in the values. */
export function searchTexts(language: Language): Texts {
  const types = [...TEXT_TYPES, ...LEDGER_TYPES].flatMap((type) => [`type-noun.${type}`, `type.${type}`] as const);
  const keys = [...SPOKEN, ...types, ...DISCLOSURES.map((code) => `disclosure.${code}` as const)];
  return Object.fromEntries(keys.map((key) => [key, bareWords(language, key)]));
}

/** Returns the units that have records, by organisation, the city first; those that the policy does not know stand with their id under the last. */
export function searchUnits({ catalogue, policy }: Site, language: Language): Units {
  const used = new Set(countBy(catalogue, 'unit').map(({ key }) => key));
  const groups = new Map<string, [string, string][]>();
  const rank = ({ organisationClass }: Unit): number => ORGANISATION_CLASSES.indexOf(organisationClass);
  for (const unit of [...policy.units.values()].sort((a, b) => rank(a) - rank(b))) {
    if (used.delete(unit.id)) groups.set(unit.organisation, [...groups.get(unit.organisation) ?? [], [unit.id, unitNameOn(unit, null)[language]]]);
  }
  for (const id of used) groups.set('', [...groups.get('') ?? [], [id, id]]);
  return [...groups].map(([id, units]) => ({ organisation: policy.organisations.get(id)?.name[language] ?? id, units }));
}

/** Returns the projects that have records, by name. One that no budget line names, or whose code could not stand in an address, is its code or is left out. */
export function searchProjects(site: Site, language: Language): Projects {
  const page = openPage(site, { path: 'search', kind: 'search', key: '', block: null }, language);
  const codes = projects(site.catalogue).map(({ project }) => project).filter(isCode);
  const lines = Map.groupBy(budgetLines(site.catalogue, codes), ({ row }) => row.project!);
  return codes.map((code) => [code, projectName(page, code, lines.get(code) ?? []).words] as const)
    .sort(([, a], [, b]) => (a < b ? -1 : Number(a > b)));
}
