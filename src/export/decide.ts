/**
 * Decide: the fourth export stage. Applies the disclosure law as the policy states
 * it (Official Information Disclosure Act, Art. 9(1), 9(2), 8-2, 14): everything is
 * public except what a ground exempts; what is exempt is still listed.
 *
 * The order is fail-closed: whatever is not understood waits for a person before
 * any rule may release it. An officer's decision comes first only because it is
 * bound to the hash of exactly this paper.
 */
import type { Decided, Decision, Hold, HoldCode, LedgerPaper, Masked, Paper, TextPaper } from '../model/stages.ts';
import { RANKS, type Disclosure, type Ground, type LogReason, type Rank } from '../model/vocabulary.ts';
import type { PhaseTable, Policy } from '../policy/policy.ts';
import type { OfficerDecision } from './officer-decisions.ts';
import { personHold, personHoldOfLedger } from './persons-hold.ts';

/** What a decision depends on beside the paper. Days are `YYYY-MM-DD` in the city's time zone. */
export interface DecisionContext {
  policy: Policy;
  tonight: string;
  /** The night the paper was first listed; counts for papers without a day of their own. */
  firstSeen: string;
  officer: OfficerDecision | null;
}

/** Returns the paper with what is done with it tonight, and by which rule. */
export function decide<P extends Paper>(masked: Masked<P>, context: DecisionContext): Decided<P> {
  const decision = masked.paper.kind === 'ledger'
    ? decideLedger(masked as Masked<LedgerPaper>, context)
    : decideText(masked as Masked<TextPaper>, context);
  return { stage: 'decided', masked, decision };
}

/** Returns the bare decision of a paper that waits for a person, or until `opensOn` for the rules to look again. */
export function held(code: HoldCode, detail: string, rule: string, disclosure: Disclosure | null = null, grounds: readonly Ground[] = [], opensOn: string | null = null): Decision {
  const hold: Hold = { code, detail };
  return { outcome: 'hold', disclosure, grounds, rule, isTitleShown: false, body: 'withheld', filesShown: [], isRestrictionEnded: false, opensOn, hold, reason: null };
}

function decideLedger(masked: Masked<LedgerPaper>, { policy, tonight, officer }: DecisionContext): Decision {
  const { unitCode, period } = masked.paper;
  const rule = policy.ledgers.rule;
  if (officer?.decision === 'list' && !hasLapsed(officer, tonight)) return byOfficerListed(officer, rule, policy);
  if (policy.resolveUnit(unitCode, firstDay(period)) === null) return held('unknown-unit', '"unit": expected a code or name listed in content/organisations', rule);
  if (masked.codesWithFindings.length > 0) return inCode(masked.codesWithFindings, rule);
  if (firstDay(period) > tonight) return held('impossible-date', '"period": expected one that has begun', rule, null, [], firstDay(period));
  const person = officer?.decision === 'release' ? null : personHoldOfLedger(masked, policy);
  if (person !== null) return held(person.code, person.detail, person.rule);
  const isWithholding = policy.ledgers.withheld[masked.paper.type].some((column) => columnIsUsed(masked, column));
  const disclosure: Disclosure = isWithholding || masked.masks.length > 0 ? 'partial' : 'open';
  const grounds = [...new Set([...(isWithholding ? [policy.ledgers.ground] : []), ...masked.masks.map((mask) => mask.ground)])].sort();
  return released({ rule, disclosure, grounds, body: 'whole', filesShown: [], isRestrictionEnded: false, reason: officer === null ? 'approved' : 'officer-decision' });
}

function inCode(codes: readonly string[], rule: string): Decision {
  return held('finding-in-structure', `"${codes[0]}": expected a code, got what looks like personal information${codes.length > 1 ? ` (and ${codes.length - 1} more)` : ''}`, rule);
}

function columnIsUsed(masked: Masked<LedgerPaper>, column: string): boolean {
  return masked.paper.rows.some((_, n) => masked.texts[`rows/${n}/${column}`] !== undefined);
}

/** Returns the first day of a period `YYYY` or `YYYY-MM`. */
export function firstDay(period: string): string {
  return period.length === 4 ? `${period}-01-01` : `${period}-01`;
}

function decideText(masked: Masked<TextPaper>, context: DecisionContext): Decision {
  const { facts } = masked.paper;
  const { policy, tonight } = context;
  const officer = hasLapsed(context.officer, tonight) ? null : context.officer;
  const unit = policy.resolveUnit(facts.unitCode, facts.approvedOn);
  if (facts.isWithdrawn) return withdrawn('phases', 'withdrawn-at-source', facts.disclosure);
  if (unit === null) return held('unknown-unit', '"unit": expected a code or name listed in content/organisations', 'phases', facts.disclosure, facts.grounds);
  const table = policy.phases.get(unit.organisationClass)!;
  if (masked.codesWithFindings.length > 0) return inCode(masked.codesWithFindings, table.rule);
  const doubt = inDoubt(masked, table, context);
  if (officer !== null) return byOfficer(masked, officer, table.rule, context);
  if (doubt !== null) return doubt;
  if (facts.disclosure === 'restricted-until' && facts.restrictedUntil! > tonight) return restricted(masked, policy);
  if (facts.disclosure === 'closed') return closed(masked, policy);
  return byPhase(masked, table, context);
}

/** A file that would be shown and could not be read: unless the policy says otherwise the paper waits with it. */
function unreadFile(masked: Masked<TextPaper>, policy: Policy): Decision | null {
  const { facts, files } = masked.paper;
  const n = files.findIndex((file) => file.problem !== null);
  if (n < 0 || policy.files.unread === 'withhold') return null;
  return held('unread-file', `files/${n}: expected a file that can be read, got ${files[n]!.problem}`, policy.files.rule, facts.disclosure, facts.grounds);
}

/** A decision to list until a day no longer applies once the day has come: the rules judge again (Art. 9(2)). */
function hasLapsed(officer: OfficerDecision | null, tonight: string): boolean {
  return officer?.decision === 'list' && officer.until !== null && officer.until <= tonight;
}

/** Returns a hold if anything about the paper is not understood, else `null`. */
function inDoubt(masked: Masked<TextPaper>, table: PhaseTable, { policy, tonight }: DecisionContext): Decision | null {
  const { facts, type } = masked.paper;
  const hold = (code: HoldCode, detail: string, rule: string = table.rule, opensOn: string | null = null) => held(code, detail, rule, facts.disclosure, facts.grounds, opensOn);
  if (facts.approvedOn === null && type !== 'question-answer') return hold('missing-date', '"approvedOn": expected a day, got none');
  if (facts.approvedOn !== null && facts.approvedOn > tonight) return hold('impossible-date', '"approvedOn": expected a day not after tonight', table.rule, facts.approvedOn);
  if (needsGround(facts.disclosure) && facts.grounds.length === 0) return hold('missing-ground', `"grounds": expected at least one of 1–8 for a ${facts.disclosure} paper`);
  if (facts.disclosure === 'restricted-until' && facts.restrictedUntil === null) return hold('missing-date', '"restrictedUntil": expected a day, got none');
  if (facts.disclosure !== 'closed') {
    const topic = topicOf(masked, policy);
    if (topic !== undefined) return hold('topic', `a word of the topic "${topic.name.en}" stands in title, task or classification`, topic.rule);
  }
  if (facts.approverRank === null && facts.disclosure !== 'closed' && table.missingRank === 'hold') return hold('missing-rank', '"approverRank": expected a rank, got none');
  return null;
}

function needsGround(disclosure: Disclosure): boolean {
  return disclosure !== 'open';
}

function topicOf(masked: Masked<TextPaper>, policy: Policy): Policy['topics'][number] | undefined {
  return policy.topics.find((entry) => mentions(masked, entry.words));
}

function mentions(masked: Masked<TextPaper>, words: readonly string[]): boolean {
  const text = ['title', 'task', 'classification'].map((field) => masked.texts[field] ?? '').join('\n').normalize('NFKC').toLowerCase();
  return words.some((word) => text.includes(word));
}

function byPhase(masked: Masked<TextPaper>, table: PhaseTable, { policy, tonight, firstSeen }: DecisionContext): Decision {
  const { facts } = masked.paper;
  const day = facts.approvedOn ?? firstSeen;
  const phase = table.phases.findLast((entry) => entry.from <= day);
  const isReleased = phase !== undefined && facts.approverRank !== null && isAtLeast(facts.approverRank, phase.lowestRank);
  if (!isReleased) return listed(masked, policy, table.rule, null);
  const unread = unreadFile(masked, policy);
  if (unread !== null) return unread;
  const reason: LogReason = facts.disclosure === 'restricted-until' ? 'restriction-ended' : 'approved';
  const disclosure: Disclosure = facts.disclosure === 'restricted-until' ? 'open' : facts.disclosure;
  const outcome = release(masked, disclosure, disclosure === 'open' ? [] : facts.grounds, table.rule, reason, tonight);
  const person = personHold(masked, { body: outcome.body, files: outcome.filesShown }, policy);
  if (person !== null) return held(person.code, person.detail, person.rule, facts.disclosure, facts.grounds);
  const releaseOn = addDays(day, phase.graceDays);
  return releaseOn > tonight ? listed(masked, policy, table.rule, releaseOn) : outcome;
}

function isAtLeast(rank: Rank, lowest: Rank): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(lowest);
}

function byOfficer(masked: Masked<TextPaper>, officer: OfficerDecision, rule: string, { policy, tonight }: DecisionContext): Decision {
  if (officer.decision === 'release') return release(masked, officer.disclosure!, officer.grounds, rule, 'officer-decision', tonight);
  return byOfficerListed(officer, rule, policy);
}

function byOfficerListed(officer: OfficerDecision, rule: string, policy: Policy): Decision {
  return decision('list', {
    disclosure: officer.disclosure!, grounds: officer.grounds, rule,
    isTitleShown: mayShowTitle(policy, officer.grounds), opensOn: officer.until, reason: 'officer-decision',
  });
}

/** A released paper whose own files and body may still be partly withheld (Art. 14). */
function release(masked: Masked<TextPaper>, disclosure: Disclosure, grounds: readonly Ground[], rule: string, reason: LogReason, tonight: string): Decision {
  const { restrictedUntil } = masked.paper.facts;
  const isRestrictionEnded = restrictedUntil !== null && restrictedUntil <= tonight;
  const isOpen = (of: Disclosure) => of === 'open' || (of === 'restricted-until' && isRestrictionEnded);
  const isMarked = (field: string) => masked.masks.some((mask) => mask.field === field && mask.kind === 'author-mark');
  const isFileMarked = (n: number) => masked.masks.some((mask) => mask.kind === 'author-mark' && (mask.field === `files/${n}/text` || mask.field.startsWith(`files/${n}/sheets/`)));
  const body = disclosure === 'open' || isMarked('body') ? 'whole'
    : masked.texts.publicBody !== undefined ? 'public-version' : 'withheld';
  const filesShown = masked.paper.files.map((file, n) =>
    file.isRead && (isOpen(file.disclosure) || (file.disclosure === 'partial' && isFileMarked(n))));
  return released({ rule, disclosure, grounds, body, filesShown, isRestrictionEnded, reason });
}

function restricted(masked: Masked<TextPaper>, policy: Policy): Decision {
  const { facts } = masked.paper;
  return decision('list', {
    disclosure: 'restricted-until', grounds: facts.grounds, rule: ruleOf(policy, facts.grounds),
    isTitleShown: mayShowTitle(policy, facts.grounds), opensOn: facts.restrictedUntil,
  });
}

function closed(masked: Masked<TextPaper>, policy: Policy): Decision {
  const { facts } = masked.paper;
  return decision('list', {
    disclosure: 'closed', grounds: facts.grounds, rule: ruleOf(policy, facts.grounds),
    isTitleShown: mayShowTitle(policy, facts.grounds) && topicOf(masked, policy) === undefined, reason: 'closed-at-source',
  });
}

/** Below the released ranks, or within the days of grace: a register row with its title, no text. */
function listed(masked: Masked<TextPaper>, policy: Policy, rule: string, opensOn: string | null): Decision {
  const { disclosure, grounds } = masked.paper.facts;
  const isOpen = disclosure === 'open' || disclosure === 'restricted-until';
  return decision('list', {
    disclosure: isOpen ? 'open' : disclosure, grounds: isOpen ? [] : grounds, rule,
    isTitleShown: isOpen || mayShowTitle(policy, grounds), opensOn,
  });
}

function mayShowTitle(policy: Policy, grounds: readonly Ground[]): boolean {
  return grounds.every((ground) => policy.exemptions.get(ground)!.title === 'masked');
}

function ruleOf(policy: Policy, grounds: readonly Ground[]): string {
  return policy.exemptions.get(grounds[0]!)!.rule;
}

/** Returns the decision to take a paper back. */
export function withdrawn(rule: string, reason: LogReason, disclosure: Disclosure): Decision {
  return decision('withdraw', { disclosure, rule, reason });
}

function released(part: Pick<Decision, 'rule' | 'disclosure' | 'grounds' | 'body' | 'filesShown' | 'isRestrictionEnded' | 'reason'>): Decision {
  return {
    outcome: 'release', disclosure: part.disclosure, grounds: part.grounds, rule: part.rule, isTitleShown: true,
    body: part.body, filesShown: part.filesShown, isRestrictionEnded: part.isRestrictionEnded, opensOn: null, hold: null, reason: part.reason,
  };
}

function decision(outcome: 'list' | 'withdraw', part: Pick<Decision, 'disclosure' | 'rule'> & Partial<Decision>): Decision {
  return {
    outcome, disclosure: part.disclosure, grounds: part.grounds ?? [], rule: part.rule, isTitleShown: part.isTitleShown ?? false,
    body: 'withheld', filesShown: [], isRestrictionEnded: false, opensOn: part.opensOn ?? null, hold: null, reason: part.reason ?? null,
  };
}

/** Returns the day `days` after `day`. */
export function addDays(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}
