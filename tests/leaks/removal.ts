/**
 * Removal: what happens if a detector goes missing. Papers that were masked when it was
 * there and have changed since, and papers that come in the night in which it is gone.
 */
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { paper } from '../export/mini-city.ts';
import { fillCity, type PlantedPaper } from './city.ts';
import type { Planted } from './containers.ts';
import { plantedReaders, runPlanted } from './night.ts';
import { Plants } from './plant.ts';
import { lookAt, type Second } from './second.ts';
import { KIND_LIST, KINDS } from './values.ts';

/** What was planted, by the kind whose detector is gone. */
export interface Removal { kind: string; known: Planted[]; fresh: Planted[] }

/** Papers of a kind, of each sort. */
const EACH = 12;
const PASSAGE = '심사 위원의 배점표와 협상 가격의 산출 내역';

/** Returns plants for every detector there is. */
export function drawRemovals(seed: number): Removal[] {
  const plants = new Plants(seed);
  return DETECTORS.map(({ kind }) => {
    const kinds = KIND_LIST.filter((name) => KINDS[name] === kind);
    const draw = (): Planted[] => Array.from({ length: EACH }, () => ({ plant: kinds.length === 0 ? passage(plants) : plants.draw('text', kinds, true), container: 'body', nook: kind }));
    return { kind, known: draw(), fresh: draw() };
  });
}

/** What an author closed has no kind of value: a passage. */
function passage(plants: Plants): Planted['plant'] {
  const drawn = plants.draw('line', ['mobile'], true);
  const plain = `${PASSAGE} ${drawn.plain.slice(-4)}`;
  return Object.assign(drawn, { plain, written: plain, text: `⟦비공개5⟧${plain}⟦/비공개⟧` });
}

/** Runs a night with all detectors and one in which every paper lacks that of its own kind, builds and checks. */
export async function removeEach(root: string, removals: readonly Removal[]): Promise<Second> {
  const papersOf = (isLater: boolean): PlantedPaper[] => removals.flatMap(({ kind, known, fresh }) => [
    ...known.map((one, n) => paperOf(`${kind}/known/${n}`, one, isLater)), ...isLater ? fresh.map((one, n) => paperOf(`${kind}/fresh/${n}`, one, false)) : [],
  ]);
  const city = fillCity(root, papersOf(false));
  runPlanted(city, await plantedReaders(city));
  city.fill(papersOf(true).map(({ line }) => line!));
  const { ids } = runPlanted(city, await plantedReaders(city, (key) => DETECTORS.filter(({ kind }) => !key.startsWith(`${kind}/`))));
  const keyOf = new Map(papersOf(true).map(({ key, planted: [one] }) => [one!, key]));
  return lookAt(root, city, [...keyOf.keys()], (one) => ids.get(keyOf.get(one)!)?.id ?? null);
}

function paperOf(key: string, one: Planted, isLater: boolean): PlantedPaper {
  const body = `1. 추진배경\n\n보행 환경을 개선하고자 함. (${key.replace('/', ' ')})\n\n${one.plant.text}\n\n2. 결과를 통보함.${isLater ? '\n\n3. 다시 결재함.' : ''}\n`;
  return { key, planted: [one], line: paper(key, { body, title: `보도 정비 계획 ${key.replaceAll('/', ' ')}` }), rows: [], files: [] };
}
