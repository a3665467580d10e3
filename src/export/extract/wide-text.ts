/**
 * UTF-16 (little-endian) as text. By TextDecoder and never by `Buffer.toString('utf16le')`:
 * of an odd number of bytes from an odd address that writes past its memory
 * (Node 24.21, measured: the process dies, or worse, does not).
 */
const DECODER = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Returns the text; half a character at the end is left out, half a surrogate pair becomes U+FFFD. */
export function wideText(bytes: Uint8Array): string {
  return DECODER.decode(bytes.subarray(0, bytes.length & ~1));
}
