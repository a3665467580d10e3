/**
 * Written pages: `content/pages/<slug>.<language>.md`, plain Markdown whose first
 * heading is the title. Each must be there in every language of the portal. A line
 * `<!-- figure: <name> -->`, with empty lines around it, is the place of a drawing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import type { Words } from '../../policy/policy.ts';
import { GUIDE_FIGURES, type GuideFigure } from './guide-figures.ts';
import { markKorean } from './korean-words.ts';
import { LANGUAGES, type Language } from './language.ts';
import { renderMarkdown } from './render-text.ts';

/** A part of a written page: finished text, or a drawing. */
export type WrittenPart = { html: string; figure: null } | { html: null; figure: GuideFigure };

/** One page that people wrote. */
export interface WrittenPage { slug: string; title: Words; parts: Readonly<Record<Language, readonly WrittenPart[]>> }

/** Stands for a drawing while Markdown is parsed: a code point that no text may hold. */
const PLACE = '\uFDD2';

/**
 * Returns the written pages by slug, in the order of the slugs.
 *
 * @throws {ArchiveError} `BAD_RECORD` if a page lacks a language or its title, or names
 *   a drawing that is not there.
 */
export function loadWrittenPages(content: string): Map<string, WrittenPage> {
  const folder = join(content, 'pages');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')).sort() : [];
  const slugs = new Set(names.map((name) => name.replace(/\.(ko|en)\.md$/, '')));
  return new Map([...slugs].map((slug) => [slug, readPage(folder, slug)]));
}

function readPage(folder: string, slug: string): WrittenPage {
  const page = { slug, title: { ko: '', en: '' }, parts: { ko: [], en: [] } as Record<Language, WrittenPart[]> };
  for (const language of LANGUAGES) {
    const file = join(folder, `${slug}.${language}.md`);
    const where = `pages/${slug}.${language}.md`;
    if (!existsSync(file)) throw new ArchiveError('BAD_RECORD', where, 'expected this page in every language, got none');
    const [, title, body] = /^# (.+)\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? [];
    if (title === undefined) throw new ArchiveError('BAD_RECORD', where, 'expected "# " and a title on the first line');
    page.title[language] = title;
    page.parts[language] = partsOf(where, body!, slug).map((part) => (part.html === null || language === 'ko' ? part : { html: markKorean(part.html), figure: null }));
  }
  return page;
}

/** The text is rendered whole, so that its headings keep their levels, and cut at the drawings afterwards. */
function partsOf(where: string, body: string, slug: string): WrittenPart[] {
  const places = body.replaceAll(PLACE, '').replace(/^[ \t]*<!--\s*figure\b(.*)$/gim, (_, rest: string) => placeOf(where, rest));
  if (/<!--\s*figure\b/i.test(places)) throw misplaced(where);
  const parts = renderMarkdown(places, slug).split(new RegExp(`<p>${PLACE}([a-z-]+)${PLACE}</p>`));
  if (parts.some((part) => part.includes(PLACE))) throw misplaced(where);
  return parts.map((part, at): WrittenPart => (at % 2 === 1 ? { html: null, figure: part as GuideFigure } : { html: part, figure: null })).filter(({ html }) => html === null || html.trim() !== '');
}

function misplaced(where: string): ArchiveError {
  return new ArchiveError('BAD_RECORD', where, 'expected an empty line before and after each figure, outside of lists and quotations');
}

function placeOf(where: string, rest: string): string {
  const name = /^:\s*([a-z-]{1,40})\s*-->\s*$/.exec(rest)?.[1];
  const figure = GUIDE_FIGURES.find((one) => one === name);
  if (figure === undefined) throw new ArchiveError('BAD_RECORD', where, `expected <!-- figure: one of ${GUIDE_FIGURES.join(', ')} -->, got ${name === undefined ? 'another line' : `"${name}"`}`);
  return `${PLACE}${figure}${PLACE}`;
}
