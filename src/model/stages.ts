/**
 * Stages: collect → screen → mask → decide → write, as types. Each stage takes
 * the type the one before returns, so that skipping one does not compile.
 *
 * Every free text of a paper sits in `texts`, under a field name, and nowhere
 * else: what is not in `texts` is a code, a date, a number or a flag. So a text
 * can't reach a record without having been screened and masked.
 */
import type {
  ApprovalKind, ApprovalStep, Disclosure, Ground, LedgerType, Licence, Rank, Retention, TextType,
} from './vocabulary.ts';

/**
 * The free texts of a paper by field name. Text papers: `title`, `body`,
 * `publicBody`, `task`, `file`, `classification`, `documentNumber`,
 * `files/<n>/name`, and of a file that was read `files/<n>/text`,
 * `files/<n>/sheets/<k>/name` and `…/csv`, and `files/<n>/parts/<k>`: everything
 * that lies in the file, seen or not, screened but never shown; of step n of the approval
 * line `approvalLine/<n>/unit`. Ledgers: `rows/<n>/<column>`.
 */
export type Texts = Readonly<Record<string, string>>;

/** Why a file could not be read. */
export type FileProblem =
  | 'unknown-format' // neither the bytes nor the name say what it is, or no reader knows it
  | 'wrong-format' // the name says one thing, the bytes another
  | 'corrupt' // breaks its own format
  | 'encrypted' // a password, or distribution protection
  | 'too-large' // bytes, unpacked bytes, entries, pages or pixels over the limit
  | 'bomb' // unpacks to far more than it is
  | 'too-deep' // files in files in files
  | 'no-text' // pages or pictures in which no text could be read
  | 'hidden-text' // text under boxes, in white or outside the page that the display would repeat
  | 'unread-part' // a part nobody knows how to read
  | 'time-out' // took longer than allowed
  | 'crash'; // its reader died or ran out of memory

/** Where the bytes of a file lie: `path` as the source writes it and no hash, from collect on absolute with the SHA-256. Private. */
export interface FileBytes { path: string; sha256: string }

/** One file of a paper. Its name and its text, if it could be read, are in `texts`. */
export interface PaperFile {
  role: 'body' | 'attachment';
  /** Lower-case ending without the dot, `''` if there is none. */
  format: string;
  sizeBytes: number;
  disclosure: Disclosure;
  grounds: readonly Ground[];
  /** Whether `texts` holds all of the file's text. A file that can't be read is never shown. */
  isRead: boolean;
  /** The bytes, if the source hands them over; else it hands over the text, or nothing but the name. */
  bytes: FileBytes | null;
  /** Why its bytes could not be read; `null` before reading, when they were read, and when there are none. */
  problem: FileProblem | null;
}

/** One step of an approval line. Who took it is never handed over; the office's code or name is in `texts`. */
export interface LineStep { step: ApprovalStep; rank: Rank | null; on: string | null }

/** What a city system says of a text paper, in our codes. `null`: the system does not say. */
export interface Facts {
  /** The unit's code or name as the city system has it; the policy resolves it. */
  unitCode: string;
  approverRank: Rank | null;
  approvalKind: ApprovalKind | null;
  /** `YYYY-MM-DD` in the city's time zone. */
  approvedOn: string | null;
  disclosure: Disclosure;
  grounds: readonly Ground[];
  /** The first day on which a `restricted-until` paper is open. */
  restrictedUntil: string | null;
  retention: Retention | null;
  registryId: string | null;
  /** Code of the budget project, ASCII. */
  project: string | null;
  licence: Licence;
  /** The city system has taken the paper back. */
  isWithdrawn: boolean;
  /**
   * The steps of its approval, in their order. Absent, not empty, where the system has
   * none: the hash that officers' decisions are bound to stays what it was.
   */
  approvalLine?: readonly LineStep[];
}

interface PaperBase {
  /** Name of the source, as configured. Private. */
  source: string;
  /** The source's own key. Private: never written to `content/`. */
  key: string;
  /** Where a person finds it: `papers.csv:12` or `release_papers[key]`. Never record text. */
  where: string;
  texts: Texts;
}

/** A paper whose body is text. */
export interface TextPaper extends PaperBase {
  kind: 'text';
  type: TextType;
  facts: Facts;
  /** `files[n]` has its texts under `files/<n>/…`, counted from 0. */
  files: readonly PaperFile[];
}

/** The typed values of one ledger row; its free texts are in the paper's `texts`. */
export interface PaperRow {
  /** The source's own stable key, or `null` when it has none (identity is then by content). */
  key: string | null;
  where: string;
  date: string | null;
  /** `HH:MM`, 24 hours. */
  time: string | null;
  /** Integer in the currency's smallest unit (won; pence). Negative for refunds and credit notes. */
  amount: number;
  headcount: number | null;
  project: string | null;
  /** Code of the funding line or account, ASCII. */
  account: string | null;
  /** Contracts: how the contractor was chosen. */
  method: 'open-tender' | 'limited-tender' | 'negotiated' | null;
  from: string | null;
  until: string | null;
}

/** A table of payments, budgets or contracts: one unit, one period. */
export interface LedgerPaper extends PaperBase {
  kind: 'ledger';
  type: LedgerType;
  unitCode: string;
  /** `YYYY-MM`, budgets `YYYY`. */
  period: string;
  currency: Currency;
  licence: Licence;
  /** `rows[n]` has its texts under `rows/<n>/…`. Order is the source's; genuine duplicates stay. */
  rows: readonly PaperRow[];
}

/** ISO 4217 code and how many decimals an amount's integer carries (won 0, pounds 2). */
export interface Currency { code: string; decimals: number }

/** Stage 1: what a source hands over. */
export type Paper = TextPaper | LedgerPaper;

/** A half-open range `[start, end)` in UTF-16 code units of one text in which a detector found something. */
export interface Finding { kind: string; start: number; end: number }

/** Stage 2: a paper with what the detectors found, by field; a field without findings is absent. */
export interface Screened<P extends Paper = Paper> {
  stage: 'screened';
  paper: P;
  findings: Readonly<Record<string, readonly Finding[]>>;
  /** Names of the codes in which something was found. A code can't be masked, so its paper waits for a person. */
  codesWithFindings: readonly string[];
  /** Names of the fields that list people: masks don't make such a list safe. */
  personTables: readonly string[];
}

/** How often one kind of finding was hidden in one field, and on which ground. */
export interface MaskCount { field: string; kind: string; ground: Ground; count: number }

/** Stage 3: the same with every finding hidden. `texts` replaces the paper's from here on. */
export interface Masked<P extends Paper = Paper> {
  stage: 'masked';
  /** The paper without its texts: the unmasked ones end here. */
  paper: Omit<P, 'texts'>;
  texts: Texts;
  masks: readonly MaskCount[];
  codesWithFindings: readonly string[];
  personTables: readonly string[];
  /** UTF-16 code units before masking, and how many of them were hidden, by field. */
  lengths: Readonly<Record<string, { textChars: number; maskedChars: number }>>;
}

/** Why a paper waits for a person. `code` is closed, `detail` says expected and got without record text. */
export interface Hold { code: HoldCode; detail: string }

export type HoldCode =
  | 'unknown-unit' | 'missing-rank' | 'missing-date' | 'missing-ground' | 'unknown-code' | 'impossible-date'
  | 'topic' | 'changed-after-decision' | 'missing-at-source' | 'unreadable' | 'duplicate-key' | 'bad-row' | 'finding-in-structure' | 'person-table' | 'sensitive-person' | 'unread-file' | 'no-longer-passes';

/** Stage 4: what is done with it tonight, and by which rule. */
export interface Decided<P extends Paper = Paper> {
  stage: 'decided';
  masked: Masked<P>;
  decision: Decision;
}

/** The outcome: `release` writes a record, `list` a register row only, `hold` a bare register row, `withdraw` a tombstone. */
export interface Decision {
  outcome: 'release' | 'list' | 'hold' | 'withdraw';
  /** What the register says; `null` while held for an unknown code. */
  disclosure: Disclosure | null;
  grounds: readonly Ground[];
  /** Path of the policy file that decided, `phases/city` or `exemptions/6-personal-privacy`. */
  rule: string;
  /** Whether the title may stand in the register. */
  isTitleShown: boolean;
  /** Which text stands as the record's body: all of it, the public version, or none (cover only). */
  body: 'whole' | 'public-version' | 'withheld';
  /** Per file of a text paper: whether its text is shown. */
  filesShown: readonly boolean[];
  /** Whether the paper's own restriction has ended; its restricted files are open with it. */
  isRestrictionEnded: boolean;
  /** Day on which a listed paper opens or a held one is looked at again, `YYYY-MM-DD`. */
  opensOn: string | null;
  hold: Hold | null;
  reason: import('./vocabulary.ts').LogReason | null;
}
