/**
 * Screen: the second of the five export stages. Reads every text of a paper with
 * every detector, as it stands and as the page would show it.
 *
 * What was found once in a paper is then looked for in all its texts: an account
 * number has its label in the body, but not in the name of the attached file; a name
 * has it once in the form and never again in the letter.
 *
 * A detector that fails says nothing about what it would have found, so the paper
 * can't go on: the error names it and the field, never the text or the cause,
 * which may quote the text.
 */
import { ArchiveError } from '../errors.ts';
import type { Finding, Paper, Screened } from '../model/stages.ts';
import type { Policy } from '../policy/policy.ts';
import { authorMark } from './detectors/author-mark.ts';
import type { Detector, NormalisedText } from './detectors/detector.ts';
import { name } from './detectors/name.ts';
import { normalise, originalRange, readings } from './detectors/normalise.ts';
import { occurrenceSearch } from './occurrences.ts';
import { isNameHere, spellingsOf } from './persons-echo.ts';
import { holdsPersonTable, namesMany } from './persons.ts';

/** One reading of one field with what was found in it, in units of the reading. */
interface Reading { field: string; normalised: NormalisedText; found: Finding[] }

/** A value shorter than this is looked for only where a detector found it; names have rules of their own. */
const ECHO_UNITS = 9;

/**
 * Returns the paper with its findings by field, ascending and without doubles;
 * overlapping ones are kept. Values that the policy allows are not findings.
 *
 * @throws {ArchiveError} `BAD_SOURCE` if a detector throws or finds something
 *   outside the text; `BAD_POLICY` if a detector has no mask in the policy.
 */
export function screen<P extends Paper>(paper: P, detectors: readonly Detector[], masks: Policy['masks']): Screened<P> {
  const readings = Object.entries(paper.texts).flatMap(([field, text]) => readingsOf(field, text));
  for (const reading of readings) {
    for (const detector of detectors) for (const finding of findings(paper, reading, detector, masks)) reading.found.push(finding);
  }
  addEchoes(readings);
  const findingsByField: Record<string, readonly Finding[]> = {};
  for (const field of Object.keys(paper.texts)) {
    const found = inOriginal(readings.filter((reading) => reading.field === field));
    if (found.length > 0) findingsByField[field] = found;
  }
  return {
    stage: 'screened', paper, findings: findingsByField, codesWithFindings: screenCodes(paper, detectors, masks),
    personTables: fieldsOfPersons(paper, readings),
  };
}

/** The codes of a paper that reach its record, by name: free enough in real systems to hold a person's number. */
function codesOf(paper: Paper): [string, string | null][] {
  if (paper.kind === 'text') return [['registryId', paper.facts.registryId], ['project', paper.facts.project]];
  return paper.rows.flatMap((row, n): [string, string | null][] => [[`rows/${n}/project`, row.project], [`rows/${n}/account`, row.account]]);
}

function screenCodes(paper: Paper, detectors: readonly Detector[], masks: Policy['masks']): string[] {
  const verdicts = new Map<string, boolean>();
  return codesOf(paper).filter(([field, code]) => {
    if (code === null) return false;
    let isFound = verdicts.get(code);
    if (isFound === undefined) {
      const reading = { field, normalised: normalise(code), found: [] };
      verdicts.set(code, isFound = detectors.some((detector) => findings(paper, reading, detector, masks).length > 0));
    }
    return isFound;
  }).map(([field]) => field);
}

function readingsOf(field: string, text: string): Reading[] {
  return readings(text).map((normalised) => ({ field, normalised, found: [] }));
}

function findings(paper: Paper, { field, normalised }: Reading, detector: Detector, masks: Policy['masks']): Finding[] {
  const rule = masks.get(detector.kind);
  if (rule === undefined) {
    throw new ArchiveError('BAD_POLICY', `content/policy/masks/${detector.kind}.md`, 'the file must exist for its detector, got nothing');
  }
  try {
    const found = [...detector.find(normalised.text)];
    for (const { start, end } of found) originalRange(normalised, start, end);
    return found.filter(({ start, end }) => !rule.allow.some((allowed) => allowed.test(normalised.text.slice(start, end))));
  } catch {
    throw new ArchiveError('BAD_SOURCE', paper.where, `detector ${detector.kind} failed on ${field}`);
  }
}

/** Adds, to every reading, where it repeats what was found in any. */
function addEchoes(readings: readonly Reading[]): void {
  const kinds = echoedValues(readings);
  if (kinds.size === 0) return;
  const search = occurrenceSearch(kinds.keys());
  for (const { normalised: { text }, found } of readings) {
    for (const { value, start, end } of search(text)) {
      const kind = kinds.get(value)!;
      const isEcho = kind === name.kind ? isNameHere(text, start, end) : !isInsideNumber(text, start, end);
      if (isEcho) found.push({ kind, start, end });
    }
  }
}

/** What is looked for everywhere, with its kind. */
function echoedValues(readings: readonly Reading[]): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const { normalised, found } of readings) {
    for (const { kind, start, end } of found) {
      if (kind === authorMark.kind) continue;
      const value = normalised.text.slice(start, end).trim();
      if (kind === name.kind) for (const spelling of spellingsOf(value)) kinds.set(spelling, kind);
      else if (value.length >= ECHO_UNITS) kinds.set(value, kind);
    }
  }
  return kinds;
}

/** The fields that list people. */
function fieldsOfPersons(paper: Paper, readings: readonly Reading[]): string[] {
  const isList = paper.kind === 'ledger' ? namesMany : holdsPersonTable;
  return [...new Set(readings.filter(({ normalised, found }) => isList(normalised.text, found)).map(({ field }) => field))];
}

/** Whether the digits go on before or after: then it is another number. */
function isInsideNumber(text: string, start: number, end: number): boolean {
  return /^\d\d$/.test(text.slice(start - 1, start + 1)) || /^\d\d$/.test(text.slice(end - 1, end + 1));
}

/** Findings of all readings of one field as ranges of the original. */
function inOriginal(readings: readonly Reading[]): Finding[] {
  const unique = new Map<string, Finding>();
  for (const { normalised, found } of readings) {
    for (const { kind, start, end } of found) {
      const range = originalRange(normalised, start, end);
      unique.set(`${range.start} ${range.end} ${kind}`, { kind, start: range.start, end: range.end });
    }
  }
  return [...unique.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : 1));
}
