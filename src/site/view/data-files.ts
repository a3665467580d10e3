/** Data files: what stands beside the pages for machines and for the search, and says something of the whole archive. */
import { figures, figuresByGround, figuresByUnit } from '../../catalogue/register.ts';
import { DATA_SET_NAMES, dataCsv, dataJson, dataPackage } from './figure-data.ts';
import { LANGUAGES } from './language.ts';
import { feedPath, openedFeed } from './opened-feed.ts';
import { searchProjects, searchTexts, searchUnits } from './search-words.ts';
import type { Site } from './site.ts';
import { suggestLines } from './suggest-lines.ts';

/** A file to write below the portal's folder. */
export interface DataFile { path: string; text: string }

/** Yields the files; each is written anew whenever anything has changed. */
export function* dataFiles(site: Site): Generator<DataFile> {
  const { catalogue } = site;
  yield { path: 'data/disclosure.json', text: `${JSON.stringify({ all: figures(catalogue), byUnit: figuresByUnit(catalogue), byGround: figuresByGround(catalogue) }, null, 1)}\n` };
  yield { path: 'data/disclosure/datapackage.json', text: dataPackage() };
  for (const name of DATA_SET_NAMES) {
    yield { path: `data/disclosure/${name}.csv`, text: dataCsv(site, name) };
    yield { path: `data/disclosure/${name}.json`, text: dataJson(site, name) };
  }
  yield { path: 'data/search-synonyms.json', text: line(site.synonyms) };
  for (const language of LANGUAGES) {
    yield { path: `data/search-words.${language}.json`, text: line(searchTexts(language)) };
    yield { path: `data/search-units.${language}.json`, text: line(searchUnits(site, language)) };
    yield { path: `data/search-projects.${language}.json`, text: line(searchProjects(site, language)) };
    yield { path: `data/suggest.${language}.json`, text: line(suggestLines(site, language)) };
    yield { path: feedPath(language), text: openedFeed(site, language) };
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
