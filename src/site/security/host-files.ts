/**
 * Host files: the headers written down for those who serve the portal, `_headers`
 * (Netlify, Cloudflare Pages) and `security/nginx.conf`. A host that knows neither
 * still has the policy that stands in every page.
 *
 * `_headers` can't name "all pages but the search", and hosts join the fields of all
 * rules that fit. So every file gets the one policy that lets each page work, data a
 * second, stricter one (a browser obeys both), and the page's own meta tag the rest.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import { headerPolicy, styleSource } from './content-policy.ts';
import { ATTACHMENT, COMMON, DOWNLOADS, HTTPS_ONLY, REACHES, type Headers } from './headers.ts';
import { BYTES, MEDIA_TYPES } from './media-types.ts';

/** Where the files stand below the portal's folder. */
export const HOST_FILES = { headers: '_headers', nginx: 'security/nginx.conf', styles: 'security/styles.json' } as const;

/**
 * Writes both files into a built portal. Hosts can't tell the kinds of pages apart, so
 * they allow every style the portal has; the page's own meta tag allows its own alone.
 *
 * @throws {ArchiveError} `BUILD_FAILED` if the build named no styles: their hashes are what lets browsers use them.
 */
export function writeHostFiles(out: string): void {
  const styles = stylesOf(out);
  if (styles === styleSource('')) throw new ArchiveError('BUILD_FAILED', join(out, HOST_FILES.styles), 'expected the styles of the pages, got none');
  writeFileSync(join(out, HOST_FILES.headers), formatHeadersFile(styles));
  writeFileSync(join(out, HOST_FILES.nginx), formatNginx(styles));
}

/** Returns what names all styles of a built portal in a policy; that of no style if it names none. */
export function stylesOf(out: string): string {
  const file = join(out, HOST_FILES.styles);
  const styles = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as string[] : [];
  return styles.length === 0 ? styleSource('') : styles.join(' ');
}

/** Returns what names the style of a page in its policy, also when it has none. */
export function styleOf(html: string): string {
  const start = html.indexOf('<style>') + '<style>'.length;
  const end = html.indexOf('</style>', start);
  return styleSource(start < '<style>'.length || end < 0 ? '' : html.slice(start, end));
}

/** Returns the text of `_headers`. */
export function formatHeadersFile(style: string): string {
  const rules = [
    rule('/*', { ...COMMON, ...HTTPS_ONLY, 'Content-Security-Policy': headerPolicy('any', style) }),
    ...DOWNLOADS.map((folder) => rule(`/${folder}/*`, ATTACHMENT)),
    ...Object.entries(MEDIA_TYPES).map(([ending, type]) => rule(`/*${ending}`, {
      'Content-Type': type,
      ...(ending === '.html' || ending === '.js' ? {} : { 'Content-Security-Policy': headerPolicy('data', style) }),
    })),
  ];
  return `# Written by the build. For Netlify and Cloudflare Pages; nginx: ${HOST_FILES.nginx}\n${rules.join('')}`;
}

function rule(path: string, headers: Headers): string {
  return `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
}

/** Returns the text of the nginx configuration, to be included in a `server` block that has the portal as its root. */
export function formatNginx(style: string): string {
  const policies = [...REACHES].reverse().map(({ reach, pattern }) => `if ($uri ~ "${pattern.replace('^', '^/')}") { set $glasshall_policy "${headerPolicy(reach, style)}"; }`);
  const fields = Object.entries({ ...COMMON, ...HTTPS_ONLY }).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [
    '# Written by the build. Inside a server block: include <portal>/security/nginx.conf;',
    '# A location with an add_header of its own loses these: include the file there again.',
    `set $glasshall_policy "${headerPolicy('data', style)}";`, ...policies,
    'add_header Content-Security-Policy $glasshall_policy always;',
    'set $glasshall_disposition "";', `if ($uri ~ "^/(${DOWNLOADS.join('|')})/") { set $glasshall_disposition "${ATTACHMENT['Content-Disposition']}"; }`,
    'add_header Content-Disposition $glasshall_disposition always;', ...fields,
    'error_page 404 /404.html;', ...nginxTypes(),
  ].join('\n') + '\n';
}

/** nginx adds the charset by itself to the types that are listed for it. */
function nginxTypes(): string[] {
  const types = Map.groupBy(Object.entries(MEDIA_TYPES), ([, type]) => type);
  const lines = [...types].map(([type, endings]) => `  ${type.split(';')[0]} ${endings.map(([ending]) => ending.slice(1)).join(' ')};`);
  const texts = [...types.keys()].filter((type) => type.endsWith('; charset=utf-8')).map((type) => type.split(';')[0]!);
  return ['types {', ...lines, '}', `default_type ${BYTES};`, 'charset utf-8;', `charset_types ${texts.filter((type) => type !== 'text/html').join(' ')};`];
}
