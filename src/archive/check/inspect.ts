/**
 * Inspect: one file of the build to its last inner file. Whatever goes wrong while
 * reading makes the file unread; nothing is skipped.
 */
import { ArchiveError } from '../../errors.ts';
import { typeOf, type FileTypes } from './file-types.ts';
import { Budget } from './limits.ts';
import { idsIn, type Reading, type Sort, type Table } from './piece.ts';
import type { Unread } from './report.ts';
import type { Search } from './search.ts';

interface Waiting { path: string; bytes: Buffer; depth: number }

/**
 * Reads a file and everything in it, and has it searched.
 *
 * @returns What could not be read; empty if all was.
 */
export async function inspect(path: string, bytes: Buffer, types: FileTypes, search: Search): Promise<Unread[]> {
  const unread: Unread[] = [];
  const budget = new Budget(bytes.length);
  const waiting: Waiting[] = [{ path, bytes, depth: 0 }];
  searchName(path, search);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path: where, bytes: content, depth } = next;
    try {
      const { reader } = typeOf(where, content, types);
      const done = reader(content, reading(where, search, budget, (name, inner) => {
        budget.open(depth + 1);
        const innerPath = `${where}!${name.replaceAll('!', '_')}`;
        searchName(innerPath, search);
        waiting.push({ path: innerPath, bytes: Buffer.from(inner.buffer, inner.byteOffset, inner.byteLength), depth: depth + 1 });
      }));
      if (done !== undefined) await done;
    } catch (error) {
      unread.push({ file: where, reason: reasonOf(error) });
    }
  }
  return unread;
}

/** What another program says about a file can quote it; only our own words are passed on. */
function reasonOf(error: unknown): string {
  return error instanceof ArchiveError ? error.message.slice(error.where.length + 2) : 'expected a file that can be read to its end, the reader failed';
}

/** The name is as public as the content; separators are no part of it. */
function searchName(path: string, search: Search): void {
  const names = path.split('!').at(-1)!;
  const ids = idsIn(path);
  search.piece(path, { text: names, where: 'file name', sort: 'path', ids });
  if (/[_+]/.test(names)) search.piece(path, { text: names.replace(/[_+]/g, ' '), where: 'file name', sort: 'path', ids });
}

function reading(path: string, search: Search, budget: Budget, inner: (name: string, bytes: Uint8Array) => void): Reading {
  const idsOfPath = idsIn(path);
  return {
    path,
    text(text: string, where: string, ids: readonly string[] = idsOfPath, sort: Sort = 'text') { search.piece(path, { text, where, sort, ids: ids.length > 0 ? ids : idsOfPath }); },
    table(table: Table) { search.table(path, table); },
    inner,
    isKnown: (text: string) => search.isKnown(text, idsOfPath),
    left: () => budget.left,
    spend(sizeBytes: number) { budget.spend(sizeBytes); },
  };
}
