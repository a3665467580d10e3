/**
 * Headers: what a host sends with each file of the portal, beside the file. The only
 * source: `npm run serve` sends these, and `host-files.ts` writes them down for hosts.
 *
 * Other sites may read every file (`Access-Control-Allow-Origin`, and a resource
 * policy of `cross-origin`): there are no accounts and nothing that is not public, and
 * a mirror's reader must be able to compare copies in the browser. No site may put a
 * page into a frame of its own, where it could stand under foreign words, but for the
 * pages made for that: `embed/`, which say themselves whose they are.
 */
import { headerPolicy, type Reach } from './content-policy.ts';
import { mediaTypeOf } from './media-types.ts';

/** Header fields by name. */
export type Headers = Readonly<Record<string, string>>;

/** Folders of the files that are handed out to be kept, not to be opened in the browser. */
export const DOWNLOADS = ['files', 'originals'] as const;

/** Sends a file in `DOWNLOADS` to the reader's disk; its name is the last part of its address. */
export const ATTACHMENT: Headers = { 'Content-Disposition': 'attachment' };

/** Only over https: RFC 6797 forbids it elsewhere. A year; the city's other hosts are not ours to bind. */
export const HTTPS_ONLY: Headers = { 'Strict-Transport-Security': 'max-age=31536000' };

/**
 * What no page of the portal ever asks for. Only scripts and frames can ask, and the
 * content policy lets a reading page have neither; so the list is what a reader fears
 * most, not all 25 that browsers know: those took 280 bytes of every page.
 */
const REFUSED = ['camera', 'geolocation', 'microphone'];

/** The same for every file. */
export const COMMON: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': REFUSED.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

/** For all but the frames of records. Browsers that know `frame-ancestors` read that instead. */
export const UNFRAMED: Headers = { 'X-Frame-Options': 'DENY' };

/** The folder of the frames of records, below each language. */
export const FRAMES = 'embed';

/** Which files are what, first match first. Anchored, and read by JavaScript and PCRE alike. */
export const REACHES: readonly { reach: Reach; pattern: string }[] = [
  { reach: 'search', pattern: '^(en/)?search\\.html$' },
  { reach: 'verify', pattern: '^(en/)?verify\\.html$' },
  { reach: 'lost', pattern: '^(en/)?404\\.html$' },
  { reach: 'finder', pattern: '^(en/)?index\\.html$' },
  { reach: 'embed', pattern: `^(en/)?${FRAMES}/[^/]+\\.html$` },
  { reach: 'page', pattern: '\\.html$' },
  { reach: 'script', pattern: '\\.js$' },
];

/** Returns what a file is to a browser. */
export function reachOf(path: string): Reach {
  return REACHES.find(({ pattern }) => new RegExp(pattern).test(path))?.reach ?? 'data';
}

/**
 * Returns all fields that go with a file, sent over https.
 *
 * @param path - Below the portal's folder, without a slash in front: `en/index.html`.
 */
export function headersOf(path: string): Headers {
  return {
    'Content-Type': mediaTypeOf(path),
    'Content-Security-Policy': headerPolicy(reachOf(path)),
    ...COMMON, ...HTTPS_ONLY, ...(reachOf(path) === 'embed' ? {} : UNFRAMED),
    ...(DOWNLOADS.some((folder) => path.startsWith(`${folder}/`)) ? ATTACHMENT : {}),
  };
}
