/**
 * Night: takes what the sources hand over, one paper at a time, through the stages
 * and settles what becomes of it against what is already published.
 *
 * A published record is never lost to a doubt: when its new version must wait for a
 * person, or the paper is gone at the source, the old version stays and the case is
 * listed for review.
 */
import { ArchiveError } from '../errors.ts';
import type { Decided, Decision, Hold, LedgerPaper, Paper, TextPaper } from '../model/stages.ts';
import type { LogReason } from '../model/vocabulary.ts';
import type { Collected } from './collect.ts';
import { caseOfMissing, hashOf, inputHashOf, type Case } from './case.ts';
import { decide, firstDay, held, withdrawn } from './decide.ts';
import { DETECTOR_VERSION, DETECTORS } from './detectors/index.ts';
import { drawId } from './identity.ts';
import { Ledgers } from './ledgers.ts';
import { mask } from './mask.ts';
import type { OfficerDecision } from './officer-decisions.ts';
import { screen } from './screen.ts';
import type { HeldPaper, HeldRow } from './sources/source.ts';
import type { KnownPaper } from './state.ts';
import { Writer, type WriteContext } from './write.ts';

/** What a night works with. */
export interface NightContext extends WriteContext { officers: ReadonlyMap<string, OfficerDecision> }

/** One night's work on papers. */
export class Night {
  readonly #context: NightContext;
  readonly #writer: Writer;
  readonly #ledgers: Ledgers;
  readonly #firstNights = new Map<string, boolean>();

  constructor(context: NightContext) {
    this.#context = context;
    this.#writer = new Writer(context);
    this.#ledgers = new Ledgers(context, this.#writer);
  }

  /** Takes one paper, held paper or held row of a source. */
  take(item: Collected): void {
    if (item.kind === 'held-row') return this.#takeHeldRow(item);
    const { officer, ...at } = this.#caseOf(item);
    if (!this.#context.state.markSeen(at.id)) throw new ArchiveError('BAD_SOURCE', at.where, 'expected each key once in a source, got it for two papers; nothing was written');
    this.#isFirstNightOf(at.source);
    if (at.known?.fingerprint === at.fingerprint && !this.#isDue(at)) {
      this.#context.report.unchanged += 1;
      return;
    }
    if (officer?.decision === 'withdraw') return this.#settle(at, withdrawn('officer', 'officer-decision', officer.disclosure ?? 'closed'));
    this.#settle(at, item.kind === 'held' ? heldDecision(item) : this.#judge(item, at, officer));
  }

  /**
   * Ends a source: writes the ledgers that waited, and lists what the source no
   * longer has. Published or not, that waits for a person and nothing is taken
   * down, but for ledgers whose every row is now published in another one.
   */
  finish(source: string): void {
    const missing = this.#context.state.missing(source);
    const moved = this.#ledgers.finish(missing.filter((paper) => this.#decidedOn(paper)?.decision !== 'keep'));
    for (const paper of missing) {
      if (moved.has(paper.id)) this.#writer.withdraw(caseOfMissing(paper), 'source-changed', this.#context.policy.ledgers.rule, null);
      else this.#takeMissing(paper);
    }
  }

  #takeMissing(paper: KnownPaper): void {
    const { state, tonight, report } = this.#context;
    const decided = this.#decidedOn(paper)?.decision;
    if (decided === 'withdraw' || decided === 'list') return this.#writer.withdraw(caseOfMissing(paper), 'officer-decision', 'officer', null);
    if (decided === 'keep' && paper.status === 'released') return state.dropHold(paper.source, paper.key);
    const since = state.hold(paper.source, paper.key)?.since ?? tonight;
    state.saveHold({
      source: paper.source, key: paper.key, id: paper.id, where: `${paper.source}[${paper.key}]`, type: paper.type, code: 'missing-at-source',
      detail: 'the source no longer has it; the published state stays', inputHash: paper.inputHash, since, amount: null,
    });
    report.missing += 1;
  }

  /** The officer's decision on exactly this version of a paper. */
  #decidedOn(paper: KnownPaper): OfficerDecision | null {
    const officer = this.#context.officers.get(paper.id);
    return officer !== undefined && officer.hash === paper.inputHash ? officer : null;
  }

  /** Whether an unchanged paper is judged again: its day has come, or it was missing and is back. */
  #isDue(at: Case): boolean {
    const { state, tonight } = this.#context;
    const hasCome = at.known?.reconsiderOn != null && at.known.reconsiderOn <= tonight;
    return hasCome || state.hold(at.source, at.key)?.code === 'missing-at-source';
  }

  #takeHeldRow(item: HeldRow): void {
    const { state, tonight } = this.#context;
    state.markSeen(`${item.source}/${item.where}`);
    const since = state.hold(item.source, item.where)?.since ?? tonight;
    state.saveHold({
      source: item.source, key: item.where, id: null, where: item.where, type: item.type, code: item.hold.code,
      detail: item.hold.detail, inputHash: '', since, amount: item.amount ?? null,
    });
    this.#context.report.rowsHeld += 1;
  }

  #caseOf(item: Paper | HeldPaper): Case & { officer: OfficerDecision | null } {
    const { state, policy, officers, effects, tonight } = this.#context;
    const known = state.paper(item.source, item.key);
    const id = known?.id ?? drawId(effects, (taken) => state.isIdTaken(taken));
    const inputHash = inputHashOf(item);
    const found = officers.get(id);
    const officer = found !== undefined && found.hash === inputHash && found.decision !== 'keep' ? found : null;
    const day = item.kind === 'text' ? item.facts.approvedOn : item.kind === 'ledger' ? firstDay(item.period) : item.approvedOn;
    const unitCode = item.kind === 'text' ? item.facts.unitCode : item.unitCode;
    return {
      source: item.source, key: item.key, where: item.where, type: item.type, id, inputHash, officer, known, day,
      fingerprint: hashOf(inputHash, policy.hash, DETECTOR_VERSION, officer),
      unit: unitCode === null ? null : policy.resolveUnit(unitCode, day),
      registerMonth: known?.registerMonth ?? (day ?? tonight).slice(0, 7).replace('-', '/'),
    };
  }

  /** Screen, mask and decide. Whatever fails on a paper holds it: what was not read through is not released. */
  #judge(paper: Paper, at: Case, officer: OfficerDecision | null): Decided | Decision {
    const { policy, tonight, register } = this.#context;
    if (officer === null && this.#wasTakenBack(at)) {
      return held('changed-after-decision', 'an officer took an earlier version back; expected a decision on this one', 'officer');
    }
    const firstSeen = register.row(at.registerMonth, at.id)?.listedOn ?? tonight;
    try {
      return decide(mask(screen(paper, DETECTORS, policy.masks), policy.masks), { policy, tonight, firstSeen, officer });
    } catch (error) {
      if (error instanceof ArchiveError && error.code !== 'BAD_SOURCE') throw error;
      return held('unreadable', 'a detector failed on it', 'masks');
    }
  }

  /** Whether an officer took an earlier version of this paper out of the public: an edit must not bring it back by itself. */
  #wasTakenBack(at: Case): boolean {
    const officer = this.#context.officers.get(at.id);
    if (officer === undefined || officer.hash === at.inputHash) return false;
    const isOver = officer.until !== null && officer.until <= this.#context.tonight;
    return officer.decision === 'withdraw' || (officer.decision === 'list' && !isOver);
  }

  #settle(at: Case, judged: Decided | Decision): void {
    const decided = 'stage' in judged ? judged : null;
    const decision = 'stage' in judged ? judged.decision : judged;
    if (decision.hold !== null) return this.#hold(at, decision, decision.hold);
    this.#context.state.dropHold(at.source, at.key);
    if (decision.outcome === 'release') return this.#release(at, decided!);
    if (at.known?.status === 'released') return this.#writer.withdraw(at, reasonToWithdraw(at, decision), decision.rule, decision);
    const isWithdrawn = decision.outcome === 'withdraw' || (at.known?.status === 'withdrawn' && at.known.path !== null);
    this.#writer.list(at, isWithdrawn ? 'withdrawn' : 'listed', decision, decided);
    this.#context.report.listed += 1;
  }

  #release(at: Case, decided: Decided): void {
    if (decided.masked.paper.kind === 'text') return this.#writer.releaseText(at, decided as Decided<TextPaper>);
    this.#ledgers.take(at, decided as Decided<LedgerPaper>, this.#isFirstNightOf(at.source));
  }

  #isFirstNightOf(source: string): boolean {
    let isFirst = this.#firstNights.get(source);
    if (isFirst === undefined) this.#firstNights.set(source, isFirst = !this.#context.state.hasPapers(source));
    return isFirst;
  }

  #hold(at: Case, decision: Decision, hold: Hold): void {
    const { state, tonight } = this.#context;
    const before = state.hold(at.source, at.key);
    const since = before !== null && before.code === hold.code ? before.since : tonight;
    state.saveHold({
      source: at.source, key: at.key, id: at.id, where: at.where, type: at.type, code: hold.code, detail: hold.detail,
      inputHash: at.inputHash, since, amount: null,
    });
    this.#context.report.held += 1;
    // What is published stays as it is; only the case is listed.
    if (at.known?.status === 'released' || at.known?.status === 'withdrawn') return this.#writer.remember(at, at.known.status, at.known, decision.opensOn);
    this.#writer.list(at, 'held', decision, null);
  }
}

function heldDecision(item: HeldPaper): Decision {
  return held(item.hold.code, item.hold.detail, 'source');
}

function reasonToWithdraw(at: Case, decision: Decision): LogReason {
  if (decision.reason === 'officer-decision') return decision.reason;
  return at.known?.inputHash === at.inputHash ? 'rule-changed' : decision.reason ?? 'source-changed';
}
