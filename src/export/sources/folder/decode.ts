/**
 * Decode: bytes of a file to text, in the encoding that the mapping names and in
 * no other. A wrong guess does not fail, it turns names and numbers into other
 * ones, and no detector finds a resident number in mojibake; so what does not
 * decode without loss is refused, and so is UTF-8 under another name.
 *
 * Encodings as in the WHATWG Encoding Standard; CP949 (UHC) and windows-1252 by
 * iconv-lite, which reports the bytes that windows-1252 leaves undefined.
 */
import iconv from 'iconv-lite';
import { ArchiveError } from '../../../errors.ts';
import type { Encoding } from './mapping.ts';

const REPLACEMENT = '\uFFFD';

/** How a text file is to be decoded. */
export interface Decoding { encoding: readonly Encoding[]; replacementCharacters: 'refuse' | 'allow' }

/**
 * Returns the text of a file without byte order marks (also doubly encoded ones).
 *
 * @param decoding - Encodings are tried in turn; the first that decodes without loss is taken.
 * @throws {ArchiveError} `BAD_SOURCE` with the line of the first byte that does not
 *   decode, of a character already lost (U+FFFD), or of a zero byte.
 */
export function decode(where: string, bytes: Uint8Array, decoding: Decoding): string {
  const attempts = decoding.encoding.map((encoding) => Object.assign(attempt(bytes, encoding), { encoding }));
  const hit = attempts.find(({ problem }) => problem === null);
  const named = decoding.encoding.map((encoding) => `"${encoding}"`).join(', ');
  if (hit === undefined) {
    const { encoding, text, problem } = attempts[0]!;
    const line = text === null ? '' : `:${lineOf(text, REPLACEMENT)}`;
    throw new ArchiveError('BAD_SOURCE', `${where}${line}`, `${problem ?? `not valid ${encoding}`}; the mapping says "encoding": ${named}`);
  }
  const text = hit.text!.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)+/, '');
  if (decoding.replacementCharacters === 'refuse' && text.includes(REPLACEMENT)) {
    throw new ArchiveError('BAD_SOURCE', `${where}:${lineOf(text, REPLACEMENT)}`,
      'a character was lost before the file came here (U+FFFD); the mapping does not say "replacementCharacters": "allow"');
  }
  if (text.includes('\0')) throw new ArchiveError('BAD_SOURCE', `${where}:${lineOf(text, '\0')}`, `a zero byte; the mapping says "encoding": ${named}`);
  return text;
}

interface Attempt { text: string | null; problem: string | null }

function attempt(bytes: Uint8Array, encoding: Encoding): Attempt {
  if (encoding === 'utf-8') return unicode(bytes, 'utf-8', 'not valid UTF-8');
  if (encoding === 'utf-16') {
    const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
    return label === null ? { text: null, problem: 'no UTF-16 byte order mark' } : unicode(bytes, label, 'not valid UTF-16');
  }
  if (bytes.some((byte) => byte > 0x7f) && unicode(bytes, 'utf-8', '').problem === null) return { text: null, problem: 'the file is UTF-8' };
  const text = iconv.decode(bytes, encoding === 'cp949' ? 'cp949' : 'windows-1252', { stripBOM: false });
  return { text, problem: text.includes(REPLACEMENT) ? `not valid ${encoding === 'cp949' ? 'CP949' : encoding}` : null };
}

function unicode(bytes: Uint8Array, label: string, complaint: string): Attempt {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), problem: null };
  } catch {
    return { text: new TextDecoder(label).decode(bytes), problem: complaint };
  }
}

/** Returns the line, from 1, in which a character first stands. */
function lineOf(text: string, character: string): number {
  return text.slice(0, Math.max(0, text.indexOf(character))).split('\n').length;
}
