/**
 * Host files: the headers, and which page says that there is none, written down for
 * those who serve the portal: `_headers` and `_redirects` (Netlify, Cloudflare Pages) and
 * `security/nginx.conf`. A host that knows none of them still has the policy that stands
 * in every page.
 *
 * `_headers` can't name "all pages but the search", and hosts join the fields of all
 * rules that fit. So every file gets the one policy that lets each page work, data a
 * second, stricter one (a browser obeys both), and the page's own meta tag the rest.
 *
 * For the same reason nothing that forbids frames may stand under `/*`: the frames of
 * records would get it too, and only Cloudflare can take a field back (`! Name`), Netlify
 * can't. It stands under every other place instead: the pages at the top by `:page`,
 * which both hosts read as one part of an address, and each folder by its name, taken from
 * the built portal so that none is forgotten. Known: an address below no folder of the
 * portal gets the lost page without it; that page says nothing that a frame could twist.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import { headerPolicy, ownStyle, styleSource, UNFRAMED_POLICY } from './content-policy.ts';
import { ATTACHMENT, COMMON, DOWNLOADS, FRAMES, HTTPS_ONLY, REACHES, UNFRAMED, type Headers } from './headers.ts';
import { BYTES, MEDIA_TYPES, NAMED_TYPES } from './media-types.ts';

/** Where the files stand below the portal's folder. */
export const HOST_FILES = { headers: '_headers', redirects: '_redirects', nginx: 'security/nginx.conf' } as const;

/** Where what is not there is said, by the beginning of its address; the first that fits. */
const LOST = [['/en/', '/en/404.html'], ['/', '/404.html']] as const;

/**
 * Writes the files into a built portal.
 *
 * @throws {ArchiveError} `BUILD_FAILED` if there is no page at the top, or one whose policy doesn't name its own style: browsers would show every page bare.
 */
export function writeHostFiles(out: string): void {
  const home = join(out, 'index.html');
  const html = existsSync(home) ? readFileSync(home, 'utf8') : '';
  if (styleOf(html) === styleSource('') || !html.includes(`style-src ${styleOf(html)};`)) throw new ArchiveError('BUILD_FAILED', home, 'expected a page whose policy names its own style');
  mkdirSync(join(out, dirname(HOST_FILES.nginx)), { recursive: true });
  for (const { path, text } of hostFiles(unframedFolders(out))) writeFileSync(join(out, path), text);
}

/** Yields the files; `folders` are those of the portal that no other site may frame. */
export function* hostFiles(folders: readonly string[]): Generator<{ path: string; text: string }> {
  yield { path: HOST_FILES.headers, text: formatHeadersFile(folders) };
  yield { path: HOST_FILES.redirects, text: formatRedirects() };
  yield { path: HOST_FILES.nginx, text: formatNginx() };
}

/** Returns what names the style of a page in its policy, also when it has none. */
export function styleOf(html: string): string {
  return styleSource(ownStyle(html)?.css ?? '');
}

/** Rules that Cloudflare reads of a file. */
const MOST_RULES = 100;

/** Folders that the seal fills, after the build: they are there or will be. */
const SEALED_FOLDERS = ['log', 'manifest'];

/** Languages that have a folder of their own; the other stands at the top. */
const LANGUAGE_FOLDERS = ['en'];

/**
 * Returns the folders of a built portal that no other site may frame, `units` and `en/units` alike. Those of downloads are there as soon as a record has one.
 *
 * @param has - Whether a folder of it counts; one that is about to become empty does not.
 */
export function unframedFolders(out: string, has: (folder: string) => boolean = () => true): string[] {
  const below = (folder: string): string[] => (existsSync(join(out, folder)) ? readdirSync(join(out, folder), { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory() && entry.name !== FRAMES).map(({ name }) => (folder === '' ? name : `${folder}/${name}`)).filter(has);
  const found = ['', ...LANGUAGE_FOLDERS].flatMap(below).filter((folder) => !LANGUAGE_FOLDERS.includes(folder));
  return [...new Set([...found, ...DOWNLOADS, ...SEALED_FOLDERS])].sort();
}

/**
 * Returns the text of `_headers`.
 *
 * @param folders - From `unframedFolders`.
 * @throws {ArchiveError} `BUILD_FAILED` with more rules than Cloudflare reads: those beyond would be lost in silence.
 */
export function formatHeadersFile(folders: readonly string[] = DOWNLOADS): string {
  const top = ['', ...LANGUAGE_FOLDERS].flatMap((folder) => (folder === '' ? ['/', '/:page'] : [`/${folder}/`, `/${folder}/:page`]));
  const unframed = { ...UNFRAMED, 'Content-Security-Policy': UNFRAMED_POLICY };
  const rules = [
    rule('/*', { ...COMMON, ...HTTPS_ONLY, 'Content-Security-Policy': headerPolicy('any') }),
    ...[...top, ...folders.map((folder) => `/${folder}/*`)].map((path) => rule(path, unframed)),
    ...DOWNLOADS.map((folder) => rule(`/${folder}/*`, ATTACHMENT)),
    rule(`/${HOST_FILES.redirects}`, { 'Content-Type': BYTES, 'Content-Security-Policy': headerPolicy('data') }),
    ...Object.entries(NAMED_TYPES).map(([path, type]) => rule(`/${path}`, { 'Content-Type': type, 'Content-Security-Policy': headerPolicy('data') })),
    ...Object.entries(MEDIA_TYPES).map(([ending, type]) => rule(`/*${ending}`, {
      'Content-Type': type,
      ...(ending === '.html' || ending === '.js' ? {} : { 'Content-Security-Policy': headerPolicy('data') }),
    })),
  ];
  if (rules.length > MOST_RULES) throw new ArchiveError('BUILD_FAILED', HOST_FILES.headers, `expected at most ${MOST_RULES} rules, got ${rules.length}`);
  return `# Written by the build. For Netlify and Cloudflare Pages; nginx: ${HOST_FILES.nginx}\n${rules.join('')}`;
}

function rule(path: string, headers: Headers): string {
  return `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
}

/**
 * Returns the text of `_redirects`, with which Netlify sends the lost page in the language
 * of the address. Cloudflare Pages leaves such a line aside and takes the nearest
 * `404.html` above the address, which is the same one.
 *
 * Known: GitHub Pages sends the Korean page for every address; it can't be told otherwise.
 */
export function formatRedirects(): string {
  return LOST.filter(([start]) => start !== '/').map(([start, page]) => `${start}* ${page} 404\n`).join('');
}

/** Returns the text of the nginx configuration, to be included in a `server` block that has the portal as its root. */
export function formatNginx(): string {
  const frames = REACHES.find(({ reach }) => reach === 'embed')!.pattern.replace('^', '^/');
  const policies = [...REACHES].reverse().map(({ reach, pattern }) => `if ($uri ~ "${pattern.replace('^', '^/')}") { set $glasshall_policy "${headerPolicy(reach)}"; }`);
  const fields = Object.entries({ ...COMMON, ...HTTPS_ONLY }).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [
    '# Written by the build. Inside a server block: include <portal>/security/nginx.conf;',
    '# A location with an add_header of its own loses these: include the file there again.',
    `set $glasshall_policy "${headerPolicy('data')}";`, ...policies,
    'add_header Content-Security-Policy $glasshall_policy always;',
    ...Object.entries(UNFRAMED).flatMap(([name, value]) => [`set $glasshall_frames "${value}";`, `if ($uri ~ "${frames}") { set $glasshall_frames ""; }`, `add_header ${name} $glasshall_frames always;`]),
    'set $glasshall_disposition "";', `if ($uri ~ "^/(${DOWNLOADS.join('|')})/") { set $glasshall_disposition "${ATTACHMENT['Content-Disposition']}"; }`,
    'add_header Content-Disposition $glasshall_disposition always;', ...fields,
    ...[...LOST].reverse().map(([start, page], at) => (at === 0 ? `set $glasshall_lost "${page}";` : `if ($uri ~ "^${start}") { set $glasshall_lost "${page}"; }`)),
    'error_page 404 $glasshall_lost;', ...nginxTypes(),
  ].join('\n') + '\n';
}

/** nginx adds the charset by itself to the types that are listed for it. */
function nginxTypes(): string[] {
  const types = Map.groupBy(Object.entries(MEDIA_TYPES), ([, type]) => type);
  const lines = [...types].map(([type, endings]) => `  ${type.split(';')[0]} ${endings.map(([ending]) => ending.slice(1)).join(' ')};`);
  const texts = [...types.keys()].filter((type) => type.endsWith('; charset=utf-8')).map((type) => type.split(';')[0]!);
  return ['types {', ...lines, '}', `default_type ${BYTES};`, 'charset utf-8;', `charset_types ${texts.filter((type) => type !== 'text/html').join(' ')};`];
}
