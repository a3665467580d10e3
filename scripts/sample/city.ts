/**
 * City: what the sample city's systems hold, before it is written into their
 * tables. Codes are those of `schema.ts`; words (ranks, kinds) are ours and
 * become the city's own codes when they are written.
 */
import type {
  ApprovalKind, Ground, Licence, Rank, Retention, TextType,
} from '../../src/model/vocabulary.ts';
import type { SampleStep } from './approval-line.ts';

/** A file attached to a document. */
export interface SampleFile {
  role: 'body' | 'attachment';
  name: string;
  sizeBytes: number;
  disclosureCode: string;
  grounds: readonly Ground[];
  /** `null` for formats that the city's system can't read. */
  text: string | null;
  /** What the city's file store has of it; most files of the sample are only listed. */
  bytes?: Uint8Array;
}

/** An approved document as the approval system holds it. */
export interface SampleDocument {
  key: string;
  type: TextType;
  title: string;
  body: string;
  publicBody: string | null;
  unitCode: string;
  rank: Rank | null;
  approvalKind: ApprovalKind | null;
  approvalLine: readonly SampleStep[];
  /** `YYYY-MM-DD`; one paper of the sample has a day that doesn't exist. */
  approvedOn: string;
  disclosureCode: string;
  grounds: readonly Ground[];
  /** The city's own words for why it is not open; never part of the contract. */
  groundReason: string | null;
  restrictedUntil: string | null;
  retention: Retention;
  classification: readonly string[];
  task: string;
  fileTitle: string;
  documentNumber: string;
  registryId: string;
  project: string | null;
  licence: Licence;
  isWithdrawn: boolean;
  files: SampleFile[];
}

/** One payment, budget line or contract as the finance system holds it. */
export interface SampleRow {
  /** `null` for the affiliated body, whose system has no keys. */
  key: string | null;
  ledger: 'expenditure' | 'business-expense' | 'budget' | 'contract';
  unitCode: string;
  /** `YYYY-MM`, budgets `YYYY`. */
  period: string;
  paidOn: string | null;
  paidAt: string | null;
  amount: number;
  purpose: string | null;
  payee: string | null;
  place: string | null;
  attendees: string | null;
  headcount: number | null;
  paymentMethod: string | null;
  category: string | null;
  account: string | null;
  project: string | null;
  documentNumber: string | null;
  method: 'open-tender' | 'limited-tender' | 'negotiated' | null;
  from: string | null;
  until: string | null;
}

/** Returns a row with every column empty but the given ones. */
export function row(given: Pick<SampleRow, 'ledger' | 'unitCode' | 'period' | 'amount'> & Partial<SampleRow>): SampleRow {
  return {
    key: null, paidOn: null, paidAt: null, purpose: null, payee: null, place: null, attendees: null, headcount: null,
    paymentMethod: null, category: null, account: null, project: null, documentNumber: null, method: null, from: null,
    until: null, ...given,
  };
}

/** A value that identifies a person, as it stands in a field. */
export interface Planted {
  kind: 'resident-number' | 'mobile' | 'email' | 'card' | 'account' | 'name';
  value: string;
  /** The field: `title`, `body`, `files/name`, `files/text`, `rows/purpose` … */
  field: string;
}

/** Everything of one night. */
export interface SampleCity {
  documents: SampleDocument[];
  rows: SampleRow[];
  /** Rows and documents that are in the tables but no longer in the views. */
  hiddenKeys: Set<string>;
  planted: Planted[];
}
