/** The feeds of the log, the list of withdrawals, the lists for harvesters and the data of lists, on a small site. */
import { describe, expect, test } from 'vitest';
import { readXml } from '../../src/archive/check/readers/xml.ts';
import { WithdrawalList } from '../../src/archive/check/withdrawn.ts';
import { FILE_TYPES, typeOf } from '../../src/archive/check/file-types.ts';
import type { LogEntry } from '../../src/model/record.ts';
import { atomEntry, indexesIn, jsonItem, withdrawnItem } from '../../src/site/view/feed-entry.ts';
import { withItems } from '../../src/site/view/feed-json.ts';
import { feedsOf } from '../../src/site/view/feed-links.ts';
import { listData, withoutItems } from '../../src/site/view/list-data.ts';
import { archivePage, archivePages, ARCHIVE_ENTRIES, releasesPath, subscriptions, wordsOf } from '../../src/site/view/release-feed.ts';
import { changeLists, eventMonths, monthAfter, parseSyncIndex, resourceLists, syncDocuments, syncIndex } from '../../src/site/view/resource-sync.ts';
import { allSideFeeds, SIDE_ENTRIES, sideFeedPath } from '../../src/site/view/side-feeds.ts';
import type { Site } from '../../src/site/view/site.ts';
import { withdrawalList } from '../../src/site/view/withdrawal-list.ts';
import { eventsBetween } from '../../src/catalogue/events.ts';
import { idOf, ledgerRecord, NIGHT, pathOf, registerRow, row, textRecord, tombstone } from './fixture.ts';
import { smallSite } from './small-site.ts';

/** Events of the first record over and over: only their number counts. */
const events = (count: number, from = 0): Partial<LogEntry>[] => Array.from({ length: count }, (_, at) => ({ index: from + at, id: idOf(1), path: pathOf(textRecord(1)), event: at === 0 && from === 0 ? 'release' as const : 'amend' as const }));
const site = (log: Partial<LogEntry>[]) => smallSite({ records: [textRecord(1)], log }).site;
const subscription = (of: Site) => [...subscriptions(of)].find(({ path }) => path === releasesPath('ko'))!.text;
const relations = (xml: string) => [...xml.matchAll(/<link rel="([a-z-]+-archive|current)"[^>]* href="[^"]*\/feeds\/([^"]+)"/g)].map(([, rel, path]) => `${rel} ${path}`);

describe('the archived feed', () => {
  test.each<[string, Partial<LogEntry>[], number, number[], string[]]>([
    ['nothing', [], 0, [], []],
    ['one event', events(1), 0, [0], []],
    ['one less than a page', events(99), 0, Array.from({ length: 99 }, (_, at) => 98 - at), []],
    ['a full page', events(100), 1, Array.from({ length: 100 }, (_, at) => 99 - at), []],
    ['a page and one', events(101), 1, Array.from({ length: 101 }, (_, at) => 100 - at), []],
    ['two pages', events(200), 2, Array.from({ length: 100 }, (_, at) => 199 - at), ['prev-archive releases/0.xml']],
    ['a page whose last index is a seal', [...events(99), ...events(1, 100)], 1, [100, ...Array.from({ length: 99 }, (_, at) => 98 - at)], []],
  ])('of %s', (_, log, pages, indexes, links) => {
    const of = site(log);
    expect(archivePages(of)).toBe(pages);
    expect(indexesIn(subscription(of))).toEqual(indexes);
    expect(relations(subscription(of))).toEqual(links);
  });

  test('links its pages to one another, and every event is in one of them or in the subscription', () => {
    const of = site(events(3 * ARCHIVE_ENTRIES + 7));
    const pages = [0, 1, 2].map((number) => [...archivePage(of, number)].find(({ path }) => path === releasesPath('ko', number))!.text);
    expect(pages.map(relations)).toEqual([
      ['current releases.xml', 'next-archive releases/1.xml'], ['current releases.xml', 'prev-archive releases/0.xml', 'next-archive releases/2.xml'], ['current releases.xml', 'prev-archive releases/1.xml'],
    ]);
    expect(pages.every((xml) => xml.includes('<fh:archive/>') && xml.includes('xmlns:fh="http://purl.org/syndication/history/1.0"'))).toBe(true);
    const all = new Set([...pages, subscription(of)].flatMap(indexesIn));
    expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 307 }, (_, at) => at));
    // What the subscription leaves out begins where its archive does.
    expect(relations(subscription(of))).toEqual(['prev-archive releases/1.xml']);
  });

  test('is valid where 100 nights brought nothing but their seals', () => {
    const of = site([...events(1), ...events(1, 250)]);
    const empty = [...archivePage(of, 1)][0]!.text;
    expect(empty).not.toContain('<entry>');
    expect(empty).toContain(`<updated>${NIGHT}T00:00:00+09:00</updated>`);
  });
});

describe('an entry', () => {
  const records = [textRecord(1, { title: '<b>공원</b> & "놀이터"', disclosure: 'partial', grounds: [6] }), ledgerRecord(2, [row(1)]), tombstone(3)];
  const city = () => {
    const { site: of, open } = smallSite({ records, register: [registerRow(3, { status: 'withdrawn', path: pathOf(tombstone(3)) })], log: [
    ...records.map((record) => ({ id: record.id, path: pathOf(record) })), { id: idOf(3), path: pathOf(tombstone(3)), event: 'withdraw' as const, reason: 'copyright' as const, sha256: null, revision: 2 },
  ] });
    const found = eventsBetween(of.catalogue, 0, 10);
    const atom = (language: 'ko' | 'en') => found.map((event) => atomEntry(wordsOf(of, language), event));
    return { of, open, found, atom };
  };

  test('has the id of its place in the log, its day, what it is and how open, and leads to every form of the record', () => {
    const { atom } = city();
    expect(atom('ko')[0]).toBe('<entry><id>tag:open.haneul.example,2026-03-10:log:0</id><title>&lt;b&gt;공원&lt;/b&gt; &amp; &quot;놀이터&quot;</title><updated>2026-03-10T00:00:00+09:00</updated>'
      + '<category scheme="https://open.haneul.example/data.html#event" term="release" label="새 자료"/><category scheme="https://open.haneul.example/data.html#type" term="document" label="결재문서"/>'
      + `<link rel="alternate" type="text/html" href="https://open.haneul.example/${pathOf(records[0]!).replace('.md', '.html')}"/><link rel="alternate" type="text/markdown" href="https://open.haneul.example/${pathOf(records[0]!)}"/>`
      + `<link rel="alternate" type="application/json" href="https://open.haneul.example/${pathOf(records[0]!).replace('.md', '.json')}"/><summary>새 자료, 결재문서, 공원녹지과, 부분공개, 공개 기준에 따름</summary></entry>`);
    expect(atom('en')[0]).toContain('<title xml:lang="ko">');
    expect(atom('en')[1]).toContain('type="text/csv"');
    expect(atom('en')[1]).not.toContain('xml:lang');
  });

  test('of a withdrawn record says so in all of its entries, and leads to the tombstone alone', () => {
    const { atom } = city();
    for (const entry of atom('en').slice(2)) {
      expect(entry).toContain(`<title>Withdrawn: Document ${idOf(3)}</title>`);
      expect(entry.match(/<link /g)).toHaveLength(1);
      expect(entry).not.toContain('<summary>');
    }
  });

  test('is the same as an item of JSON Feed; a withdrawal in a standing feed makes what the next build makes', () => {
    const { of, found } = city();
    const page = wordsOf(of, 'ko');
    const item = jsonItem(page, found[0]!);
    expect(item).toMatchObject({ id: 'tag:open.haneul.example,2026-03-10:log:0', title: '<b>공원</b> & "놀이터"', content_text: '새 자료, 결재문서, 공원녹지과, 부분공개, 공개 기준에 따름', date_published: '2026-03-10T00:00:00+09:00', language: 'ko', tags: ['release', 'document'] });
    const gone = jsonItem(page, found[2]!);
    expect(withdrawnItem({ ...gone, title: '옛 제목', content_text: '옛 말', attachments: [] }, gone.title, 'ko')).toEqual(gone);
    const feed = [...subscriptions(of)].find(({ path }) => path === 'feeds/releases.json')!.text;
    expect(withItems(feed, (one) => one)).toBe(feed);
    expect(JSON.parse(feed)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: 'https://open.haneul.example/feeds/releases.json' });
  });

  test('stands in the feed of its unit, a withdrawn one too, by what the register names', () => {
    const { of } = city();
    const feeds = new Map([...allSideFeeds(of)].map(({ path, text }) => [path, text]));
    expect(indexesIn(feeds.get(sideFeedPath('ko', 'unit', 'haneul-parks'))!)).toEqual([3, 2, 1, 0]);
    expect(indexesIn(feeds.get(sideFeedPath('en', 'unit', 'haneul-climate', 'json'))!)).toEqual([]);
  });

  test('is read by the second check, and told in the head of the pages', () => {
    const { of, open } = city();
    const texts: string[] = [];
    readXml(Buffer.from(subscription(of)), { path: 'feeds/releases.xml', text: (text) => texts.push(text), table: () => {}, inner: () => {}, isKnown: () => false, left: () => 1e9, spend: () => {} });
    expect(texts.join('\n')).toContain('<b>공원</b> & "놀이터"');
    expect(feedsOf(open('units/haneul-parks', 'en'), 'unit').map(({ type, href }) => `${type} ${href}`)).toEqual(['application/atom+xml ../feeds/units/haneul-parks.xml', 'application/feed+json ../feeds/units/haneul-parks.json']);
    expect(feedsOf(open('index'), 'city').map(({ href }) => href)).toEqual(['feeds/releases.xml', 'feeds/releases.json']);
  });
});

test(`the feed of a unit has the last ${SIDE_ENTRIES} events`, () => {
  const feeds = new Map([...allSideFeeds(site(events(SIDE_ENTRIES + 5)))].map(({ path, text }) => [path, text]));
  expect(indexesIn(feeds.get(sideFeedPath('ko', 'unit', 'haneul-parks'))!)).toEqual(Array.from({ length: SIDE_ENTRIES }, (_, at) => SIDE_ENTRIES + 4 - at));
});

describe('withdrawals', () => {
  test('are listed with the entry that took them back; what was restored is not', () => {
    const records = [tombstone(1), textRecord(2), tombstone(3)];
    const log = [...records.map((record) => ({ id: record.id, path: pathOf(record) })), ...[1, 2, 3].map((number) => ({ id: idOf(number), path: pathOf(tombstone(number)), event: 'withdraw' as const, reason: 'copyright' as const, sha256: null })), { id: idOf(2), path: pathOf(textRecord(2)), event: 'restore' as const }];
    const { withdrawals } = JSON.parse(withdrawalList(smallSite({ records, log }).site)) as { withdrawals: object[] };
    expect(withdrawals).toEqual([1, 3].map((number) => ({ id: idOf(number), path: pathOf(tombstone(number)), page: pathOf(tombstone(number)).replace('.md', '.html'), on: NIGHT, reason: 'copyright', index: 2 + number })));
  });

  test('of none are an empty list', () => {
    expect(JSON.parse(withdrawalList(smallSite().site))).toMatchObject({ version: 1, withdrawals: [] });
  });

  test.each([['feeds/releases/0.xml', 0], ['en/feeds/units/a.json', 0], ['resourcesync/changelist-2026-03.xml', 0], ['withdrawals.json', 0], ['units/a.json', 1], ['bulk/2026-03.zip', 1], ['feedsx.html', 1]])('may be named in %s: %i found', (path, count) => {
    const found: string[] = [];
    new WithdrawalList([{ record: idOf(7), phrases: [] }]).searchIds(path, `see ${idOf(7)}`, (record) => found.push(record));
    expect(found).toHaveLength(count);
  });
});

describe('lists for harvesters', () => {
  const records = [textRecord(1), ledgerRecord(2, [row(1)]), tombstone(3)];
  const log = [...records.map((record) => ({ id: record.id, path: pathOf(record) })), { id: idOf(1), path: pathOf(records[0]!), event: 'amend' as const, on: '2026-05-02', sha256: 'b'.repeat(64) }, { id: idOf(3), path: pathOf(tombstone(3)), event: 'withdraw' as const, on: '2026-05-02', sha256: null }];
  const city = () => smallSite({ records, log }).site;

  test('resources are the files of released records with size and hash', () => {
    const of = city();
    const [list] = [...resourceLists(of, '2026-03')];
    expect([...list!.text.matchAll(/<loc>https:\/\/open\.haneul\.example\/([^<]+)<\/loc>/g)].map(([, path]) => path)).toEqual(records.slice(0, 2).map(pathOf).sort());
    expect(list!.text).toMatch(/<rs:md hash="sha-256:[0-9a-f]{64}" length="\d+" type="text\/markdown"\/>/);
    expect([...resourceLists(of, '2026-04')]).toEqual([]);
  });

  test('changes are created, updated, deleted, each with the hash of then; a month that is over has an end', () => {
    const of = city();
    expect(eventMonths(of)).toEqual(['2026-03', '2026-05']);
    const [march] = [...changeLists(of, '2026-03', monthAfter('2026-03'))];
    const [may] = [...changeLists(of, '2026-05', null)];
    expect(march!.text).toContain('<rs:md capability="changelist" from="2026-03-01T00:00:00+09:00" until="2026-04-01T00:00:00+09:00"/>');
    expect(may!.text).toContain(`<rs:md change="updated" datetime="2026-05-02T00:00:00+09:00" hash="sha-256:${'b'.repeat(64)}" type="text/markdown"/>`);
    expect(may!.text).toContain('<rs:md change="deleted" datetime="2026-05-02T00:00:00+09:00"/>');
    expect(may!.text).not.toContain('until');
    const parts = [may!, march!].map(({ path, attributes }) => ({ path, attributes }));
    expect(parseSyncIndex(syncIndex(of, 'changes', parts))).toEqual(parts.toReversed());
  });

  test.each([['2026-01', '2026-02'], ['2026-12', '2027-01'], ['2026-09', '2026-10']])('after %s comes %s', (month, next) => {
    expect(monthAfter(month)).toBe(next);
  });

  test('are led to from .well-known, which the second check reads as XML', () => {
    const of = city();
    const documents = new Map([...syncDocuments(of)].map(({ path, text }) => [path, text]));
    expect(documents.get('.well-known/resourcesync')).toBe(documents.get('resourcesync/description.xml'));
    expect(typeOf('.well-known/resourcesync', Buffer.from(documents.get('.well-known/resourcesync')!), FILE_TYPES)).toBe(FILE_TYPES.xml);
    expect([typeOf('data/catalog.ttl', Buffer.from('a'), FILE_TYPES), typeOf('data/catalog.jsonld', Buffer.from('{}'), FILE_TYPES)]).toEqual([FILE_TYPES.txt, FILE_TYPES.json]);
    expect(() => typeOf('resourcesync.bin', Buffer.from(''), FILE_TYPES)).toThrow('expected a file type that can be read, got another');
  });
});

describe('the data of a list', () => {
  const city = () => {
    const many = smallSite({ records: Array.from({ length: 121 }, (_, at) => textRecord(at + 1)), register: [registerRow(900), registerRow(901, { approvedOn: '2026-03-04' })] });
    const data = (path: string) => JSON.parse(listData(many.site, many.pages.get(path)!)!.text) as { items: { id: string }[] } & Record<string, unknown>;
    return { many, data };
  };

  test('has the block of its page, the newest first, and the way to the others', () => {
    const { data } = city();
    const { items, ...head } = data('types/document');
    expect(head).toEqual({ kind: 'list', key: 'document', page: 'types/document.html', count: 121, from: 81, until: 121, newer: null, older: 'types/document/2.json', newest: null });
    expect(items).toHaveLength(41);
    expect(items[0]).toEqual({ id: idOf(121), type: 'document', title: '공원 정비 계획 121', path: pathOf(textRecord(121)), page: pathOf(textRecord(121)).replace('.md', '.html'), unit: 'haneul-parks', unitName: '공원녹지과', disclosure: 'open', day: '2026-03-05', documentNumber: '공원녹지과-121' });
    expect({ ...data('types/document/1'), items: [] }).toEqual({ kind: 'list', key: 'document', page: 'types/document/1.html', from: 1, until: 40, newer: 'types/document/2.json', older: null, newest: 'types/document.json', items: [] });
  });

  test('of the blocks together is the whole list, of a unit, a day, a class and a rank too', () => {
    const { many, data } = city();
    for (const path of ['units/haneul-parks', 'dates/2026-03-05', 'ranks/bureau-director', 'units/haneul-parks/year-2026', ...[...many.pages.keys()].filter((one) => /^classes\/[^/]+$/.test(one))]) {
      const blocks = [path, ...[...many.pages.keys()].filter((one) => one.startsWith(`${path}/`) && /\/\d+$/.test(one))];
      expect(new Set(blocks.flatMap((one) => data(one).items.map(({ id }) => id))).size, path).toBe(121);
    }
  });

  test('of the register are its rows', () => {
    const { data } = city();
    expect(data('register/2026-03').items).toEqual([registerRow(901, { approvedOn: '2026-03-04' }), registerRow(900)]);
    expect(data('register/closed/2026-03').items.map(({ id }) => id)).toEqual([idOf(901), idOf(900)]);
  });

  test('is not there beside pages that are no list', () => {
    const { many } = city();
    for (const path of ['index', 'units', 'register', 'money']) expect(listData(many.site, many.pages.get(path)!)).toBeNull();
  });

  test('loses a withdrawn record and keeps the others as they were', () => {
    const { many } = city();
    const { text } = listData(many.site, many.pages.get('types/document')!)!;
    const lines = text.split('\n');
    expect(withoutItems(text, [idOf(121)])).toBe(lines.filter((line) => !line.includes(idOf(121))).join('\n'));
    expect(withoutItems(text, [])).toBe(text);
  });
});
