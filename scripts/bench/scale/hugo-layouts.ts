/** Hugo layouts: configuration and templates of the site that Hugo is measured on. They hold for Hugo 0.111 and later. */

const TAXONOMIES = { unit: 'units', type: 'types', month: 'months', class: 'classes', project: 'projects' };

/** From this one on, the length of lists is called otherwise (0.128). */
const PAGER_SIZE_FROM = 128;

/** Returns the configuration: both languages in one run, addresses as files, lists of 40. */
export function hugoConfig(version: string): string {
  const minor = Number(/v?0\.(\d+)/.exec(version)?.[1] ?? PAGER_SIZE_FROM);
  return JSON.stringify({ ...CONFIG, ...minor < PAGER_SIZE_FROM ? { paginate: 40 } : { pagination: { pagerSize: 40 } } }, null, 1);
}

const CONFIG = {
  baseURL: 'https://open.example/', title: '정보공개', uglyURLs: true, timeout: '600s', disableKinds: ['RSS'], taxonomies: TAXONOMIES,
  defaultContentLanguage: 'ko', languages: { ko: { contentDir: 'content/ko', weight: 1 }, en: { contentDir: 'content/en', weight: 2 } },
  outputFormats: { embed: { mediaType: 'text/html', isPlainText: false, permalinkable: false, path: 'embed' } },
  outputs: { page: ['HTML', 'embed', 'JSON'], section: ['HTML'], taxonomy: ['HTML'], term: ['HTML'], home: ['HTML'] },
  markup: { goldmark: { renderer: { unsafe: false } } },
};

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title>`;
const HEADER = `<header><a href="{{ "/" | relURL }}">{{ site.Title }}</a><nav><ul>{{ range $name, $terms := site.Taxonomies }}<li><a href="{{ $name | relURL }}">{{ $name }}</a></li>{{ end }}</ul></nav></header>`;
const FOOTER = `<footer><p>{{ .Params.licence }}</p><p>{{ .Date.Format "2006-01-02" }}</p></footer>`;

const SINGLE = `<!doctype html><html lang="{{ site.Language.Lang }}"><head>${HEAD}{{ partialCached "style-record.html" . }}</head><body>${HEADER}<main><h1>{{ .Title }}</h1>
<dl>{{ range $name, $value := .Params.facts }}<div><dt>{{ $name }}</dt><dd>{{ if reflect.IsSlice $value }}{{ range $value }}<div>{{ if reflect.IsMap . }}{{ range . }}<span>{{ . }}</span> {{ end }}{{ else }}{{ . }}{{ end }}</div>{{ end }}{{ else }}{{ $value }}{{ end }}</dd></div>{{ end }}
<div><dt>unit</dt><dd>{{ range .Params.units }}<a href="{{ printf "/units/%s" . | relURL }}">{{ $.Params.unitName }}</a>{{ end }}</dd></div></dl>
<article>{{ .Content }}</article>
{{ with index .Params.projects 0 }}<aside><ul>{{ range first 5 (index site.Taxonomies.projects (. | lower)) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></aside>{{ end }}</main>${FOOTER}</body></html>
`;
const LIST = `<!doctype html><html lang="{{ site.Language.Lang }}"><head>${HEAD}{{ partialCached "style-list.html" . }}</head><body>${HEADER}<main><h1>{{ .Title }}</h1>
{{ $pages := .Paginate .Pages }}<ol>{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <span>{{ .Params.unitName }}</span> <time>{{ .Date.Format "2006-01-02" }}</time></li>{{ end }}</ol>
<nav><ul>{{ with $pages.Prev }}<li><a href="{{ .URL }}">{{ .PageNumber }}</a></li>{{ end }}{{ with $pages.Next }}<li><a href="{{ .URL }}">{{ .PageNumber }}</a></li>{{ end }}<li>{{ $pages.PageNumber }} / {{ $pages.TotalPages }}</li></ul></nav></main>${FOOTER}</body></html>
`;

/** Path → text of every layout; the styles are added by size. */
export const HUGO_LAYOUTS: Readonly<Record<string, string>> = {
  'layouts/_default/single.html': SINGLE,
  'layouts/_default/list.html': LIST,
  'layouts/index.html': LIST,
  'layouts/_default/single.embed.html': `<!doctype html><html lang="{{ site.Language.Lang }}"><head>${HEAD}{{ partialCached "style-embed.html" . }}</head><body><article><h1>{{ .Title }}</h1><p>{{ .Params.unitName }}</p><a href="{{ .RelPermalink }}">{{ .Title }}</a></article></body></html>\n`,
  'layouts/_default/single.json': '{{ dict "title" .Title "facts" .Params.facts "text" .RawContent | jsonify }}\n',
};
