/**
 * A city to break: three papers and two rows published by a real night, and a second
 * night's changes waiting at the source. Every fault meets a copy of it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isOutside } from '../../src/archive/manifest/manifest.ts';
import { MiniCity, paper, row } from '../export/mini-city.ts';
import { copyFolder } from '../folders.ts';
import { command, type CommandOptions, type Ended } from './faults.ts';

/** A number nobody has, in a paper of the second night: no message and no file may hold it. */
export const SECRET = '010-0000-4321';
/** Words of papers that no message may quote. */
export const WORDS = '비밀낱말가나다';

/** The folders of a whole installation below one root. */
export class FaultCity {
  readonly root: string;
  readonly content: string;
  readonly private: string;
  readonly cache: string;
  readonly out: string;

  constructor(root: string) {
    this.root = root;
    this.content = join(root, 'content');
    this.private = join(root, 'private');
    this.cache = join(root, 'cache');
    this.out = join(root, 'dist');
  }

  /** A city that stands as it does in `base`. */
  static copyOf(base: FaultCity, root: string): FaultCity {
    copyFolder(base.root, root);
    return new FaultCity(root);
  }

  get folders(): string[] { return ['--content', this.content, '--private', this.private, '--cache', this.cache, '--out', this.out]; }

  /** A whole night, as a timer starts it. */
  night(options?: CommandOptions, on = '2026-03-03'): Promise<Ended> { return command('night.ts', [...this.folders, '--on', on], options); }

  build(options?: CommandOptions, words: readonly string[] = []): Promise<Ended> { return command('build.ts', [...this.folders, ...words], options); }
}

/** Makes a city whose address the policy allows, without papers. */
export function foundCity(root: string): MiniCity {
  const city = new MiniCity(root);
  copyFolder('content/pages', join(city.content, 'pages'));
  writeFileSync(join(city.content, 'city.json'), JSON.stringify({ name: { ko: '작은시', en: 'Mini City' }, siteUrl: 'https://mini.example', timeZone: 'Asia/Seoul', askMail: 'open@haneul.example', licence: 'kogl-1' }));
  mkdirSync(join(city.private, 'files'));
  city.configure({ files: 'files' });
  return city;
}

/** What the source holds on the first night, and on the second: one paper changed, one new, one taken back. */
export function fillFirst(city: MiniCity): void {
  city.fill([paper('A1'), paper('A2'), paper('A3')], [row('R1', 100), row('R2', 200)]);
}

export function fillSecond(city: MiniCity): void {
  city.fill([paper('A1', { body: `고친 내용 ${WORDS}, 연락처 ${SECRET}` }), paper('A2', { is_withdrawn: 1 }), paper('A3'), paper('A4', { title: `새 계획 ${WORDS}` }), paper('A5'), paper('A6')], [row('R1', 100), row('R2', 250)]);
}

/**
 * Every file below a folder with the hash of its bytes; what is empty or not there has
 * none. Without what a seal adds at the end of a night: it tells the time, and how often.
 */
export function bytesOf(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const isPortal = existsSync(join(folder, 'index.html'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const kept = files.sort().filter((path) => (isPortal ? !isOutside(relative(folder, path)) : !isSealLog(path)));
  return new Map(kept.map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

function isSealLog(path: string): boolean {
  return /\/log\/\d{6}\.jsonl$/.test(path) && readFileSync(path, 'utf8').includes('"event":"seal"');
}

/** What must be as it was after a fault: everything published and everything officers have decided. */
export function standing({ content, out, private: privateFolder }: FaultCity): Record<string, Map<string, string>> {
  return { content: bytesOf(content), dist: bytesOf(out), decided: bytesOf(join(privateFolder, 'files')) };
}
