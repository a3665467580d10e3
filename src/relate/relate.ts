/**
 * Relate: the first step of the site program. Gives every record up to five others, each
 * with its reason in words, because a link that can't say why it is there is a guess that
 * the reader has to check.
 *
 * What is written in the records comes first (a document number quoted, money and the
 * document that approved it, a meeting, a project, a file, an article of law, a task);
 * likeness of words only fills what is left. Likeness is the cosine over syllable pairs
 * and words, weighed by a basis that stands still while the archive grows
 * (`dictionary.ts`), the title three times, from 0.16 up. Here a whole archive is related
 * in memory; `scripts/relatives/follow.ts` follows changes by the same rules.
 */
import { ArchiveError } from '../errors.ts';
import type { Relatable } from '../model/relatable.ts';
import { Linker, type Reason } from './links.ts';
import { dictionaryOf, MemoryArchive } from './memory-archive.ts';

export type { Reason } from './links.ts';

/** A link from one record's page to another's. */
export interface Related {
  from: string;
  to: string;
  /** Never empty; strongest first. */
  reasons: Reason[];
}

/**
 * Returns the links of all records, by `from` in the order of ids, best first.
 * The same records in another order give the same links.
 *
 * @throws {ArchiveError} `BAD_RECORD` if an id comes twice.
 */
export function* relate(records: Iterable<Relatable>): Iterable<Related> {
  const sorted = inOrder(records);
  const archive = archiveOf(sorted);
  const linker = new Linker(archive);
  for (const [from, { id }] of sorted.entries()) {
    for (const { other, reasons } of linker.of(from)) yield { from: id, to: sorted[other]!.id, reasons };
  }
}

/** Returns the archive of records that are in their order, to be linked as a whole. */
export function archiveOf(sorted: readonly Relatable[]): MemoryArchive {
  const archive = new MemoryArchive(dictionaryOf(sorted));
  for (const record of sorted) archive.add(record);
  archive.finish();
  return archive;
}

function inOrder(records: Iterable<Relatable>): Relatable[] {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  sorted.forEach(({ id }, at) => {
    if (at > 0 && sorted[at - 1]!.id === id) throw new ArchiveError('BAD_RECORD', id, 'expected one record of this id, got two');
  });
  return sorted;
}
