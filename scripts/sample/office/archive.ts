/** Archive: the zip that office formats are, with the same bytes for the same parts. */
import { strToU8, zipSync, type Zippable } from 'fflate';

/** Returns a package of these parts in their order; no part carries a time of its own. */
export function archiveOf(parts: Readonly<Record<string, string>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, text] of Object.entries(parts)) files[name] = [strToU8(text), { mtime: new Date(1980, 0, 1), level: name === 'mimetype' ? 0 : 6 }];
  return zipSync(files);
}

/** Returns a text as it stands between tags. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
