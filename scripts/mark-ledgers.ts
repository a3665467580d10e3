/**
 * Mark ledgers: applies the rules of `content/spending/` to the rows of every ledger
 * that is new, changed, or was marked under other rules, in steps that each stand when
 * the next one fails.
 */
import type { Catalogue } from '../src/catalogue/catalogue.ts';
import { allRows, storeMarks, unmarkedLedgers } from '../src/catalogue/store-marks.ts';
import type { SpendingRules } from '../src/policy/spending.ts';
import { marksOf, payeeKindOf } from '../src/policy/spending-marks.ts';

/** Raised when the same rules come to mark rows otherwise. */
const MARKER = '1';
/** Ledgers marked in one transaction. */
const STEP = 500;

/** Marks the rows of ledgers that need it and returns how many ledgers that were. */
export function markLedgers(catalogue: Catalogue, rules: SpendingRules): number {
  const version = `${MARKER} ${rules.hash}`;
  let done = 0;
  for (;;) {
    const ledgers = unmarkedLedgers(catalogue, version, STEP);
    if (ledgers.length === 0) return done;
    catalogue.transaction(() => {
      for (const ledger of ledgers) {
        const rows = allRows(catalogue, ledger.id);
        const marks = marksOf(rules, ledger, rows);
        storeMarks(catalogue, ledger, version, rows, rows.map((row, at) => ({ ...marks[at]!, payee: payeeKindOf(rules, row.payee) })));
      }
    });
    done += ledgers.length;
  }
}
