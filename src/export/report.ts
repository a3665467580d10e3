/** Report: what one night did, in papers, rows and files. Counts only, so that it may be mailed and logged. */

export interface NightReport {
  tonight: string;
  unchanged: number; released: number; amended: number; restored: number; listed: number; held: number; withdrawn: number; missing: number;
  /** Published before tonight and no longer passing tonight's rules: withdrawn and waiting for a person. Counted in `withdrawn` and `held` too. */
  takenBack: number;
  rowsAdded: number; rowsChanged: number; rowsRemoved: number; rowsHeld: number;
  filesWritten: number;
  /** Papers and rows that wait for a person after tonight, old ones too. */
  waitingPapers: number; waitingRows: number;
}

/** Returns the report of a night that has done nothing yet. */
export function emptyReport(tonight: string): NightReport {
  return {
    tonight, unchanged: 0, released: 0, amended: 0, restored: 0, listed: 0, held: 0, withdrawn: 0, missing: 0, takenBack: 0,
    rowsAdded: 0, rowsChanged: 0, rowsRemoved: 0, rowsHeld: 0, filesWritten: 0, waitingPapers: 0, waitingRows: 0,
  };
}
