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
import { firstLook, hasAny, SEEN } from './detectors/first-look.ts';
import { name } from './detectors/name.ts';
import { normalise, originalRange, readings } from './detectors/normalise.ts';
import { occurrenceSearch } from './occurrences.ts';
import { isNameHere, spellingsOf } from './persons-echo.ts';
import { holdsPersonTable, namesMany } from './persons.ts';

/** One reading of one text with the signs it has and what was found in it, in units of the reading. */
interface Reading { normalised: NormalisedText; seen: number; found: Finding[] }

/** A field with the readings of its text, which fields with the same text share. */
interface Field { name: string; readings: readonly Reading[] }

/** A detector with the values that its policy allows. */
interface Asked { detector: Detector; allow: readonly RegExp[] }

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
  const asked = detectors.map((detector) => withRule(detector, masks));
  const readingsByText = new Map<string, readonly Reading[]>();
  const fields = Object.entries(paper.texts).map(([name, text]): Field => {
    let known = readingsByText.get(text);
    if (known === undefined) readingsByText.set(text, known = readAll(paper, name, text, asked));
    return { name, readings: known };
  });
  addEchoes(fields, readingsByText.values());
  return {
    stage: 'screened', paper, findings: findingsByField(fields), codesWithFindings: screenCodes(paper, asked),
    personTables: fieldsOfPersons(paper, fields),
  };
}

/** Every text of a paper is read once, however often it stands there: a ledger says the same in most rows, a file's part what the file shows. */
function readAll(paper: Paper, field: string, text: string, asked: readonly Asked[]): Reading[] {
  const seen = firstLook(text);
  return readings(text, seen).map((normalised) => {
    const reading = { normalised, seen: normalised.text === text ? seen : firstLook(normalised.text), found: [] };
    for (const one of asked) find(paper, field, reading, one);
    return reading;
  });
}

function withRule(detector: Detector, masks: Policy['masks']): Asked {
  const rule = masks.get(detector.kind);
  if (rule === undefined) {
    throw new ArchiveError('BAD_POLICY', `content/policy/masks/${detector.kind}.md`, 'the file must exist for its detector, got nothing');
  }
  return { detector, allow: rule.allow };
}

/** Adds what a detector finds in a reading. */
function find(paper: Paper, field: string, { normalised, seen, found }: Reading, { detector, allow }: Asked): void {
  if (!hasAny(seen, detector.needs)) return;
  try {
    for (const finding of detector.find(normalised.text)) {
      const { start, end } = finding;
      originalRange(normalised, start, end);
      if (!allow.some((allowed) => allowed.test(normalised.text.slice(start, end)))) found.push(finding);
    }
  } catch {
    throw new ArchiveError('BAD_SOURCE', paper.where, `detector ${detector.kind} failed on ${field}`);
  }
}

/** The codes of a paper that reach its record, by name: free enough in real systems to hold a person's number. */
function codesOf(paper: Paper): [string, string | null][] {
  if (paper.kind === 'text') return [['registryId', paper.facts.registryId], ['project', paper.facts.project]];
  return paper.rows.flatMap((row, n): [string, string | null][] => [[`rows/${n}/project`, row.project], [`rows/${n}/account`, row.account]]);
}

function screenCodes(paper: Paper, asked: readonly Asked[]): string[] {
  const verdicts = new Map<string, boolean>();
  return codesOf(paper).filter(([field, code]) => {
    if (code === null) return false;
    let isFound = verdicts.get(code);
    if (isFound === undefined) verdicts.set(code, isFound = holdsFinding(paper, field, code, asked));
    return isFound;
  }).map(([field]) => field);
}

function holdsFinding(paper: Paper, field: string, code: string, asked: readonly Asked[]): boolean {
  const normalised = normalise(code);
  const reading: Reading = { normalised, seen: firstLook(normalised.text), found: [] };
  for (const one of asked) find(paper, field, reading, one);
  return reading.found.length > 0;
}

/** Findings as ranges of the original; fields with the same text share them. */
function findingsByField(fields: readonly Field[]): Record<string, readonly Finding[]> {
  const known = new Map<readonly Reading[], readonly Finding[]>();
  const byField: Record<string, readonly Finding[]> = {};
  for (const { name, readings } of fields) {
    if (!hasFindings(readings)) continue;
    if (!known.has(readings)) known.set(readings, inOriginal(readings));
    byField[name] = known.get(readings)!;
  }
  return byField;
}

function hasFindings(readings: readonly Reading[]): boolean {
  return readings.some(({ found }) => found.length > 0);
}

/** Adds, to every reading of every text, where it repeats what was found in any. */
function addEchoes(fields: readonly Field[], texts: Iterable<readonly Reading[]>): void {
  const kinds = echoedValues(fields);
  if (kinds.size === 0) return;
  const search = occurrenceSearch(kinds.keys());
  for (const { normalised: { text }, found } of [...texts].flat()) {
    for (const { value, start, end } of search(text)) {
      const kind = kinds.get(value)!;
      const isEcho = kind === name.kind ? isNameHere(text, start, end) : !isInsideNumber(text, start, end);
      if (isEcho) found.push({ kind, start, end });
    }
  }
}

/** What is looked for everywhere, with its kind, the last one found if there are several. */
function echoedValues(fields: readonly Field[]): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const { normalised, found } of fields.flatMap(({ readings }) => (hasFindings(readings) ? readings : []))) {
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
function fieldsOfPersons(paper: Paper, fields: readonly Field[]): string[] {
  const isList = paper.kind === 'ledger' ? namesMany : holdsPersonTable;
  const verdicts = new Map<readonly Reading[], boolean>();
  const isOfPersons = (readings: readonly Reading[]): boolean => readings.some((reading) => (
    (reading.found.length > 0 || hasAny(reading.seen, SEEN.lineFeed)) && isList(reading.normalised.text, reading.found)));
  return fields.filter(({ readings }) => {
    if (!verdicts.has(readings)) verdicts.set(readings, isOfPersons(readings));
    return verdicts.get(readings)!;
  }).map(({ name: field }) => field);
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
