/**
 * Relatives: brings links and keywords up to date, following the change where that is
 * possible: while the basis (`src/relate/dictionary.ts`) and the city's terms are those of
 * last time and the records come behind those that are there.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { cityTerms, countAll, type Relative } from '../../src/catalogue/relatives.ts';
import { ALL_UNTIL, basisSize } from '../../src/relate/dictionary.ts';
import { LEAST_RECORDS, termsHash } from '../../src/relate/keywords.ts';
import { termsOf } from '../../src/relate/terms.ts';
import type { ChangedRecords } from '../derive.ts';
import { relateAll, type Step } from './all.ts';
import { follow } from './follow.ts';
import type { Rules } from './read.ts';

/** Brings links and keywords up to date and returns the ids of the records of which they are others than before. */
export function relatives(catalogue: Catalogue, changes: ChangedRecords | null, step: Step): Set<string> {
  const { records, live } = countAll(catalogue);
  const basis = basisSize(records);
  const terms = termsOf(cityTerms(catalogue, lastOfBasis(catalogue, basis), LEAST_RECORDS));
  const rules: Rules = { basis, terms };
  const mark = `basis ${basis} ${termsHash(terms)}`;
  const canFollow = changes !== null && records >= ALL_UNTIL && catalogue.isMarked(mark);
  catalogue.unmark('basis');
  const followed = canFollow ? follow(catalogue, rules, changes, step) : null;
  const touched = followed ?? relateAll(catalogue, rules, records < ALL_UNTIL ? live : basis, records, step);
  catalogue.mark(mark);
  return touched;
}

function lastOfBasis(catalogue: Catalogue, basis: number): Pick<Relative, 'place'> & { id: string } | null {
  return basis === 0 ? null : catalogue.first('SELECT place, id FROM records ORDER BY place, id LIMIT 1 OFFSET ?', basis - 1);
}
