/**
 * Site: everything a page may ask: the catalogue, the policy, the city and the
 * written pages. Opened once per build; where things lie comes from
 * `astro.config.mjs`, which has it from whoever starts the build.
 */
import { openCatalogue, type Catalogue } from '../../catalogue/catalogue.ts';
import { loadCity, loadPolicy } from '../../policy/load.ts';
import type { Policy } from '../../policy/policy.ts';
import { loadPlaces, type Gazetteer } from '../../policy/places.ts';
import { loadSpending, type SpendingRules } from '../../policy/spending.ts';
import { loadProjectSteps, type ProjectSteps } from '../../policy/project-steps.ts';
import { loadSynonyms, type Synonyms } from '../../policy/synonyms.ts';
import { loadWrittenPages, type WrittenPage } from './written.ts';

/** Where a build reads from. Absolute paths. */
export interface Settings { content: string; catalogue: string }

/** What pages are made of. */
export interface Site {
  catalogue: Catalogue;
  policy: Policy;
  spending: SpendingRules;
  city: ReturnType<typeof loadCity>;
  steps: ProjectSteps;
  places: Gazetteer['places'];
  synonyms: Synonyms['groups'];
  written: ReadonlyMap<string, WrittenPage>;
  /** What was asked of the catalogue and may be asked again; only where nothing changes as long as the site is open. */
  kept: Map<string, unknown> | null;
}

/** Opens a site. */
export function openSite(settings: Settings): Site {
  return {
    catalogue: openCatalogue(settings.catalogue),
    policy: loadPolicy(settings.content),
    spending: loadSpending(settings.content),
    city: loadCity(settings.content),
    steps: loadProjectSteps(settings.content),
    places: loadPlaces(settings.content).places,
    synonyms: loadSynonyms(settings.content).groups,
    written: loadWrittenPages(settings.content),
    kept: null,
  };
}

let open: Site | null = null;

/** Returns the one site of this process; whoever starts to render opens it with the settings, pages ask without. */
export function siteOf(settings?: Settings): Site {
  if (settings !== undefined) open ??= { ...openSite(settings), kept: new Map() };
  return open!;
}
