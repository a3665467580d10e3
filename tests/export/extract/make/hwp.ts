/** Writes HWP 5 documents with text in any nook. */
import { deflateRawSync } from 'node:zlib';
import { makeCompound } from './cfb.ts';
import type { Nooks, Plants } from './plants.ts';

export const HWP_NOOKS = {
  body: 'visible', tableCell: 'visible', nestedCell: 'visible', textBox: 'visible', footnote: 'visible', header: 'visible', formula: 'visible', composed: 'visible', ruby: 'visible', secondSection: 'visible', afterControl: 'visible',
  hiddenComment: 'hidden', memo: 'hidden', white: 'hidden', tiny: 'hidden', preview: 'hidden', fieldCommand: 'hidden', fieldName: 'hidden', bookmark: 'hidden', script: 'hidden', linkedDocument: 'hidden', template: 'hidden', freeSector: 'hidden', lostStream: 'hidden', pictureComment: 'hidden', binaryText: 'hidden',
  author: 'metadata', title: 'metadata', style: 'metadata', linkedPicture: 'metadata', changeAuthor: 'metadata', streamName: 'metadata',
} as const satisfies Nooks<string>;

export type HwpNook = keyof typeof HWP_NOOKS;

export interface HwpOptions {
  /** Bits of the header: 1 packed, 2 password, 4 distribution. */
  flags?: number;
  version?: number;
  hasTrackedChange?: boolean;
  /** Streams to add, as they lie in the file. */
  streams?: Readonly<Record<string, Uint8Array>>;
}

/** Returns a document of two sections; packed unless `flags` says otherwise. */
export function makeHwp(plants: Plants<HwpNook>, options: HwpOptions = {}): Uint8Array {
  const flags = options.flags ?? 1;
  const pack = (bytes: Uint8Array): Uint8Array => ((flags & 1) === 1 ? deflateRawSync(bytes) : bytes);
  const wide = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'utf16le');
  const streams: Record<string, Uint8Array> = {
    FileHeader: fileHeader(flags, options.version ?? 5),
    DocInfo: pack(information(plants, options.hasTrackedChange ?? false)),
    'BodyText/Section0': pack(section(plants)),
    'BodyText/Section1': pack(paragraph(0, plants.secondSection ?? '')),
    PrvText: wide(plants.preview ?? '미리 보기'),
    '\u0005HwpSummaryInformation': Buffer.concat([Buffer.from([0xfe, 0xff, 0, 0]), wide(`${plants.title ?? ''}\0`), wide(`${plants.author ?? ''}\0`)]),
    'Scripts/DefaultJScript': pack(wide(`function OnDocument() { var phone = "${plants.script ?? ''}"; }`)),
    'DocOptions/_LinkDoc': Buffer.concat([wide(`C:\\문서\\${plants.linkedDocument ?? ''}.hwp`), Buffer.alloc(40)]),
    'XMLTemplate/Instance': pack(wide(`<root>${plants.template ?? ''}</root>`)),
  };
  if (plants.binaryText !== undefined) streams['BinData/BIN0001.txt'] = pack(Buffer.from(`메모 ${plants.binaryText}`));
  if (plants.streamName !== undefined) streams[`DocOptions/${plants.streamName}`] = Buffer.from([0, 0, 0, 0]);
  return makeCompound(Object.assign(streams, options.streams), {
    ...(plants.freeSector === undefined ? {} : { freeSector: plants.freeSector }),
    ...(plants.lostStream === undefined ? {} : { lost: { name: 'Old', bytes: wide(plants.lostStream) } }),
  });
}

function fileHeader(flags: number, version: number): Buffer {
  const header = Buffer.alloc(256);
  header.write('HWP Document File', 'latin1');
  header.writeUInt32LE(version * 0x1000000 + 0x00050003, 32);
  header.writeUInt32LE(flags, 36);
  return header;
}

/** Returns one record. */
export function record(tag: number, level: number, data: Uint8Array): Buffer {
  const isLong = data.length >= 0xfff;
  const head = Buffer.alloc(isLong ? 8 : 4);
  head.writeUInt32LE((((isLong ? 0xfff : data.length) << 20) | (level << 10) | tag) >>> 0);
  if (isLong) head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

function information(plants: Plants<HwpNook>, hasTrackedChange: boolean): Buffer {
  const name = (text: string): Buffer => Buffer.concat([words(text.length), Buffer.from(text, 'utf16le')]);
  return Buffer.concat([
    record(0x12, 0, Buffer.concat([words(0), name(plants.linkedPicture ?? '')])),
    record(0x15, 0, shape(1000, 0x000000)), record(0x15, 0, shape(1000, 0xffffff)), record(0x15, 0, shape(100, 0x000000)),
    record(0x1a, 0, name(plants.style ?? '바탕글')), record(0x51, 0, name(plants.changeAuthor ?? '')),
    ...(hasTrackedChange ? [record(0x50, 1, Buffer.alloc(8))] : []),
  ]);
}

/** A character shape: its height at 42, its colour at 52, no shade. */
function shape(height: number, colour: number): Buffer {
  const data = Buffer.alloc(72);
  data.writeInt32LE(height, 42);
  data.writeUInt32LE(colour, 52);
  data.writeUInt32LE(0xffffffff, 60);
  return data;
}

function words(...all: number[]): Buffer {
  const bytes = Buffer.alloc(all.length * 2);
  all.forEach((word, index) => bytes.writeUInt16LE(word & 0xffff, index * 2));
  return bytes;
}

function dwords(...all: number[]): Buffer {
  const bytes = Buffer.alloc(all.length * 4);
  all.forEach((word, index) => bytes.writeUInt32LE(word >>> 0, index * 4));
  return bytes;
}

function id(letters: string): Buffer {
  return Buffer.from(letters, 'latin1').reverse();
}

/** The eight characters of a control within text: its code, its letters, room, its code. */
export function inlineControl(code: number, letters: string): string {
  return Buffer.concat([words(code), id(letters), Buffer.alloc(8), words(code)]).toString('utf16le');
}

/** A tab takes the place of eight characters too. */
export const TAB = `\t${'\0'.repeat(6)}\t`;

/** Returns a paragraph at a level: header, text, one shape; then what hangs on it. */
export function paragraph(level: number, text: string, shapeId = 0, ...controls: Uint8Array[]): Buffer {
  const units = Buffer.from(`${text}\r`, 'utf16le');
  return Buffer.concat([
    record(0x42, level, Buffer.concat([dwords(units.length / 2), Buffer.alloc(18)])), record(0x43, level + 1, units),
    record(0x44, level + 1, dwords(0, shapeId)), record(0x45, level + 1, Buffer.alloc(36)), ...controls,
  ]);
}

/** Returns a control with what lies in it. */
function control(level: number, letters: string, data: Uint8Array, ...inside: Uint8Array[]): Buffer {
  return Buffer.concat([record(0x47, level, Buffer.concat([id(letters), data])), ...inside]);
}

function list(level: number, place: Uint8Array = Buffer.alloc(26)): Buffer {
  return record(0x48, level, Buffer.concat([dwords(1, 0), place]));
}

function table(level: number, rows: readonly (readonly Uint8Array[])[]): Buffer {
  const cells = rows.flatMap((row, line) => row.map((content, column) => Buffer.concat([list(level + 1, Buffer.concat([words(column, line, 1, 1), Buffer.alloc(18)])), content])));
  return control(level, 'tbl ', Buffer.alloc(40), record(0x4d, level + 1, Buffer.alloc(22)), ...cells);
}

function section(plants: Plants<HwpNook>): Buffer {
  const tableMark = inlineControl(11, 'tbl ');
  const nested = table(3, [[paragraph(4, '안'), paragraph(4, plants.nestedCell ?? '')]]);
  const cells = table(1, [[paragraph(2, '구분'), paragraph(2, '내용')], [paragraph(2, '가'), Buffer.concat([paragraph(2, plants.tableCell ?? ''), paragraph(2, tableMark, 0, nested)])]]);
  const within = (letters: string, text: string | undefined): Buffer => control(1, letters, Buffer.alloc(8), list(2), paragraph(2, text ?? ''));
  const counted = (text = ''): Buffer => Buffer.concat([words(text.length), Buffer.from(text, 'utf16le')]);
  return Buffer.concat([
    paragraph(0, `${inlineControl(2, 'secd')}${inlineControl(2, 'cold')}${plants.body ?? '공개 문서'}`, 0, control(1, 'secd', Buffer.alloc(43))),
    paragraph(0, `앞${TAB}뒤\u001e${inlineControl(3, '%clk')}${plants.afterControl ?? ''}${inlineControl(4, '%clk')}`, 0, control(1, '%clk', Buffer.concat([dwords(0), Buffer.from([0]), counted(plants.fieldCommand), dwords(1)]), record(0x57, 2, Buffer.concat([words(0x21b, 1, 0, 0x4000, 1), counted(plants.fieldName)])))),
    paragraph(0, tableMark, 0, cells),
    paragraph(0, inlineControl(11, 'gso '), 0, control(1, 'gso ', Buffer.concat([Buffer.alloc(40), counted(plants.pictureComment)]), record(0x4c, 2, Buffer.alloc(196)), list(3), paragraph(3, plants.textBox ?? ''))),
    paragraph(0, '주', 0, within('fn  ', plants.footnote), within('head', plants.header), within('tcmt', plants.hiddenComment)),
    paragraph(0, inlineControl(22, 'bokm'), 0, control(1, 'bokm', Buffer.alloc(0), record(0x57, 2, Buffer.concat([words(0x21b, 1, 0, 0x4000, 1), counted(plants.bookmark)])))),
    paragraph(0, inlineControl(11, 'eqed'), 0, control(1, 'eqed', Buffer.alloc(40), record(0x58, 2, Buffer.concat([dwords(0), counted(plants.formula), Buffer.alloc(20)])))),
    paragraph(0, inlineControl(23, 'tcps'), 0, control(1, 'tcps', counted(plants.composed))),
    paragraph(0, inlineControl(23, 'tdut'), 0, control(1, 'tdut', Buffer.concat([counted('글'), counted(plants.ruby), Buffer.alloc(20)]))),
    paragraph(0, plants.white ?? '', 1), paragraph(0, plants.tiny ?? '', 2),
    record(0x5d, 1, dwords(1)), list(1), paragraph(1, plants.memo ?? ''),
  ]);
}
