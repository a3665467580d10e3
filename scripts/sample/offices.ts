/**
 * Offices: the units of `content/organisations/` as the sample's own systems know
 * them, with the code and name of each on a day.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrganisationClass } from '../../src/model/vocabulary.ts';

const FOLDER = join(import.meta.dirname, '../../content/organisations');

/** The organisations of the sample; other files in the folder are none of its business. */
const ORGANISATIONS = ['haneul', 'eunyeoul', 'haneul-facilities'] as const;

/** What a unit became when it was dissolved. */
const SUCCESSORS: Readonly<Record<string, string>> = { 'haneul-energy': 'haneul-climate' };

interface UnitFile {
  id: string;
  organisationClass: OrganisationClass;
  name: { ko: string };
  units: {
    id: string; parent: string | null; codes: string[]; mail: string | null; telephone: string | null;
    names: { name: { ko: string }; from: string | null; until: string | null }[];
  }[];
}

/** A unit on a day. */
export interface Office {
  id: string;
  parent: string | null;
  organisation: string;
  organisationName: string;
  organisationClass: OrganisationClass;
  code: string;
  name: string;
  mail: string | null;
  telephone: string | null;
}

/** One line of the city's own table of units: a code with its time. */
export interface OfficeCode { code: string; name: string; parentCode: string | null; organisation: string; from: string | null; until: string | null }

const files: UnitFile[] = ORGANISATIONS.map((id) =>
  JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')) as UnitFile);
const units = new Map(files.flatMap((file) => file.units.map((unit) => [unit.id, { file, unit }] as const)));

/** Returns the unit that does this work on the day: a dissolved one's successor after its end. */
export function officeOn(id: string, day: string): Office {
  const found = units.get(id);
  if (found === undefined) throw new Error(`unknown unit ${id} in ${FOLDER}`);
  const { file, unit } = found;
  const at = unit.names.findIndex(({ from, until }) => (from === null || from <= day) && (until === null || day < until));
  const successor = SUCCESSORS[id];
  if (at === -1 && successor !== undefined) return officeOn(successor, day);
  const index = at === -1 ? unit.names.length - 1 : at;
  return {
    id, parent: unit.parent, organisation: file.id, organisationName: file.name.ko, organisationClass: file.organisationClass,
    code: codeAt(file, unit.codes, index), name: unit.names[index]!.name.ko,
    mail: unit.mail, telephone: unit.telephone,
  };
}

/** Returns the ids of all units below the top that do work of their own: those that no other unit reports to. */
export function workingUnits(): string[] {
  const parents = new Set([...units.values()].map(({ unit }) => unit.parent));
  return [...units.keys()].filter((id) => !parents.has(id));
}

/** Returns every code of the city's own table of units, in the order of the files. */
export function officeCodes(): OfficeCode[] {
  return [...units.values()].flatMap(({ file, unit }) => unit.names.map(({ name, from, until }, index) => ({
    code: codeAt(file, unit.codes, index), name: name.ko,
    parentCode: unit.parent === null ? null : officeOn(unit.parent, until ?? '2026-01-01').code,
    organisation: file.id, from, until,
  })));
}

/** A unit has one code per name when it was renamed; the affiliated body's second spelling is not a rename. */
function codeAt(file: UnitFile, codes: readonly string[], index: number): string {
  return (file.organisationClass === 'affiliated' ? codes[0] : codes[index] ?? codes[0])!;
}

// Known: a renamed unit with a single code has two lines with the same code; `schema.ts` keys by code and start.
