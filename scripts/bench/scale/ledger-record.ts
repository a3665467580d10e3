/** Ledger record: the n-th record of the scale corpus as a whole, if it is a table: 20 to 60 rows. */
import type { LedgerRecord, Row } from '../../../src/model/record.ts';
import type { Random } from '../../sample/random.ts';
import { idOf, randomOf, type RecordFacts, type ScaleCity } from './facts.ts';
import { versionOf } from './version.ts';
import { drawName } from './words.ts';

/** More rows than any ledger has: so many row ids every record keeps for itself. */
const ROW_IDS = 64;
const ACCOUNTS: Readonly<Record<string, string>> = { '사무관리비': '201-01', '공공운영비': '201-02', '행사운영비': '201-03' };

/** Returns a ledger as it stands after `revision` versions; each version has one row more. */
export function ledgerRecordOf(city: ScaleCity, facts: RecordFacts, revision: number, on: string): LedgerRecord {
  const { n, id, unit, releasedOn } = facts;
  const { type, period } = facts.ledger!;
  const random = randomOf(city, n, 'rows');
  const rows = Array.from({ length: random.integer(20, 59) + Math.min(revision - 1, 1) }, (_, at) => rowOf(randomOf(city, n, `row ${at}`), idOf('row', n * ROW_IDS + at), type, period));
  return {
    id, organisation: unit.organisation, unit: unit.id, unitName: unit.name, releasedOn, disclosure: 'open', grounds: [], licence: 'kogl-1', masks: [],
    rule: 'ledgers', ...versionOf(city, facts, revision, on), status: 'released', type, period, currency: { code: 'KRW', decimals: 0 }, rowCount: rows.length,
    totalAmount: rows.reduce((sum, { amount }) => sum + amount, 0), rows,
  };
}

function rowOf(random: Random, id: string, type: LedgerRecord['type'], period: string): Row {
  const [isBudget, isContract] = [type === 'budget', type === 'contract'];
  const category = random.pick(Object.keys(ACCOUNTS));
  const date = period.length === 7 ? `${period}-${String(random.integer(1, 28)).padStart(2, '0')}` : null;
  const isMeal = type === 'business-expense';
  return {
    id, date, time: isMeal ? `${random.integer(11, 20)}:${random.integer(10, 59)}` : null, amount: random.integer(3, 900) * (isBudget || isContract ? 1_000_000 : 1_100),
    purpose: `${drawName(random, 3)} 구입`, payee: isMeal || isBudget ? null : `${drawName(random, 1)}산업㈜`, place: isMeal ? `${drawName(random, 1)}식당` : null, attendees: null,
    headcount: isMeal ? random.integer(2, 12) : null, paymentMethod: isBudget ? null : '카드', category, account: isBudget ? ACCOUNTS[category]! : null,
    project: null, documentNumber: null, method: isContract ? 'negotiated' : null, from: isContract ? date : null, until: null,
  };
}
