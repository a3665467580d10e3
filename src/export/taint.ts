/**
 * Taint: what the second, independent check of the finished build looks for. Every
 * value that was hidden in a paper, as the paper has it, and the phrases by which a
 * withdrawn record would be known again. Private, never in `content/`.
 *
 * Keeping them is a risk of its own. It adds none for who can read the city's own
 * systems, which is who can read the private folder.
 */
import type { PublicRecord, TextRecord } from '../model/record.ts';
import type { Screened } from '../model/stages.ts';
import { authorMark } from './detectors/author-mark.ts';

/** A secret of one paper. */
export interface Taint { kind: string; value: string }

/** A line of an author's closed passage shorter than this tells nothing by itself. */
const PASSAGE_UNITS = 8;
/** How many phrases of a withdrawn record are kept, and of what length. */
const PHRASES = 40;
const PHRASE_UNITS = 24;
/** A shorter title is a word that stands anywhere. */
const TELLING_UNITS = 8;

/** Returns what was found in a paper, each value once. Passages that their author closed count line by line. */
export function taintOf({ paper, findings }: Screened): Taint[] {
  const found = new Map<string, Taint>();
  for (const [field, ranges] of Object.entries(findings)) {
    for (const { kind, start, end } of ranges) {
      const text = paper.texts[field]!;
      const from = kind === 'address' ? startOfPlace(text, start) : start;
      for (const value of valuesOf(kind, text.slice(from, end))) found.set(`${kind} ${value}`, { kind, value });
    }
  }
  return [...found.values()];
}

/** A house number alone is any number; with the road before it, it is a home. */
function startOfPlace(text: string, start: number): number {
  return start - (/[^\s,|("]{1,20}[ \t]?$/.exec(text.slice(Math.max(0, start - 21), start))?.[0].length ?? 0);
}

function valuesOf(kind: string, value: string): string[] {
  if (kind !== authorMark.kind) return [value.trim()];
  return value.replace(/[⟦〚][^⟧〛]{0,40}[⟧〛]?/gu, '\n').split('\n').map((line) => line.trim()).filter((line) => line.length >= PASSAGE_UNITS);
}

/** Returns the title and some long lines of a record's public text, by which it would be known again. */
export function phrasesOf(record: PublicRecord): string[] {
  return allPhrasesOf(record).slice(0, PHRASES);
}

/** Returns the title and all long lines of a record's public text. A ledger has none: its rows may rightly stand elsewhere. */
export function allPhrasesOf(record: PublicRecord, leastUnits = PHRASE_UNITS): string[] {
  return 'rows' in record ? [] : [...new Set([record.title, ...linesOf(record, leastUnits)])].filter((phrase) => phrase.length >= TELLING_UNITS);
}

function linesOf({ markdown, files }: TextRecord, leastUnits: number): string[] {
  const texts = [markdown, ...files.flatMap(({ text, sheets }) => [text ?? '', ...sheets.map(({ csv }) => csv)])];
  return texts.flatMap((text) => text.split('\n')).map((line) => line.replace(/[#*_|>`"]/g, ' ').replace(/\s{1,100}/g, ' ').trim())
    .filter((line) => line.length >= leastUnits && !line.includes('가림·제'));
}
