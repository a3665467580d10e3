/**
 * Derive: fills the tables of the catalogue that follow from the records and from what
 * clerks wrote (`content/`), after every refresh that changed a record or when the
 * rules of a derivation are others than last time.
 *
 * Known: each derivation looks at every record, so its cost follows the archive.
 */
import type { Catalogue } from '../src/catalogue/catalogue.ts';
import { storeKeywords, unitTerms, wordSources } from '../src/catalogue/keywords.ts';
import { linkSources, storeLinks } from '../src/catalogue/links.ts';
import { placeSources, storePlaces } from '../src/catalogue/places.ts';
import type { Progress } from '../src/model/effects.ts';
import { loadPlaces, type Gazetteer } from '../src/policy/places.ts';
import { loadSpending } from '../src/policy/spending.ts';
import { keywordsOf } from '../src/relate/keywords.ts';
import { PlaceFinder } from '../src/relate/places.ts';
import { relate } from '../src/relate/relate.ts';
import { markLedgers } from './mark-ledgers.ts';

/** One derived part. `version` names everything besides the records that the outcome depends on. */
interface Derivation { name: string; version: string; note: string; fill(): number }

/** Brings all derived parts up to date. `isChanged` says whether any record differs from last time. */
export function derive(catalogue: Catalogue, content: string, isChanged: boolean, report: (progress: Progress) => void): void {
  for (const { name, version, note, fill } of derivations(catalogue, content)) {
    const mark = `${name} ${version}`;
    if (!isChanged && catalogue.isMarked(mark)) continue;
    catalogue.unmark(name);
    const done = fill();
    catalogue.mark(mark);
    report({ stage: name, done, total: done, note });
  }
}

function derivations(catalogue: Catalogue, content: string): Derivation[] {
  const spending = loadSpending(content);
  const gazetteer = loadPlaces(content);
  return [
    { name: 'spending', version: spending.hash, note: 'ledgers', fill: () => markLedgers(catalogue, spending) },
    { name: 'relate', version: '2', note: 'links', fill: () => storeLinks(catalogue, relate(linkSources(catalogue))) },
    { name: 'keywords', version: '2', note: 'words', fill: () => storeKeywords(catalogue, keywordsOf(() => wordSources(catalogue), unitTerms(catalogue))) },
    { name: 'places', version: `1 ${gazetteer.hash}`, note: 'places of records', fill: () => storePlaces(catalogue, placesOf(catalogue, gazetteer)) },
  ];
}

function* placesOf(catalogue: Catalogue, { places }: Gazetteer): Generator<{ id: string; places: string[] }> {
  const finder = new PlaceFinder([...places.values()].map(({ key, parent, name, spellings, afterParent }) => ({ key, parent, names: [name.ko, ...spellings], afterParent })));
  for (const { id, texts } of placeSources(catalogue)) yield { id, places: finder.find(texts) };
}
