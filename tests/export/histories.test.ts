/**
 * Random histories: a few papers and payments that are added, amended, closed,
 * restricted, withdrawn, booked elsewhere, lost and found over several nights. What
 * must hold after every night holds after any.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/export/decide.ts';
import { isLedger, isTombstone, parseRecord } from '../../src/model/record-file.ts';
import type { LogEntry, RegisterRow } from '../../src/model/record.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { MiniCity, paper, row, type PaperLine, type RowLine } from './mini-city.ts';

interface PaperState { isThere: boolean; disclosure: '1' | '2' | '3' | '5' | '9'; body: number; isWithdrawn: 0 | 1; rank: 'division-head' | 'team-leader'; unit: '6100' | '6200' | '9999' }
interface RowState { isThere: boolean; amount: number; unit: '6100' | '6200'; period: '2026-01' | '2026-02' }
interface NightState { papers: PaperState[]; rows: RowState[]; isKeyed: boolean }

const paperState = fc.record({
  isThere: fc.boolean(), disclosure: fc.constantFrom('1', '1', '2', '3', '5', '9'), body: fc.nat(2), isWithdrawn: fc.constantFrom(0, 0, 0, 1),
  rank: fc.constantFrom('division-head', 'team-leader'), unit: fc.constantFrom('6100', '6200', '9999'),
}) as fc.Arbitrary<PaperState>;
const rowState = fc.record({
  isThere: fc.constantFrom(true, true, true, false), amount: fc.constantFrom(100, 100, 100, -50), unit: fc.constantFrom('6100', '6200'), period: fc.constantFrom('2026-01', '2026-02'),
}) as fc.Arbitrary<RowState>;
const history = fc.record({
  isKeyed: fc.boolean(),
  nights: fc.array(fc.record({ papers: fc.array(paperState, { minLength: 3, maxLength: 3 }), rows: fc.array(rowState, { minLength: 4, maxLength: 4 }), isReturn: fc.boolean() }), { minLength: 1, maxLength: 5 }),
});

const paperLine = (state: PaperState, n: number): PaperLine => paper(`A${n}`, {
  disclosure_code: state.disclosure, grounds: state.disclosure === '1' ? '' : '5', body: `본문 ${state.body} 010-1234-567${n}`, is_withdrawn: state.isWithdrawn,
  approver_rank: state.rank, unit_code: state.unit, restricted_until: state.disclosure === '5' ? '2026-03-04' : null,
});
const rowLine = (state: RowState, n: number, isKeyed: boolean): RowLine => row(isKeyed ? `R${n}` : null, state.amount, { unit_code: state.unit, period: state.period, paid_on: `${state.period}-05`, payee: `상점 ${n}` });

function fill(city: MiniCity, { papers, rows, isKeyed }: NightState): { rows: RowLine[]; papers: PaperLine[] } {
  const lines = { papers: papers.flatMap((state, n) => (state.isThere ? [paperLine(state, n)] : [])), rows: rows.flatMap((state, n) => (state.isThere ? [rowLine(state, n, isKeyed)] : [])) };
  city.fill(lines.papers, lines.rows);
  return lines;
}

const linesOf = <T>(folder: string): T[] => [...treeOf(folder)].filter(([path]) => path.endsWith('.jsonl'))
  .flatMap(([, text]) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as T));

/** What is true of any content/ after any night. */
function checkContent(city: MiniCity): { amounts: Map<string, number>; rowIds: string[] } {
  const register = linesOf<RegisterRow>(join(city.content, 'register'));
  const log = linesOf<LogEntry>(join(city.content, 'log'));
  expect(new Set(register.map((line) => line.id)).size).toBe(register.length);
  expect(log.map((entry) => entry.index)).toEqual(log.map((_, index) => index));
  const last = new Map(log.map((entry) => [entry.id, entry]));
  const files = treeOf(join(city.content, 'records'));
  expect([...files.keys()].map((path) => `records/${path}`).sort()).toEqual([...last.values()].map((entry) => entry.path).sort());
  const amounts = new Map<string, number>();
  const rowIds: string[] = [];
  for (const [path, text] of files) {
    const record = parseRecord(path, text);
    const entry = last.get(record.id)!;
    const listed = register.find((line) => line.id === record.id)!;
    expect(listed.status).toBe(isTombstone(record) ? 'withdrawn' : 'released');
    expect(entry.sha256).toBe(isTombstone(record) ? null : createHash('sha256').update(text).digest('hex'));
    expect(entry.revision).toBe(record.revision);
    if (isTombstone(record) || !isLedger(record)) continue;
    amounts.set(`${record.unit}/${record.period}`, record.totalAmount);
    rowIds.push(...record.rows.map((line) => line.id));
  }
  expect(new Set(rowIds).size).toBe(rowIds.length);
  expect(register.filter((line) => line.status === 'released').map((line) => line.path).sort()).toEqual([...last.values()].filter((entry) => entry.sha256 !== null).map((entry) => entry.path).sort());
  expect([...files.values()].join('\n')).not.toContain('1234-567');
  return { amounts, rowIds };
}

test('whatever the history, what is public is whole, listed, logged and masked', () => {
  const root = temporaryFolder();
  let runs = 0;
  fc.assert(fc.property(history, ({ nights: drawn, isKeyed }) => {
    // Half of the nights return to the one before the last: what went away must find its way back.
    const nights = drawn.map((night, n) => (night.isReturn && n >= 2 ? drawn[n - 2]! : night));
    const folder = join(root, String(runs++));
    const city = new MiniCity(join(folder, 'city'));
    // The limits of a night have their own tests; here everything may be withdrawn.
    const limits = join(city.content, 'policy/night.md');
    writeFileSync(limits, readFileSync(limits, 'utf8').replace(/minimumWithdrawn: \d+/, 'minimumWithdrawn: 99'));
    const ids = new Map<string, string>();
    nights.forEach(({ papers, rows }, n) => {
      city.tonight = addDays('2026-03-02', n);
      const lines = fill(city, { papers, rows, isKeyed });
      city.night(testEffects({ seed: `${runs}/${n}` }));
      const { amounts } = checkContent(city);
      for (const line of linesOf<RegisterRow>(join(city.content, 'register'))) {
        if (line.title !== null) expect(ids.get(line.title) ?? line.id, 'an id is for ever').toBe(line.id);
        if (line.title !== null) ids.set(line.title, line.id);
      }
      for (const [key, expected] of Map.groupBy(lines.rows, (line) => `${line.unit_code === '6100' ? 'roads' : 'parks'}/${line.period}`)) {
        expect(amounts.get(key), 'a ledger the source has says what the source says').toBe(expected.reduce((sum, line) => sum + Number(line.amount), 0));
      }
      const before = treeOf(city.content);
      expect(city.night(testEffects({ seed: 'again' })).filesWritten, 'a second run writes nothing').toBe(0);
      expect(treeOf(city.content)).toEqual(before);
    });
    expect(existsSync(city.content)).toBe(true);
    rmSync(folder, { recursive: true });
  }), { seed: 20261123, numRuns: 60 });
}, 180_000);
