/**
 * Held paper: what an officer looks at to decide. Nothing of a held paper's text is
 * kept between nights, so it is read again from its source, screened and masked like
 * at night, and held in memory only as long as somebody looks.
 *
 * A decision is bound to the hash of the paper that the night held. If the source has
 * another version by now, that is said, and the text shown is not what is decided on.
 */
import type { HoldCode, LedgerPaper, Masked, Paper, Screened, TextPaper } from '../model/stages.ts';
import { ROW_TEXTS } from '../model/record.ts';
import type { Policy } from '../policy/policy.ts';
import { inputHashOf } from './case.ts';
import { openSource } from './collect.ts';
import type { SourceEntry } from './configuration.ts';
import { findFiles } from './file-bytes.ts';
import { mask } from './mask.ts';
import { readFiles } from './read-files.ts';
import type { Readers } from './readers.ts';
import { withRecognised } from './recognised.ts';
import type { HeldPaper } from './sources/source.ts';
import type { HeldEntry } from './state.ts';

/** A stretch of a text that a reader should see at once: a mask, or a word that held the paper. UTF-16 code units. */
export interface Mark { start: number; end: number; why: 'mask' | 'word' }

/** One text with its marks, in order. */
export interface MarkedText { text: string; marks: readonly Mark[] }

/** One text of the paper as it would be published, and as it is; a ledger's rows stand together, one a line. */
export interface ViewedField { field: string; masked: MarkedText; whole: MarkedText }

/** A held paper, read again. */
export interface ViewedPaper {
  /** `same` as the night held it, `changed` since, `gone` from its source, or `untranslated`: the source could not make a paper of it. */
  standing: 'same' | 'changed' | 'gone' | 'untranslated';
  /** What is neither text nor secret: disclosure, grounds, rank, day. */
  facts: readonly (readonly [string, string])[];
  fields: readonly ViewedField[];
  /** Codes in which something was found; shown only with the whole text. */
  codes: readonly (readonly [string, string])[];
  /** Where a word of a topic stands: field and the topic's rule. */
  words: readonly { field: string; rule: string; word: string }[];
  /** Why there is no masked text, `null` if there is. Never record text. */
  problem: string | null;
}

/** What a paper is read again with. */
export interface ViewContext { sources: readonly SourceEntry[]; policy: Policy; readers: Readers }

/**
 * Returns the paper of a hold as its source has it now.
 *
 * @throws {ArchiveError} what the source throws when it can't be read.
 */
export function viewHeldPaper(hold: HeldEntry, { sources, policy, readers }: ViewContext): ViewedPaper {
  const entry = sources.find(({ name }) => name === hold.source);
  const item = entry === undefined || hold.id === null ? null : findPaper(entry, hold.key);
  if (item === null) return { standing: 'gone', facts: [], fields: [], codes: [], words: [], problem: null };
  const standing = inputHashOf(item) === hold.inputHash ? 'same' : 'changed';
  if (item.kind === 'held') return { standing: standing === 'same' ? 'untranslated' : 'changed', facts: [], fields: [], codes: [], words: [], problem: item.hold.detail };
  return view(item, standing, hold.code, policy, readers);
}

/** Returns the paper of a key with its files found, `null` if the source does not have it. Reads no further than it has to. */
export function findPaper(entry: SourceEntry, key: string): Paper | HeldPaper | null {
  const source = openSource(entry);
  try {
    for (const item of source.papers()) {
      if (item.kind === 'held-row' || item.key !== key) continue;
      return item.kind === 'text' ? findFiles(item, entry.files ?? null) : item;
    }
    return null;
  } finally {
    source.close();
  }
}

/** Whatever fails on the paper is said; its text is then there as a whole only, for nobody could mask it. */
function view(found: Paper, standing: ViewedPaper['standing'], code: HoldCode, policy: Policy, readers: Readers): ViewedPaper {
  const topics = topicSearch(code, policy);
  const facts = found.kind === 'text' ? textFacts(found) : ledgerFacts(found);
  const paper = found.kind === 'text' ? readFiles(found, (name, path) => readers.readFile(name, path)) : found;
  try {
    const screened = withRecognised(readers.screen(paper, policy.masks), readers.recognise(paper), policy.masks);
    const masked = mask(screened, policy.masks);
    const fields = paper.kind === 'text' ? textFields(screened, masked, topics) : [rowsField(screened as Screened<LedgerPaper>, masked as Masked<LedgerPaper>, topics)];
    const words = Object.entries(masked.texts).flatMap(([field, text]) => topics(field, asSearched(text)).map(({ rule, word }) => ({ field, rule, word })));
    return { standing, facts: [...facts, ...listsOf(screened)], fields, codes: codesOf(screened), words, problem: null };
  } catch {
    const fields = Object.entries(paper.texts).map(([field, text]) => ({ field, masked: { text: '', marks: [] }, whole: { text, marks: [] } }));
    return { standing, facts, fields, codes: [], words: [], problem: 'a detector failed on it, so nothing of it can be shown masked' };
  }
}

function textFacts({ facts, files }: TextPaper): [string, string][] {
  const said: [string, string | null][] = [
    ['unit', facts.unitCode], ['rank', facts.approverRank], ['approved', facts.approvedOn], ['disclosure', facts.disclosure],
    ['grounds', facts.grounds.join(', ')], ['restricted until', facts.restrictedUntil],
    ...files.map((file, n): [string, string] => [`file ${n + 1}`, `${file.role}, ${file.format}, ${file.disclosure}`]),
  ];
  return said.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
}

function ledgerFacts({ unitCode, period, rows }: LedgerPaper): [string, string][] {
  return [['unit', unitCode], ['period', period], ['rows', String(rows.length)]];
}

const FIRST = ['title', 'documentNumber', 'task', 'classification', 'file', 'body', 'publicBody'];

/** In the order a reader would want; of what lies unseen in files only what something was found in. */
function textFields(screened: Screened, masked: Masked, topics: TopicSearch): ViewedField[] {
  const { texts } = screened.paper;
  const place = (field: string) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);
  const shown = Object.keys(texts).filter((field) => texts[field]!.trim() !== '' && (!field.includes('/parts/') || screened.findings[field] !== undefined));
  return shown.sort((a, b) => place(a) - place(b) || a.localeCompare(b, 'en', { numeric: true })).map((field) => ({
    field,
    masked: marked(masked.texts[field]!, [...maskMarks(masked.texts[field]!), ...wordMarks(field, masked.texts[field]!, topics)]),
    whole: marked(texts[field]!, [...foundMarks(screened, field), ...wordMarks(field, texts[field]!, topics)]),
  }));
}

function rowsField(screened: Screened<LedgerPaper>, masked: Masked<LedgerPaper>, topics: TopicSearch): ViewedField {
  const [shown, whole] = [new Lines(), new Lines()];
  screened.paper.rows.forEach((row, n) => {
    const head = `${n + 1}  ${row.date ?? ''}  ${row.amount}`;
    [shown, whole].forEach((lines) => lines.start(head));
    for (const column of ROW_TEXTS) {
      const field = `rows/${n}/${column}`;
      const text = screened.paper.texts[field];
      if (text === undefined || text === '') continue;
      shown.add(masked.texts[field]!, [...maskMarks(masked.texts[field]!), ...wordMarks(field, masked.texts[field]!, topics)]);
      whole.add(text, [...foundMarks(screened, field), ...wordMarks(field, text, topics)]);
    }
  });
  return { field: 'rows', masked: shown.done(), whole: whole.done() };
}

/** Rows as lines of one text. */
class Lines {
  #text = '';
  readonly #marks: Mark[] = [];

  start(head: string): void { this.#text += `${this.#text === '' ? '' : '\n'}${head}`; }

  add(text: string, marks: readonly Mark[]): void {
    this.#text += '  |  ';
    for (const { start, end, why } of marks) this.#marks.push({ start: start + this.#text.length, end: end + this.#text.length, why });
    this.#text += text.replaceAll(/[\r\n]/g, ' ');
  }

  done(): MarkedText { return marked(this.#text, this.#marks); }
}

function marked(text: string, marks: readonly Mark[]): MarkedText {
  return { text, marks: [...marks].sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** The words every mask is made of; an author who writes the same is highlighted too, which harms nobody. */
const MASK = /\[[^\][\n]{1,60} 가림·제[1-8]호\]/g;

function maskMarks(text: string): Mark[] {
  return [...text.matchAll(MASK)].map(({ index, 0: words }) => ({ start: index, end: index + words.length, why: 'mask' }));
}

function foundMarks({ findings }: Screened, field: string): Mark[] {
  return (findings[field] ?? []).map(({ start, end }) => ({ start, end, why: 'mask' }));
}

function codesOf({ paper, codesWithFindings }: Screened): [string, string][] {
  if (paper.kind === 'text') return codesWithFindings.map((name) => [name, String(paper.facts[name as 'registryId' | 'project'] ?? '')]);
  return codesWithFindings.map((name) => {
    const [, n, column] = name.split('/');
    return [name, String(paper.rows[Number(n)]?.[column as 'project' | 'account'] ?? '')];
  });
}

function listsOf({ personTables }: Screened): [string, string][] {
  return personTables.map((field) => ['list of people', field]);
}

/** Returns the words of topics that stand in a folded text of a field. */
type TopicSearch = (field: string, folded: string) => { rule: string; word: string }[];

/** The same words in the same fields as decide looks for. */
function topicSearch(code: HoldCode, policy: Policy): TopicSearch {
  return (field, folded) => policy.topics.flatMap(({ rule, words, withPerson }) => {
    const wanted = [...(['title', 'task', 'classification'].includes(field) ? words : []), ...(code === 'sensitive-person' ? withPerson : [])];
    return [...new Set(wanted)].filter((word) => folded.includes(word)).map((word) => ({ rule, word }));
  });
}

function asSearched(text: string): string { return text.normalize('NFKC').toLowerCase(); }

function wordMarks(field: string, text: string, topics: TopicSearch): Mark[] {
  const words = new Set(topics(field, asSearched(text)).map(({ word }) => word));
  // Finding the places takes a second per megabyte; most texts have none.
  if (words.size === 0) return [];
  const { text: folded, starts, ends } = foldedText(text);
  return [...words].flatMap((word) => {
    const marks: Mark[] = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) marks.push({ start: starts[at]!, end: ends[at + word.length - 1]!, why: 'word' });
    return marks;
  });
}

const GRAPHEMES = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** NFKC and lower case, as topics are searched, with the place each unit comes from. */
function foldedText(text: string): { text: string; starts: number[]; ends: number[] } {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    const part = asSearched(segment);
    for (let n = 0; n < part.length; n += 1) {
      starts.push(index);
      ends.push(index + segment.length);
    }
    folded += part;
  }
  return { text: folded, starts, ends };
}
