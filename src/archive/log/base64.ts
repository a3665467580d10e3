/**
 * Base64 (RFC 4648 §4), strict: what does not come back the same is refused. Node's own
 * reader leaves out what it does not know, so that one signature could be written in
 * many ways.
 */

/** Returns the bytes, `null` if the text is not exactly how they are written. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
