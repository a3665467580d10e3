/**
 * The lock file holds an entry for every optional dependency, also those of other
 * platforms. npm leaves out the ones its registry did not answer for, and then
 * `npm ci` refuses the whole lock file on every machine.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry { optionalDependencies?: Record<string, string>; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }

/** Returns the optional dependencies that have no entry of their own. */
function missingEntries(packages: Record<string, Entry>): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages)));
}

test('every optional dependency is in the lock file', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
  expect(missingEntries(lock.packages)).toEqual([]);
  expect(missingEntries({ 'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0' } } })).toEqual(['a-darwin']);
});

test('every version is written out: npm on an older Node silently picks older ones', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Entry;
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(ranges).toEqual([]);
});
