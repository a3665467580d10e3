/**
 * Case: a paper of tonight beside what the state knew of it, and the hashes that
 * tell whether anything about it changed.
 */
import { createHash } from 'node:crypto';
import type { Paper, PaperFile } from '../model/stages.ts';
import type { RecordType } from '../model/vocabulary.ts';
import type { Policy, Unit } from '../policy/policy.ts';
import { DETECTOR_VERSION } from './detectors/index.ts';
import type { OfficerDecision } from './officer-decisions.ts';
import type { HeldPaper } from './sources/source.ts';
import type { KnownPaper } from './state.ts';

/** A paper with its id and its past. */
export interface Case {
  source: string; key: string; where: string; type: RecordType; id: string;
  /** Of what the source says; officers' decisions are bound to it. */
  inputHash: string;
  /** Of that, the rules, the detectors and the officer's decision. */
  fingerprint: string;
  known: KnownPaper | null;
  unit: Unit | null;
  /** Day of approval, or first day of a ledger's period; `YYYY-MM-DD`. */
  day: string | null;
  /** `YYYY/MM` under which the register lists it for ever. */
  registerMonth: string;
}

/** Returns the case of a paper its source no longer has. */
export function caseOfMissing(known: KnownPaper): Case {
  return {
    source: known.source, key: known.key, where: known.key, type: known.type, id: known.id, inputHash: known.inputHash,
    // No fingerprint: whatever comes back is judged anew.
    fingerprint: '', known, unit: null, day: null, registerMonth: known.registerMonth,
  };
}

/** Returns a hash of a paper, the rules, the detectors and the officer's decision: the same one means that nothing is to be judged anew. */
export function fingerprintOf(inputHash: string, policy: Policy, officer: OfficerDecision | null): string {
  return hashOf(inputHash, policy.hash, DETECTOR_VERSION, officer);
}

/** Returns a hash of all a source says of a paper; `where` is not part of it, a file may move. */
export function inputHashOf(item: Paper | HeldPaper): string {
  if (item.kind === 'held') return hashOf(item.kind, item.type, item.hold.code, item.hold.detail, item.unitCode, item.approvedOn);
  const texts = Object.entries(item.texts).sort(([a], [b]) => (a < b ? -1 : 1));
  if (item.kind === 'text') return hashOf(item.type, item.facts, item.files.map(fileFacts), texts);
  const rows = item.rows.map((row) => [row.key, row.date, row.time, row.amount, row.headcount, row.project, row.account, row.method, row.from, row.until]);
  return hashOf(item.type, item.unitCode, item.period, item.currency, item.licence, rows, texts);
}

/** What a source says of a file; of its bytes the hash, wherever they lie. */
function fileFacts({ role, format, sizeBytes, disclosure, grounds, isRead, bytes }: PaperFile): unknown {
  return { role, format, sizeBytes, disclosure, grounds, isRead, sha256: bytes?.sha256 };
}

/** Returns the SHA-256 of values that can't run into one another, lower-case hex. */
export function hashOf(...values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
