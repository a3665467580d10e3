/** Version: revision, history and nonce of a record of the scale corpus. */
import { createHash } from 'node:crypto';
import type { TextRecord } from '../../../src/model/record.ts';
import type { RecordFacts, ScaleCity } from './facts.ts';

/** Returns what every version of a record has of its own. An amended record was amended once, on the given day. */
export function versionOf(city: ScaleCity, { n, text, releasedOn }: RecordFacts, revision: number, on: string): Pick<TextRecord, 'revision' | 'history' | 'nonce'> {
  const first = { revision: 1, on: releasedOn, reason: 'approved' as const, changed: [] };
  const rows = text === null ? { rowsAdded: 1, rowsChanged: 0, rowsRemoved: 0 } : {};
  const second = { revision: 2, on, reason: 'source-changed' as const, changed: [text === null ? 'rows' : 'markdown'], ...rows };
  const nonce = createHash('sha256').update(`${city.shape.seed}/${n}/nonce ${revision}`).digest('hex').slice(0, 32);
  return { revision, history: revision === 1 ? [first] : [first, second], nonce };
}
