/** Nights: a small city's three nights, each kept as a folder of its own: a first one, changes with a withdrawal, and changes of the same files again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SealedPortal } from '../sealed.ts';

/** The folders of three nights, and the log's size at each. */
export interface Nights { folders: readonly string[]; sizes: readonly number[] }

/** Makes three nights. */
export function threeNights(folder: string, key?: ConstructorParameters<typeof SealedPortal>[1]): Nights {
  const city = new SealedPortal(join(folder, 'dist'), key);
  const kept: { folder: string; size: number }[] = [];
  const keep = () => kept.push({ folder: city.seal().copyTo(join(folder, `night-${kept.length + 1}`)), size: city.size });
  for (let n = 0; n < 8; n += 1) city.release(`aaaaaaaa0${n}`, `공개 문서 ${n}`, `2024/0${1 + (n % 3)}`);
  city.put('data/words.json', '{"a":1}').put('pagefind/index/one.pf_index', 'one').put('about.html', '<p>소개');
  keep();
  city.amend('aaaaaaaa01', '고친 문서').withdraw('aaaaaaaa02').release('bbbbbbbb00', '새 문서');
  city.put('data/words.json', '{"a":2}').put('pagefind/index/one.pf_index', null).put('pagefind/index/two.pf_index', 'two').put('new.html', '<p>새');
  keep();
  city.amend('aaaaaaaa01', '공개 문서 1').withdraw('bbbbbbbb00').restore('aaaaaaaa02', '다시 공개').amend('aaaaaaaa03', '또 고친 문서');
  city.put('data/words.json', '{"a":1}').put('pagefind/index/two.pf_index', null).put('pagefind/index/one.pf_index', 'one').put('new.html', null);
  keep();
  return { folders: kept.map((one) => one.folder), sizes: kept.map(({ size }) => size) };
}

/** Every file of a folder, bytes as latin1 text. */
export function bytesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => join(entry.parentPath, entry.name)).map((file) => [relative(folder, file), readFileSync(file, 'latin1')]));
}
