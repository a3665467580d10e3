/**
 * Vocabulary: the closed sets of words that every record is described with.
 * Grounds are the items of Art. 9(1) of the Official Information Disclosure Act
 * (공공기관의 정보공개에 관한 법률); ranks are the approvers' levels by class of
 * organisation; retention is that of the Public Records Management Act's
 * enforcement decree, Annex 1.
 */

/** How much of a paper is public. `restricted-until` opens by itself on its date. */
export const DISCLOSURES = ['open', 'partial', 'closed', 'restricted-until'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** Numbers of the items of Art. 9(1). */
export const GROUNDS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Ground = (typeof GROUNDS)[number];

/** A class of organisation: each has its own ladder of ranks and its own phases. */
export const ORGANISATION_CLASSES = ['city', 'district', 'affiliated'] as const;
export type OrganisationClass = (typeof ORGANISATION_CLASSES)[number];

/** Ranks in ascending order; one ladder serves all classes, with the local titles in `strings/`. */
export const RANKS = [
  'officer', // 주무관
  'team-leader', // 팀장
  'division-head', // 과장, 담당관 · affiliated: 부서장
  'bureau-director', // 국장, 기획관
  'office-head', // 실장, 본부장
  'vice-mayor', // 부시장 · district: 부구청장 · affiliated: 부기관장
  'mayor', // 시장 · district: 구청장 · affiliated: 기관장
] as const;
export type Rank = (typeof RANKS)[number];

/** 결재, 전결, 대결. */
export const APPROVAL_KINDS = ['approved', 'delegated', 'acting'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** Steps of an approval line: 기안, 검토, 협조, 결재, 전결, 대결. */
export const APPROVAL_STEPS = ['draft', 'review', 'consult', 'approve', 'delegated', 'acting'] as const;
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** 보존기간: years, semi-permanent (준영구), permanent (영구). */
export const RETENTIONS = ['1', '3', '5', '10', '30', 'semi-permanent', 'permanent'] as const;
export type Retention = (typeof RETENTIONS)[number];

/** 공공누리 types 1–4, or a licence a publisher outside Korea uses. */
export const LICENCES = ['kogl-1', 'kogl-2', 'kogl-3', 'kogl-4', 'ogl-3', 'cc0', 'none'] as const;
export type Licence = (typeof LICENCES)[number];

/** Record types that are texts: one Markdown file each. */
export const TEXT_TYPES = ['document', 'minutes', 'press-release', 'research', 'question-answer'] as const;
export type TextType = (typeof TEXT_TYPES)[number];

/** Record types that are tables: one JSON file each, rows typed. */
export const LEDGER_TYPES = ['expenditure', 'business-expense', 'budget', 'contract'] as const;
export type LedgerType = (typeof LEDGER_TYPES)[number];

export type RecordType = TextType | LedgerType;

/** Where a paper stands in the register. A `held` one waits for a person. */
export const REGISTER_STATUSES = ['released', 'listed', 'held', 'withdrawn'] as const;
export type RegisterStatus = (typeof REGISTER_STATUSES)[number];

/** What the log can say of a record. `seal` is added by the archive. */
export const LOG_EVENTS = ['release', 'amend', 'withdraw', 'restore'] as const;

/** The closed set of reasons in the log: never free text, because the log is for ever. */
export const LOG_REASONS = [
  'approved', // a paper reached its release under the phases
  'restriction-ended', // its date has come
  'officer-decision', // a disclosure officer decided
  'source-changed', // the city system holds a new version
  'rule-changed', // policy or detectors changed
  'closed-at-source', // the city system now calls it closed
  'withdrawn-at-source', // the city system now calls it withdrawn
  'personal-information', // it showed personal information (Art. 9(1) 6)
  'business-secret', // it showed a firm's secret (Art. 9(1) 7)
  'third-party-objection', // whom it concerns objected in time (Art. 21)
  'court-order', // a court or an appeals commission decided
  'copyright', // whoever holds the rights objected
  'published-by-mistake', // it was never to be released
] as const;
export type LogReason = (typeof LOG_REASONS)[number];

/** Why an officer takes a record back at once. */
export const WITHDRAW_REASONS = [
  'personal-information', 'business-secret', 'third-party-objection', 'court-order', 'copyright', 'published-by-mistake', 'officer-decision',
] as const satisfies readonly LogReason[];
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number];

/** Why an officer freezes the service. Codes, because the file that says so may be quoted by every command. */
export const FREEZE_REASONS = ['leak-suspected', 'wrong-rule', 'source-fault', 'audit', 'other'] as const;
export type FreezeReason = (typeof FREEZE_REASONS)[number];

/** Returns whether `value` is a day that exists, written `YYYY-MM-DD`, from 1900 to 2199. */
export function isCityDate(value: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === value;
}
