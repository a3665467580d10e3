/** Writes workbooks with text in any nook. */
import { packageOf, properties, relationships, TYPES, type OoxmlPart } from './ooxml.ts';
import { xml, type Nooks, type Plants } from './plants.ts';

export const XLSX_NOOKS = {
  cell: 'visible', sharedString: 'visible', richString: 'visible', cached: 'visible', formatLiteral: 'visible', sheetName: 'visible', printedHeader: 'visible', chart: 'visible', drawing: 'visible', sixtyCharactersApart: 'visible',
  hiddenRow: 'hidden', flatRow: 'hidden', hiddenColumn: 'hidden', narrowColumn: 'hidden', hiddenSheet: 'hidden', veryHiddenSheet: 'hidden', unlistedSheet: 'hidden', hiddenSheetName: 'hidden', underMerged: 'hidden', white: 'hidden', blankFormat: 'hidden',
  formula: 'hidden', definedName: 'hidden', unusedString: 'hidden', phonetic: 'hidden', comment: 'hidden', commentAuthor: 'hidden', threadedComment: 'hidden', hyperlinkTarget: 'hidden', hyperlinkTip: 'hidden', validationList: 'hidden', validationPrompt: 'hidden',
  pivotCache: 'hidden', externalCache: 'hidden', connection: 'hidden', vml: 'hidden', conditionalFormula: 'hidden', extension: 'hidden',
  author: 'metadata', title: 'metadata', company: 'metadata', customProperty: 'metadata', printer: 'metadata',
} as const satisfies Nooks<string>;

export type XlsxNook = keyof typeof XLSX_NOOKS;

const SHEET = `${TYPES}.spreadsheetml`;
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** Cells as they stand in the file: `t` the type, `s` the place of a style, `f` a formula, `v` the stored value. */
export interface StoredCell { r: string; t?: string; s?: number; f?: string; v?: string; is?: string }

/** Returns a workbook; `cells` come after those of the nooks, on rows of their own. `formats` are number formats, `s` counts them from 4. */
export function makeXlsx(plants: Plants<XlsxNook>, more: { rows?: readonly (readonly StoredCell[])[]; formats?: readonly string[]; isDate1904?: boolean } = {}): Uint8Array {
  const formats = [`"${plants.formatLiteral ?? '값'} "0`, ';;;', ...more.formats ?? []];
  const parts: OoxmlPart[] = [
    { name: 'xl/workbook.xml', type: `${SHEET}.sheet.main+xml`, body: workbook(plants, more.isDate1904 ?? false) },
    { name: 'xl/styles.xml', type: `${SHEET}.styles+xml`, body: styles(formats) },
    { name: 'xl/sharedStrings.xml', type: `${SHEET}.sharedStrings+xml`, body: strings(plants) },
    { name: 'xl/worksheets/sheet1.xml', type: `${SHEET}.worksheet+xml`, body: firstSheet(plants, more.rows ?? []) },
    { name: 'xl/worksheets/sheet2.xml', type: `${SHEET}.worksheet+xml`, body: plainSheet(plants.hiddenSheet) },
    { name: 'xl/worksheets/sheet3.xml', type: `${SHEET}.worksheet+xml`, body: plainSheet(plants.veryHiddenSheet) },
    { name: 'xl/worksheets/sheet4.xml', type: `${SHEET}.worksheet+xml`, body: plainSheet(plants.unlistedSheet) },
    { name: 'xl/comments1.xml', type: `${SHEET}.comments+xml`, body: `<comments ${MAIN}><authors><author>${xml(plants.commentAuthor)}</author></authors><commentList><comment ref="A1" authorId="0"><text>${rich(plants.comment)}</text></comment></commentList></comments>` },
    { name: 'xl/threadedComments/threadedComment1.xml', type: 'application/vnd.ms-excel.threadedcomments+xml', body: `<ThreadedComments xmlns="urn:t"><threadedComment ref="A1"><text>${xml(plants.threadedComment)}</text></threadedComment></ThreadedComments>` },
    { name: 'xl/pivotCache/pivotCacheRecords1.xml', type: `${SHEET}.pivotCacheRecords+xml`, body: `<pivotCacheRecords ${MAIN} count="1"><r><s v="${xml(plants.pivotCache)}"/></r></pivotCacheRecords>` },
    { name: 'xl/externalLinks/externalLink1.xml', type: `${SHEET}.externalLink+xml`, body: `<externalLink ${MAIN}><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>${xml(plants.externalCache)}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>` },
    { name: 'xl/connections.xml', type: `${SHEET}.connections+xml`, body: `<connections ${MAIN}><connection id="1"><dbPr connection="User=${xml(plants.connection)}"/></connection></connections>` },
    { name: 'xl/charts/chart1.xml', type: `${TYPES}.drawingml.chart+xml`, body: `<c:chartSpace xmlns:c="urn:c"><c:strCache><c:pt idx="0"><c:v>${xml(plants.chart)}</c:v></c:pt></c:strCache></c:chartSpace>` },
    { name: 'xl/drawings/drawing1.xml', type: `${TYPES}.drawing+xml`, body: `<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><a:p><a:r><a:t>${xml(half(plants.drawing, 0))}</a:t></a:r><a:r><a:t>${xml(half(plants.drawing, 1))}</a:t></a:r></a:p></xdr:wsDr>` },
    { name: 'xl/printerSettings/printerSettings1.bin', type: `${SHEET}.printerSettings`, body: Buffer.concat([Buffer.from([1, 4, 0, 220]), Buffer.from(plants.printer ?? 'Printer', 'utf16le'), Buffer.alloc(8)]) },
    ...properties({ author: plants.author, title: plants.title, company: plants.company, custom: plants.customProperty }),
  ];
  return packageOf('xl/workbook.xml', parts, {
    'xl/_rels/workbook.xml.rels': relationships(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'worksheet', 'worksheets/sheet2.xml'], ['rId3', 'worksheet', '/xl/worksheets/sheet3.xml'], ['rId4', 'styles', 'styles.xml'], ['rId5', 'sharedStrings', 'sharedStrings.xml']),
    'xl/worksheets/_rels/sheet1.xml.rels': relationships(['rId1', 'hyperlink', `tel:${plants.hyperlinkTarget ?? ''}`, 'External']),
    'xl/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:v"><v:shape><v:textbox><div>${xml(plants.vml)}</div></v:textbox></v:shape></xml>`,
  });
}

function workbook(plants: Plants<XlsxNook>, isDate1904: boolean): string {
  return `<workbook ${MAIN}><workbookPr${isDate1904 ? ' date1904="1"' : ''}/><sheets><sheet name="${xml(plants.sheetName ?? '현황')}" sheetId="1" r:id="rId1"/><sheet name="${xml(plants.hiddenSheetName ?? '원본')}" sheetId="2" state="hidden" r:id="rId2"/><sheet name="더 깊이" sheetId="3" state="veryHidden" r:id="rId3"/></sheets><definedNames><definedName name="담당">"${xml(plants.definedName)}"</definedName></definedNames></workbook>`;
}

/** Styles: 0 plain, 1 white, 2 on, the number formats in order. */
function styles(formats: readonly string[]): string {
  const codes = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${xml(code)}"/>`).join('');
  const xfs = formats.map((_, index) => `<xf numFmtId="${200 + index}" fontId="0" fillId="0"/>`).join('');
  return `<styleSheet ${MAIN}><numFmts>${codes}</numFmts><fonts><font><color rgb="FF000000"/></font><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill><patternFill patternType="none"/></fill></fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="0" fontId="1" fillId="0"/>${xfs}</cellXfs></styleSheet>`;
}

function half(text: string | undefined, index: 0 | 1): string {
  const middle = (text ?? '').length >> 1;
  return index === 0 ? (text ?? '').slice(0, middle) : (text ?? '').slice(middle);
}

function rich(text: string | undefined): string {
  return `<r><t>${xml(half(text, 0))}</t></r><r><rPr><b/></rPr><t>${xml(half(text, 1))}</t></r>`;
}

function strings(plants: Plants<XlsxNook>): string {
  return `<sst ${MAIN}><si><t>${xml(plants.sharedString)}</t></si><si>${rich(plants.richString)}<rPh sb="0" eb="1"><t>${xml(plants.phonetic)}</t></rPh></si><si><t>${xml(plants.unusedString)}</t></si></sst>`;
}

function inline(reference: string, text: string | undefined, attributes = ''): string {
  return `<c r="${reference}" t="inlineStr"${attributes}><is><t>${xml(text)}</t></is></c>`;
}

function plainSheet(text: string | undefined): string {
  return `<worksheet ${MAIN}><sheetData><row r="1">${inline('A1', text)}</row></sheetData></worksheet>`;
}

function firstSheet(plants: Plants<XlsxNook>, rows: readonly (readonly StoredCell[])[]): string {
  const own = [
    `<row r="1">${inline('A1', '구분')}${inline('B1', plants.cell ?? '내용')}<c r="C1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c>${inline('BI1', plants.sixtyCharactersApart)}</row>`,
    `<row r="2" hidden="1">${inline('A2', plants.hiddenRow)}</row><row r="3" ht="0">${inline('A3', plants.flatRow)}</row>`,
    `<row r="4">${inline('A4', '둘')}${inline('F4', plants.hiddenColumn)}${inline('G4', plants.narrowColumn)}</row>`,
    `<row r="5">${inline('A5', '합친 칸')}${inline('B5', plants.underMerged)}${inline('C5', plants.white, ' s="1"')}</row>`,
    `<row r="6"><c r="A6" t="str"><f>CONCATENATE("${xml(plants.formula)}",A1)</f><v>${xml(plants.cached)}</v></c><c r="B6" s="2"><v>7</v></c><c r="C6" t="str" s="3"><v>${xml(plants.blankFormat)}</v></c></row>`,
  ];
  const more = rows.map((cells, index) => `<row r="${index + 7}">${cells.map(cellXml).join('')}</row>`);
  return `<worksheet ${MAIN}><cols><col min="6" max="6" hidden="1" width="9"/><col min="7" max="7" width="0"/></cols><sheetData>${own.join('')}${more.join('')}</sheetData><mergeCells><mergeCell ref="A5:B5"/></mergeCells>`
    + `<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1="${xml(plants.conditionalFormula)}"</formula></cfRule></conditionalFormatting><dataValidations><dataValidation type="list" prompt="${xml(plants.validationPrompt)}"><formula1>"${xml(plants.validationList)}"</formula1></dataValidation></dataValidations>`
    + `<hyperlinks><hyperlink ref="A1" r:id="rId1" tooltip="${xml(plants.hyperlinkTip)}"/></hyperlinks><headerFooter><oddHeader>&amp;L${xml(plants.printedHeader)}</oddHeader></headerFooter><extLst><ext><note>${xml(plants.extension)}</note></ext></extLst></worksheet>`;
}

function cellXml({ r, t, s, f, v, is }: StoredCell): string {
  return `<c r="${r}"${t === undefined ? '' : ` t="${t}"`}${s === undefined ? '' : ` s="${s}"`}>${f === undefined ? '' : `<f>${xml(f)}</f>`}${v === undefined ? '' : `<v>${xml(v)}</v>`}${is === undefined ? '' : `<is><t>${xml(is)}</t></is>`}</c>`;
}
