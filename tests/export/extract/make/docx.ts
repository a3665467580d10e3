/** Writes Word documents with text in any nook. */
import { NAMESPACES, packageOf, properties, relationships, TYPES, type OoxmlPart } from './ooxml.ts';
import { xml, type Nooks, type Plants } from './plants.ts';
import { makeCsv } from './text.ts';

export const DOCX_NOOKS = {
  body: 'visible', heading: 'visible', splitRuns: 'visible', splitByDeletion: 'visible', list: 'visible', tableCell: 'visible', nestedTableCell: 'visible', inserted: 'visible', textBox: 'visible', contentControl: 'visible',
  hyperlinkText: 'visible', footnote: 'visible', endnote: 'visible', header: 'visible', footer: 'visible', formula: 'visible', chart: 'visible', symbols: 'visible', ruby: 'visible',
  deleted: 'hidden', movedFrom: 'hidden', vanished: 'hidden', vanishedByStyle: 'hidden', white: 'hidden', tiny: 'hidden', comment: 'hidden', commentAuthor: 'hidden', deletionAuthor: 'hidden',
  fieldInstruction: 'hidden', hyperlinkTarget: 'hidden', contentControlTag: 'hidden', bookmark: 'hidden', alternativeText: 'hidden', customXml: 'hidden', customXmlAttribute: 'hidden', glossary: 'hidden', xmlComment: 'hidden', embeddedCsv: 'hidden',
  processingInstruction: 'hidden', vmlText: 'hidden', unlistedPart: 'hidden',
  author: 'metadata', title: 'metadata', company: 'metadata', customProperty: 'metadata', documentVariable: 'metadata', styleName: 'metadata', partName: 'metadata',
} as const satisfies Nooks<string>;

export type DocxNook = keyof typeof DOCX_NOOKS;

const WORD = `${TYPES}.wordprocessingml`;

/** Returns a Word document; `body` is its first paragraph. */
export function makeDocx(plants: Plants<DocxNook>): Uint8Array {
  const parts: OoxmlPart[] = [
    { name: 'word/document.xml', type: `${WORD}.document.main+xml`, body: part('document', `<w:body>${body(plants)}</w:body>`) },
    { name: 'word/styles.xml', type: `${WORD}.styles+xml`, body: part('styles', styles(plants)) },
    { name: 'word/settings.xml', type: `${WORD}.settings+xml`, body: part('settings', `<w:docVars><w:docVar w:name="담당" w:val="${xml(plants.documentVariable)}"/></w:docVars>`) },
    { name: 'word/header1.xml', type: `${WORD}.header+xml`, body: part('hdr', paragraph(plants.header)) },
    { name: 'word/footer1.xml', type: `${WORD}.footer+xml`, body: part('ftr', paragraph(plants.footer)) },
    { name: 'word/footnotes.xml', type: `${WORD}.footnotes+xml`, body: part('footnotes', `<w:footnote w:id="1">${paragraph(plants.footnote)}</w:footnote>`) },
    { name: 'word/endnotes.xml', type: `${WORD}.endnotes+xml`, body: part('endnotes', `<w:endnote w:id="1">${paragraph(plants.endnote)}</w:endnote>`) },
    { name: 'word/comments.xml', type: `${WORD}.comments+xml`, body: part('comments', `<w:comment w:id="1" w:author="${xml(plants.commentAuthor)}">${paragraph(plants.comment)}</w:comment>`) },
    { name: 'word/glossary/document.xml', type: `${WORD}.document.glossary+xml`, body: part('glossaryDocument', `<w:docParts>${paragraph(plants.glossary)}</w:docParts>`) },
    { name: 'word/charts/chart1.xml', type: `${TYPES}.drawingml.chart+xml`, body: `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser><c:v>${xml(plants.chart)}</c:v></c:ser></c:chartSpace>` },
    ...properties({ author: plants.author, title: plants.title, company: plants.company, custom: plants.customProperty }),
  ];
  return packageOf('word/document.xml', parts, {
    'word/_rels/document.xml.rels': relationships(
      ['rId1', 'styles', 'styles.xml'], ['rId2', 'header', 'header1.xml'], ['rId3', 'footer', 'footer1.xml'], ['rId4', 'footnotes', 'footnotes.xml'], ['rId5', 'endnotes', 'endnotes.xml'],
      ['rId6', 'comments', 'comments.xml'], ['rId7', 'chart', 'charts/chart1.xml'], ['rId8', 'hyperlink', `mailto:${plants.hyperlinkTarget ?? ''}`, 'External'],
    ),
    'customXml/item1.xml': `<담당 xmlns="urn:example" phone="${xml(plants.customXmlAttribute)}"><전화>${xml(plants.customXml)}</전화></담당>`,
    'word/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>${xml(plants.vmlText)}<br></div></v:textbox></v:shape></xml>`,
    'word/left/behind.xml': plants.unlistedPart === undefined ? '' : `<notes>${xml(plants.unlistedPart)}</notes>`,
    'word/embeddings/table.csv': plants.embeddedCsv === undefined ? '' : makeCsv([['이름', '전화'], ['-', plants.embeddedCsv]]),
    [`word/media/${plants.partName ?? 'note'}.txt`]: plants.partName === undefined ? '' : '그림 설명',
  });
}

function part(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`;
}

function run(text: string | undefined, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}

function paragraph(text: string | undefined, properties = ''): string {
  return `<w:p>${properties}${run(text)}</w:p>`;
}

/** Halves of a value, in runs of their own. */
function halves(text = ''): [string, string] {
  return [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
}

function table(cell: string): string {
  return `<w:tbl><w:tr><w:tc>${paragraph('구분')}</w:tc><w:tc>${paragraph('내용')}</w:tc></w:tr><w:tr><w:tc>${paragraph('가')}</w:tc><w:tc>${cell}</w:tc></w:tr></w:tbl>`;
}

function body(plants: Plants<DocxNook>): string {
  const [first, second] = halves(plants.splitRuns);
  const [before, after] = halves(plants.splitByDeletion);
  return [
    paragraph(plants.body ?? '공개 문서'),
    paragraph(plants.heading, '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
    `<w:p>${run(first)}<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="${xml(plants.bookmark)}"/>${run(second, '<w:b/>')}</w:p>`,
    `<w:p>${run(before)}<w:del w:id="3" w:author="-"><w:r><w:delText>777</w:delText></w:r></w:del>${run(after)}</w:p>`,
    paragraph(plants.list, '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'),
    table(paragraph(plants.tableCell) + (plants.nestedTableCell === undefined ? '' : table(paragraph(plants.nestedTableCell)) + paragraph(''))),
    `<w:p><w:ins w:id="4" w:author="-">${run(plants.inserted)}</w:ins></w:p>`,
    `<w:p><w:del w:id="5" w:author="${xml(plants.deletionAuthor)}"><w:r><w:delText>${xml(plants.deleted)}</w:delText></w:r></w:del><w:moveFrom w:id="6" w:author="-">${run(plants.movedFrom)}</w:moveFrom></w:p>`,
    `<w:p>${run('앞 ')}${run(plants.vanished, '<w:vanish/>')}</w:p>`,
    `<w:p>${run(plants.vanishedByStyle, '<w:rStyle w:val="Secret"/>')}</w:p>`,
    `<w:p>${run(plants.white, '<w:color w:val="FFFFFF"/>')}</w:p>`,
    `<w:p>${run(plants.tiny, '<w:sz w:val="2"/>')}</w:p>`,
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "${xml(plants.fieldInstruction)}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    `<w:p><w:hyperlink r:id="rId8">${run(plants.hyperlinkText)}</w:hyperlink></w:p>`,
    `<w:sdt><w:sdtPr><w:tag w:val="${xml(plants.contentControlTag)}"/></w:sdtPr><w:sdtContent>${paragraph(plants.contentControl)}</w:sdtContent></w:sdt>`,
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="그림" descr="${xml(plants.alternativeText)}"/></wp:inline></w:drawing></w:r></w:p>`,
    `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(plants.textBox)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`,
    `<w:p><m:oMath><m:r><m:t>${xml(plants.formula)}</m:t></m:r></m:oMath></w:p>`,
    `<w:p><w:r>${[...plants.symbols ?? ''].map((letter) => `<w:sym w:font="Symbol" w:char="F0${letter.charCodeAt(0).toString(16)}"/>`).join('')}</w:r></w:p>`,
    `<w:p><w:r><w:ruby><w:rt>${run(plants.ruby)}</w:rt><w:rubyBase>${run('가')}</w:rubyBase></w:ruby></w:r></w:p>`,
    `<w:p>${run('주석')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    plants.xmlComment === undefined ? '' : `<!-- ${xml(plants.xmlComment)} -->`,
    plants.processingInstruction === undefined ? '' : `<?note ${xml(plants.processingInstruction)}?>`,
  ].join('');
}

function styles(plants: Plants<DocxNook>): string {
  return '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    + '<w:style w:type="character" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    + `<w:style w:type="character" w:styleId="Secret"><w:name w:val="${xml(plants.styleName ?? '숨김')}"/><w:basedOn w:val="Base"/></w:style>`;
}
