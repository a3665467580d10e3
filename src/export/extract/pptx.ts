/**
 * PPTX: presentations (ECMA-376 Part 1, PresentationML). The security read takes
 * speakers' notes, hidden slides, masters and comments as well; the display read is
 * officeparser's, of the slides that a show shows.
 */
import { showDocument } from './docx-display.ts';
import type { Part, ReadContext, ReadFile } from './extracted.ts';
import { refuseHiddenDisplay } from './hidden-display.ts';
import { isOn, placeOf, type Ooxml } from './ooxml.ts';
import { partsOf, readOtherParts } from './ooxml-parts.ts';
import { textOfSlide, type SlideSize } from './pptx-text.ts';
import { walkXml } from './xml-text.ts';

/** Reads an opened presentation. @throws {Unread} */
export async function readPptx(ooxml: Ooxml, context: ReadContext): Promise<ReadFile> {
  const size = slideSize(ooxml);
  const listed = listedSlides(ooxml);
  const parts: Part[] = [];
  const taken = new Set<string>();
  const shown = new Map<string, string>();
  for (const { name } of ooxml.zip.entries) {
    if (!/presentationml\.slide\+xml$/.test(ooxml.typeOf(name))) continue;
    taken.add(name);
    const xml = ooxml.xmlOf(name);
    const slide = textOfSlide(placeOf(name), xml, size, !listed.has(name) || isHiddenSlide(name, xml));
    const { attributes, asides } = slide;
    shown.set(name, slide.shown);
    parts.push({ path: name, kind: 'visible', text: slide.visible }, { path: `${name}#hidden`, kind: 'hidden', text: slide.hidden }, ...partsOf(name, 'hidden', { text: '', attributes, asides }));
  }
  parts.push(...await readOtherParts(ooxml, taken, context));
  const all = parts.filter(({ text }) => text !== '');
  const markdown = await showDocument(ooxml, shown);
  refuseHiddenDisplay(markdown, all);
  return { outcome: 'read', format: 'pptx', parts: all, markdown: markdown === '' ? null : markdown, sheets: [] };
}

/** 4:3 at ten inches, as PowerPoint begins with, if the presentation does not say. */
function slideSize(ooxml: Ooxml): SlideSize {
  const size = { width: 9_144_000, height: 6_858_000 };
  walkXml(placeOf(ooxml.main.name), ooxml.xmlOf(ooxml.main.name), {
    open(name, { cx, cy }) { if (name === 'sldSz') Object.assign(size, { width: Number(cx), height: Number(cy) }); },
  });
  return size;
}

/** Returns the parts of the slides in the presentation's own list; others were taken out of it. */
function listedSlides(ooxml: Ooxml): ReadonlySet<string> {
  const targets = ooxml.relationshipsOf(ooxml.main.name);
  const listed = new Set<string>();
  walkXml(placeOf(ooxml.main.name), ooxml.xmlOf(ooxml.main.name), {
    open(name, attributes) {
      if (name !== 'sldId') return;
      const id = Object.entries(attributes).find(([attribute]) => attribute.endsWith(':id'))?.[1] ?? '';
      const target = targets.get(id);
      if (target !== undefined) listed.add(target.target);
    },
  });
  return listed;
}

function isHiddenSlide(name: string, xml: string): boolean {
  let isHidden = false;
  walkXml(placeOf(name), xml, { open(element, { show }) { if (element === 'sld' && show !== undefined) isHidden = !isOn(show); } });
  return isHidden;
}
