/**
 * Synonyms: the words that mean the same, `content/search/synonyms.json`, which clerks
 * write: abbreviations of the office, words of the street, English ones. The search looks
 * for all of a group when one is asked for. The first word of a group is the one that
 * documents use.
 *
 * A word stands in one group only: in two it would make their words the same too. Words
 * that are merely near each other (공원, 녹지) do not belong here: the reader would
 * be shown what nobody asked for. It decides nothing about disclosure, so it is apart from
 * `content/policy/`; a city without the folder has no synonyms.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isPlainText } from '../model/plain-text.ts';
import { hashFiles, parseJson, readFolder } from './files.ts';
import { checked, got, refusal } from './refuse.ts';

/** Groups in the order of the file, each with the word of the documents first; `hash` is that of the file. */
export interface Synonyms { groups: readonly (readonly string[])[]; hash: string }

const FILE = 'search/synonyms.json';
const WORD = /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u;
const [SHORTEST, LONGEST, MOST_WORDS] = [2, 40, 8];

const synonymsSchema = z.strictObject({ groups: z.array(z.array(z.string())) });

/**
 * Returns the synonyms of a content folder; none if it has no `search/`.
 *
 * @throws {ArchiveError} `BAD_POLICY` naming the file and the row, counted from 1: an
 *   unknown file or key, a group of one or of too many words, a word that is too short, too
 *   long or holds more than letters, digits and single spaces, or that stands twice.
 */
export function loadSynonyms(contentFolder: string): Synonyms {
  const files = existsSync(join(contentFolder, 'search')) ? readFolder(contentFolder, 'search') : [];
  const unknown = files.find(({ path }) => path !== FILE);
  if (unknown !== undefined) throw refusal(unknown.where, `unknown file, expected ${FILE}`);
  const groups = files.flatMap(({ where, text }) => readGroups(where, text));
  return { groups, hash: hashFiles(files) };
}

function readGroups(where: string, text: string): string[][] {
  const { groups } = checked(where, synonymsSchema, parseJson(where, text));
  const rows = new Map<string, number>();
  groups.forEach((words, index) => {
    const row = index + 1;
    if (words.length < 2 || words.length > MOST_WORDS) throw refusal(where, `row ${row} must have 2 to ${MOST_WORDS} words, got ${words.length}`);
    for (const word of words) checkWord(where, row, word, rows);
  });
  return groups;
}

function checkWord(where: string, row: number, word: string, rows: Map<string, number>): void {
  if (!WORD.test(word) || !isPlainText(word) || word !== word.normalize('NFC')) throw refusal(where, `row ${row} must have words of letters and digits with one space between, got ${got(word)}`);
  if (word.length < SHORTEST || word.length > LONGEST) throw refusal(where, `row ${row} must have words of ${SHORTEST} to ${LONGEST} characters, got ${word.length}`);
  const folded = word.toLowerCase().replaceAll(' ', '');
  const other = rows.get(folded);
  if (other !== undefined) throw refusal(where, `"${word}" must stand once, got it in row ${other} and row ${row}`);
  rows.set(folded, row);
}
