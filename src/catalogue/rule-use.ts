/** Rule use: how often each rule of the policy was applied, from the register, the records and their masks. */
import type { Catalogue } from './catalogue.ts';

/** Papers that stand where they stand by one rule: released, only listed, waiting, or taken back. */
export interface RuleUse { rule: string; status: 'released' | 'listed' | 'held' | 'withdrawn'; papers: number }

/** Returns the papers by the rule that their row in the register names. */
export function ruleUses(catalogue: Catalogue): RuleUse[] {
  return catalogue.all('SELECT rule, status, count(*) AS papers FROM register GROUP BY rule, status ORDER BY rule, status LIMIT 1000');
}

/** One kind of mask on one ground, in texts or in ledgers: in how many records, at how many places. */
export interface MaskUse { kind: string; ground: number; form: 'text' | 'ledger'; records: number; places: number }

/** Returns the masks of all released records. */
export function maskUses(catalogue: Catalogue): MaskUse[] {
  return catalogue.all(`SELECT json_extract(value, '$.kind') AS kind, json_extract(value, '$.ground') AS ground, form,
    count(*) AS records, sum(json_extract(value, '$.count')) AS places FROM records, json_each(facts, '$.masks')
    WHERE mask_places > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 1000`);
}

/** Returns how many releases of the log an officer decided. The log does not say which rule had held them. */
export function officerReleases(catalogue: Catalogue): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM log WHERE event = 'release' AND reason = 'officer-decision'`)!.count;
}
