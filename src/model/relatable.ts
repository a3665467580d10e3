/** Relatable: a record as relating sees it, whether it comes from the catalogue or from a benchmark's files. */

/** What is needed of a record to relate it. Texts are the public ones, masks included. */
export interface Relatable {
  id: string;
  title: string;
  text: string;
  documentNumber: string | null;
  /** Document numbers that the record quotes; for a ledger those of its approving documents. */
  cites: string[];
  task: string | null;
  project: string | null;
  /** Name of the records file (기록물철), unique within its unit. */
  file: string | null;
  unit: string | null;
  /** The record's own day, `YYYY-MM-DD`: tells the year of a meeting whose title does not. */
  day: string | null;
  /** A `RecordType`; ledger types make a citation a tie of money and approval. */
  type: string;
}
