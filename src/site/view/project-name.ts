/**
 * Project name: what a budget project is called: in its latest budget line; else the
 * words that most titles of its documents share; else its code.
 *
 * The words are those of a record. A heading can't be a link to that record, so they
 * stand in `<bdi data-of="id" data-else="code">`: whoever withdraws the record finds
 * them by the id and puts the code in their place (`scripts/withdraw/portal.ts`).
 */
import type { PlacedRow } from '../../catalogue/money.ts';
import type { Page } from './page.ts';
import { escapeHtml, withMasks } from './masks.ts';

/** A name with the record it stands in; `null` where it is the code. */
export interface ProjectName { words: string; html: string; from: string | null }

/** Returns the name of a project from its budget lines, the latest first, and the documents that bear its code. */
export function projectName(page: Page, project: string, lines: readonly PlacedRow[], documents: readonly { id: string; title: string | null }[] = []): ProjectName {
  const line = lines.find(({ row }) => (row.purpose ?? row.category) !== null);
  if (line !== undefined) return named(page, project, (line.row.purpose ?? line.row.category)!, line.ledger.id);
  const shared = sharedWords(documents.map(({ title }) => title ?? ''));
  const first = documents.find(({ title }) => shared !== null && title!.includes(shared));
  return first === undefined ? { words: project, html: escapeHtml(project), from: null } : named(page, project, shared!, first.id);
}

function named(page: Page, project: string, words: string, from: string): ProjectName {
  return { words, html: ownWords(page, from, words, project), from };
}

/** Returns words of a record outside a link to it, as HTML that a withdrawal can find; `otherwise` is put in their place. */
export function ownWords(page: Page, record: string, words: string, otherwise = ''): string {
  return `<bdi data-of="${escapeHtml(record)}" data-else="${escapeHtml(otherwise)}"${page.language === 'ko' ? '' : ' lang="ko"'}>${withMasks(words)}</bdi>`;
}

/** Titles looked at, and the words of a name: two to six that stand in at least two titles and in half of them. */
const TITLES = 40;
const LONGEST = 6;

function sharedWords(titles: readonly string[]): string | null {
  const looked = titles.slice(0, TITLES);
  const counts = new Map<string, number>();
  for (const title of looked) for (const part of parts(title.split(/\s+/))) counts.set(part, (counts.get(part) ?? 0) + 1);
  const least = Math.max(2, looked.length / 2);
  const shared = [...counts].filter(([, count]) => count >= least).map(([part]) => part);
  return shared.reduce<string | null>((best, part) => (best === null || part.length > best.length ? part : best), null);
}

/** Every run of two to six words, once. Years change from title to title, so runs that start with one are left out. */
function parts(words: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    if (/^\d/.test(words[from]!)) continue;
    for (let length = 2; length <= LONGEST && from + length <= words.length; length += 1) found.add(words.slice(from, from + length).join(' '));
  }
  return found;
}
