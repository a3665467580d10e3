/**
 * ResourceSync (ANSI/NISO Z39.99-2017): for harvesters, what there is and what happened
 * to it. The resources are the files of the records, each with its SHA-256; the resource
 * list is cut by the month of release, the change list by the month of the event, so that
 * a night makes few of them anew. A withdrawal is a deletion: what then stands at the
 * address is a tombstone.
 */
import { lastNight } from '../../catalogue/register.ts';
import { fileAddress, instantOf } from './feed-atom.ts';
import { escapeHtml } from './masks.ts';
import type { Site } from './site.ts';

/** Where the documents stand. `.well-known` only points to the others: some tools leave folders with a dot behind. */
export const SYNC = {
  pointer: '.well-known/resourcesync', description: 'resourcesync/description.xml', capabilities: 'resourcesync/capabilitylist.xml',
  resources: 'resourcesync/resourcelist.xml', changes: 'resourcesync/changelist.xml',
} as const;
/** Resources in one list; the format allows 50,000. */
const RESOURCES = 20_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:rs="http://www.openarchives.org/rs/terms/"';

/** One list of an index, without and with its text. */
export interface SyncPart { path: string; attributes: string }
export interface SyncFile extends SyncPart { text: string }

/** Yields the three documents that lead to the lists. */
export function* syncDocuments(site: Site): Generator<{ path: string; text: string }> {
  const description = urlset([up(site, 'describedby', 'data.html')], 'capability="description"', [urlOf(site, SYNC.capabilities, 'capability="capabilitylist"')]);
  yield { path: SYNC.pointer, text: description };
  yield { path: SYNC.description, text: description };
  const lists = [urlOf(site, SYNC.resources, 'capability="resourcelist"'), urlOf(site, SYNC.changes, 'capability="changelist"')];
  yield { path: SYNC.capabilities, text: urlset([up(site, 'up', SYNC.description)], 'capability="capabilitylist"', lists) };
}

/** Yields the resource lists of the records released in a month; none where all of them are withdrawn. */
export function* resourceLists(site: Site, month: string): Generator<SyncFile> {
  const { catalogue, city } = site;
  const found = catalogue.each<{ path: string; form: string; changedOn: string; size: number; sha256: string }>(`SELECT records.path, form, changed_on AS changedOn, size, sha256
    FROM records JOIN files ON files.path = records.path WHERE place >= ?1 AND place < ?1 || '~' AND form <> 'tombstone' ORDER BY place, records.id`, month);
  for (const { number, rows } of inParts(found)) {
    const at = `at="${instantOf(rows.map(({ changedOn }) => changedOn).sort().at(-1)!, city.timeZone)}"`;
    const urls = rows.map(({ path, form, changedOn, size, sha256 }) => (
      `<url><loc>${address(site, path)}</loc><lastmod>${instantOf(changedOn, city.timeZone)}</lastmod><rs:md hash="sha-256:${sha256}" length="${size}" type="${typeOf(form)}"/></url>\n`));
    yield { path: `resourcesync/resourcelist-${month}${number === 1 ? '' : `-${number}`}.xml`, attributes: at, text: urlset([up(site, 'up', SYNC.capabilities), up(site, 'index', SYNC.resources)], `capability="resourcelist" ${at}`, urls) };
  }
}

const CHANGES: Readonly<Record<string, string>> = { release: 'created', amend: 'updated', withdraw: 'deleted', restore: 'created' };

/** Yields the change lists of a month, which has ended when a later one has events. */
export function* changeLists(site: Site, month: string, until: string | null): Generator<SyncFile> {
  const { catalogue, city } = site;
  const found = catalogue.each<{ day: string; event: string; path: string; sha256: string | null }>(`SELECT day, event, path, sha256 FROM log WHERE day >= ?1 || '-01' AND day <= ?1 || '-31' ORDER BY day, position`, month);
  const span = `from="${instantOf(`${month}-01`, city.timeZone)}"${until === null ? '' : ` until="${instantOf(`${until}-01`, city.timeZone)}"`}`;
  for (const { number, rows } of inParts(found)) {
    const urls = rows.map(({ day, event, path, sha256 }) => (
      `<url><loc>${address(site, path)}</loc><rs:md change="${CHANGES[event]!}" datetime="${instantOf(day, city.timeZone)}"${sha256 === null ? '' : ` hash="sha-256:${sha256}" type="${typeOf(path.endsWith('.md') ? 'text' : 'ledger')}"`}/></url>\n`));
    yield { path: `resourcesync/changelist-${month}${number === 1 ? '' : `-${number}`}.xml`, attributes: span, text: urlset([up(site, 'up', SYNC.capabilities), up(site, 'index', SYNC.changes)], `capability="changelist" ${span}`, urls) };
  }
}

/** Returns the months in which anything happened, the first one first. */
export function eventMonths({ catalogue }: Pick<Site, 'catalogue'>): string[] {
  return catalogue.all<{ month: string }>(`WITH RECURSIVE months (month) AS (
    SELECT substr(min(day), 1, 7) FROM log UNION ALL SELECT (SELECT substr(min(day), 1, 7) FROM log WHERE day > month || '-31') FROM months WHERE month IS NOT NULL
  ) SELECT month FROM months WHERE month IS NOT NULL`).map(({ month }) => month);
}

/** Returns the first month after one, which ends it. */
export function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Returns the index of all lists of a kind. */
export function syncIndex(site: Site, kind: 'resources' | 'changes', parts: readonly SyncPart[]): string {
  const { catalogue, city } = site;
  const [first, last] = [catalogue.first<{ day: string | null }>('SELECT min(day) AS day FROM log')?.day ?? '1970-01-01', lastNight(catalogue) ?? '1970-01-01'];
  const own = kind === 'resources' ? `capability="resourcelist" at="${instantOf(last, city.timeZone)}"` : `capability="changelist" from="${instantOf(`${first.slice(0, 7)}-01`, city.timeZone)}"`;
  const lines = [...parts].sort((a, b) => (orderOf(a.path) < orderOf(b.path) ? -1 : 1)).map(({ path, attributes }) => `<sitemap><loc>${address(site, path)}</loc><rs:md ${attributes}/></sitemap>\n`);
  return `${HEAD}<sitemapindex ${NAMES}>\n${up(site, 'up', SYNC.capabilities)}<rs:md ${own}/>\n${lines.join('')}</sitemapindex>\n`;
}

/** Reads the lists of an index that `syncIndex` wrote. */
export function parseSyncIndex(xml: string): SyncPart[] {
  return [...xml.matchAll(/<loc>[^<]*\/(resourcesync\/[^/<]+)<\/loc><rs:md ([^<>]*)\/>/g)].map(([, path, attributes]) => ({ path: path!, attributes: attributes! }));
}

/** Returns the month of a list. */
export function monthOf({ path }: SyncPart): string {
  return /-(\d{4}-\d\d)/.exec(path)![1]!;
}

/** Parts of a month in the order of their numbers. */
function orderOf(path: string): string {
  const [, before, number = '1'] = /^(.*?-\d{4}-\d\d)(?:-(\d+))?\.xml$/.exec(path)!;
  return `${before} ${number.padStart(6, '0')}`;
}

function* inParts<Row>(found: Iterable<Row>): Generator<{ number: number; rows: Row[] }> {
  let [number, rows] = [1, [] as Row[]];
  for (const row of found) {
    if (rows.length === RESOURCES) {
      yield { number, rows };
      [number, rows] = [number + 1, []];
    }
    rows.push(row);
  }
  if (rows.length > 0) yield { number, rows };
}

function urlset(links: readonly string[], own: string, urls: readonly string[]): string {
  return `${HEAD}<urlset ${NAMES}>\n${links.join('')}<rs:md ${own}/>\n${urls.join('')}</urlset>\n`;
}

function up(site: Site, rel: string, path: string): string {
  return `<rs:ln rel="${rel}" href="${address(site, path)}"/>\n`;
}

function urlOf(site: Site, path: string, own: string): string {
  return `<url><loc>${address(site, path)}</loc><rs:md ${own}/></url>\n`;
}

function address(site: Site, path: string): string {
  return escapeHtml(fileAddress(site, path));
}

function typeOf(form: string): string {
  return form === 'text' ? 'text/markdown' : 'application/json';
}
