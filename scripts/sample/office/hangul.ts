/** Hangul: a document in the Korean standard format HWPX (KS X 6101), with the preview that the program leaves in it. */
import { archiveOf, escapeXml } from './archive.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>';
const PARAGRAPHS = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"';
const SECTION = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"';

/** Returns the bytes of a document. @param preview - What an earlier saving left behind, often the text before it was corrected. */
export function hangulOf(paragraphs: readonly string[], preview: string): Uint8Array {
  const text = paragraphs.map((paragraph) => `<hp:p id="0" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>${escapeXml(paragraph)}</hp:t></hp:run></hp:p>`).join('');
  return archiveOf({
    mimetype: 'application/hwp+zip',
    'version.xml': `${HEAD}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1"/>`,
    'META-INF/container.xml': `${HEAD}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles><ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/></ocf:rootfiles></ocf:container>`,
    'Contents/content.hpf': `${HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest><opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest><opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>`,
    'Contents/section0.xml': `${HEAD}<hs:sec ${SECTION} ${PARAGRAPHS}>${text}</hs:sec>`,
    'Preview/PrvText.txt': preview,
  });
}
