/**
 * Light page: the last hand on every page before it is written: of its style only what it
 * uses, with the hash of exactly that in its policy; no spaces beside blocks, which no
 * browser draws and no reader speaks; and in links that write mail Hangul, `:` and `/` as
 * they are: a browser encodes what a mail program needs encoded, and written out a
 * syllable takes nine signs.
 *
 * A page with a script stays as it is: the script adds what is not there yet.
 */
import { ownStyle, styleSource } from './security/content-policy.ts';
import { usedStyle } from './styles/used-style.ts';

/** Spaces at the edge of a block, or between two. Line breaks stay: some texts are shown with theirs. */
const BESIDE_BLOCKS = / *(<\/?(?:html|head|body|meta|link|title|div|p|li|ul|ol|dl|dt|dd|section|nav|header|footer|main|aside|h[1-6]|details|summary|table|caption|thead|tbody|tfoot|tr|td|th)(?: (?:[^"'<>]|"[^"]*"|'[^']*')*)?>) */g;

/** Returns the page as it is written. */
export function lightPage(html: string): string {
  const style = ownStyle(html);
  if (style === null || /<script (?!type="application\/ld\+json")/.test(html)) return html;
  const [before, after] = [html.slice(0, style.start), html.slice(style.end)];
  const used = usedStyle(style.css, before + after);
  return `${before.replace(styleSource(style.css), () => styleSource(used))}${used}${plainMail(after.replace(BESIDE_BLOCKS, '$1'))}`;
}

/** What stands in a link to a mail program can end no part of it: no `?`, `&`, `%` or line break is among these. */
function plainMail(html: string): string {
  return html.replace(/ href="mailto:[^"]*"/g, (link) => link.replace(/%3A|%2F|%E[A-D]%[89AB][0-9A-F]%[89AB][0-9A-F]/g, (encoded) => {
    const sign = decodeURIComponent(encoded);
    return /[가-힣:/]/.test(sign) ? sign : encoded;
  }));
}
