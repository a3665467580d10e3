/**
 * DOCX: Word documents (ECMA-376 Part 1, WordprocessingML). The security read walks
 * through every part; the display read is officeparser's, which gets a package of
 * the body alone, without the runs that Word does not show.
 */
import { showDocument } from './docx-display.ts';
import { hiddenStyles, textOfWord } from './docx-text.ts';
import type { Part, PartKind, ReadContext, ReadFile } from './extracted.ts';
import { refuseHiddenDisplay } from './hidden-display.ts';
import { placeOf, type Ooxml } from './ooxml.ts';
import { partsOf, readOtherParts } from './ooxml-parts.ts';

/** Parts in the words of WordprocessingML, and whether Word shows them. */
const WORD_PARTS: readonly { pattern: RegExp; kind: PartKind }[] = [
  { pattern: /glossary|comments|commentsExtended/i, kind: 'hidden' },
  { pattern: /wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml$/i, kind: 'visible' },
];

/** Reads an opened Word package. @throws {Unread} */
export async function readDocx(ooxml: Ooxml, context: ReadContext): Promise<ReadFile> {
  const styles = hiddenStyles(ooxml.xmlOf(stylesPart(ooxml)));
  const parts: Part[] = [];
  const taken = new Set<string>();
  const cleaned = new Map<string, string>();
  for (const { name } of ooxml.zip.entries) {
    const kind = name === ooxml.main.name ? 'visible' : WORD_PARTS.find(({ pattern }) => pattern.test(ooxml.typeOf(name)))?.kind;
    if (kind === undefined || !/\.xml$/i.test(name)) continue;
    taken.add(name);
    const { visible, hidden, shown, attributes, asides } = textOfWord(placeOf(name), ooxml.xmlOf(name), styles);
    cleaned.set(name, shown);
    parts.push({ path: name, kind, text: visible }, { path: `${name}#hidden`, kind: 'hidden', text: hidden });
    parts.push(...partsOf(name, 'hidden', { text: '', attributes, asides }));
  }
  parts.push(...await readOtherParts(ooxml, taken, context));
  const all = parts.filter(({ text }) => text !== '');
  const markdown = await showDocument(ooxml, cleaned);
  refuseHiddenDisplay(markdown, all);
  return { outcome: 'read', format: 'docx', parts: all, markdown: markdown === '' ? null : markdown, sheets: [] };
}

function stylesPart(ooxml: Ooxml): string {
  return ooxml.zip.entries.find(({ name }) => /wordprocessingml\.styles\+xml$/.test(ooxml.typeOf(name)) && !/glossary/i.test(name))?.name ?? '';
}
