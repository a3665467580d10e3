/**
 * Header block: how long header fields are as HTTP/2 sends them in the first answer of a
 * connection (HPACK, RFC 7541): a name that its static table knows is one byte, all other
 * text is packed by its Huffman code, and nothing was sent before that could be named again.
 */

/** Bits of the Huffman code by sign (RFC 7541, appendix B); printable ASCII is all that fields of ours hold. */
const BITS: Readonly<Record<string, string>> = {
  5: '012aceiost', 6: ' %-./3456789=A_bdfghlmnpru', 7: ':BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz', 8: '&*,;XZ', 10: '!"()?', 11: "'+|", 12: '#>', 13: '$@[]~', 14: '^}', 15: '<`{', 19: '\\',
};

/** Names of the static table that an answer of a static host may carry (RFC 7541, appendix A). */
const KNOWN = ['accept-ranges', 'access-control-allow-origin', 'age', 'cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-length', 'content-type', 'date', 'etag', 'expires', 'last-modified', 'server', 'strict-transport-security', 'vary'];

const BITS_OF = new Map(Object.entries(BITS).flatMap(([bits, signs]) => [...signs].map((sign) => [sign, Number(bits)] as const)));

/** The head of the frame that carries the fields. */
const FRAME_BYTES = 9;
/** The status, which the static table knows. */
const STATUS_BYTES = 1;

/** Returns the bytes of the fields of an answer, with the head of their frame. */
export function blockBytes(fields: Readonly<Record<string, string>>): number {
  return Object.entries(fields).reduce((sum, [name, value]) => sum + nameBytes(name.toLowerCase()) + textBytes(value), FRAME_BYTES + STATUS_BYTES);
}

function nameBytes(name: string): number {
  return KNOWN.includes(name) ? 1 : 1 + textBytes(name);
}

/** Length and text; a length of 127 and more takes a second byte, from 255 on a third. */
function textBytes(text: string): number {
  const length = Math.ceil([...text].reduce((bits, sign) => bits + (BITS_OF.get(sign) ?? 30), 0) / 8);
  return length + (length < 127 ? 1 : length < 255 ? 2 : 3);
}
