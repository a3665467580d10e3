/**
 * Policy: the disclosure rules as data, as the export obeys them and as the
 * citizen's manual shows them. One set of files, `content/policy/` and
 * `content/organisations/`, both read here and refused when not understood.
 */
import type { ROW_TEXTS } from '../model/record.ts';
import type { Ground, LedgerType, OrganisationClass, Rank } from '../model/vocabulary.ts';

/** Name of a text column of a ledger row. */
export type RowText = (typeof ROW_TEXTS)[number];

/** One word in the languages of the portal. */
export interface Words { ko: string; en: string }

/** `content/policy/exemptions/<n>-<slug>.md`: one item of Art. 9(1). */
export interface Exemption {
  rule: string;
  ground: Ground;
  name: Words;
  law: string;
  /** Whether a closed paper on this ground may show its (masked) title in the register. */
  title: 'masked' | 'withheld';
  /** Years after which the closure is reviewed (Public Records Act Art. 35: 5). */
  reviewYears: number;
  /** The Markdown explanation. */
  explanation: Words;
}

/** `content/policy/phases/<class>.md`: which ranks are released from when. */
export interface PhaseTable {
  rule: string;
  organisationClass: OrganisationClass;
  /** What is done with a paper whose rank the source does not know. */
  missingRank: 'hold' | 'list';
  /** Ascending by `from`. A paper falls under the last phase whose `from` is not after its approval. */
  phases: readonly { from: string; lowestRank: Rank; graceDays: number }[];
  explanation: Words;
}

/** `content/policy/holds/<slug>.md`: topics whose papers wait for a person. */
export interface HoldTopic {
  rule: string;
  name: Words;
  /** Words searched in title, task and classification, after NFKC and lower-casing. */
  words: readonly string[];
  /** Words searched in all texts of a paper in which something about a person was found; as `words` folded. */
  withPerson: readonly string[];
  explanation: Words;
}

/** `content/policy/masks/<kind>.md`: one kind of personal information, one detector. */
export interface MaskRule {
  rule: string;
  kind: string;
  ground: Ground;
  /** The words in the mask: `주민등록번호` gives `[주민등록번호 가림·제6호]`. */
  name: Words;
  /** Values that stay public, as regular expressions over the whole normalised finding, anchored (official mail domains …). */
  allow: readonly RegExp[];
  explanation: Words;
}

/** `content/policy/night.md`: limits of one night. */
export interface NightLimits {
  rule: string;
  /** Largest share (0…1) of the released records that one night may withdraw. */
  maximumWithdrawnShare: number;
  /** Withdrawals up to this number are always allowed, so that a small city can take one record back. */
  minimumWithdrawn: number;
  /** Largest share (0…1) of a source's rows that may be held as unreadable before the night stops. */
  maximumHeldRowShare: number;
  /** Rows up to this number may always be held, so that one bad row does not stop a small source. */
  minimumHeldRows: number;
  explanation: Words;
}

/** `content/policy/ledgers.md`: which columns of which ledgers are not shown, whatever they hold. */
export interface LedgerRule {
  rule: string;
  /** Text columns of a row that are withheld, by ledger type. */
  withheld: Readonly<Record<LedgerType, readonly RowText[]>>;
  /** The ground for withholding them. */
  ground: Ground;
  explanation: Words;
}

/** `content/policy/files.md`: what becomes of attachments. */
export interface FileRule {
  rule: string;
  /** What is done with a paper that has a file which can't be read: it waits, or goes without the file. */
  unread: 'hold' | 'withhold';
  /** Formats whose cleaned original is published when nothing was found in any part of it. */
  originals: readonly string[];
  explanation: Words;
}

/** A body that publishes here; the class decides which phase table holds. */
export interface Organisation { id: string; organisationClass: OrganisationClass; name: Words }

/** A unit with all its names; the id is for ever. */
export interface Unit {
  id: string;
  organisation: string;
  organisationClass: OrganisationClass;
  /** Id of the unit above, `null` at the top. */
  parent: string | null;
  /** Codes and spellings by which city systems call it. */
  codes: readonly string[];
  /** Ascending; `until` is exclusive and `null` for today's name. */
  names: readonly { name: Words; from: string | null; until: string | null }[];
  mail: string | null;
  telephone: string | null;
}

/** Everything the export and the site ask of the policy. */
export interface Policy {
  /** SHA-256 over the policy and organisation files in order of path: a change means that everything is screened again. */
  hash: string;
  exemptions: ReadonlyMap<Ground, Exemption>;
  phases: ReadonlyMap<OrganisationClass, PhaseTable>;
  topics: readonly HoldTopic[];
  masks: ReadonlyMap<string, MaskRule>;
  night: NightLimits;
  ledgers: LedgerRule;
  files: FileRule;
  organisations: ReadonlyMap<string, Organisation>;
  units: ReadonlyMap<string, Unit>;
  /** Returns the unit a city system means by a code or a name on a day, or `null`. */
  resolveUnit(codeOrName: string, on: string | null): Unit | null;
}

/** Returns the unit's name on a day; without a day or outside all ranges today's name. */
export function unitNameOn(unit: Unit, on: string | null): Words {
  const hit = on === null ? undefined : unit.names.find((name) =>
    (name.from === null || name.from <= on) && (name.until === null || on < name.until));
  return (hit ?? unit.names.at(-1))!.name;
}
