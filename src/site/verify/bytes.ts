/**
 * Bytes: the hashes of the verifier, with the browser's own WebCrypto. Leaves and nodes
 * are hashed apart (RFC 6962, 2.1), so that no node can be passed off as an entry.
 */

/** Bytes as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The browser's own hashes and signatures; browsers have none at addresses without https. */
export const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;

const encoder = new TextEncoder();

/** Returns a text in UTF-8. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** Returns the SHA-256 of the parts, one behind the other. */
export async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await subtle!.digest('SHA-256', await new Blob([...parts]).arrayBuffer()));
}

/** Returns the hash of an entry. */
export const leafHash = (entry: Bytes): Promise<Bytes> => sha256(Uint8Array.of(0), entry);

/** Returns the hash of two subtrees. */
export const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(Uint8Array.of(1), left, right);

/** Returns bytes as base64. */
export const toBase64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes));

/** Returns the bytes of a base64 text. Throws if it is none. */
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** Returns bytes as lower-case hexadecimal digits. */
export const toHex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
