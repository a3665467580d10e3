/**
 * Log entry: what the transparency log has of a record, for who wants to check that nothing
 * was changed: the entry as it stands, where the record's file is, and the page that checks it.
 * The entry goes there behind the `#`: that part of an address is never sent to a server.
 */
import type { Page } from './page.ts';

/** The last entry of a record, finished. */
export interface LoggedRecord {
  index: string;
  /** The line of the log, exactly. */
  entry: string;
  /** Of the record's file; `null` where it was withdrawn. */
  sha256: string | null;
  file: { href: string; name: string };
  /** Checks the record in the browser. */
  check: string;
  /** What to type to check the file alone, and the record against the log. */
  commands: string[];
}

interface Logged { position: number; entry: string; sha256: string | null; path: string }

/** Returns the last entry of the page's record, `null` if the log has none. */
export function loggedRecord(page: Page): LoggedRecord | null {
  const logged = page.site.catalogue.first<Logged>('SELECT position, entry, sha256, path FROM log WHERE record = ? ORDER BY position DESC LIMIT 1', page.key);
  if (logged === null) return null;
  const { position, entry, sha256, path } = logged;
  const name = path.split('/').at(-1)!;
  return {
    index: page.count(position), entry, sha256, file: { href: page.toFile(path), name },
    check: `${page.to('verify')}#${encodeURIComponent(entry).replace(/%(?:2C|2F|3A)/g, decodeURIComponent)}`,
    commands: [...(sha256 === null ? [] : [`sha256sum ${name}`]), `npm run verify -- ${page.site.city.siteUrl} --record ${page.key}`],
  };
}
