/**
 * OOXML: an opened Office package (ECMA-376 Part 2): its parts, their content types
 * and relationships. Says which of the three kinds it is by the content type of a
 * part, not by the folder the part lies in.
 */
import { Unread } from './extracted.ts';
import { decodeXml, walkXml, type Attributes } from './xml-text.ts';
import type { Zip, ZipEntry } from './zip.ts';

export type OoxmlKind = 'word' | 'spreadsheet' | 'presentation';

export interface Relationship { target: string; type: string; isExternal: boolean }

export interface Ooxml {
  zip: Zip;
  main: { kind: OoxmlKind; name: string };
  /** The content type without its common beginning, `wordprocessingml.comments+xml`; `''` if none is declared. */
  typeOf(name: string): string;
  find(name: string): ZipEntry | undefined;
  /** The XML of a part, or `''` if there is no such part. */
  xmlOf(name: string): string;
  /** The relationships of a part by their id, targets as part names. */
  relationshipsOf(name: string): ReadonlyMap<string, Relationship>;
}

const MAIN = /^(?:openxmlformats-officedocument\.|ms-)(wordprocessingml|spreadsheetml|presentationml|word|excel|powerpoint)\.(?:document|template|sheet|presentation|slideshow|addin)\.(?:macroEnabled(?:Template)?\.)?main\+xml$/;
const KINDS: Readonly<Record<string, OoxmlKind>> = {
  wordprocessingml: 'word', word: 'word', spreadsheetml: 'spreadsheet', excel: 'spreadsheet', presentationml: 'presentation', powerpoint: 'presentation',
};

/** Opens a package. @throws {Unread} `unknown-format` if its main part is of no kind that is read here, `corrupt` */
export function openOoxml(zip: Zip): Ooxml {
  const entries = new Map(zip.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (entries.size !== zip.entries.length) throw new Unread('corrupt', 'two parts have one name');
  const find = (name: string): ZipEntry | undefined => entries.get(name.toLowerCase());
  const xmlOf = (name: string): string => {
    const entry = find(name);
    return entry === undefined ? '' : decodeXml(placeOf(name), entry.read());
  };
  const typeOf = contentTypes(xmlOf('[Content_Types].xml'));
  const mains = zip.entries.flatMap(({ name }) => {
    const found = MAIN.exec(typeOf(name));
    return found === null ? [] : [{ name, kind: KINDS[found[1]!]! }];
  });
  if (mains.length !== 1) throw new Unread(mains.length === 0 ? 'unknown-format' : 'corrupt', `expected one main part of a document, workbook or presentation, got ${mains.length}`);
  return { zip, main: mains[0]!, typeOf, find, xmlOf, relationshipsOf: (name) => relationships(name, xmlOf(relationshipPart(name))) };
}

function contentTypes(xml: string): (name: string) => string {
  const byName = new Map<string, string>();
  const byEnding = new Map<string, string>();
  walkXml('[Content_Types].xml', xml, {
    open(element, { PartName, Extension, ContentType = '' }) {
      const type = ContentType.replace(/^application\/vnd\./, '').replace(/^openxmlformats-officedocument\.(?=drawingml|officeDocument|custom|extended|vml|themeOverride|theme|oleObject)/, '');
      if (element === 'Override' && PartName !== undefined) byName.set(PartName.replace(/^\//, '').toLowerCase(), type);
      if (element === 'Default' && Extension !== undefined) byEnding.set(Extension.toLowerCase(), type);
    },
  });
  return (name) => byName.get(name.toLowerCase()) ?? byEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? '';
}

function relationshipPart(name: string): string {
  const slash = name.lastIndexOf('/');
  return `${name.slice(0, slash + 1)}_rels/${name.slice(slash + 1)}.rels`;
}

function relationships(name: string, xml: string): ReadonlyMap<string, Relationship> {
  const found = new Map<string, Relationship>();
  if (xml === '') return found;
  walkXml('relationships', xml, {
    open(element, { Id, Target, Type = '', TargetMode }) {
      if (element !== 'Relationship' || Id === undefined || Target === undefined) return;
      const isExternal = TargetMode === 'External';
      found.set(Id, { target: isExternal ? Target : resolve(name, Target), type: Type.slice(Type.lastIndexOf('/') + 1), isExternal });
    },
  });
  return found;
}

/** Returns the part name that a relative target means. */
function resolve(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const segments = from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

const KNOWN_FOLDERS = /^(?:\[Content_Types\]\.xml|(?:_rels|docProps|word|xl|xl\/worksheets|ppt|ppt\/slides|ppt\/notesSlides|Contents|Preview|META-INF)\/(?:_rels\/)?[A-Za-z]{0,24}\d{0,3}(?:\.[a-z]{2,4}){1,2})$/;

/** Returns a part's name if it can be nothing but a name given by an office program; reasons may not quote what an author typed. */
export function placeOf(name: string): string {
  return KNOWN_FOLDERS.test(name) ? name : 'a part';
}

/** Returns whether an on-off attribute or element is on (ECMA-376 Part 1, 22.9.2.7). */
export function isOn(value: string | undefined): boolean {
  return value === undefined || value === '1' || value === 'true' || value === 'on';
}

/** Returns an attribute by its local name. */
export function attributeOf(attributes: Attributes, wanted: string): string | undefined {
  for (const name of Object.keys(attributes)) if (name === wanted || name.endsWith(`:${wanted}`)) return attributes[name];
  return undefined;
}
