/** Writes HWPX documents with text in any nook. */
import { xml, type Nooks, type Plants } from './plants.ts';
import { zipOf } from './zip.ts';

export const HWPX_NOOKS = {
  body: 'visible', splitRuns: 'visible', tableCell: 'visible', nestedCell: 'visible', textBox: 'visible', footnote: 'visible', header: 'visible', fieldText: 'visible', formula: 'visible', composed: 'visible', ruby: 'visible', caption: 'visible', masterPage: 'visible', chart: 'visible', secondSection: 'visible',
  hiddenComment: 'hidden', memo: 'hidden', deleted: 'hidden', white: 'hidden', tiny: 'hidden', preview: 'hidden', fieldCommand: 'hidden', fieldName: 'hidden', pictureComment: 'hidden', script: 'hidden', bookmark: 'hidden', history: 'hidden', xmlComment: 'hidden', cellName: 'hidden', embeddedText: 'hidden',
  author: 'metadata', title: 'metadata', changeAuthor: 'metadata', style: 'metadata',
} as const satisfies Nooks<string>;

export type HwpxNook = keyof typeof HWPX_NOOKS;

const NAMESPACES = ['ha="http://www.hancom.co.kr/hwpml/2011/app"', 'hp="http://www.hancom.co.kr/hwpml/2011/paragraph"', 'hs="http://www.hancom.co.kr/hwpml/2011/section"', 'hc="http://www.hancom.co.kr/hwpml/2011/core"', 'hh="http://www.hancom.co.kr/hwpml/2011/head"', 'opf="http://www.idpf.org/2007/opf/"', 'odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'].map((name) => `xmlns:${name}`).join(' ');

/** Returns a document of two sections; without a manifest if asked, with a password's manifest if asked. */
export function makeHwpx(plants: Plants<HwpxNook>, options: { manifest?: 'none' | 'encrypted' } = {}): Uint8Array {
  const encryption = options.manifest === 'encrypted' ? '<odf:file-entry odf:full-path="Contents/section0.xml"><odf:encryption-data/></odf:file-entry>' : '';
  return zipOf({
    'mimetype': 'application/hwp+zip',
    'version.xml': `<hv:HCFVersion xmlns:hv="urn:v" application="Hancom Office"/>`,
    'Contents/content.hpf': `<opf:package ${NAMESPACES}><opf:metadata><opf:title>${xml(plants.title)}</opf:title><opf:meta name="creator" content="text">${xml(plants.author)}</opf:meta></opf:metadata></opf:package>`,
    'Contents/header.xml': header(plants),
    'Contents/section0.xml': `<hs:sec ${NAMESPACES}>${body(plants)}</hs:sec>`,
    'Contents/section1.xml': `<hs:sec ${NAMESPACES}>${paragraph(run(plants.secondSection))}</hs:sec>`,
    'Contents/masterpage0.xml': `<hm:masterPage xmlns:hm="urn:m" ${NAMESPACES}><hp:subList>${paragraph(run(plants.masterPage))}</hp:subList></hm:masterPage>`,
    'Preview/PrvText.txt': plants.preview ?? '',
    'Scripts/sourceScripts.js': plants.script === undefined ? '' : Buffer.from(`function OnDocument_New() { /* ${plants.script} */ }`, 'utf16le'),
    'settings.xml': `<ha:HWPApplicationSetting ${NAMESPACES}/>`,
    'META-INF/manifest.xml': options.manifest === 'none' ? '' : `<odf:manifest ${NAMESPACES}>${encryption}</odf:manifest>`,
    'Chart/chart1.xml': `<c:chartSpace xmlns:c="urn:c"><c:v>${xml(plants.chart)}</c:v></c:chartSpace>`,
    'DocHistory/versionlog0.xml': `<log><item>${xml(plants.history)}</item></log>`,
    'BinData/note.txt': plants.embeddedText === undefined ? '' : `메모 ${plants.embeddedText}`,
  });
}

function header(plants: Plants<HwpxNook>): string {
  return `<hh:head ${NAMESPACES}><hh:charPr id="0" height="1000" textColor="#000000" shadeColor="none"/><hh:charPr id="1" height="1000" textColor="#FFFFFF" shadeColor="none"/><hh:charPr id="2" height="100" textColor="#000000" shadeColor="none"/>`
    + `<hh:style id="0" name="${xml(plants.style ?? '바탕글')}"/><hh:trackChangeAuthor name="${xml(plants.changeAuthor)}"/></hh:head>`;
}

function run(text: string | undefined, shape = 0): string {
  return `<hp:run charPrIDRef="${shape}"><hp:t>${xml(text)}</hp:t></hp:run>`;
}

function paragraph(...runs: string[]): string {
  return `<hp:p id="0">${runs.join('')}</hp:p>`;
}

function list(text: string | undefined): string {
  return `<hp:subList>${paragraph(run(text))}</hp:subList>`;
}

function cell(content: string, name = ''): string {
  return `<hp:tc name="${xml(name)}"><hp:subList>${content}</hp:subList><hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>`;
}

function table(plants: Plants<HwpxNook>): string {
  const nested = `<hp:tbl><hp:tr>${cell(paragraph(run('안')))}${cell(paragraph(run(plants.nestedCell)))}</hp:tr></hp:tbl>`;
  return `<hp:tbl><hp:caption>${list(plants.caption)}</hp:caption><hp:tr>${cell(paragraph(run('구분')))}${cell(paragraph(run('내용')))}</hp:tr><hp:tr>${cell(paragraph(run('가')))}${cell(paragraph(run(plants.tableCell)) + paragraph(`<hp:run charPrIDRef="0">${nested}</hp:run>`), plants.cellName)}</hp:tr></hp:tbl>`;
}

function body(plants: Plants<HwpxNook>): string {
  const split = plants.splitRuns ?? '';
  const control = (content: string): string => paragraph(run('앞'), `<hp:run charPrIDRef="0"><hp:ctrl>${content}</hp:ctrl></hp:run>`);
  return [
    paragraph(run(plants.body ?? '공개 문서')),
    paragraph(run(split.slice(0, 4)), run(split.slice(4))),
    paragraph(`<hp:run charPrIDRef="0">${table(plants)}</hp:run>`),
    paragraph(`<hp:run charPrIDRef="0"><hp:rect><hp:drawText>${list(plants.textBox)}</hp:drawText><hp:shapeComment>${xml(plants.pictureComment)}</hp:shapeComment></hp:rect></hp:run>`),
    control(`<hp:footNote>${list(plants.footnote)}</hp:footNote>`), control(`<hp:header>${list(plants.header)}</hp:header>`),
    control(`<hp:hiddenComment>${list(plants.hiddenComment)}</hp:hiddenComment>`), control(`<hp:bookmark name="${xml(plants.bookmark)}"/>`),
    paragraph(`<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="1" type="MEMO">${list(plants.memo)}</hp:fieldBegin></hp:ctrl><hp:t>메모한 곳</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="1"/></hp:ctrl></hp:run>`),
    paragraph(`<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="2" type="CLICK_HERE" name="${xml(plants.fieldName)}"><hp:parameters><hp:stringParam name="Command">Clickhere:${xml(plants.fieldCommand)}</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>${xml(plants.fieldText)}</hp:t></hp:run>`),
    paragraph(`<hp:run charPrIDRef="0"><hp:t>남은 <hp:deleteBegin Id="1"/>${xml(plants.deleted)}<hp:deleteEnd Id="1"/>글</hp:t></hp:run>`),
    paragraph(run(plants.white, 1)), paragraph(run(plants.tiny, 2)),
    paragraph(`<hp:run charPrIDRef="0"><hp:equation><hp:script>${xml(plants.formula)}</hp:script></hp:equation><hp:compose composeText="${xml(plants.composed)}"/><hp:dutmal><hp:mainText>글</hp:mainText><hp:subText>${xml(plants.ruby)}</hp:subText></hp:dutmal></hp:run>`),
    plants.xmlComment === undefined ? '' : `<!-- ${xml(plants.xmlComment)} -->`,
  ].join('');
}
