/**
 * Write: the fifth export stage. Turns a decided paper into a record, a tombstone
 * or a bare register row, stages its bytes, and remembers what was done.
 *
 * A new version is written only if its public content differs: a source that
 * touches a private column has changed nothing for the reader. The nonce is drawn
 * anew at every revision and is gone with the file at a withdrawal.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
import { formatLedgerRecord, formatTextRecord, formatTombstone, isTombstone, parseRecord } from '../model/record-file.ts';
import type { LedgerRecord, PublicRecord, RegisterRow, Row, TextRecord } from '../model/record.ts';
import type { Decided, Decision, LedgerPaper, Paper, TextPaper } from '../model/stages.ts';
import type { LogReason } from '../model/vocabulary.ts';
import { unitNameOn, type Policy } from '../policy/policy.ts';
import { caseOfMissing, type Case } from './case.ts';
import { changedFields, composeLedger, composeText, contentHash, type Version } from './compose.ts';
import type { IdentifiedRows } from './identity.ts';
import type { Log } from './log.ts';
import type { Original } from './originals.ts';
import type { Register } from './register.ts';
import type { NightReport } from './report.ts';
import type { Staging } from './staging.ts';
import type { KnownPaper, State } from './state.ts';
import { phrasesOf } from './taint.ts';

/** Where the writer writes. */
export interface WriteContext {
  contentFolder: string; effects: Effects; policy: Policy; state: State; staging: Staging; register: Register; log: Log;
  tonight: string; report: NightReport;
}

/** Writes what was decided, for one night. */
export class Writer {
  readonly #context: WriteContext;

  constructor(context: WriteContext) { this.#context = context; }

  /** A register row without a record. A held or title-withheld paper shows only what can't name anybody. */
  list(at: Case, status: RegisterRow['status'], decision: Decision, decided: Decided | null): void {
    const { register, tonight } = this.#context;
    const isTitleShown = decision.isTitleShown && status !== 'withdrawn';
    const texts = decided !== null && isTitleShown ? decided.masked.texts : {};
    register.set(at.registerMonth, {
      id: at.id, type: at.type, status, title: texts.title ?? null, documentNumber: texts.documentNumber ?? null,
      organisation: at.unit?.organisation ?? null, unit: at.unit?.id ?? null, unitName: unitName(at), approverRank: rankOf(decided),
      approvedOn: at.day, period: null, listedOn: register.row(at.registerMonth, at.id)?.listedOn ?? tonight,
      releasedOn: at.known?.releasedOn ?? null, disclosure: decision.disclosure, grounds: [...decision.grounds],
      opensOn: status === 'held' ? null : decision.opensOn, rule: decision.rule, path: at.known?.path ?? null,
    });
    this.remember(at, status, at.known, decision.opensOn);
  }

  /** Writes the record of a released text paper, or nothing if its public content is what it was. */
  releaseText(at: Case, decided: Decided<TextPaper>, originals: readonly Original[]): void {
    const before = this.publishedBefore(at);
    const record = composeText(decided, this.#unversioned(at), this.#context.policy);
    for (const { n, format, bytes, sha256 } of originals) record.files[n]!.original = { path: pathOfOriginal(at, n, format, this.#context.tonight), format, sizeBytes: bytes.length, sha256 };
    if (this.#release(at, decided, before, record, null)) this.#writeOriginals(at.id, record, originals);
  }

  /** Puts the originals of a new version in place and takes away those it no longer has. */
  #writeOriginals(id: string, record: TextRecord, originals: readonly Original[]): void {
    const { state, staging } = this.#context;
    const paths = originals.map(({ n, bytes }) => {
      const { path } = record.files[n]!.original!;
      staging.write(path, bytes);
      return path;
    });
    for (const path of state.originals(id)) if (!paths.includes(path)) staging.remove(path);
    state.saveOriginals(id, paths);
  }

  /** Writes the record of a released ledger, or nothing if its public content is what it was. */
  releaseLedger(at: Case, decided: Decided<LedgerPaper>, before: LedgerRecord | null, identified: IdentifiedRows): void {
    const { state, policy } = this.#context;
    identified.rows.forEach((row, n) => {
      const key = identified.keys[n];
      if (key != null) state.saveRowId(at.source, key, row.id);
    });
    this.#release(at, decided, before, composeLedger(decided, identified.rows, this.#unversioned(at), policy), identified);
  }

  /** Returns the version that is published now, or `null`. */
  publishedBefore(at: { known: KnownPaper | null }): PublicRecord | null {
    return at.known?.status === 'released' ? this.#published(at.known) : null;
  }

  #unversioned(at: Case): Version {
    return { id: at.id, unit: at.unit!, releasedOn: at.known?.releasedOn ?? this.#context.tonight, revision: 0, history: [], nonce: '' };
  }

  /** Returns whether there was anything to write. */
  #release(at: Case, decided: Decided, before: PublicRecord | null, record: PublicRecord, identified: IdentifiedRows | null): boolean {
    const { state, tonight, report } = this.#context;
    const hash = contentHash(record);
    if (before !== null && at.known!.contentHash === hash) {
      report.unchanged += 1;
      this.remember(at, 'released', at.known, null);
      return false;
    }
    this.#giveVersion(at, record, before, this.#reasonOf(at, decided.decision, before), identified);
    const path = at.known?.path ?? pathOf(record, at.day ?? tonight);
    const fileSha256 = this.#context.staging.write(path, 'rows' in record ? formatLedgerRecord(record) : formatTextRecord(record));
    const event = before !== null ? 'amend' : at.known?.status === 'withdrawn' && at.known.revision > 0 ? 'restore' : 'release';
    this.#context.log.add({ on: tonight, event, id: at.id, path, revision: record.revision, sha256: fileSha256, reason: record.history.at(-1)!.reason });
    report[event === 'amend' ? 'amended' : event === 'restore' ? 'restored' : 'released'] += 1;
    this.#register(at, record, path, decided.decision);
    state.savePaper({
      source: at.source, key: at.key, id: at.id, type: at.type, fingerprint: at.fingerprint, inputHash: at.inputHash, status: 'released',
      registerMonth: at.registerMonth, path, fileSha256, contentHash: hash, revision: record.revision, releasedOn: record.releasedOn,
      rowCount: 'rows' in record ? record.rowCount : 0, reconsiderOn: null,
    });
    state.saveWithdrawnPhrases(at.id, []);
    return true;
  }

  #giveVersion(at: Case, record: PublicRecord, before: PublicRecord | null, reason: LogReason, identified: IdentifiedRows | null): void {
    record.revision = (at.known?.revision ?? 0) + 1;
    record.nonce = Buffer.from(this.#context.effects.randomBytes(16)).toString('hex');
    record.history = [...(before?.history ?? []), this.#entryOf(record, before, reason, identified)];
  }

  /** Takes out of a ledger that is missing at its source the rows that stand in another one now. */
  shrinkLedger(known: KnownPaper, before: LedgerRecord, rows: Row[]): void {
    const at = caseOfMissing(known);
    const record = structuredClone(before);
    record.rows = rows;
    record.rowCount = rows.length;
    record.totalAmount = rows.reduce((sum, row) => sum + row.amount, 0);
    const moved = { rows, keys: [], added: 0, moved: 0, changed: 0, removed: before.rows.length - rows.length };
    this.#giveVersion(at, record, before, 'source-changed', moved);
    this.#context.report.rowsRemoved -= moved.removed;
    const fileSha256 = this.#context.staging.write(known.path!, formatLedgerRecord(record));
    this.#context.log.add({ on: this.#context.tonight, event: 'amend', id: at.id, path: known.path!, revision: record.revision, sha256: fileSha256, reason: 'source-changed' });
    this.#context.report.amended += 1;
    this.#context.state.savePaper({
      source: at.source, key: at.key, id: at.id, type: at.type, fingerprint: '', inputHash: at.inputHash, status: 'released', registerMonth: at.registerMonth,
      path: known.path, fileSha256, contentHash: contentHash(record), revision: record.revision, releasedOn: known.releasedOn, rowCount: rows.length, reconsiderOn: null,
    });
  }

  #reasonOf(at: Case, decision: Decision, before: PublicRecord | null): LogReason {
    if (decision.reason === 'officer-decision') return decision.reason;
    if (before === null) return decision.reason ?? 'approved';
    return at.known!.inputHash === at.inputHash ? 'rule-changed' : 'source-changed';
  }

  #entryOf(record: PublicRecord, before: PublicRecord | null, reason: LogReason, rows: IdentifiedRows | null): PublicRecord['history'][number] {
    const entry: PublicRecord['history'][number] = {
      revision: record.revision, on: this.#context.tonight, reason, changed: before === null ? [] : changedFields(before, record),
    };
    if (rows === null) return entry;
    this.#context.report.rowsAdded += rows.added - rows.moved;
    this.#context.report.rowsChanged += rows.changed + rows.moved;
    this.#context.report.rowsRemoved += rows.removed;
    if (before !== null) {
      entry.rowsAdded = rows.added;
      entry.rowsChanged = rows.changed;
      entry.rowsRemoved = rows.removed;
    }
    return entry;
  }

  #register(at: Case, record: PublicRecord, path: string, decision: Decision): void {
    const { register, tonight } = this.#context;
    const isLedger = 'rows' in record;
    register.set(at.registerMonth, {
      id: at.id, type: record.type, status: 'released', title: isLedger ? null : record.title,
      documentNumber: isLedger ? null : record.documentNumber, organisation: record.organisation, unit: record.unit, unitName: record.unitName,
      approverRank: isLedger ? null : record.approverRank, approvedOn: isLedger ? null : record.approvedOn, period: isLedger ? record.period : null,
      listedOn: register.row(at.registerMonth, at.id)?.listedOn ?? tonight, releasedOn: record.releasedOn, disclosure: record.disclosure,
      grounds: record.grounds, opensOn: null, rule: decision.rule, path,
    });
  }

  /** Replaces a published record by a tombstone; its nonce and text are gone with the file. A paper never published only changes its register row. */
  withdraw(at: Case, reason: LogReason, rule: string, decision: Decision | null): void {
    const { state } = this.#context;
    const known = at.known!;
    const isPublished = known.status === 'released';
    const revision = isPublished ? known.revision + 1 : known.revision;
    if (isPublished) this.#writeTombstone(at, reason, revision);
    this.#registerWithdrawal(at, rule, decision);
    state.savePaper({
      source: at.source, key: at.key, id: at.id, type: at.type, fingerprint: at.fingerprint, inputHash: at.inputHash, status: 'withdrawn',
      registerMonth: at.registerMonth, path: known.path, fileSha256: null, contentHash: null, revision, releasedOn: known.releasedOn, rowCount: 0,
      reconsiderOn: decision?.opensOn ?? null,
    });
    this.#context.report.withdrawn += 1;
    this.#context.report.rowsRemoved += known.rowCount;
    state.dropHold(at.source, at.key);
  }

  #writeTombstone(at: Case, reason: LogReason, revision: number): void {
    const { staging, log, tonight } = this.#context;
    const path = at.known!.path!;
    this.#forgetPublished(at.id, path);
    const tombstone = { id: at.id, type: at.type, status: 'withdrawn' as const, revision, releasedOn: at.known!.releasedOn!, withdrawnOn: tonight, reason };
    staging.write(path, formatTombstone(tombstone, path));
    log.add({ on: tonight, event: 'withdraw', id: at.id, path, revision, sha256: null, reason });
  }

  /** Takes the originals away and keeps the phrases the check looks for. Whatever became of the file, the withdrawal goes on. */
  #forgetPublished(id: string, path: string): void {
    const { contentFolder, staging, state } = this.#context;
    for (const original of state.originals(id)) staging.remove(original);
    state.saveOriginals(id, []);
    try {
      const record = parseRecord(path, readPublished(join(contentFolder, path)).toString('utf8'));
      if (!isTombstone(record)) state.saveWithdrawnPhrases(id, phrasesOf(record));
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
    }
  }

  #registerWithdrawal(at: Case, rule: string, decision: Decision | null): void {
    const { register, tonight } = this.#context;
    const before = register.row(at.registerMonth, at.id);
    register.set(at.registerMonth, {
      id: at.id, type: at.type, status: 'withdrawn', title: null, documentNumber: null, organisation: before?.organisation ?? null,
      unit: before?.unit ?? null, unitName: before?.unitName ?? null, approverRank: before?.approverRank ?? null,
      approvedOn: before?.approvedOn ?? null, period: before?.period ?? null, listedOn: before?.listedOn ?? tonight,
      releasedOn: at.known!.releasedOn, disclosure: decision?.disclosure ?? before?.disclosure ?? null, grounds: [...(decision?.grounds ?? [])],
      opensOn: decision?.opensOn ?? null, rule, path: at.known!.path,
    });
  }

  /** Saves that the paper was judged, with whatever is published of it unchanged. */
  remember(at: Case, status: KnownPaper['status'], known: KnownPaper | null, reconsiderOn: string | null): void {
    this.#context.state.savePaper({
      source: at.source, key: at.key, id: at.id, type: at.type, fingerprint: at.fingerprint, inputHash: at.inputHash, status,
      registerMonth: at.registerMonth, path: known?.path ?? null, fileSha256: known?.fileSha256 ?? null, contentHash: known?.contentHash ?? null,
      revision: known?.revision ?? 0, releasedOn: known?.releasedOn ?? null, rowCount: known?.rowCount ?? 0, reconsiderOn,
    });
  }

  /**
   * Returns the published version.
   *
   * @throws {ArchiveError} `BAD_STATE` if its bytes are not those the export wrote.
   */
  #published(known: KnownPaper): PublicRecord {
    const path = join(this.#context.contentFolder, known.path!);
    const bytes = readPublished(path);
    if (createHash('sha256').update(bytes).digest('hex') !== known.fileSha256) {
      throw new ArchiveError('BAD_STATE', path, 'expected the bytes the last night wrote, got others; records are not edited by hand');
    }
    const record = parseRecord(path, bytes.toString('utf8'));
    if (isTombstone(record)) throw new ArchiveError('BAD_STATE', path, 'expected a record, got a tombstone');
    return record;
  }
}

function readPublished(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new ArchiveError('BAD_STATE', path, 'expected a published record, got no file; restore content/ from the backup');
  }
}

/** Opaque, as the record's own address: the file's name may name a person. */
function pathOfOriginal(at: Case, n: number, format: string, tonight: string): string {
  const day = at.day ?? tonight;
  return `originals/${day.slice(0, 4)}/${day.slice(5, 7)}/${at.id}-${n}.${format}`;
}

function pathOf(record: PublicRecord, day: string): string {
  const folder = `records/${record.type}/${day.slice(0, 4)}/${day.slice(5, 7)}`;
  return `${folder}/${record.id}.${'rows' in record ? 'json' : 'md'}`;
}

function unitName(at: Case): string | null {
  return at.unit === null ? null : unitNameOn(at.unit, at.day).ko;
}

function rankOf(decided: Decided | null): RegisterRow['approverRank'] {
  const paper = decided?.masked.paper as Paper | undefined;
  return paper?.kind === 'text' ? paper.facts.approverRank : null;
}
