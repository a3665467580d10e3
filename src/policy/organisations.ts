/**
 * Organisations: the tree of units with all their names, from
 * `content/organisations/<id>.json`. A reorganisation gives a unit a new name and
 * keeps its id, so that its records stay in one place.
 *
 * A city system names a unit by a code or by how it was called that day. Where
 * that fits two units we answer "unknown" and the paper is held: publishing under
 * the wrong unit applies the wrong phase table.
 */
import { parseJson } from './files.ts';
import type { WrittenFile } from './files.ts';
import type { Organisation, Policy, Unit } from './policy.ts';
import { checked, refusal } from './refuse.ts';
import { organisationSchema } from './schemas.ts';

type UnitName = Unit['names'][number];

/** The organisations and all their units, in the order of the files. */
export interface Organisations {
  organisations: ReadonlyMap<string, Organisation>;
  units: ReadonlyMap<string, Unit>;
}

/**
 * Returns the organisations of the files.
 *
 * @throws {ArchiveError} `BAD_POLICY` if there is none, or a key is unknown or
 *   wrong, an id or code stands twice, a parent is unknown or a unit its own
 *   ancestor, or the days of two names overlap.
 */
export function readOrganisations(where: string, files: readonly WrittenFile[]): Organisations {
  if (files.length === 0) throw refusal(where, 'must hold at least one <organisation>.json, got none');
  const organisations = new Map<string, Organisation>();
  const units = new Map<string, Unit>();
  const codes = new Map<string, string>();
  for (const file of files) {
    const read = readOne(file);
    organisations.set(read.organisation.id, read.organisation);
    for (const unit of read.units) addUnit(file.where, unit, units, codes);
    for (const unit of read.units) checkAncestors(file.where, unit, new Map(read.units.map((one) => [one.id, one])));
  }
  return { organisations, units };
}

/** Returns the function that finds a unit by code or name; see `Policy.resolveUnit`. */
export function unitResolver(units: ReadonlyMap<string, Unit>): Policy['resolveUnit'] {
  const byCode = new Map<string, Unit>();
  const byName = new Map<string, Unit[]>();
  for (const unit of units.values()) {
    for (const code of unit.codes) byCode.set(spelling(code), unit);
    for (const name of spellings(unit)) byName.set(name, [...(byName.get(name) ?? []), unit]);
  }
  return (codeOrName, on) => {
    const wanted = spelling(codeOrName);
    return byCode.get(wanted) ?? onlyOne(byName.get(wanted) ?? [], wanted, on);
  };
}

/** The one unit called so that day; else the only one ever called so. */
function onlyOne(candidates: readonly Unit[], wanted: string, on: string | null): Unit | null {
  const calledSo = on === null ? [] : candidates.filter((unit) =>
    unit.names.some((name) => isCalled(name, wanted) && covers(name, on)));
  const best = calledSo.length > 0 ? calledSo : candidates;
  return best.length === 1 ? best[0]! : null;
}

function isCalled(name: UnitName, wanted: string): boolean {
  return spelling(name.name.ko) === wanted || spelling(name.name.en) === wanted;
}

function covers(name: UnitName, on: string): boolean {
  return (name.from === null || name.from <= on) && (name.until === null || on < name.until);
}

function spellings(unit: Unit): Set<string> {
  return new Set(unit.names.flatMap(({ name }) => [spelling(name.ko), spelling(name.en)]));
}

/** City systems differ in Unicode form and in spaces, not in letters. */
function spelling(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

function readOne(file: WrittenFile): { organisation: Organisation; units: Unit[] } {
  const id = /^organisations\/([a-z0-9-]+)\.json$/.exec(file.path)?.[1];
  if (id === undefined) throw refusal(file.where, 'unknown file, expected organisations/<organisation-id>.json');
  const read = checked(file.where, organisationSchema, parseJson(file.where, file.text));
  if (read.id !== id) throw refusal(file.where, `"id" must be ${id}, as the file is called, got "${read.id}"`);
  const { organisationClass } = read;
  read.units.forEach((unit, index) => checkNames(`${file.where}:units.${index}`, unit.names));
  return {
    organisation: { id, organisationClass, name: read.name },
    units: read.units.map((unit) => ({
      id: unit.id, organisation: id, organisationClass, parent: unit.parent,
      codes: unit.codes, names: unit.names, mail: unit.mail, telephone: unit.telephone,
    })),
  };
}

function addUnit(where: string, unit: Unit, units: Map<string, Unit>, codes: Map<string, string>): void {
  if (units.has(unit.id)) throw refusal(where, `unit "${unit.id}" must be there once, got it twice`);
  units.set(unit.id, unit);
  for (const code of unit.codes.map(spelling)) {
    const other = codes.get(code);
    if (other !== undefined) throw refusal(where, `code "${code}" must belong to one unit, got "${other}" and "${unit.id}"`);
    codes.set(code, unit.id);
  }
}

function checkAncestors(where: string, unit: Unit, siblings: ReadonlyMap<string, Unit>): void {
  const seen = new Set<string>();
  for (let above: Unit = unit; above.parent !== null;) {
    const parent = siblings.get(above.parent);
    if (parent === undefined) {
      throw refusal(where, `"parent" of "${above.id}" must be a unit of this organisation, got "${above.parent}"`);
    }
    if (seen.has(parent.id)) throw refusal(where, `"parent" of "${unit.id}" must end at the top, got a circle`);
    seen.add(parent.id);
    above = parent;
  }
}

function checkNames(where: string, names: readonly UnitName[]): void {
  names.forEach(({ from, until }, index) => {
    if (from !== null && until !== null && until <= from) {
      throw refusal(where, `"names.${index}.until" must be after ${from}, got "${until}"`);
    }
    if (index === 0) return;
    const before = names[index - 1]!.until;
    if (from === null || before === null || from < before) {
      throw refusal(where, `"names.${index}.from" must not be before ${before ?? 'the end of the name above it'}, got ${from ?? 'null'}`);
    }
  });
}
