/**
 * Refresh: brings the catalogue up to date with `content/`. A file with the same
 * size and time as last night is not opened; one that was touched is hashed, and
 * only other bytes are read again. Everything happens in one transaction, so a
 * record that breaks its schema leaves the catalogue as it was.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import { parseRecord } from '../model/record-file.ts';
import type { Catalogue } from './catalogue.ts';
import { forgetLog, isSeal, orderRecords, storeLog } from './store-log.ts';
import { forgetRecord, storeRecord } from './store-record.ts';
import { forgetRegister, storeRegister } from './store-register.ts';

/** Ids of the records that are new, other, or gone since the last refresh. */
export interface Changes {
  added: string[];
  changed: string[];
  removed: string[];
  /** Whether any file of records, register or log differs. */
  isChanged: boolean;
}

/** Stands for the hash of a log file that holds a seal. */
const SEALED = '';

interface KnownFile { path: string; size: number; mtime: number; sha256: string }

/**
 * Brings the catalogue up to date and returns what changed.
 *
 * @param contentFolder - The folder that holds `records/`, `register/` and `log/`; each may be absent.
 * @param whenChanged - Called in the transaction if anything differs: what must not be forgotten when we are cut off.
 * @throws {ArchiveError} `BAD_RECORD` naming the file, if one breaks its schema or two hold the same id.
 */
export function refresh(catalogue: Catalogue, contentFolder: string, whenChanged: () => void = () => {}): Changes {
  return catalogue.transaction(() => {
    const changes: Changes = { added: [], changed: [], removed: [], isChanged: false };
    const touched = new Set<string>();
    const known = new Map(catalogue.all<KnownFile>('SELECT * FROM files').map((file) => [file.path, file]));
    const seen = new Set<string>();
    const fresh: { path: string; text: string }[] = [];
    for (const path of listFiles(contentFolder)) {
      seen.add(path);
      const text = readIfChanged(catalogue, contentFolder, path, known.get(path));
      if (text !== null) fresh.push({ path, text });
    }
    // What is gone goes first: a record may have moved to another path.
    for (const path of known.keys()) if (!seen.has(path)) forget(catalogue, path, changes, touched);
    for (const { path, text } of fresh) read(catalogue, path, text, known.has(path), changes, touched);
    orderRecords(catalogue, touched);
    if (changes.isChanged) whenChanged();
    return settle(changes);
  });
}

/** Returns a hash that is the same for the same records, register and log; seals of nights, which follow the portal, are not in it. */
export function contentHash(catalogue: Catalogue): string {
  const hash = createHash('sha256');
  for (const file of catalogue.each<KnownFile>("SELECT path, sha256 FROM files WHERE sha256 <> '' ORDER BY path")) hash.update(`${file.path}\n${file.sha256}\n`);
  return hash.digest('hex');
}

function* listFiles(contentFolder: string): Generator<string> {
  for (const [folder, ending] of [['log', /\.jsonl$/], ['records', /\.(md|json)$/], ['register', /\.jsonl$/]] as const) {
    const names = readFolder(join(contentFolder, folder));
    for (const name of names) if (ending.test(name)) yield `${folder}/${name.replaceAll('\\', '/')}`;
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The file's text if its bytes are not those the catalogue knows, else `null`. */
function readIfChanged(catalogue: Catalogue, contentFolder: string, path: string, known: KnownFile | undefined): string | null {
  const { size, mtimeMs } = statSync(join(contentFolder, path));
  if (known !== undefined && known.size === size && known.mtime === mtimeMs) return null;
  const bytes = readFileSync(join(contentFolder, path));
  const sha256 = path.startsWith('log/') && isSeal(bytes.toString('utf8')) ? SEALED : createHash('sha256').update(bytes).digest('hex');
  catalogue.run('INSERT OR REPLACE INTO files (path, size, mtime, sha256) VALUES (?, ?, ?, ?)', path, size, mtimeMs, sha256);
  return sha256 === SEALED || known?.sha256 === sha256 ? null : bytes.toString('utf8');
}

function read(catalogue: Catalogue, path: string, text: string, isKnown: boolean, changes: Changes, touched: Set<string>): void {
  changes.isChanged = true;
  if (path.startsWith('log/')) return storeLog(catalogue, path, text, touched);
  if (path.startsWith('register/')) return storeRegister(catalogue, path, text);
  const before = isKnown ? forgetRecord(catalogue, path) : null;
  const record = parseRecord(path, text);
  const double = catalogue.first<{ path: string }>('SELECT path FROM records WHERE id = ?', record.id);
  if (double !== null) throw new ArchiveError('BAD_RECORD', path, `expected an id of its own, got that of ${double.path}`);
  storeRecord(catalogue, path, record);
  touched.add(record.id);
  if (before !== null && before !== record.id) changes.removed.push(before);
  (before === record.id ? changes.changed : changes.added).push(record.id);
}

function forget(catalogue: Catalogue, path: string, changes: Changes, touched: Set<string>): void {
  changes.isChanged = true;
  catalogue.run('DELETE FROM files WHERE path = ?', path);
  if (path.startsWith('log/')) return forgetLog(catalogue, path, touched);
  if (path.startsWith('register/')) return forgetRegister(catalogue, path);
  const id = forgetRecord(catalogue, path);
  if (id !== null) changes.removed.push(id);
}

/** A record that only moved to another path was taken out and put in again: it changed. */
function settle(changes: Changes): Changes {
  const moved = new Set(changes.removed.filter((id) => changes.added.includes(id)));
  return {
    ...changes,
    added: changes.added.filter((id) => !moved.has(id)),
    changed: [...changes.changed, ...moved],
    removed: changes.removed.filter((id) => !moved.has(id)),
  };
}
