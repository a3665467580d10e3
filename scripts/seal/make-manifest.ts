/** Make manifest: the manifest of the portal that stands, from what was noted of it since the last one, or from all its files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedManifest, isOutside, MANIFEST, wholeManifest, type Manifest } from '../../src/archive/manifest/manifest.ts';
import { parseLines, sha256Of } from '../../src/archive/manifest/shards.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import type { Effects } from '../../src/model/effects.ts';
import type { SealEntry } from '../../src/model/record.ts';

/** A manifest and how many files were read for it. */
export interface MadeManifest { manifest: Manifest; hashed: number }

/** An id in a path: the part of a name between slash, dot and dash. */
const ID = /(?:^|\/)([0-9bcdfghjkmnpqrstvwxz]{10})(?=[./-])/;

/**
 * Returns the manifest of a portal.
 *
 * @param standing - The manifest that stands, and the paths noted since it was made; `null` if either is not known.
 */
export function makeManifest(out: string, catalogue: Catalogue, standing: { text: string; touched: ReadonlySet<string> } | null, { report }: Pick<Effects, 'report'>): MadeManifest {
  const monthOf = monthsOf(catalogue);
  const files = standing === null ? null : filesInSealed(standing.text, out);
  if (standing === null || files === null) {
    const hashes = hashAll(out, report);
    return { manifest: wholeManifest(hashes, monthOf), hashed: hashes.size };
  }
  const paths = [...standing.touched].filter((path) => !isOutside(path));
  const isThere = (path: string) => existsSync(join(out, path));
  const changed = new Map(paths.filter(isThere).map((path) => [path, sha256Of(readFileSync(join(out, path)))]));
  const read = (shard: string) => readFileSync(join(out, shard), 'utf8');
  return { manifest: changedManifest({ text: standing.text, files, read }, changed, paths.filter((path) => !isThere(path)), monthOf), hashed: changed.size };
}

/** Returns the shards below the portal that a manifest does not name. */
export function staleShards(out: string, manifest: string): string[] {
  const named = parseLines(MANIFEST, manifest);
  return readdirSync(join(out, 'manifest')).map((name) => `manifest/${name}`).filter((path) => !named.has(path));
}

/** A frame of a record has no month in its address; the record has. */
function monthsOf(catalogue: Catalogue): (path: string) => string | null {
  const pathOf = catalogue.prepare('SELECT path FROM records WHERE id = ?');
  return (file) => {
    const id = ID.exec(file)?.[1];
    const record = id === undefined ? undefined : pathOf.get(id) as { path: string } | undefined;
    const month = /\/(\d{4})\/(\d\d)\//.exec(record?.path ?? '');
    return month === null ? null : `${month[1]}-${month[2]}`;
  };
}

/** How many files the manifest names, as the last seal says; `null` if that one is of another manifest. */
function filesInSealed(manifest: string, out: string): number | null {
  const nights = !existsSync(join(out, 'log')) ? [] : readdirSync(join(out, 'log')).filter((name) => /^\d{6}\.jsonl$/.test(name)).sort().reverse();
  for (const name of nights) {
    const entry = JSON.parse(readFileSync(join(out, 'log', name), 'utf8').split('\n')[0]!) as SealEntry | { event: 'release' };
    if (entry.event === 'seal') return entry.manifest === sha256Of(manifest) ? entry.files : null;
  }
  return null;
}

function hashAll(out: string, report: Effects['report']): Map<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1)).filter((path) => !isOutside(path));
  return new Map(paths.map((path, n) => {
    if (n % 5000 === 0) report({ stage: 'hash', done: n, total: paths.length });
    return [path, sha256Of(readFileSync(join(out, path)))];
  }));
}
