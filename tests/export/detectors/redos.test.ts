/**
 * ReDoS: no pattern that reads a city's text can be made to take more than its share
 * of time by a text that someone wrote for it. `recheck` judges each pattern; whom it
 * calls exponential fails at once. Whom it can't judge in time, or calls polynomial
 * (bounded repetitions look so from inside), is run on the attack, eight times as
 * long, and on repetitions of its own words and signs: time may grow with the length
 * of the text, not faster.
 */
import { join } from 'node:path';
import { check } from 'recheck';
import type { Diagnostics } from 'recheck';
import { beforeAll, describe, expect, it } from 'vitest';
import { DETECTORS } from '../../../src/export/detectors/index.ts';
import { screen } from '../../../src/export/screen.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { textPaper } from '../papers.ts';
import { allPatterns, filesThatBuild } from './patterns.ts';
import type { Pattern } from './patterns.ts';

const JUDGE_MS = 300;
const AT_ONCE = 2;
/** Small steps first: an exponential pattern shows itself at 28 units, a cubic one at 1,500, and both still end. */
const STEPS = [22, 28, 512, 1_500];
const SHORT_UNITS = 4_096;
const LONG_UNITS = 8 * SHORT_UNITS;
/** Eight times the text: eight times the time if linear, 64 times if quadratic. The middle, for a noisy machine. */
const LINEAR = 22;
/** What one run may cost, in runs of a pattern that looks 400 units ahead from each unit. */
const MOST_RUNS = 6;
/** Runs below this are not worth measuring. */
const FAST_MS = 2;

type Judged = Pattern & { attacks: ((units: number) => string)[]; isExponential: boolean };

/** What is repeated to attack a pattern about which nothing is known: signs of each sort, alone and in pairs. */
const SIGNS = ['0', '1', 'a', 'A', '가', ' ', '\t', '\n', '-', '.', '*', '(', '[', '<', '@', '=', '|', '"', '&', '\0', '1 ', '1-', '1.', '1,', 'a ', 'a.', 'a@', '가 ', '가1', '가.', 'A<', '- ', ' \n', '1\n', 'a=', ': '];

async function judge(pattern: Pattern): Promise<Judged> {
  // The checker does not know the flag for positions, which changes nothing.
  const verdict = await check(pattern.source, pattern.flags.replace('d', ''), { timeout: JUDGE_MS });
  const isExponential = verdict.status === 'vulnerable' && verdict.complexity.type === 'exponential';
  return { path: pattern.path, source: pattern.source, flags: pattern.flags, isExponential, attacks: attacksOn(pattern, verdict) };
}

function attacksOn({ source }: Pattern, verdict: Diagnostics): Judged['attacks'] {
  if (verdict.status === 'safe') return [];
  if (verdict.status === 'vulnerable') {
    const { pumps, suffix } = verdict.attack;
    return broken([(units) => pumps.map(({ prefix, pump }) => prefix + pump.repeat(units / pumps.length / pump.length)).join('') + suffix]);
  }
  const words = source.match(/[가-힣]{2,8}|[A-Za-z]{3,12}/g) ?? [];
  const pumps = [...SIGNS, ...new Set(words.slice(0, 20).flatMap((word) => [word, `${word} `]))];
  return broken(pumps.map((pump) => (units: number) => pump.repeat(units / pump.length)));
}

/**
 * Each attack as it is, and with an end that lets it fail at the last moment. That end
 * is not Latin: in a text of Latin letters alone a Korean pattern is never tried.
 */
function broken(attacks: Judged['attacks']): Judged['attacks'] {
  return attacks.flatMap((attack) => [attack, (units: number) => `${attack(units)}\u0001힣`]);
}

/** The processor's time in milliseconds: what else the machine does meanwhile does not count. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** How long all matches of a text take, in milliseconds. */
function timeOf({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  const start = now();
  if (flags.includes('g')) for (const _ of text.matchAll(pattern)) { /* only the time counts */ }
  else pattern.exec(text);
  return now() - start;
}

const AHEAD: Pattern = { path: '', source: 'a{0,400}b', flags: 'g' };
let most = 0;
beforeAll(() => { most = MOST_RUNS * timeOf(AHEAD, 'a'.repeat(LONG_UNITS)); });

/** Says what is wrong with a pattern, or `null`. */
function fault(pattern: Judged): string | null {
  const where = `${pattern.path}: /${pattern.source.slice(0, 120)}/${pattern.flags}`;
  if (pattern.isExponential) return `${where} is exponential`;
  for (const attack of pattern.attacks) {
    if (STEPS.some((units) => timeOf(pattern, attack(units)) > most)) return `${where} is slow on ${JSON.stringify(attack(16))} …`;
    if (timeOf(pattern, attack(SHORT_UNITS)) < FAST_MS) continue;
    const short = Math.max(FAST_MS / 2, timeOf(pattern, attack(SHORT_UNITS)));
    const long = timeOf(pattern, attack(LONG_UNITS));
    if (long > most || long > LINEAR * short) return `${where}: eight times as much of ${JSON.stringify(attack(16))} … takes ${Math.round(long / short)} times as long`;
  }
  return null;
}

async function judgeAll(patterns: readonly Pattern[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = [...patterns];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) judged.push(await judge(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return judged;
}

describe('patterns', () => {
  let patterns: Pattern[];
  let judged: Judged[];
  beforeAll(async () => {
    patterns = await allPatterns();
    judged = await judgeAll(patterns);
  });

  it('are all found: in each file that builds one at least one was caught', () => {
    const paths = new Set(patterns.map(({ path }) => path));
    expect(patterns.length).toBeGreaterThan(200);
    expect(filesThatBuild().filter((path) => !paths.has(path))).toEqual([]);
  });

  it('take time in proportion to the text that is written against them', { timeout: 180_000 }, () => {
    expect(judged.map(fault).filter((found) => found !== null)).toEqual([]);
  });

  it.each([['(a+)+$', 'is exponential'], ['^(?:a|a)+$', 'is exponential'], ['\\s+$', 'times as long'], ['a[^]*a[^]*b', 'is slow']])(
    'of the kind %s would be found', async (source, expected) => {
      expect(fault(await judge({ path: 'x.ts', source, flags: 'g' }))).toMatch(expected);
    });

  it.each(['\\s+$', '담당[^]*끝', '(?:1|1 ?)+끝', '가(?:가|나|)*끝'])('of the kind %s would be found without the checker', (source) => {
    const pattern = { path: 'x.ts', source, flags: 'g' };
    const unknown = { status: 'unknown' } as Diagnostics;
    expect(fault({ path: 'x.ts', source, flags: 'g', isExponential: false, attacks: attacksOn(pattern, unknown) })).not.toBeNull();
  });
});

it.each(['0', '공 ', '일이삼사', '0 1 0 - ', '010-', '900101-', '계좌 1', '*', '[', '<', '1<br>', 'a@', ' at ', '홍길동, ', '성명: ', '| 1 ', '1\n', '12가', '서울시 ', '⟦비공개6⟧', '&#1;'])(
  'a text of 400,000 units of %j is screened in time proportional to its length', (unit) => {
    const masks = loadPolicy(join(import.meta.dirname, '../../../content')).masks;
    let asked = 0;
    const time = (units: number): number => {
      // Never the same text twice: what was read last is remembered.
      const paper = textPaper({ body: `${asked += 1}\n${unit.repeat(units / unit.length)}` });
      const start = now();
      screen(paper, DETECTORS, masks);
      return now() - start;
    };
    time(SHORT_UNITS);
    const short = Math.max(FAST_MS, Math.min(time(50_000), time(50_000)));
    expect(time(400_000) / short).toBeLessThan(LINEAR);
  });
