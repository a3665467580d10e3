/**
 * Content policy: what a browser may do with each kind of file of the portal, as one
 * Content Security Policy (CSP Level 3). The only source: the meta tag of every page,
 * the headers of `npm run serve` and the files for public hosts are all made here.
 *
 * A page may show its own style and the portal's icon, and nothing else. The search page
 * and the page that checks a record run a script each; Trusted Types forbid it, and any
 * that it loads, to make HTML or code out of text. The pages of records run none: what
 * stands in them was written by others.
 *
 * Styles: the meta tag names the page's own by its hash, the header allows those that
 * stand in a page. A browser obeys both, so only the named one is applied. The header
 * can't name them: every page has the style that it uses and no other, and hosts keep
 * rules for folders, not for thousands of pages. Nothing is lost by that as long as the
 * meta tag stands in front of all that comes from a record; a test holds it there. And
 * a style could fetch nothing: no page may load anything but the portal's own pictures.
 */
import { createHash } from 'node:crypto';

/**
 * What a file is to a browser. `finder` is a page with the search form, `lost` the
 * page at any address that is not there, `verify` the one that checks a record, `embed` the one kind of page that others may
 * put into a frame, `script` a file of the search, `data` everything that is not a page;
 * `any` stands for all of them where a host can't tell them apart, and allows what one
 * of them needs.
 */
export type Reach = 'page' | 'finder' | 'lost' | 'search' | 'verify' | 'embed' | 'script' | 'data' | 'any';

const SEARCH = ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "worker-src 'self'", "require-trusted-types-for 'script'", 'trusted-types default'];

const VERIFY = ["script-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"];

/** Forbids everybody to put the file into a frame. A policy of its own where a host can only add to what it sends. */
export const UNFRAMED_POLICY = "frame-ancestors 'none'";

/** A page's own style: it stands behind the policy, before anything that comes from a record. */
const OWN_STYLE = /<meta http-equiv="Content-Security-Policy" content="[^"]*">\s*<style>([^]*?)<\/style>/;

/** Returns a page's own style and where it begins and ends; `null` if it has none. */
export function ownStyle(html: string): { css: string; start: number; end: number } | null {
  const found = OWN_STYLE.exec(html);
  if (found === null) return null;
  const end = found.index + found[0].length;
  const css = found[1]!;
  return { css, start: end - css.length - '</style>'.length, end: end - '</style>'.length };
}

/** Returns what names a style in a policy: `'sha256-…'`, or `'none'` for no style. */
export function styleSource(css: string): string {
  return css === '' ? "'none'" : `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
}

/**
 * Returns the policy as the meta tag of a page has it.
 *
 * @param style - From `styleSource`.
 */
export function metaPolicy(reach: Reach, style: string): string {
  return directives(reach, style).join('; ');
}

/** What the header says of styles: those in the page, of which its meta tag names one. */
export const ANY_STYLE = "'unsafe-inline'";

/** Returns the policy as a header; browsers read `frame-ancestors` and `sandbox` nowhere else. That of `any` leaves frames to a second policy. */
export function headerPolicy(reach: Reach): string {
  const framed = reach === 'any' ? [] : [reach === 'embed' ? 'frame-ancestors *' : UNFRAMED_POLICY];
  return [...directives(reach, ANY_STYLE), ...framed, ...(reach === 'data' ? ['sandbox'] : [])].join('; ');
}

function directives(reach: Reach, style: string): string[] {
  if (reach === 'data') return ["default-src 'none'", "base-uri 'none'", "form-action 'none'"];
  if (reach === 'script') return ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"];
  const hasForm = reach !== 'page' && reach !== 'embed' && reach !== 'verify';
  const hasBase = reach === 'lost' || reach === 'any';
  return [
    "default-src 'none'", `style-src ${style}`, "img-src 'self'",
    `form-action ${hasForm ? "'self'" : "'none'"}`, `base-uri ${hasBase ? "'self'" : "'none'"}`,
    ...(reach === 'search' || reach === 'any' ? SEARCH : []), ...(reach === 'verify' ? VERIFY : []),
  ];
}
