/** One policy, three places: the meta tag, the headers of `npm run serve`, and the files for hosts say the same. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { ANY_STYLE, headerPolicy, metaPolicy, styleSource, UNFRAMED_POLICY, type Reach } from '../../src/site/security/content-policy.ts';
import { headersOf, HTTPS_ONLY, reachOf } from '../../src/site/security/headers.ts';
import { formatHeadersFile, formatNginx, HOST_FILES, styleOf, writeHostFiles } from '../../src/site/security/host-files.ts';
import { mediaTypeOf } from '../../src/site/security/media-types.ts';
import { sharedFixture } from './built.ts';

let built: { out: string };
let server: Served;
let files: string[];
beforeAll(async () => {
  const { out } = await sharedFixture();
  built = { out: join(mkdtempSync(join(tmpdir(), 'glasshall-headers-')), 'dist') };
  cpSync(out, built.out, { recursive: true });
  mkdirSync(join(built.out, 'files'));
  writeFileSync(join(built.out, 'files/0000000001-1.csv'), '이름\r\n');
  server = await serve({ folder: built.out, port: 0 });
  files = readdirSync(built.out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(built.out.length + 1));
});
afterAll(async () => {
  await server?.close();
  if (built !== undefined) rmSync(dirname(built.out), { recursive: true, force: true });
});

const text = (path: string) => readFileSync(join(built.out, path), 'utf8');
const metaOf = (html: string) => /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
const directives = (policy: string) => new Map(policy.split('; ').map((one) => [one.split(' ')[0]!, one.split(' ').slice(1)]));

/** What a host that reads `_headers` sends: the fields of all rules that fit, joined. */
function hosted(path: string): Map<string, string> {
  const fields = new Map<string, string>();
  let fits = false;
  for (const line of text(HOST_FILES.headers).split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    if (line.startsWith('/')) {
      fits = new RegExp(`^${line.replace(/[.]/g, '\\.').replace('*', '.*').replace(':page', '[^/]+')}$`).test(`/${path}`);
    } else if (fits) {
      const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line)!;
      fields.set(name!, fields.has(name!) ? `${fields.get(name!)}, ${value}` : value!);
    }
  }
  return fields;
}

/** What nginx sends: `set` and `if` in order, then every `add_header` that is not empty. */
function nginxSends(path: string): Map<string, string> {
  const variables = new Map<string, string>();
  const fields = new Map<string, string>();
  for (const line of text(HOST_FILES.nginx).split('\n')) {
    const [, pattern, name, value] = /^(?:if \(\$uri ~ "(.*?)"\) \{ )?set (\$\w+) "(.*?)";/.exec(line) ?? [];
    if (name !== undefined && (pattern === undefined || new RegExp(pattern).test(`/${path}`))) variables.set(name, value!);
    const [, field, words] = /^add_header ([\w-]+) (.+) always;$/.exec(line) ?? [];
    if (field === undefined) continue;
    const sent = words!.startsWith('$') ? variables.get(words!)! : words!.slice(1, -1);
    if (sent !== '') fields.set(field, sent);
  }
  return fields;
}

describe('the same policy everywhere', () => {
  test('every page: its meta tag allows its own style alone, in front of all else; the header says the same of all but styles, and nobody may frame it but the pages made for that', () => {
    const pages = files.filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(500);
    for (const path of pages) {
      const html = text(path);
      const own = styleOf(html);
      expect([path, directives(metaOf(html)!).get('style-src')]).toEqual([path, [own]]);
      expect([path, headersOf(path)['Content-Security-Policy']]).toEqual([path, `${metaOf(html)!.replace(own, ANY_STYLE)}; frame-ancestors ${reachOf(path) === 'embed' ? '*' : "'none'"}`]);
      expect([path, /^<!DOCTYPE html><html lang="(?:ko|en)">\s*<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" /i.test(html)]).toEqual([path, true]);
      expect([path, html.split('http-equiv').length, html.split('<style').length]).toEqual([path, 2, 2]);
    }
  });

  test('only a page with a form may send one, only the search and the page that checks a record may run a script, only the lost page has a base', () => {
    for (const path of files.filter((one) => one.endsWith('.html'))) {
      const html = text(path);
      const policy = directives(metaOf(html)!);
      expect([path, policy.get('form-action')![0] === "'self'"]).toEqual([path, html.includes('<form')]);
      expect([path, policy.has('script-src')]).toEqual([path, /<script(?! type="application\/ld\+json")/.test(html)]);
      expect([path, policy.get('base-uri')![0] === "'self'"]).toEqual([path, html.includes('<base')]);
      expect([path, policy.get('default-src')]).toEqual([path, ["'none'"]]);
      expect(metaOf(html)).not.toMatch(/'unsafe-|\bdata:|\*|https?:/);
    }
  });

  test('serving sends every field, but for the one that only https may carry', async () => {
    for (const path of files.filter((one, at) => at % 7 === 0 || !one.includes('records/'))) {
      const answer = await fetch(`${server.address}/${encodeURI(path)}`);
      for (const [name, value] of Object.entries(headersOf(path))) {
        expect([path, name, answer.headers.get(name)]).toEqual([path, name, Object.hasOwn(HTTPS_ONLY, name) ? null : value]);
      }
      await answer.body?.cancel();
    }
  });

  test('a page that is not there has the policy of the page that says so', async () => {
    const answer = await fetch(`${server.address}/files/nothing.csv`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Security-Policy')).toBe(headersOf('404.html')['Content-Security-Policy']);
    expect(answer.headers.get('Content-Disposition')).toBeNull();
    expect((await fetch(server.address, { method: 'POST' })).headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('nginx sends the same', () => {
    for (const path of files) {
      const { 'Content-Type': _, ...expected } = headersOf(path);
      expect([path, Object.fromEntries(nginxSends(path))]).toEqual([path, expected]);
    }
  });

  test('nginx knows every type, with its charset', () => {
    const conf = formatNginx();
    expect(conf).toContain('\n  text/markdown md;\n');
    expect(conf).toContain('\n  application/octet-stream pagefind pf_filter pf_fragment pf_index pf_meta;\n');
    expect(/charset_types (.*);/.exec(conf)![1]!.split(' ')).toEqual(['text/css', 'text/javascript', 'text/markdown', 'text/plain', 'text/csv', 'text/turtle', 'application/x-ndjson']);
  });

  test('a host with `_headers` sends the same, its policy in parts: what all need, no frames but of the pages made for that, nothing where it is data', () => {
    for (const path of files) {
      const { 'Content-Type': type, 'Content-Security-Policy': policy, ...expected } = headersOf(path);
      const { 'Content-Type': sentType, 'Content-Security-Policy': sent, ...others } = Object.fromEntries(hosted(path));
      expect([path, others]).toEqual([path, expected]);
      if (path !== '_headers') expect([path, sentType]).toEqual([path, type]);
      const parts = [headerPolicy('any'), ...(reachOf(path) === 'embed' ? [] : [UNFRAMED_POLICY]), ...(reachOf(path) === 'data' && path !== '_headers' ? [policy] : [])];
      expect([path, sent]).toEqual([path, parts.join(', ')]);
    }
  });

  test('the policy for all pages forbids nothing that one of them needs', () => {
    const all = directives(headerPolicy('any'));
    for (const reach of ['page', 'finder', 'lost', 'search'] satisfies Reach[]) {
      for (const [name, sources] of directives(metaPolicy(reach, ANY_STYLE))) {
        const allowed = all.get(name)!;
        expect([reach, name, sources.every((source) => source === "'none'" || allowed.includes(source))]).toEqual([reach, name, true]);
      }
    }
  });

  test('`_headers` keeps to what its hosts take: 100 rules, 2000 characters a line, one star', () => {
    const lines = formatHeadersFile().split('\n');
    expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThanOrEqual(100);
    expect(lines.every((line) => line.length <= 2_000 && (!line.startsWith('/') || line.split('*').length <= 2))).toBe(true);
  });
});

describe('what a file is', () => {
  test.each<[string, Reach, string]>([
    ['index.html', 'finder', 'text/html; charset=utf-8'], ['en/index.html', 'finder', 'text/html; charset=utf-8'], ['search.html', 'search', 'text/html; charset=utf-8'],
    ['en/404.html', 'lost', 'text/html; charset=utf-8'], ['units/search.html', 'page', 'text/html; charset=utf-8'], ['records/x/search.html', 'page', 'text/html; charset=utf-8'],
    ['verify.html', 'verify', 'text/html; charset=utf-8'], ['en/verify.html', 'verify', 'text/html; charset=utf-8'], ['records/verify.html', 'page', 'text/html; charset=utf-8'],
    ['pagefind/pagefind.js', 'script', 'text/javascript; charset=utf-8'], ['pagefind/index/ko.pf_index', 'data', 'application/octet-stream'],
    ['records/document/2026/03/x.md', 'data', 'text/markdown; charset=utf-8'], ['log/000001.jsonl', 'data', 'application/x-ndjson; charset=utf-8'],
    ['files/a.csv', 'data', 'text/csv; charset=utf-8'], ['assets/icon.svg', 'data', 'image/svg+xml'],
    ['files/x.HTML', 'data', 'application/octet-stream'], ['files/x.xhtml', 'data', 'application/octet-stream'], ['files/x.html.hwp', 'data', 'application/octet-stream'], ['files/x.constructor', 'data', 'application/octet-stream'], ['_headers', 'data', 'application/octet-stream'],
  ])('%s', (path, reach, type) => {
    expect([reachOf(path), mediaTypeOf(path)]).toEqual([reach, type]);
  });

  test('only what lies in the folders of files is handed out to be kept', () => {
    expect(headersOf('files/0000000001-1.csv')['Content-Disposition']).toBe('attachment');
    expect(headersOf('originals/0000000001-1.pdf')['Content-Disposition']).toBe('attachment');
    expect(headersOf('records/files/x.md')).not.toHaveProperty('Content-Disposition');
  });

  test('every field, by its value', () => {
    expect({ ...headersOf('records/x.md'), 'Permissions-Policy': '' }).toEqual({
      'Content-Type': 'text/markdown; charset=utf-8', 'Content-Security-Policy': headerPolicy('data'), 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer', 'Permissions-Policy': '', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*',
      'Strict-Transport-Security': 'max-age=31536000',
    });
    expect(headersOf('index.html')['Permissions-Policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    expect(headersOf('index.html')['Content-Security-Policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    expect(headersOf('units.html')['Content-Security-Policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
  });

  test('data may not even be a page: it is in a sandbox without scripts', () => {
    expect(headerPolicy('data')).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
  });
});

test('a portal whose pages would stand bare is refused: no page, no style, or a policy that names another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-bare-'));
  const refused = `${join(folder, 'index.html')}: expected a page whose policy names its own style`;
  const page = (css: string) => `<meta http-equiv="Content-Security-Policy" content="${metaPolicy('page', styleSource('p{}'))}"><style>${css}</style>`;
  expect(() => writeHostFiles(folder)).toThrow(refused);
  writeFileSync(join(folder, 'index.html'), '<p>시작');
  expect(() => writeHostFiles(folder)).toThrow(refused);
  writeFileSync(join(folder, 'index.html'), page('p{color:red}'));
  expect(() => writeHostFiles(folder)).toThrow(refused);
  writeFileSync(join(folder, 'index.html'), page('p{}'));
  writeHostFiles(folder);
  expect(readdirSync(folder).sort()).toEqual(['_headers', '_redirects', 'index.html', 'security']);
  rmSync(folder, { recursive: true });
});

test('a style is named by the hash of exactly what stands in the page, behind its policy', () => {
  const policy = '<meta http-equiv="Content-Security-Policy" content="x">';
  expect(styleOf(`${policy}<style>p{}</style><meta name="description" content="<style>a{}</style>">`)).toBe(styleSource('p{}'));
  expect(styleOf(`<meta name="description" content="<style>a{}</style>">${policy}\n<style>p{}</style>`)).toBe(styleSource('p{}'));
  expect(styleOf('<style>p{}</style>')).toBe("'none'");
  expect(styleOf(`${policy}<style>p{}`)).toBe("'none'");
  expect(styleSource('')).toBe("'none'");
});
