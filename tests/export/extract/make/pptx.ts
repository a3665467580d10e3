/** Writes presentations with text in any nook. */
import { NAMESPACES, packageOf, properties, relationships, TYPES, type OoxmlPart } from './ooxml.ts';
import { xml, type Nooks, type Plants } from './plants.ts';

export const PPTX_NOOKS = {
  title: 'visible', splitRuns: 'visible', tableCell: 'visible', group: 'visible', chart: 'visible', diagram: 'visible',
  hiddenSlide: 'hidden', hiddenShape: 'hidden', besideSlide: 'hidden', tiny: 'hidden', notes: 'hidden', comment: 'hidden', commentAuthor: 'hidden', alternativeText: 'hidden', unlistedSlide: 'hidden', layout: 'hidden', master: 'hidden', linkTarget: 'hidden',
  author: 'metadata', company: 'metadata', customProperty: 'metadata',
} as const satisfies Nooks<string>;

export type PptxNook = keyof typeof PPTX_NOOKS;

const SHOW = `${TYPES}.presentationml`;

/** Returns a presentation of one slide, a hidden one, and one that its list does not name. */
export function makePptx(plants: Plants<PptxNook>): Uint8Array {
  const parts: OoxmlPart[] = [
    { name: 'ppt/presentation.xml', type: `${SHOW}.presentation.main+xml`, body: part('presentation', '<p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>') },
    { name: 'ppt/slides/slide1.xml', type: `${SHOW}.slide+xml`, body: slide(shapes(plants)) },
    { name: 'ppt/slides/slide2.xml', type: `${SHOW}.slide+xml`, body: slide(shape(plants.hiddenSlide), ' show="0"') },
    { name: 'ppt/slides/slide3.xml', type: `${SHOW}.slide+xml`, body: slide(shape(plants.unlistedSlide)) },
    { name: 'ppt/notesSlides/notesSlide1.xml', type: `${SHOW}.notesSlide+xml`, body: part('notes', `<p:cSld><p:spTree>${shape(plants.notes)}</p:spTree></p:cSld>`) },
    { name: 'ppt/slideLayouts/slideLayout1.xml', type: `${SHOW}.slideLayout+xml`, body: part('sldLayout', `<p:cSld><p:spTree>${shape(plants.layout)}</p:spTree></p:cSld>`) },
    { name: 'ppt/slideMasters/slideMaster1.xml', type: `${SHOW}.slideMaster+xml`, body: part('sldMaster', `<p:cSld><p:spTree>${shape(plants.master)}</p:spTree></p:cSld>`) },
    { name: 'ppt/comments/comment1.xml', type: `${SHOW}.comments+xml`, body: part('cmLst', `<p:cm authorId="0"><p:text>${xml(plants.comment)}</p:text></p:cm>`) },
    { name: 'ppt/commentAuthors.xml', type: `${SHOW}.commentAuthors+xml`, body: part('cmAuthorLst', `<p:cmAuthor id="0" name="${xml(plants.commentAuthor)}"/>`) },
    { name: 'ppt/charts/chart1.xml', type: `${TYPES}.drawingml.chart+xml`, body: `<c:chartSpace xmlns:c="urn:c"><c:v>${xml(plants.chart)}</c:v></c:chartSpace>` },
    { name: 'ppt/diagrams/data1.xml', type: `${TYPES}.drawingml.diagramData+xml`, body: `<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="urn:a"><a:p><a:r><a:t>${xml(plants.diagram)}</a:t></a:r></a:p></dgm:dataModel>` },
    ...properties({ author: plants.author, title: '', company: plants.company, custom: plants.customProperty }),
  ];
  return packageOf('ppt/presentation.xml', parts, {
    'ppt/_rels/presentation.xml.rels': relationships(['rId1', 'slide', 'slides/slide1.xml'], ['rId2', 'slide', 'slides/slide2.xml']),
    'ppt/slides/_rels/slide1.xml.rels': relationships(['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'], ['rId2', 'notesSlide', '../notesSlides/notesSlide1.xml'], ['rId3', 'hyperlink', `mailto:${plants.linkTarget ?? ''}`, 'External']),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships(['rId1', 'slideMaster', '../slideMasters/slideMaster1.xml']),
  });
}

function part(root: string, content: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><p:${root} ${NAMESPACES}${attributes}>${content}</p:${root}>`;
}

function slide(content: string, attributes = ''): string {
  return part('sld', `<p:cSld><p:spTree>${content}</p:spTree></p:cSld>`, attributes);
}

function paragraph(...runs: string[]): string {
  return `<a:p>${runs.join('')}</a:p>`;
}

function run(text: string | undefined, size = 1800): string {
  return `<a:r><a:rPr sz="${size}"/><a:t>${xml(text)}</a:t></a:r>`;
}

function shape(text: string | undefined, { left = 0, isHidden = false, runs = run(text) }: { left?: number; isHidden?: boolean; runs?: string } = {}): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="글상자"${isHidden ? ' hidden="1"' : ''}/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${left}" y="0"/><a:ext cx="100000" cy="100000"/></a:xfrm></p:spPr><p:txBody>${paragraph(runs)}</p:txBody></p:sp>`;
}

function shapes(plants: Plants<PptxNook>): string {
  const split = plants.splitRuns ?? '';
  const cell = (text: string | undefined): string => `<a:tc><a:txBody>${paragraph(run(text))}</a:txBody></a:tc>`;
  return shape(plants.title ?? '계획') + shape('', { runs: run(split.slice(0, 5)) + run(split.slice(5)) })
    + `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="표" descr="${xml(plants.alternativeText)}"/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tr>${cell('구분')}${cell('내용')}</a:tr><a:tr>${cell('가')}${cell(plants.tableCell)}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
    + `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="묶음"/></p:nvGrpSpPr>${shape(plants.group)}</p:grpSp>`
    + shape(plants.hiddenShape, { isHidden: true }) + shape(plants.besideSlide, { left: 20_000_000 }) + shape('', { runs: `${run('작게 ')}${run(plants.tiny, 100)}` });
}
