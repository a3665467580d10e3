/**
 * Places: the gazetteer that clerks write, `content/places/<name>.json`: districts,
 * neighbourhoods, roads, waters and public facilities, each under the one it lies in.
 * `relate/places.ts` looks for their names in the records.
 *
 * A place is never smaller than a neighbourhood, a road or a house that belongs to the
 * public: a house number would tell where somebody lives, so a name that could hold one
 * is refused. Where "장소" of a ledger row names a restaurant, that is not a place here.
 *
 * A name must be told from common words. District, neighbourhood and road bear their
 * suffix (구, 동, 로 …); a name that is a common word even so (이동, 가동) is marked
 * `afterParent` and counts only behind the name of the place it lies in.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isPlainText } from '../model/plain-text.ts';
import { hashFiles, parseJson, readFolder, type WrittenFile } from './files.ts';
import type { Words } from './policy.ts';
import { checked, refusal } from './refuse.ts';

/** Kinds of places, from wide to narrow. */
export const PLACE_KINDS = ['district', 'dong', 'road', 'nature', 'facility'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One place. */
export interface Place {
  /** ASCII and stable; part of the address of its page. */
  key: string;
  kind: PlaceKind;
  /** Key of the place it lies in, `null` at the top. */
  parent: string | null;
  name: Words;
  /** Former names and other ways to write it, in Korean. */
  spellings: readonly string[];
  /** Its name is also a common word: it is meant only right behind the parent's name. */
  afterParent: boolean;
}

/** All places by key, in the order of the files; `hash` is that of the files. */
export interface Gazetteer { hash: string; places: ReadonlyMap<string, Place> }

/** How the Korean names of a kind end. */
const SUFFIXES: Partial<Record<PlaceKind, { pattern: RegExp; words: string }>> = {
  district: { pattern: /(?:구|군|시)$/, words: '구, 군 or 시' },
  dong: { pattern: /(?:동|읍|면|리|가)$/, words: '동, 읍, 면, 리 or 가' },
  road: { pattern: /(?:로|길)$/, words: '로 or 길' },
};

const spelling = z.string()
  .refine((name) => /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u.test(name) && isPlainText(name), 'words of letters and digits, one space between')
  .refine((name) => name.length >= 2 && name.length <= 30, 'a name of 2 to 30 characters')
  .refine((name) => !/\d(?:번지|번|호)?(?: |$)/.test(name), 'a name without a house number');

const placesSchema = z.strictObject({
  places: z.array(z.strictObject({
    key: z.string().refine((key) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(key) && key.length <= 40, 'small letters, digits and dashes, up to 40'),
    kind: z.enum(PLACE_KINDS),
    parent: z.string().nullable(),
    name: z.strictObject({ ko: spelling, en: z.string().min(1).max(60).refine(isPlainText, 'a text without invisible characters') }),
    spellings: z.array(spelling).optional(),
    afterParent: z.boolean().optional(),
  })).min(1),
});

/**
 * Returns the gazetteer of a content folder; an empty one if the city wrote none.
 *
 * @throws {ArchiveError} `BAD_POLICY` naming the file and the key, if a key is unknown,
 *   wrong or stands twice, a name lacks its suffix or belongs to two places, a parent is
 *   unknown or a place lies in itself.
 */
export function loadPlaces(contentFolder: string): Gazetteer {
  const places = new Map<string, Place>();
  const files = existsSync(join(contentFolder, 'places')) ? readFolder(contentFolder, 'places') : [];
  const read = files.map((file) => ({ where: file.where, found: readOne(file) }));
  const names = new Map<string, string>();
  for (const { where, found } of read) for (const place of found) addPlace(where, place, places, names);
  for (const { where, found } of read) for (const place of found) checkParents(where, place, places);
  return { hash: hashFiles(files), places };
}

function readOne(file: WrittenFile): Place[] {
  if (!/^places\/[a-z0-9-]+\.json$/.test(file.path)) throw refusal(file.where, 'unknown file, expected places/<name>.json');
  const { places } = checked(file.where, placesSchema, parseJson(file.where, file.text));
  return places.map(({ spellings = [], afterParent = false, ...place }) => ({ ...place, spellings, afterParent }));
}

function addPlace(where: string, place: Place, places: Map<string, Place>, names: Map<string, string>): void {
  if (places.has(place.key)) throw refusal(where, `place "${place.key}" must be there once, got it twice`);
  places.set(place.key, place);
  const suffix = SUFFIXES[place.kind];
  if (suffix !== undefined && !suffix.pattern.test(place.name.ko)) throw refusal(where, `"name.ko" of "${place.key}" must end with ${suffix.words}, got "${place.name.ko}"`);
  if (place.afterParent && place.parent === null) throw refusal(where, `"afterParent" of "${place.key}" must have a parent, got null`);
  for (const name of [place.name.ko, ...place.spellings]) {
    const folded = `${place.afterParent ? place.parent : ''} ${name.replaceAll(' ', '')}`;
    const other = names.get(folded);
    if (other !== undefined) throw refusal(where, `name "${name}" must belong to one place, got "${other}" and "${place.key}"`);
    names.set(folded, place.key);
  }
}

function checkParents(where: string, place: Place, places: ReadonlyMap<string, Place>): void {
  const seen = new Set<string>();
  for (let above = place; above.parent !== null;) {
    const parent = places.get(above.parent);
    if (parent === undefined) throw refusal(where, `"parent" of "${above.key}" must be a place, got "${above.parent}"`);
    if (seen.has(parent.key)) throw refusal(where, `"parent" of "${place.key}" must end at the top, got a circle`);
    seen.add(parent.key);
    above = parent;
  }
}
