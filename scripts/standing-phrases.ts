/**
 * Standing phrases: which phrases of withdrawn records rightly stand in a published one,
 * for papers copy one another, or as the title of another paper in the register. Every file's phrases are kept as short hashes beside
 * the stamp of its file, in `phrases.sqlite` of the private folder, so that a night
 * parses only the records that changed; the others cost a look at their stamp.
 *
 * A stamp is the file's number, size and time of change, which no writer can set. The
 * file is only a shortcut: damaged or gone, it is made anew from `content/`.
 */
import { createHash, hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { allPhrasesOf } from '../src/export/taint.ts';
import { isTombstone, parseRecord } from '../src/model/record-file.ts';

const NAME = 'phrases.sqlite';
/** What says which phrases a record has: when it changes, all records are parsed again. */
const SOURCES = ['./standing-phrases.ts', '../src/export/taint.ts', '../src/model/record-file.ts', '../src/model/front-matter.ts'];
const HASH_CHARS = 16;
/** Shorter than a phrase that is looked for may be: the same line, with fewer spaces. */
const LEAST_UNITS = 12;

/** Returns those of the phrases that stand in a published text record, or as a title in the register. */
export function standingPhrases(wanted: ReadonlySet<string>, contentFolder: string, privateFolder: string): Set<string> {
  if (wanted.size === 0) return new Set();
  const path = join(privateFolder, NAME);
  try {
    return found(wanted, contentFolder, path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    for (const end of ['', '-journal']) rmSync(`${path}${end}`, { force: true });
    return found(wanted, contentFolder, path);
  }
}

function found(wanted: ReadonlySet<string>, contentFolder: string, path: string): Set<string> {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec('CREATE TABLE IF NOT EXISTS record (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, hashes TEXT NOT NULL) STRICT; BEGIN IMMEDIATE');
    update(database, contentFolder);
    database.exec('COMMIT');
    const byHash = Map.groupBy(wanted, shortHash);
    const standing = new Set<string>();
    for (const { hashes } of database.prepare('SELECT hashes FROM record').iterate()) {
      for (const one of String(hashes).split(' ')) for (const phrase of byHash.get(one) ?? []) standing.add(phrase);
    }
    return standing;
  } finally {
    database.close();
  }
}

/** Parses the records whose stamp is another, and forgets those that are gone. */
function update(database: DatabaseSync, contentFolder: string): void {
  const version = createHash('sha256');
  for (const source of SOURCES) version.update(readFileSync(fileURLToPath(new URL(source, import.meta.url))));
  const lead = version.digest('hex').slice(0, HASH_CHARS);
  const stamps = new Map(database.prepare('SELECT path, stamp FROM record').all().map((row) => [String(row.path), String(row.stamp)]));
  const save = database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?)');
  for (const name of [...namesIn(contentFolder, 'records', '.md'), ...namesIn(contentFolder, 'register', '.jsonl')]) {
    const stamp = `${lead} ${stampOf(join(contentFolder, name))}`;
    if (stamps.get(name) !== stamp) save.run(name, stamp, phrasesIn(contentFolder, name).map(shortHash).join(' '));
    stamps.delete(name);
  }
  for (const name of stamps.keys()) database.prepare('DELETE FROM record WHERE path = ?').run(name);
}

function stampOf(path: string): string {
  const { ino, size, ctimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${ctimeNs}`;
}

function namesIn(contentFolder: string, folder: string, ending: string): string[] {
  const within = join(contentFolder, folder);
  return existsSync(within) ? readdirSync(within, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name)) : [];
}

function phrasesIn(contentFolder: string, name: string): string[] {
  const text = readFileSync(join(contentFolder, name), 'utf8');
  if (name.endsWith('.jsonl')) return text.split('\n').filter((line) => line !== '').flatMap((line) => (JSON.parse(line) as { title: string | null }).title ?? []);
  const record = parseRecord(name, text);
  return isTombstone(record) ? [] : allPhrasesOf(record, LEAST_UNITS);
}

/** The same line counts as the same behind another number or dash, and with other spaces: so the check finds it, and so papers refer to the same paper. */
function shortHash(phrase: string): string {
  const bare = phrase.replace(/^[\s\-–—·•○□■※]{0,20}(?:\(?\d{1,2}[.)])?/u, '').replace(/[^\p{L}\p{N}]/gu, '');
  return hash('sha256', bare).slice(0, HASH_CHARS);
}
