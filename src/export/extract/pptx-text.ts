/**
 * The text of one slide, by what a show of it shows: shapes that are switched off or
 * lie wholly beside the slide are told apart, and so are letters too small to see
 * (ECMA-376 Part 1, PresentationML and DrawingML).
 *
 * Known: colour is not judged, because the ground of a slide is a picture as often as not.
 */
import { collectLines, type Lines } from './lines.ts';
import { isOn } from './ooxml.ts';
import { collectExtras, walkXml, without, type Attributes, type XmlExtras } from './xml-text.ts';

/** Width and height of a slide in English Metric Units. */
export interface SlideSize { width: number; height: number }

export interface SlideText extends Lines, XmlExtras {
  /** The slide's XML without what is not shown. */
  shown: string;
}

interface Shape { start: number; isHidden: boolean; left: number; top: number; isPlaced: boolean }
interface Run { start: number; isTiny: boolean }

const SHAPES = new Set(['sp', 'pic', 'grpSp', 'graphicFrame', 'cxnSp']);
/** Hundredths of a point. */
const TINY = 200;

/** Returns the text of a slide. @throws {Unread} `corrupt` */
export function textOfSlide(path: string, xml: string, size: SlideSize, isHiddenSlide: boolean): SlideText {
  const collector = collectLines();
  const shapes: Shape[] = [];
  const runs: Run[] = [];
  const elements: string[] = [];
  const cuts: { start: number; end: number }[] = [];
  const extras = collectExtras();
  const isHidden = (): boolean => isHiddenSlide || shapes.some((shape) => shape.isHidden) || runs.some(({ isTiny }) => isTiny);
  walkXml(path, xml, {
    open(name, attributes, end) {
      elements.push(name);
      extras.open(attributes);
      const shape = shapes.at(-1);
      if (name === 'p') collector.open();
      else if (SHAPES.has(name)) shapes.push({ start: xml.lastIndexOf('<', end - 1), isHidden: false, left: 0, top: 0, isPlaced: false });
      else if (name === 'r') runs.push({ start: xml.lastIndexOf('<', end - 1), isTiny: false });
      else if (name === 'rPr' && runs.length > 0 && attributes['sz'] !== undefined) runs.at(-1)!.isTiny = Number(attributes['sz']) < TINY;
      else if (name === 'cNvPr' && shape !== undefined && attributes['hidden'] !== undefined) shape.isHidden ||= isOn(attributes['hidden']);
      else if (shape !== undefined && shapes.length === 1) place(shape, name, attributes, size);
      if (name === 'br') collector.add(' ', isHidden() ? 'hidden' : 'visible');
    },
    text(text) {
      if (elements.at(-1) === 't' || text.trim() !== '') collector.add(text, isHidden() ? 'hidden' : 'visible');
    },
    close(name, end) {
      elements.pop();
      if (name === 'p') collector.close();
      else if (name === 'r') cutIf(runs.at(-1)?.isTiny ?? false, runs.pop()?.start ?? end, end);
      else if (SHAPES.has(name)) cutIf((shapes.at(-1)?.isHidden ?? false) || isHiddenSlide, shapes.pop()?.start ?? end, end);
    },
    aside: extras.aside,
  });
  function cutIf(isCut: boolean, start: number, end: number): void {
    if (isCut) cuts.push({ start, end });
  }
  const { visible, hidden } = collector.end();
  const { attributes, asides } = extras.end();
  return { visible, hidden, attributes, asides, shown: without(xml, cuts) };
}

/** A shape has its place first, then its size. One in a group is measured by the group and not judged. */
function place(shape: Shape, name: string, attributes: Attributes, size: SlideSize): void {
  if (name === 'off') [shape.left, shape.top, shape.isPlaced] = [Number(attributes['x']), Number(attributes['y']), true];
  if (name !== 'ext' || !shape.isPlaced || attributes['cx'] === undefined) return;
  const right = shape.left + Number(attributes['cx']);
  const bottom = shape.top + Number(attributes['cy']);
  if (right <= 0 || bottom <= 0 || shape.left >= size.width || shape.top >= size.height) shape.isHidden = true;
}
