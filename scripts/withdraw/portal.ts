/**
 * Portal: takes withdrawn records out of the portal that stands, file by file, within
 * seconds. The build that follows makes the same from the ground up; while the service
 * is frozen there is none, and this is all that changes.
 *
 * A record's own page and its frame become plain tombstones, its data the tombstone of
 * `content/`; its other forms (JSON, oEmbed) and bags that hold it are removed; links elsewhere keep their
 * address and lose the title; its entry in the search index is emptied. Every file is
 * replaced by rename.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isOutside } from '../../src/archive/manifest/manifest.ts';
import type { WithdrawnRecord } from '../../src/export/withdraw.ts';
import { isTombstone, parseRecord } from '../../src/model/record-file.ts';
import type { Tombstone } from '../../src/model/record.ts';
import { loadCity } from '../../src/policy/load.ts';
import { readFragment, writeFragment } from '../../src/site/search/fragment.ts';
import { BAG_LIST, formatBagList, parseBagList } from '../../src/site/view/bags.ts';
import { withdrawnItem } from '../../src/site/view/feed-entry.ts';
import { withItems } from '../../src/site/view/feed-json.ts';
import { withOtherItems, withoutItems } from '../../src/site/view/list-data.ts';
import { embedPath, recordPath } from '../../src/site/view/paths.ts';
import { FILE_LIST, formatFileList, measureFile, parseFileList } from '../../src/site/view/spending-files.ts';
import { wordsIn } from '../../src/site/view/words.ts';

const LANGUAGES = { ko: '', en: 'en/' } as const;
type Language = keyof typeof LANGUAGES;

/** Returns whether the portal still shows a record that is withdrawn in `content/`: its data there is not the tombstone. */
export function isShown(out: string, content: string, { path }: WithdrawnRecord): boolean {
  const data = join(out, path);
  return existsSync(data) && !readFileSync(data).equals(readFileSync(join(content, path)));
}

/** Takes the records out of the portal and returns how many files were changed. Doing it twice changes nothing. */
export function takeOut(out: string, content: string, records: readonly WithdrawnRecord[]): number {
  const tombstones = records.map(({ path }) => tombstoneOf(content, path));
  const ids = tombstones.map(({ id }) => id);
  let changed = 0;
  for (const file of filesBelow(out)) {
    if (isOutside(relative(out, file))) continue;
    if (isOwnFile(relative(out, file), ids)) continue;
    if (NAMES.test(relative(out, file)) || isBagWith(file, relative(out, file), ids)) {
      rmSync(file);
      changed += 1;
      continue;
    }
    const fresh = withoutThem(file, relative(out, file), tombstones, content);
    if (fresh === null) continue;
    replace(file, fresh);
    changed += 1;
  }
  changed += unlistBags(out);
  changed += recount(out, new Set(tombstones.map(({ type }) => type)));
  // The data come last: while they stand, `isShown` says that the work is not done.
  for (const [n, { path }] of records.entries()) changed += replaceOwnFiles(out, content, path, tombstones[n]!);
  return changed;
}

function tombstoneOf(content: string, path: string): Tombstone {
  const record = parseRecord(path, readFileSync(join(content, path), 'utf8'));
  if (!isTombstone(record)) throw new Error('expected a tombstone in content/ before the portal is touched');
  return record;
}

/** Names that the search suggests and narrows by: they don't say of which record they are. The search does without until the next build. */
const NAMES = /^data\/(?:suggest|search-projects)\.(?:ko|en)\.json$/;

/** A bag holds the record whole; the names of its files stand in it unpacked. The next build makes it without. */
function isBagWith(file: string, path: string, ids: readonly string[]): boolean {
  if (!/^bulk\/[^/]+\.zip$/.test(path)) return false;
  const bytes = readFileSync(file);
  return ids.some((id) => bytes.includes(id));
}

/** Takes bags off their list that are no more, and returns how many files were changed: none or one. */
function unlistBags(out: string): number {
  const file = join(out, BAG_LIST);
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, 'utf8');
  const { on, bags } = parseBagList(text);
  const fresh = formatBagList({ on, bags: bags.filter(({ path }) => existsSync(join(out, path))) });
  if (fresh === text) return 0;
  replace(file, fresh);
  return 1;
}

/** Yields every file below a folder. */
export function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) if (entry.isFile()) yield join(entry.parentPath, entry.name);
}

/** Whether the path bears an id: the page, its parts, its frame, its data in every form, its original files. */
function isOwnFile(path: string, ids: readonly string[]): boolean {
  return ids.some((id) => path.includes(id));
}

function replaceOwnFiles(out: string, content: string, path: string, tombstone: Tombstone): number {
  const city = loadCity(content);
  const pages = (Object.keys(LANGUAGES) as Language[]).flatMap((language) => [recordPath(path), embedPath(tombstone.id)].map((page) => ({ language, page, file: `${LANGUAGES[language]}${page}.html` })));
  const kept = new Set([path, ...pages.map(({ file }) => file)]);
  const gone = [...filesBelow(out)].filter((file) => isOwnFile(relative(out, file), [tombstone.id]) && !kept.has(relative(out, file)));
  for (const file of gone) rmSync(file);
  for (const { language, page, file } of pages) replace(join(out, file), pageOf(tombstone, language, file, city.name[language], page === embedPath(tombstone.id)));
  mkdirSync(dirname(join(out, path)), { recursive: true });
  copyFileSync(join(content, path), `${join(out, path)}.new`);
  renameSync(`${join(out, path)}.new`, join(out, path));
  return gone.length + pages.length + 1;
}

/** Returns the file without the records, `null` if it has nothing of them. */
function withoutThem(file: string, path: string, tombstones: readonly Tombstone[], content: string): string | Uint8Array | null {
  if (file.endsWith('.html')) return pageWithout(readFileSync(file, 'utf8'), tombstones, path.startsWith(LANGUAGES.en) ? 'en' : 'ko');
  if (path.startsWith('data/spending/') && file.endsWith('.csv')) return linesWithout(readFileSync(file, 'utf8'), tombstones);
  if (file.endsWith('.jsonl')) return rowsWithout(readFileSync(file, 'utf8'), tombstones, content);
  if (file.endsWith('.pf_fragment')) return fragmentWithout(readFileSync(file), tombstones);
  if (/^(?:en\/)?feeds\/.*\.json$/.test(path)) return itemsWithout(readFileSync(file, 'utf8'), tombstones, path.startsWith(LANGUAGES.en) ? 'en' : 'ko');
  if (/^register\/.*\.json$/.test(path)) return registerItemsWithout(readFileSync(file, 'utf8'), tombstones, content);
  if (LIST_DATA.test(path)) return tombstones.some(({ id }) => readFileSync(file, 'utf8').includes(id)) ? withoutItems(readFileSync(file, 'utf8'), tombstones.map(({ id }) => id)) : null;
  if (file.endsWith('.xml')) return feedWithout(readFileSync(file, 'utf8'), tombstones, path.startsWith(LANGUAGES.en) ? 'en' : 'ko');
  return null;
}

/** Links to the record, or into it, lose their words. Addresses hold no `"`, our own pages no `<` in a value. */
function pageWithout(html: string, tombstones: readonly Tombstone[], language: Language): string | null {
  let fresh = html;
  for (const tombstone of tombstones.filter(({ id }) => html.includes(id))) {
    const link = new RegExp(`(<a\\b[^<>]{0,2000}\\bhref="[^"<>]{0,500}${tombstone.id}[^"<>]{0,200}"[^<>]{0,2000}>)(?:(?!</a>)[^]){0,20000}</a>`, 'g');
    fresh = fresh.replace(link, (_, start: string) => `${start}${escaped(titleOf(tombstone, language))}</a>`);
    fresh = ownWordsWithout(fresh, tombstone.id);
  }
  return fresh === html ? null : fresh;
}

/**
 * Words of the record outside a link to it (a project's name in its heading) bear the
 * record's id and what is said without them; a heading's words are the page's title too.
 */
function ownWordsWithout(html: string, id: string): string {
  const words = `<bdi data-of="${id}" data-else="([^"<>]{0,200})"[^<>]{0,20}>(?:(?!</bdi>)[^]){0,20000}</bdi>`;
  const heading = new RegExp(`<h1[^<>]{0,200}>[^<>]{0,200}${words}`).exec(html);
  const titled = heading === null ? html : html.replace(/<title>[^<]*( – [^<]*)<\/title>/, (_, brand: string) => `<title>${heading[1]!}${brand}</title>`);
  return titled.replace(new RegExp(words, 'g'), (_, otherwise: string) => otherwise);
}

/** The files of all units of a period lose the lines of a withdrawn table: one line is one row, and begins with the table's id. */
function linesWithout(csv: string, tombstones: readonly Tombstone[]): string | null {
  const lines = csv.split('\r\n');
  const kept = lines.filter((line) => !tombstones.some(({ id }) => line.startsWith(`${id},`)));
  return kept.length === lines.length ? null : kept.join('\r\n');
}

/** Measures the files of money again that lost lines, so that their list stays true, and returns how many files were changed: none or one. */
function recount(out: string, types: ReadonlySet<string>): number {
  const file = join(out, FILE_LIST);
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, 'utf8');
  const fresh = formatFileList(parseFileList(text).map((listed) => (types.has(listed.type) ? { ...listed, ...measureFile(readFileSync(join(out, listed.path), 'utf8')) } : listed)));
  if (fresh === text) return 0;
  replace(file, fresh);
  return 1;
}

/** Data of lists of records; those of the register keep a line for what is withdrawn. */
const LIST_DATA = /^(?:units|types|ranks|classes|dates|places|keywords)\/.*\.json$/;

/** The record's item of a JSON Feed keeps what its Atom entry keeps. */
function itemsWithout(feed: string, tombstones: readonly Tombstone[], language: Language): string | null {
  if (!tombstones.some(({ id }) => feed.includes(id))) return null;
  return withItems(feed, (item) => {
    const hit = tombstones.find(({ id }) => item.url.includes(id));
    return hit === undefined ? item : withdrawnItem(item, titleOf(hit, language), language);
  });
}

/** The record's item in the data of the register is its line of the register as `content/` has it now. */
function registerItemsWithout(text: string, tombstones: readonly Tombstone[], content: string): string | null {
  if (!tombstones.some(({ id }) => text.includes(id))) return null;
  return withOtherItems(text, (item) => (tombstones.some(({ id }) => id === item.id) ? JSON.parse(registerRow(content, item.id)) as { id: string } : item));
}

/** The record's entry of a feed stands on one line; it keeps its id, its address and its night, and loses title, summary and links to its other forms. */
function feedWithout(xml: string, tombstones: readonly Tombstone[], language: Language): string | null {
  const fresh = xml.split('\n').map((line) => {
    const hit = line.startsWith('<entry>') ? tombstones.find(({ id }) => line.includes(id)) : undefined;
    return hit === undefined ? line : line.replace(/<title[^>]*>[^<]*<\/title>/, () => `<title>${escaped(titleOf(hit, language))}</title>`).replace(/<link rel="alternate" type="(?!text\/html)[^>]*\/>/g, '').replace(/<summary[^>]*>[^<]*<\/summary>/, '');
  }).join('\n');
  return fresh === xml ? null : fresh;
}

/** The line of the record in the register as `content/` has it now; every other line stays, also one that content/ has a newer one of. */
function rowsWithout(text: string, tombstones: readonly Tombstone[], content: string): string | null {
  if (!tombstones.some(({ id }) => text.includes(id))) return null;
  const fresh = text.split('\n').map((line) => {
    const hit = tombstones.find(({ id }) => line.startsWith(`{"id":"${id}"`));
    return hit === undefined ? line : registerRow(content, hit.id);
  }).join('\n');
  return fresh === text ? null : fresh;
}

function registerRow(content: string, id: string): string {
  const line = registerLine(content, id);
  if (line === null) throw new Error('expected a withdrawn record in the register');
  return line;
}

/** Returns the line of a paper in the register of `content/`, `null` if it has none. */
export function registerLine(content: string, id: string): string | null {
  for (const file of filesBelow(join(content, 'register'))) {
    const line = readFileSync(file, 'utf8').split('\n').find((row) => row.startsWith(`{"id":"${id}"`));
    if (line !== undefined) return line;
  }
  return null;
}

/** An emptied entry bears the tombstone's title: words of the index may still lead to it until the next build. */
function fragmentWithout(bytes: Uint8Array, tombstones: readonly Tombstone[]): Uint8Array | null {
  const fragment = readFragment(bytes);
  const hit = tombstones.find(({ id }) => fragment.url.includes(id));
  if (hit === undefined || fragment.content === '') return null;
  fragment.content = '';
  fragment.meta = { type: hit.type, date: hit.withdrawnOn, disclosure: 'closed', unit: '', title: titleOf(hit, 'ko') };
  return writeFragment(fragment);
}

function titleOf({ id, type }: Tombstone, language: Language): string {
  const say = wordsIn(language);
  return say('tombstone.title', { type: say(`type-noun.${type}`), id });
}

/** The tombstone as a page that needs nothing else: no style, no script. In a frame its link opens the whole window. */
function pageOf(tombstone: Tombstone, language: Language, file: string, city: string, isFrame: boolean): string {
  const say = wordsIn(language);
  const title = escaped(titleOf(tombstone, language));
  const lead = escaped(say('tombstone.lead', { day: tombstone.withdrawnOn, reason: say(`log-reason.${tombstone.reason}`) }));
  const home = `${'../'.repeat(file.split('/').length - 1)}${LANGUAGES[language]}index.html`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>`
    + `<body><main><h1>${title}</h1><p>${lead}</p><p>${escaped(say('tombstone.explain'))}</p><p><a href="${home}"${isFrame ? ' target="_top"' : ''}>${escaped(city)}</a></p></main></body></html>\n`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}

function replace(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}
