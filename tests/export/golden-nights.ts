/**
 * The two nights of the goldens. Run as a program it writes them anew, for a person
 * to read the difference: `node tests/export/golden-nights.ts`.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEffects } from '../effects.ts';
import { MiniCity, paper, row } from './mini-city.ts';

export const GOLDEN = join(import.meta.dirname, 'golden');
/** What a night writes; the rest of content/ is written by people. */
export const WRITTEN = ['records', 'register', 'log'];

const attachment = (name: string, disclosureCode: string, grounds: string, text: string | null) => ({ role: 'attachment', name, sizeBytes: 120, disclosureCode, grounds, text });

function firstNight(city: MiniCity): void {
  city.fill([
    paper('A1', { body: '관련: 공원과-77(2026. 1. 5.)호\n\n1. 문의 010-1234-5678\n', files: JSON.stringify([attachment('개요.txt', '1', '', '총 3쪽'), attachment('명단.xlsx', '3', '6', null)]) }),
    paper('A2', { disclosure_code: '2', grounds: '5', public_body: '알릴 수 있는 부분', body: '알릴 수 없는 부분' }),
    paper('A3', { disclosure_code: '3', grounds: '7', title: '제안서 평가 결과' }),
    paper('A4', { disclosure_code: '5', grounds: '5', restricted_until: '2027-01-01' }),
    paper('A5', { unit_code: '9999' }),
  ], [row('R1', 120_000, { document_number: '보행도로과-102' }), row('R2', -20_000), row('R3', 35_000, { ledger_type: 'business-expense', attendees: '간담회 참석자', headcount: 4, paid_at: '12:30' })]);
  city.night(testEffects({ seed: 'golden first' }));
}

function secondNight(city: MiniCity): void {
  city.tonight = '2026-03-03';
  city.fill([
    paper('A1', { title: '보도 정비 계획(수정)', body: '관련: 공원과-77(2026. 1. 5.)호\n' }),
    paper('A2', { disclosure_code: '3', grounds: '5' }),
    paper('A3', { disclosure_code: '3', grounds: '7', title: '제안서 평가 결과' }),
    paper('A4', { disclosure_code: '5', grounds: '5', restricted_until: '2027-01-01' }),
    paper('A5'),
  ], [row('R1', 125_000, { document_number: '보행도로과-102' }), row('R4', 9_000)]);
  city.night(testEffects({ seed: 'golden second' }));
}

/** Runs both nights below `root`, calling `after` with the name of each. */
export function runNights(root: string, after: (name: string, city: MiniCity) => void): void {
  const city = new MiniCity(root);
  firstNight(city);
  after('first', city);
  secondNight(city);
  after('first-changed', city);
}

if (import.meta.main) {
  const root = mkdtempSync(join(tmpdir(), 'glasshall-'));
  rmSync(GOLDEN, { recursive: true, force: true });
  runNights(root, (name, city) => {
    for (const folder of WRITTEN) cpSync(join(city.content, folder), join(GOLDEN, name, folder), { recursive: true });
  });
  rmSync(root, { recursive: true });
}
