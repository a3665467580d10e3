/**
 * PDF file: every object that lies in the bytes, in the order in which it lies
 * there: also those that a later revision replaced, that no table names, or that
 * stand behind the end. What lies between the objects is kept too.
 */
import { Unread, type ReadContext } from './extracted.ts';
import { decryptObjects } from './pdf-decrypt.ts';
import { decodeStream, type Decoded } from './pdf-filters.ts';
import { CosReader, isWord, type Cos, type CosDict, type CosRef } from './pdf-syntax.ts';

/** One object. `raw` are the bytes of its stream as they lie there (decrypted), `null` if it has none. */
export interface CosObject { number: number; generation: number; value: Cos; raw: Uint8Array | null }

export interface PdfFile {
  /** In the order of the bytes; of several with one number the last one counts. */
  objects: readonly CosObject[];
  /** The last object of every number. */
  current: ReadonlyMap<number, CosObject>;
  /** Trailers, and the dictionaries of cross-reference streams. */
  trailers: readonly CosDict[];
  comments: readonly string[];
  /** Bytes that belong to nothing. */
  gaps: readonly Uint8Array[];
  /** Returns what a stream's filters unpack to. */
  decode(object: CosObject): Decoded;
}

const MOST_OBJECTS = 500_000;
const KEPT_BYTES = 1_000_000;
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]{1,20}(\d{1,5})[\0\t\n\f\r ]{1,20}obj(?![a-z])/y;
const ANCHOR = /\d{1,10}[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj(?![a-z])|\bxref\b|\btrailer\b|\bstartxref\b|%%EOF/g;
const TABLE = /xref[\0\t\n\f\r ]{0,20}(?:\d{1,10}[ \t]{1,4}\d{1,10}[\0\t\r\n ]{1,8}(?:\d{1,10}[ \t]\d{1,5}[ \t][nf][\0\t\r\n ]{0,4}){0,600000}){0,10000}/y;
const START = /startxref[\0\t\n\f\r ]{1,20}\d{1,12}/y;

/** Reads a file. @throws {Unread} `corrupt`, `encrypted`, `too-large`, `bomb` */
export function readPdfFile(bytes: Uint8Array, context: ReadContext): PdfFile {
  const scan = new Scan(bytes);
  scan.run();
  if (scan.objects.length === 0) throw new Unread('corrupt', 'pdf: no object in it');
  decryptObjects(scan.objects, scan.trailers);
  const decode = decoder(scan, context);
  const objects = scan.objects.flatMap((object) => [object, ...packedObjects(object, decode, scan.gaps)]);
  if (objects.length > MOST_OBJECTS) throw new Unread('too-large', `pdf: more than ${MOST_OBJECTS} objects`);
  const streams = objects.filter((object) => isType(object, 'XRef')).map(({ value }) => value as CosDict);
  return {
    objects, decode, trailers: [...scan.trailers, ...streams], comments: scan.comments, gaps: scan.gaps,
    current: new Map(objects.map((object) => [object.number, object])),
  };
}

/** Unpacks streams, counts each once, and keeps the small ones. */
function decoder(scan: Scan, context: ReadContext): (object: CosObject) => Decoded {
  const kept = new Map<CosObject, Decoded>();
  const counted = new Set<CosObject>();
  return (object) => {
    const known = kept.get(object);
    if (known !== undefined) return known;
    const result = decodeStream(object, (ref) => scan.last(ref), context);
    if (!counted.has(object)) context.spend(result.bytes.length);
    counted.add(object);
    if (result.bytes.length < KEPT_BYTES) kept.set(object, result);
    return result;
  };
}

/** Whether an object is a dictionary of a `/Type`. */
export function isType(object: CosObject, type: string): boolean {
  const found = object.value.type === 'dict' ? object.value.entries.get('Type') : undefined;
  return found?.type === 'name' && found.value === type;
}

class Scan {
  readonly objects: CosObject[] = [];
  readonly trailers: CosDict[] = [];
  readonly comments: string[] = [];
  readonly gaps: Uint8Array[] = [];
  readonly #bytes: Uint8Array;
  readonly #latin: string;
  readonly #last = new Map<number, CosObject>();
  #numbers: Map<number, number> | null = null;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }

  run(): void {
    while (this.#at < this.#bytes.length) {
      const reader = new CosReader(this.#bytes, this.#at);
      reader.skipWhite();
      this.comments.push(...reader.comments);
      this.#at = reader.at;
      if (this.#at < this.#bytes.length) this.#take();
      if (this.objects.length > MOST_OBJECTS) throw new Unread('too-large', `pdf: more than ${MOST_OBJECTS} objects`);
    }
  }

  /** Returns the last object of a number found so far; lengths stand in objects of their own. */
  last(ref: CosRef): Cos | undefined {
    return this.#last.get(ref.number)?.value;
  }

  #add(object: CosObject): void {
    this.objects.push(object);
    this.#last.set(object.number, object);
  }

  #take(): void {
    const object = this.#match(OBJECT);
    if (object !== null) return this.#object(Number(object[1]), Number(object[2]));
    if (this.#match(TABLE) !== null || this.#match(START) !== null) return undefined;
    if (!this.#latin.startsWith('trailer', this.#at)) return this.#gap();
    const reader = this.#reader(this.#at + 'trailer'.length);
    const value = reader.next();
    this.#at = reader.at;
    if (value?.type === 'dict') this.trailers.push(value);
    return undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#latin);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #reader(at: number): CosReader {
    return new CosReader(this.#bytes, at);
  }

  #gap(): void {
    ANCHOR.lastIndex = this.#at + 1;
    const end = ANCHOR.exec(this.#latin)?.index ?? this.#bytes.length;
    this.gaps.push(this.#bytes.subarray(this.#at, end));
    this.#at = end;
  }

  #object(number: number, generation: number): void {
    const reader = this.#reader(this.#at);
    const value = reader.next() ?? { type: 'null' };
    const end = reader.at;
    const word = reader.next();
    this.comments.push(...reader.comments);
    let raw: Uint8Array | null = null;
    if (isWord(word, 'stream') && value.type === 'dict') raw = this.#stream(value, reader.at);
    else this.#at = isWord(word, 'endobj') ? reader.at : end;
    this.#add({ number, generation, value: isWord(value, 'endobj') ? { type: 'null' } : value, raw });
  }

  #stream(dict: CosDict, afterWord: number): Uint8Array {
    const start = afterWord + (this.#latin.startsWith('\r\n', afterWord) ? 2 : /[\r\n]/.test(this.#latin[afterWord] ?? '') ? 1 : 0);
    const length = this.#length(dict);
    const close = length === null ? null : /[\0\t\n\f\r ]{0,8}endstream/y;
    if (close !== null) close.lastIndex = start + length!;
    if (close?.test(this.#latin) === true) {
      this.#at = close.lastIndex;
      this.#skipEnd();
      return this.#bytes.subarray(start, start + length!);
    }
    const found = this.#latin.indexOf('endstream', start);
    const end = found < 0 ? this.#bytes.length : found;
    this.#at = found < 0 ? end : end + 'endstream'.length;
    this.#skipEnd();
    return this.#bytes.subarray(start, end);
  }

  #skipEnd(): void {
    this.#match(/[\0\t\n\f\r ]{0,20}endobj/y);
  }

  #length(dict: CosDict): number | null {
    const value = dict.entries.get('Length');
    if (value?.type === 'number') return value.value;
    if (value?.type !== 'ref') return null;
    const earlier = this.last(value);
    if (earlier?.type === 'number') return earlier.value;
    return this.#laterNumbers().get(value.number) ?? null;
  }

  /** Objects that are one number, wherever they stand: lengths often follow their streams. One pass, and only if it is needed. */
  #laterNumbers(): Map<number, number> {
    if (this.#numbers !== null) return this.#numbers;
    this.#numbers = new Map();
    for (const [, number, value] of this.#latin.matchAll(/\b(\d{1,10}) \d{1,5} obj[\0\t\n\f\r ]{0,20}(\d{1,10})[\0\t\n\f\r ]{0,20}endobj/g)) this.#numbers.set(Number(number), Number(value));
    return this.#numbers;
  }
}

/** The objects of an object stream (§7.5.7). They stand in the file where their stream does. */
function packedObjects(object: CosObject, decode: (object: CosObject) => Decoded, gaps: Uint8Array[]): CosObject[] {
  if (object.raw === null || !isType(object, 'ObjStm')) return [];
  const { bytes } = decode(object);
  const first = (object.value as CosDict).entries.get('First');
  const head = new CosReader(bytes, 0, first?.type === 'number' ? first.value : 0);
  const places: { number: number; at: number }[] = [];
  for (let number = head.next(); number?.type === 'number'; number = head.next()) {
    const at = head.next();
    if (at?.type === 'number' && first?.type === 'number') places.push({ number: number.value, at: first.value + at.value });
  }
  places.sort((one, other) => one.at - other.at);
  let end = first?.type === 'number' ? first.value : 0;
  const found = places.map(({ number, at }): CosObject => {
    if (at > end) gaps.push(bytes.subarray(end, at));
    const reader = new CosReader(bytes, at);
    const value = reader.next() ?? { type: 'null' };
    end = reader.at;
    return { number, generation: 0, value, raw: null };
  });
  gaps.push(bytes.subarray(end));
  return found;
}
