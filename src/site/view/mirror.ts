/**
 * Mirror: how to copy the whole portal, how to check a copy, and what is expected of those
 * who keep one. Commands are whole lines to paste; sizes are not known while pages are made,
 * so the page counts records and says how to count files.
 */
import type { Fact } from './facts.ts';
import { CATALOG } from './open-data.ts';
import type { LinkTo, Page } from './page.ts';
import { releasesPath } from './release-feed.ts';
import { SEALED_FILES } from './sealed-files.ts';
import { SITEMAP_INDEX } from './sitemap.ts';
import type { WordKey } from './words.ts';

/** A command with what it does. */
export interface Command { words: string; lines: string[] }

/** What the build makes that no page links to otherwise. */
const BUILT: Readonly<Record<string, string>> = {
  'mirror-script': 'mirror.sh', withdrawals: 'withdrawals.json', resourcesync: 'resourcesync/description.xml', 'resourcesync-capabilities': 'resourcesync/capabilitylist.xml', bulk: 'bulk/index.json',
  catalog: CATALOG.json, 'catalog-turtle': CATALOG.turtle, package: CATALOG.tables, sitemap: SITEMAP_INDEX, spending: 'data/spending/index.json', disclosure: 'data/disclosure/datapackage.json',
};

/** Returns the finished values of the page. */
export function viewMirror(page: Page) {
  const { say, site } = page;
  return {
    facts: factsOf(page),
    count: 'wc -l manifest/*.txt',
    copying: copyingOf(site.city.siteUrl, say),
    checking: checkingOf(new URL(site.city.siteUrl).host, site.city.log?.keys.at(-1) ?? null, say),
    expected: [say('mirror.licence', { licence: say(`licence.${site.city.licence}`) }), say('mirror.often'), say('mirror.follow'), say('mirror.packs')],
    files: filesOf(page),
  };
}

function factsOf(page: Page): Fact[] {
  const { released, withdrawn, last } = page.site.catalogue.first<{ released: number; withdrawn: number; last: string | null }>(`
    SELECT count(*) FILTER (WHERE form <> 'tombstone') AS released, count(*) FILTER (WHERE form = 'tombstone') AS withdrawn, (SELECT max(day) FROM log) AS last FROM records`)!;
  const facts: Fact[] = [
    { term: page.say('mirror.records'), values: [{ words: page.say('mirror.how-many', { count: page.count(released) }) }] },
    { term: page.say('mirror.withdrawn'), values: [{ words: page.say('mirror.how-many', { count: page.count(withdrawn) }) }] },
  ];
  return last === null ? facts : [...facts, { term: page.say('mirror.last'), values: [{ words: page.day(last) }] }];
}

function copyingOf(siteUrl: string, say: Page['say']): Command[] {
  const address = siteUrl.replace(/\/$/, '');
  return [
    { words: say('mirror.copy-script'), lines: [`curl -fsSO ${address}/mirror.sh`, `sh mirror.sh ${address} copy`] },
    { words: say('mirror.copy-wget'), lines: [`wget --mirror --no-parent ${address}/`] },
  ];
}

/** With the key out of this page the copy can't vouch for itself; a preview has none. */
function checkingOf(host: string, vkey: string | null, say: Page['say']): Command[] {
  return [
    { words: say('mirror.verify-sums'), lines: ['sha256sum -c --quiet manifest-sha256.txt', 'sha256sum -c --quiet manifest/*.txt'] },
    ...(vkey === null ? [] : [{ words: say('mirror.verify-signature'), lines: [`ssh-keygen -Y verify -f allowed_signers -I ${host} -n file -s manifest-sha256.txt.sig < manifest-sha256.txt`] }]),
    { words: say('mirror.verify-all'), lines: [`npm run verify -- copy ${vkey === null ? '--preview' : `--key ${vkey}`}`] },
  ];
}

/** The files' own names stand beside the words: who looks for one looks for its name. */
function filesOf(page: Page): (LinkTo & { name: string })[] {
  const files = { ...SEALED_FILES, ...BUILT, feed: releasesPath(page.language), 'json-feed': releasesPath(page.language, null, 'json') };
  const isThere = (name: string): boolean => page.site.city.log !== undefined || !['manifest-signature', 'allowed-signers', 'vkey'].includes(name);
  return Object.entries(files).filter(([name]) => isThere(name)).map(([name, path]) => ({ href: page.toFile(path), words: page.say(`mirror.file.${name}` as WordKey), name: path }));
}
