/**
 * CBOR (RFC 8949), as far as the search index uses it: whole numbers, texts, bytes,
 * lists, maps, true, false, null and floating-point numbers.
 */
import { LIMITS, unread } from '../limits.ts';

/** A decoded value. */
export type Cbor = number | string | boolean | null | Buffer | Cbor[] | Map<Cbor, Cbor>;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Returns the one value that the bytes hold. */
export function decodeCbor(bytes: Buffer): Cbor {
  const decoder = new Decoder(bytes);
  const value = decoder.value(0);
  if (decoder.at !== bytes.length) throw unread(`expected one CBOR value, got ${bytes.length - decoder.at} bytes after it`);
  return value;
}

class Decoder {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) { this.#bytes = bytes; }

  value(depth: number): Cbor {
    if (depth > LIMITS.nesting) throw unread(`expected CBOR at most ${LIMITS.nesting} deep, got more`);
    const head = this.#byte();
    const major = head >> 5;
    const minor = head & 31;
    if (major === 7) return this.#simple(minor);
    const isOpen = minor === 31;
    const count = isOpen ? Infinity : this.#argument(minor);
    if (major === 0) return count;
    if (major === 1) return -1 - count;
    if (major === 4) return this.#list(count, depth);
    if (major === 5) return this.#map(count, depth);
    if (isOpen || major === 6) throw unread('expected CBOR without tags and open strings, got one');
    const part = this.#take(count);
    return major === 2 ? part : UTF8.decode(part);
  }

  #list(count: number, depth: number): Cbor[] {
    const list: Cbor[] = [];
    while (list.length < count && !this.#isBreak(count)) list.push(this.value(depth + 1));
    return list;
  }

  #map(count: number, depth: number): Map<Cbor, Cbor> {
    const map = new Map<Cbor, Cbor>();
    for (let index = 0; index < count && !this.#isBreak(count); index += 1) map.set(this.value(depth + 1), this.value(depth + 1));
    return map;
  }

  #isBreak(count: number): boolean {
    if (count !== Infinity || this.#bytes[this.at] !== 0xff) return false;
    this.at += 1;
    return true;
  }

  #argument(minor: number): number {
    if (minor < 24) return minor;
    if (minor === 24) return this.#byte();
    if (minor > 27) throw unread('expected CBOR, got a reserved length');
    const part = this.#take(1 << (minor - 24));
    return minor === 27 ? Number(part.readBigUInt64BE()) : part.readUIntBE(0, part.length);
  }

  #simple(minor: number): Cbor {
    if (minor === 20 || minor === 21) return minor === 21;
    if (minor === 22 || minor === 23) return null;
    if (minor === 26) return this.#take(4).readFloatBE();
    if (minor === 27) return this.#take(8).readDoubleBE();
    throw unread('expected CBOR, got an unknown simple value');
  }

  #byte(): number { return this.#take(1)[0]!; }

  #take(count: number): Buffer {
    if (this.at + count > this.#bytes.length) throw unread('expected CBOR, it ends too early');
    return this.#bytes.subarray(this.at, this.at += count);
  }
}
