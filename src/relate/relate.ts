/**
 * Relate: the first step of the site program. Returns for every record up to five
 * others, each with its reason in words, because a link that can't say why it is
 * there is a guess that the reader has to check.
 *
 * What is written in the records comes first (a document number quoted, money and the
 * document that approved it, a meeting, a project, a file, an article of law, a task);
 * likeness of words only fills what is left. Likeness is the cosine of TF-IDF over
 * syllable pairs and words, the title three times, from 0.16 up.
 *
 * Known: everything is compared with everything on each call, so the cost follows
 * the archive and not the change; in an archive of more than some ten thousand
 * records the caller must hand over the candidates only.
 */
import { ArchiveError } from '../errors.ts';
import { lawsOf } from './laws.ts';
import { LexiconBuilder } from './lexicon.ts';
import { meetingOf } from './meetings.ts';
import { SharedWords } from './shared-words.ts';
import { Similarity, SIMILARITY_THRESHOLD, type Cosines } from './similarity.ts';
import { tie, TIE_KINDS, type Tie, type Tieable, type TieKind } from './ties.ts';

/** What is needed of a record to relate it. Texts are the public ones, masks included. */
export interface Relatable {
  id: string;
  title: string;
  text: string;
  documentNumber: string | null;
  /** Document numbers that the record quotes; for a ledger those of its approving documents. */
  cites: string[];
  task: string | null;
  project: string | null;
  /** Name of the records file (기록물철), unique within its unit. */
  file: string | null;
  unit: string | null;
  /** The record's own day, `YYYY-MM-DD`: tells the year of a meeting whose title does not. */
  day: string | null;
  /** A `RecordType`; ledger types make a citation a tie of money and approval. */
  type: string;
}

/** Why two records are linked. `cites`, `cited-by` read from the record the link stands in; the others read the same from both. */
export interface Reason {
  kind: TieKind | 'shared-words';
  /** `shared-words`: one to three whole words both have; `same-law`: one or two articles; the most telling first. Else empty. */
  words: string[];
  /** The number cited, for the three kinds that rest on one. */
  documentNumber: string | null;
}

/** A link from one record's page to another's. */
export interface Related {
  from: string;
  to: string;
  /** Never empty; strongest first. */
  reasons: Reason[];
}

/** Links on one record's page. */
const LINKS_LIMIT = 5;

/**
 * Returns the links of all records, by `from` in the order of ids, best first.
 * The same records in another order give the same links.
 *
 * @param records - Read once; texts are not kept.
 * @throws {ArchiveError} `BAD_RECORD` if an id comes twice.
 */
export function* relate(records: Iterable<Relatable>): Iterable<Related> {
  const { ids, tieables, lexicon } = takeIn(records);
  const ties = tie(tieables);
  const similarity = new Similarity(lexicon);
  const sharedWords = new SharedWords(lexicon);
  for (let from = 0; from < ids.length; from += 1) {
    const cosines = similarity.of(from);
    let left = LINKS_LIMIT;
    for (const to of candidates(ties[from]!, cosines)) {
      const reasons = reasonsOf(ties[from]!.get(to) ?? [], () => (
        cosines.with(to) >= SIMILARITY_THRESHOLD ? sharedWords.of(from, to) : []
      ));
      if (reasons.length === 0) continue;
      yield { from: ids[from]!, to: ids[to]!, reasons };
      left -= 1;
      if (left === 0) break;
    }
  }
}

/** Reads the records and orders them by id. */
function takeIn(records: Iterable<Relatable>) {
  const builder = new LexiconBuilder();
  const read: { id: string; arrival: number; tieable: Tieable }[] = [];
  for (const record of records) {
    builder.add(record.title, record.text);
    read.push({ id: record.id, arrival: read.length, tieable: tieableOf(record) });
  }
  read.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  read.forEach(({ id }, at) => {
    if (at > 0 && read[at - 1]!.id === id) throw new ArchiveError('BAD_RECORD', id, 'expected one record of this id, got two');
  });
  const lexicon = builder.finish();
  const inOrder = read.map(({ arrival }) => lexicon.records[arrival]!);
  lexicon.records = inOrder;
  return { ids: read.map(({ id }) => id), tieables: read.map(({ tieable }) => tieable), lexicon };
}

function tieableOf({ type, documentNumber, cites, task, project, file, unit, title, text, day }: Relatable): Tieable {
  const key = file === null || unit === null ? null : `${unit} ${file}`;
  return { type, documentNumber, cites, task, project, file: key, meeting: meetingOf(title, unit, day), laws: lawsOf(text) };
}

/** Tied records by their strongest tie, then by likeness, then by id; after them the nearest others. */
function candidates(ties: Map<number, Tie[]>, cosines: Cosines): number[] {
  const tied = [...ties].map(([to, found]) => ({ to, strength: Math.min(...found.map(({ kind }) => TIE_KINDS.indexOf(kind))) }));
  tied.sort((a, b) => a.strength - b.strength || cosines.with(b.to) - cosines.with(a.to) || a.to - b.to);
  return [...tied.map(({ to }) => to), ...cosines.nearest.filter((to) => !ties.has(to))];
}

function reasonsOf(ties: readonly Tie[], sharedWords: () => string[]): Reason[] {
  const reasons: Reason[] = ties.map(({ kind, documentNumber, words }) => ({ kind, words, documentNumber }));
  reasons.sort((a, b) => TIE_KINDS.indexOf(a.kind as TieKind) - TIE_KINDS.indexOf(b.kind as TieKind));
  const shared = sharedWords();
  if (shared.length > 0) reasons.push({ kind: 'shared-words', words: shared, documentNumber: null });
  return reasons;
}
