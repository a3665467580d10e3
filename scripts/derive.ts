/**
 * Derive: fills the tables of the catalogue that follow from the records and from what
 * clerks wrote (`content/`), after every refresh that changed a record or when the
 * rules of a derivation are others than last time.
 *
 * Known: each derivation looks at every record, so its cost follows the archive.
 */
import type { Catalogue } from '../src/catalogue/catalogue.ts';
import { linkSources, storeLinks } from '../src/catalogue/links.ts';
import type { Progress } from '../src/model/effects.ts';
import { relate } from '../src/relate/relate.ts';

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

function derivations(catalogue: Catalogue, _content: string): Derivation[] {
  return [
    { name: 'relate', version: '1', note: 'links', fill: () => storeLinks(catalogue, relate(linkSources(catalogue))) },
  ];
}
