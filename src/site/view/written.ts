/**
 * Written pages: `content/pages/<slug>.<language>.md`, plain Markdown whose first
 * heading is the title. Each must be there in every language of the portal.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import type { Words } from '../../policy/policy.ts';
import { LANGUAGES } from './language.ts';
import { renderMarkdown } from './render-text.ts';

/** One page that people wrote. */
export interface WrittenPage { slug: string; title: Words; html: Words }

/**
 * Returns the written pages by slug, in the order of the slugs.
 *
 * @throws {ArchiveError} `BAD_RECORD` if a page lacks a language or its title.
 */
export function loadWrittenPages(content: string): Map<string, WrittenPage> {
  const folder = join(content, 'pages');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')).sort() : [];
  const slugs = new Set(names.map((name) => name.replace(/\.(ko|en)\.md$/, '')));
  return new Map([...slugs].map((slug) => [slug, readPage(folder, slug)]));
}

function readPage(folder: string, slug: string): WrittenPage {
  const page: WrittenPage = { slug, title: { ko: '', en: '' }, html: { ko: '', en: '' } };
  for (const language of LANGUAGES) {
    const file = join(folder, `${slug}.${language}.md`);
    const where = `pages/${slug}.${language}.md`;
    if (!existsSync(file)) throw new ArchiveError('BAD_RECORD', where, 'expected this page in every language, got none');
    const [, title, body] = /^# (.+)\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? [];
    if (title === undefined) throw new ArchiveError('BAD_RECORD', where, 'expected "# " and a title on the first line');
    page.title[language] = title;
    page.html[language] = renderMarkdown(body!, slug);
  }
  return page;
}
