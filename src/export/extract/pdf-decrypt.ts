/**
 * Decryption (ISO 32000-2 §7.6) with the empty user password: a file that opens for
 * everybody and only restricts printing is read; one that asks for a password is
 * not. RC4 and AES of all revisions, because city systems are old.
 */
import { createDecipheriv, createCipheriv, createHash } from 'node:crypto';
import { Unread } from './extracted.ts';
import type { CosObject } from './pdf-file.ts';
import type { Cos, CosDict } from './pdf-syntax.ts';

type Cipher = 'none' | 'rc4' | 'aes-128' | 'aes-256';
interface Key { bytes: Uint8Array; strings: Cipher; streams: Cipher }

const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');

/** Decrypts strings and streams in place; does nothing in a file that is not encrypted. @throws {Unread} `encrypted` */
export function decryptObjects(objects: readonly CosObject[], trailers: readonly CosDict[]): void {
  const found = encryptionOf(objects, trailers);
  if (found === null) return;
  const key = keyOf(found.dict, found.id);
  for (const object of objects) {
    const type = object.value.type === 'dict' ? object.value.entries.get('Type') : undefined;
    if (object.value === found.dict || (type?.type === 'name' && type.value === 'XRef')) continue;
    object.value = decryptedValue(object.value, (bytes) => decrypted(bytes, key.strings, key, object));
    const isOpen = type?.type === 'name' && type.value === 'Metadata' && isFalse(found.dict.entries.get('EncryptMetadata'));
    if (object.raw !== null && !isOpen) object.raw = decrypted(object.raw, key.streams, key, object);
  }
}

function isFalse(value: Cos | undefined): boolean {
  return value?.type === 'boolean' && !value.value;
}

function encryptionOf(objects: readonly CosObject[], trailers: readonly CosDict[]): { dict: CosDict; id: Uint8Array } | null {
  const streams = objects.flatMap(({ value }) => (value.type === 'dict' && value.entries.has('Root') ? [value] : []));
  const trailer = [...trailers, ...streams].findLast(({ entries }) => entries.has('Encrypt'));
  const value = trailer?.entries.get('Encrypt');
  if (trailer === undefined || value === undefined) return null;
  const dict = value.type === 'ref' ? objects.findLast(({ number }) => number === value.number)?.value : value;
  if (dict?.type !== 'dict') throw new Unread('encrypted', 'pdf: without the dictionary that says how');
  const id = trailer.entries.get('ID');
  const first = id?.type === 'array' ? id.items[0] : undefined;
  return { dict, id: first?.type === 'string' ? first.bytes : new Uint8Array(0) };
}

function keyOf(dict: CosDict, id: Uint8Array): Key {
  const number = (name: string, otherwise: number) => {
    const value = dict.entries.get(name);
    return value?.type === 'number' ? value.value : otherwise;
  };
  const filter = dict.entries.get('Filter');
  const version = number('V', 0);
  if (filter?.type !== 'name' || filter.value !== 'Standard' || ![1, 2, 4, 5].includes(version)) throw new Unread('encrypted', `pdf: security handler of version ${version}`);
  const revision = number('R', 2);
  const bytes = version === 5 ? keyOfVersion5(dict, revision) : olderKey(dict, id, revision, version === 1 ? 5 : version === 4 ? 16 : number('Length', 40) / 8, number('P', 0));
  const cipher = (name: string): Cipher => (version < 4 ? 'rc4' : cryptFilter(dict, name));
  return { bytes, strings: cipher('StrF'), streams: cipher('StmF') };
}

function cryptFilter(dict: CosDict, which: string): Cipher {
  const name = dict.entries.get(which);
  if (name?.type !== 'name' || name.value === 'Identity') return 'none';
  const filters = dict.entries.get('CF');
  const filter = filters?.type === 'dict' ? filters.entries.get(name.value) : undefined;
  const method = filter?.type === 'dict' ? filter.entries.get('CFM') : undefined;
  const methods: Readonly<Record<string, Cipher>> = { V2: 'rc4', AESV2: 'aes-128', AESV3: 'aes-256', None: 'none' };
  const cipher = method?.type === 'name' ? methods[method.value] : undefined;
  if (cipher === undefined) throw new Unread('encrypted', 'pdf: a crypt filter nobody knows');
  return cipher;
}

function stringOf(dict: CosDict, name: string): Buffer {
  const value = dict.entries.get(name);
  return value?.type === 'string' ? Buffer.from(value.bytes) : Buffer.alloc(0);
}

/** Algorithm 2, then the check of algorithms 4 and 5. */
function olderKey(dict: CosDict, id: Uint8Array, revision: number, length: number, permissions: number): Uint8Array {
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions | 0);
  const rest = revision >= 4 && isFalse(dict.entries.get('EncryptMetadata')) ? Buffer.from('FFFFFFFF', 'hex') : Buffer.alloc(0);
  let key = md5(Buffer.concat([PADDING, stringOf(dict, 'O').subarray(0, 32), flags, id, rest]));
  if (revision >= 3) for (let n = 0; n < 50; n += 1) key = md5(key.subarray(0, length));
  key = key.subarray(0, length);
  let check = revision >= 3 ? rc4(key, md5(Buffer.concat([PADDING, id]))) : rc4(key, PADDING);
  if (revision >= 3) for (let n = 1; n <= 19; n += 1) check = rc4(key.map((byte) => byte ^ n), check);
  const isRight = Buffer.compare(Buffer.from(check.subarray(0, 16)), stringOf(dict, 'U').subarray(0, 16)) === 0;
  if (!isRight) throw new Unread('encrypted', 'pdf: opens with a password only');
  return key;
}

/** Algorithms 2.A and 2.B: the user string holds 32 bytes of hash, and 8 of salt for the check and for the key. */
function keyOfVersion5(dict: CosDict, revision: number): Uint8Array {
  const user = stringOf(dict, 'U');
  const hash = (salt: Uint8Array) => (revision >= 6 ? hardHash(salt) : sha(256, salt));
  if (Buffer.compare(Buffer.from(hash(user.subarray(32, 40))), user.subarray(0, 32)) !== 0) throw new Unread('encrypted', 'pdf: opens with a password only');
  const decipher = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(stringOf(dict, 'UE').subarray(0, 32)), decipher.final()]);
}

function hardHash(salt: Uint8Array): Uint8Array {
  let key = Buffer.from(sha(256, salt));
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = Buffer.from(sha(([256, 384, 512] as const)[remainder as 0 | 1 | 2], mixed));
    last = mixed.at(-1)!;
  }
  return key.subarray(0, 32);
}

function decrypted(bytes: Uint8Array, cipher: Cipher, key: Key, { number, generation }: CosObject): Uint8Array {
  if (cipher === 'none') return bytes;
  if (cipher === 'aes-256') return aes('aes-256-cbc', key.bytes, bytes);
  const numbers = Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, generation & 255, (generation >> 8) & 255]);
  const salt = cipher === 'aes-128' ? Buffer.from('sAlT', 'latin1') : Buffer.alloc(0);
  const own = md5(Buffer.concat([key.bytes, numbers, salt])).subarray(0, Math.min(16, key.bytes.length + 5));
  return cipher === 'rc4' ? rc4(own, bytes) : aes('aes-128-cbc', own, bytes);
}

function aes(name: string, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (bytes.length < 32) return new Uint8Array(0);
  const decipher = createDecipheriv(name, key, bytes.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, 16 + ((bytes.length - 16) & ~15))), decipher.final()]);
  const padding = plain.at(-1)!;
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

function sha(bits: 256 | 384 | 512, bytes: Uint8Array): Buffer {
  return createHash(`sha${bits}`).update(bytes).digest();
}

/** Not in today's crypto libraries any more, but in the files of yesterday. */
function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n);
  for (let n = 0, m = 0; n < 256; n += 1) {
    m = (m + state[n]! + key[n % key.length]!) & 255;
    [state[n], state[m]] = [state[m]!, state[n]!];
  }
  let [a, b] = [0, 0];
  return bytes.map((byte) => {
    a = (a + 1) & 255;
    b = (b + state[a]!) & 255;
    [state[a], state[b]] = [state[b]!, state[a]!];
    return byte ^ state[(state[a]! + state[b]!) & 255]!;
  });
}

function decryptedValue(value: Cos, decrypt: (bytes: Uint8Array) => Uint8Array): Cos {
  if (value.type === 'string') return { type: 'string', bytes: decrypt(value.bytes) };
  if (value.type === 'array') return { type: 'array', items: value.items.map((item) => decryptedValue(item, decrypt)) };
  if (value.type !== 'dict') return value;
  return { type: 'dict', entries: new Map([...value.entries].map(([key, item]) => [key, decryptedValue(item, decrypt)])) };
}
