/**
 * Samples: the smallest files that need a library each. Before a night they are read
 * like any attachment: a library that is missing or changed stops the night instead
 * of holding every paper that has an attachment.
 */
import { strToU8, zipSync } from 'fflate';

export interface Sample { name: string; bytes: Uint8Array; text: string }

const TEXT = '열람 시험';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Returns one Word document and one CSV file, each with the text it must give. */
export function samples(): Sample[] {
  return [
    { name: 'sample.docx', bytes: document(), text: TEXT },
    { name: 'sample.csv', bytes: strToU8(`번호,내용\n1,${TEXT}\n`), text: TEXT },
  ];
}

function document(): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(`<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${DOCUMENT}"/></Types>`),
    '_rels/.rels': strToU8(`<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/document.xml': strToU8(`<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>${TEXT}</w:t></w:r></w:p></w:body></w:document>`),
  }, { mtime: new Date(1980, 0, 2) });
}
