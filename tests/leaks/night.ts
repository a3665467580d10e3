/**
 * Night: runs a night over planted papers. A night is synchronous and reading is not,
 * so every file is read before; the code that reads is the real one.
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import type { Detector } from '../../src/export/detectors/detector.ts';
import { cleanFile } from '../../src/export/extract/clean.ts';
import type { Extracted } from '../../src/export/extract/extracted.ts';
import { readFile } from '../../src/export/extract/read.ts';
import { mask } from '../../src/export/mask.ts';
import type { CleanFile, Readers } from '../../src/export/readers.ts';
import type { NightReport } from '../../src/export/report.ts';
import { screen } from '../../src/export/screen.ts';
import { testEffects } from '../effects.ts';
import type { MiniCity } from '../export/mini-city.ts';
import { testReaders } from '../readers.ts';
import { bare } from './plant.ts';

/** Readers that remember the masked texts of every paper they screened, also of those that are held then. */
export interface PlantedReaders extends Readers { masked: Map<string, string>; unread: string[] }

/** Returns readers that give what was read before, and screen with the detectors that `detectorsFor` names for a paper. */
export async function plantedReaders(city: MiniCity, detectorsFor: (key: string) => readonly Detector[] = () => DETECTORS): Promise<PlantedReaders> {
  const folder = realpathSync(join(city.private, 'files'));
  const read = new Map<string, Extracted>();
  const cleaned = new Map<string, CleanFile | null>();
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    read.set(join(folder, name), await readFile(name, bytes));
    if (/\.(?:pdf|png|jpg)$/.test(name)) cleaned.set(join(folder, name), await cleanFile(name, bytes));
  }
  return remembering(testReaders({
    readFile: (_, path) => read.get(path)!,
    cleanFile: (_, path) => cleaned.get(path) ?? null,
    screen: (paper, masks) => screen(paper, detectorsFor(paper.key), masks),
  }));
}

/** Returns readers that remember the masked texts of what they screened. */
export function remembering(readers: Readers): PlantedReaders {
  const masked = new Map<string, string>();
  const unread: string[] = [];
  return {
    masked,
    unread,
    cleanFile: (name, path) => readers.cleanFile(name, path),
    recognise: (paper) => readers.recognise(paper),
    readFile(name, path) {
      const file = readers.readFile(name, path);
      if (file.outcome === 'unread') unread.push(`${name}: ${file.problem} (${file.detail})`);
      return file;
    },
    screen(paper, masks) {
      const screened = readers.screen(paper, masks);
      masked.set(paper.key, bare(Object.values(mask(screened, masks).texts).join('\n')));
      return screened;
    },
  };
}

/** What became of the papers, by their key. */
export interface Outcome { report: NightReport; ids: Map<string, { id: string; status: string; held: string | null }>; taint: Map<string, string[]> }

/** Runs a night and returns what became of every paper. */
export function runPlanted(city: MiniCity, readers: Readers): Outcome {
  const report = city.night(testEffects(), readers);
  return { report, ...stateOf(city) };
}

/** Returns what the private state says of the papers of a city. */
export function stateOf(city: MiniCity): Omit<Outcome, 'report'> {
  const database = new DatabaseSync(join(city.private, 'state.sqlite'), { readOnly: true });
  try {
    const holds = new Map(database.prepare('SELECT key, code FROM holds').all().map(({ key, code }) => [String(key), String(code)]));
    const ids = new Map(database.prepare('SELECT key, id, status FROM papers').all().map(({ key, id, status }) => [String(key), { id: String(id), status: String(status), held: holds.get(String(key)) ?? null }]));
    const taint = new Map<string, string[]>();
    for (const { record, value } of database.prepare('SELECT record, value FROM taint').all()) taint.set(String(record), [...taint.get(String(record)) ?? [], String(value)]);
    return { ids, taint };
  } finally {
    database.close();
  }
}
