/**
 * File types: which reader reads a file, told by its name and confirmed by its first
 * bytes. What is not in this table can't be read, and what can't be read is not
 * published: a new kind of file needs its reader first.
 */
import { unread } from './limits.ts';
import type { Reader } from './piece.ts';
import { readScript, readStyleFile } from './readers/code.ts';
import { readGzip } from './readers/gzip.ts';
import { readHtml } from './readers/html.ts';
import { readJson, readJsonLines } from './readers/json.ts';
import { readEntries, readHashes } from './readers/log.ts';
import { readFont, readWasm } from './readers/machine.ts';
import { readPdf } from './readers/pdf.ts';
import { readGif, readIcon, readJpeg, readPng, readWebp } from './readers/pictures.ts';
import { readCsv, readMarkdown, readText } from './readers/text.ts';
import { readXml } from './readers/xml.ts';
import { readZip } from './readers/zip.ts';

/** A file type: its reader, and the bytes it begins with, as Latin-1. */
export interface FileType { reader: Reader; begins?: RegExp }

/** File types by the ending of the name. */
export type FileTypes = Readonly<Record<string, FileType>>;

const html: FileType = { reader: readHtml };
const json: FileType = { reader: readJson };
const xml: FileType = { reader: readXml };
const gzip: FileType = { reader: readGzip, begins: /^\x1f\x8b\x08/ };
const zip: FileType = { reader: readZip, begins: /^PK(?:\x03\x04|\x05\x06)/ };
const text: FileType = { reader: readText };
const script: FileType = { reader: readScript };

/** All that can be read. */
export const FILE_TYPES: FileTypes = {
  html, htm: html, xhtml: html,
  json, geojson: json, jsonld: json, webmanifest: json, map: json,
  jsonl: { reader: readJsonLines }, ndjson: { reader: readJsonLines },
  md: { reader: readMarkdown },
  xml, atom: xml, rss: xml, svg: xml, rels: xml, hpf: xml, vml: xml,
  csv: { reader: readCsv }, tsv: { reader: readCsv },
  txt: text, ttl: text, sig: text, sh: text, css: { reader: readStyleFile }, js: script, mjs: script,
  gz: gzip, pagefind: gzip, pf_meta: gzip, pf_index: gzip, pf_fragment: gzip, pf_filter: gzip,
  wasm: { reader: readWasm, begins: /^\0asm/ },
  pdf: { reader: readPdf, begins: /^%PDF-/ },
  png: { reader: readPng, begins: /^\x89PNG\r\n\x1a\n/ },
  jpg: { reader: readJpeg, begins: /^\xff\xd8\xff/ }, jpeg: { reader: readJpeg, begins: /^\xff\xd8\xff/ },
  gif: { reader: readGif, begins: /^GIF8[79]a/ },
  webp: { reader: readWebp, begins: /^RIFF[\s\S]{4}WEBP/ },
  ico: { reader: readIcon, begins: /^\0\0\x01\0/ },
  zip, docx: zip, xlsx: zip, pptx: zip, hwpx: zip,
  woff: { reader: readFont, begins: /^wOFF/ }, woff2: { reader: readFont, begins: /^wOF2/ },
};

/** Where harvesters look first (ResourceSync): XML under a name without an ending. */
const XML_NAMES = new Set(['resourcesync']);
/** Files by their whole name that hosts and formats ask for. */
const PLAIN_NAMES = new Set(['_headers', 'nginx.conf', '_redirects', 'CNAME', 'mimetype', 'checkpoint', 'next', 'vkey', 'allowed_signers', 'LICENSE', '.nojekyll']);

/** Files of the transparency log, whose names are numbers (c2sp.org/tlog-tiles): told by their place alone. */
const LOG_FILES: readonly (readonly [RegExp, FileType])[] = [
  [/(?:^|\/)log\/tile\/entries\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/, { reader: readEntries }],
  [/(?:^|\/)log\/tile\/\d\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/, { reader: readHashes }],
  [/(?:^|\/)log\/checkpoints\/\d{1,15}$/, text],
];

/** @throws {ArchiveError} `CHECK_FAILED` for a file that no reader reads. */
export function typeOf(path: string, bytes: Buffer, types: FileTypes): FileType {
  const name = path.split(/[/!]/).at(-1)!;
  const ending = /\.([A-Za-z0-9_]{1,20})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = LOG_FILES.find(([place]) => place.test(path))?.[1] ?? (PLAIN_NAMES.has(name) ? types.txt : XML_NAMES.has(name) ? types.xml : Object.hasOwn(types, ending) ? types[ending] : undefined);
  if (type === undefined) throw unread('expected a file type that can be read, got another');
  if (type.begins !== undefined && !type.begins.test(bytes.toString('latin1', 0, 16))) throw unread('expected the bytes its name promises, got others');
  return type;
}
