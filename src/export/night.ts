/**
 * Night: takes what the sources hand over, one paper at a time, through the stages
 * and settles what becomes of it against what is already published.
 *
 * A published record is never lost to a doubt: when its new version must wait for a
 * person, or the paper is gone at the source, the old version stays and the case is
 * listed for review.
 */
import { ArchiveError } from '../errors.ts';
import type { Decided, Decision, Hold, HoldCode, LedgerPaper, Paper, Screened, TextPaper } from '../model/stages.ts';
import type { LogReason } from '../model/vocabulary.ts';
import type { Collected } from './collect.ts';
import { caseOfMissing, fingerprintOf, inputHashOf, type Case } from './case.ts';
import { decide, firstDay, held, withdrawn } from './decide.ts';
import { DETECTORS } from './detectors/index.ts';
import { drawId } from './identity.ts';
import { Ledgers } from './ledgers.ts';
import { mask } from './mask.ts';
import type { OfficerDecision } from './officer-decisions.ts';
import { originalsOf, type Original } from './originals.ts';
import { readFiles } from './read-files.ts';
import type { Readers } from './readers.ts';
import { withRecognised } from './recognised.ts';
import { kindsIn } from './rescreen.ts';
import { withTornSheets } from './sheet-findings.ts';
import type { HeldPaper, HeldRow } from './sources/source.ts';
import type { KnownPaper } from './state.ts';
import { taintOf } from './taint.ts';
import { Writer, type WriteContext } from './write.ts';

/** What a night works with. */
export interface NightContext extends WriteContext {
  officers: ReadonlyMap<string, OfficerDecision>;
  readers: Readers;
  /** Whether rules or detectors are not those of the last night: then what is published must pass again. */
  isRuleChanged: boolean;
}

/** What became of a paper that could be judged. */
interface Judged { decided: Decided; originals: readonly Original[] }

/** Holds that speak of what the paper holds, not of what the source says about it: an unchanged paper that meets one now was released too early. */
const PROTECTIVE: ReadonlySet<HoldCode> = new Set<HoldCode>(['topic', 'finding-in-structure', 'unread-file', 'unreadable']);

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
    if (paper.status === 'released' && this.#context.isRuleChanged && this.#failsNow(paper)) return this.#takeBack(caseOfMissing(paper), noLongerPasses());
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
      fingerprint: fingerprintOf(inputHash, policy, officer),
      unit: unitCode === null ? null : policy.resolveUnit(unitCode, day),
      registerMonth: known?.registerMonth ?? (day ?? tonight).slice(0, 7).replace('-', '/'),
    };
  }

  /** Screen, mask and decide. Whatever fails on a paper holds it: what was not read through is not released. */
  #judge(paper: Paper, at: Case, officer: OfficerDecision | null): Judged | Decision {
    const { policy, tonight, register, readers, state, isRuleChanged } = this.#context;
    if (officer === null && this.#wasTakenBack(at)) {
      return held('changed-after-decision', 'an officer took an earlier version back; expected a decision on this one', 'officer');
    }
    const firstSeen = register.row(at.registerMonth, at.id)?.listedOn ?? tonight;
    try {
      const screened = this.#screen(paper.kind === 'text' ? readFiles(paper, (name, path) => readers.readFile(name, path)) : paper);
      // Rules changed on purpose may open what they hid; a detector that is gone keeps what it found.
      state.saveTaint(at.id, taintOf(screened), isRuleChanged ? DETECTORS.map(({ kind }) => kind) : []);
      const decided = decide(mask(screened, policy.masks), { policy, tonight, firstSeen, officer });
      const isText = screened.paper.kind === 'text' && decided.decision.outcome === 'release';
      return { decided, originals: isText ? originalsOf(decided as Decided<TextPaper>, screened as Screened<TextPaper>, policy.files, (name, path) => readers.cleanFile(name, path)) : [] };
    } catch (error) {
      if (error instanceof ArchiveError && error.code !== 'BAD_SOURCE') throw error;
      return held('unreadable', 'a detector failed on it', 'masks');
    }
  }

  /** Our detectors and, if the city has one, its own recogniser. */
  #screen(paper: Paper): Screened {
    const { policy, readers } = this.#context;
    return withTornSheets(withRecognised(readers.screen(paper, policy.masks), readers.recognise(paper), policy.masks));
  }

  /** Whether a published record holds something by the rules of tonight; one that can't be screened does. */
  #failsNow(known: KnownPaper): boolean {
    const record = this.#writer.publishedBefore({ known });
    try {
      return kindsIn(record!, (paper) => this.#screen(paper)).length > 0;
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'BAD_SOURCE') return true;
      throw error;
    }
  }

  /** Withdraws what no longer passes and lists it for a person. */
  #takeBack(at: Case, decision: Decision): void {
    const { state, tonight, report } = this.#context;
    this.#writer.withdraw(at, 'rule-changed', decision.rule, null);
    report.takenBack += 1;
    state.saveHold({
      source: at.source, key: at.key, id: at.id, where: at.where, type: at.type, code: decision.hold!.code, detail: decision.hold!.detail,
      inputHash: at.inputHash, since: tonight, amount: null,
    });
    report.held += 1;
  }

  /** Whether an officer took an earlier version of this paper out of the public: an edit must not bring it back by itself. */
  #wasTakenBack(at: Case): boolean {
    const officer = this.#context.officers.get(at.id);
    if (officer === undefined || officer.hash === at.inputHash) return false;
    const isOver = officer.until !== null && officer.until <= this.#context.tonight;
    return officer.decision === 'withdraw' || (officer.decision === 'list' && !isOver);
  }

  #settle(at: Case, judged: Judged | Decision): void {
    const decided = 'decided' in judged ? judged.decided : null;
    const decision = 'decided' in judged ? judged.decided.decision : judged;
    if (decision.hold !== null) return this.#hold(at, decision, decision.hold);
    this.#context.state.dropHold(at.source, at.key);
    if (decision.outcome === 'release') return this.#release(at, judged as Judged);
    if (at.known?.status === 'released') return this.#writer.withdraw(at, reasonToWithdraw(at, decision), decision.rule, decision);
    const isWithdrawn = decision.outcome === 'withdraw' || (at.known?.status === 'withdrawn' && at.known.path !== null);
    this.#writer.list(at, isWithdrawn ? 'withdrawn' : 'listed', decision, decided);
    this.#context.report.listed += 1;
  }

  #release(at: Case, { decided, originals }: Judged): void {
    if (decided.masked.paper.kind === 'text') return this.#writer.releaseText(at, decided as Decided<TextPaper>, originals);
    this.#ledgers.take(at, decided as Decided<LedgerPaper>, this.#isFirstNightOf(at.source));
  }

  #isFirstNightOf(source: string): boolean {
    let isFirst = this.#firstNights.get(source);
    if (isFirst === undefined) this.#firstNights.set(source, isFirst = !this.#context.state.hasPapers(source));
    return isFirst;
  }

  #hold(at: Case, decision: Decision, hold: Hold): void {
    const { state, tonight, isRuleChanged } = this.#context;
    if (at.known?.status === 'released') {
      const isSame = at.known.inputHash === at.inputHash;
      if (isSame && PROTECTIVE.has(hold.code) || isRuleChanged && this.#failsNow(at.known)) return this.#takeBack(at, decision);
    }
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

function noLongerPasses(): Decision {
  return held('no-longer-passes', 'what is published holds what the rules of tonight hide, and the source no longer has it', 'masks');
}

function heldDecision(item: HeldPaper): Decision {
  return held(item.hold.code, item.hold.detail, 'source');
}

function reasonToWithdraw(at: Case, decision: Decision): LogReason {
  if (decision.reason === 'officer-decision') return decision.reason;
  return at.known?.inputHash === at.inputHash ? 'rule-changed' : decision.reason ?? 'source-changed';
}
