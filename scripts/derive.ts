/**
 * Derive: fills the tables of the catalogue that follow from the records and from what
 * clerks wrote (`content/`), after every refresh: for the records that changed and those
 * whose links or keywords follow from them, or for all when the rules of a derivation are
 * others than last time.
 *
 * Whatever the history, the tables are those that a new catalogue of the same content
 * would get; rows that stay the same are not touched.
 */
import type { Catalogue } from '../src/catalogue/catalogue.ts';
import { placeSource, placeSources, storePlaces, type PlaceSource } from '../src/catalogue/places.ts';
import type { Progress } from '../src/model/effects.ts';
import { loadPlaces, type Gazetteer } from '../src/policy/places.ts';
import { loadSpending } from '../src/policy/spending.ts';
import { PlaceFinder } from '../src/relate/places.ts';
import { markLedgers } from './mark-ledgers.ts';
import { relatives } from './relatives/relatives.ts';

/** Ids of the records that are new, other or gone since the last time; `null` if that is not known. */
export interface ChangedRecords { added: readonly string[]; changed: readonly string[]; removed: readonly string[] }

/** One derived part. `version` names everything besides the records that the outcome depends on. */
interface Derivation { name: string; version: string; note: string; fill(changes: ChangedRecords | null): number }

/** Brings all derived parts up to date. */
export function derive(catalogue: Catalogue, content: string, changes: ChangedRecords | null, report: (progress: Progress) => void): void {
  const isChanged = changes === null || changes.added.length + changes.changed.length + changes.removed.length > 0;
  for (const { name, version, note, fill } of derivations(catalogue, content, report)) {
    const mark = `${name} ${version}`;
    const isMarked = catalogue.isMarked(mark);
    if (!isChanged && isMarked) continue;
    catalogue.unmark(name);
    const done = fill(isMarked ? changes : null);
    catalogue.mark(mark);
    report({ stage: name, done, total: done, note });
  }
}

function derivations(catalogue: Catalogue, content: string, report: (progress: Progress) => void): Derivation[] {
  const spending = loadSpending(content);
  const gazetteer = loadPlaces(content);
  return [
    { name: 'spending', version: spending.hash, note: 'ledgers', fill: () => markLedgers(catalogue, spending) },
    { name: 'relate', version: '3', note: 'records with other links or keywords', fill: (changes) => relatives(catalogue, changes, (done, total) => report({ stage: 'relate', done, total })).size },
    { name: 'places', version: `2 ${gazetteer.hash}`, note: 'records with other places', fill: (changes) => placeRecords(catalogue, gazetteer, changes) },
  ];
}

/** Returns how many records have other places than before. */
function placeRecords(catalogue: Catalogue, { places }: Gazetteer, changes: ChangedRecords | null): number {
  const finder = new PlaceFinder([...places.values()].map(({ key, parent, name, spellings, afterParent }) => ({ key, parent, names: [name.ko, ...spellings], afterParent })));
  return catalogue.transaction(() => {
    let others = 0;
    for (const { id, texts } of sourcesOf(catalogue, changes)) if (storePlaces(catalogue, id, finder.find(texts))) others += 1;
    return others;
  });
}

/** What is gone or withdrawn has lost its places with its row. */
function* sourcesOf(catalogue: Catalogue, changes: ChangedRecords | null): Generator<PlaceSource> {
  if (changes === null) yield* placeSources(catalogue);
  else for (const id of [...changes.added, ...changes.changed]) {
    const source = placeSource(catalogue, id);
    if (source !== null) yield source;
  }
}
