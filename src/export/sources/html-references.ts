/**
 * HTML references: `&lt;` and `&#44552;` in the texts of city systems that were
 * written for web pages (HTML Standard, 13.2.5.72). Tags are not touched: whatever
 * comes out is text, and is screened as text.
 */
import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** Returns the text with HTML character references resolved, once. */
export function decodeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([0-9A-Za-z]{1,31}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
