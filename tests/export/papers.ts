/** Papers and mask rules for tests; all people and numbers in them are invented. */
import type { LedgerPaper, TextPaper, Texts } from '../../src/model/stages.ts';
import type { MaskRule, Policy } from '../../src/policy/policy.ts';

/** Returns a text paper with these texts. */
export function textPaper(texts: Texts): TextPaper {
  return {
    kind: 'text', type: 'document', source: 'approvals', key: 'k1', where: 'papers.csv:12', texts, files: [],
    facts: {
      unitCode: '6530110', approverRank: 'division-head', approvalKind: 'approved', approvedOn: '2026-10-01', disclosure: 'open',
      grounds: [], restrictedUntil: null, retention: '5', registryId: null, project: null, licence: 'kogl-1', isWithdrawn: false,
    },
  };
}

/** Returns a ledger with these texts and no rows. */
export function ledgerPaper(texts: Texts): LedgerPaper {
  return {
    kind: 'ledger', type: 'expenditure', source: 'finance', key: 'k2', where: 'rows.csv:2', texts, unitCode: '6530110',
    period: '2026-10', currency: { code: 'KRW', decimals: 0 }, licence: 'kogl-1', rows: [],
  };
}

/** Returns mask rules of ground 6 that allow nothing but the given patterns. */
export function maskRules(kinds: readonly string[], allow: readonly RegExp[] = []): Policy['masks'] {
  return new Map(kinds.map((kind): [string, MaskRule] => [kind, {
    rule: `masks/${kind}`, kind, ground: 6, name: { ko: `가림말-${kind}`, en: kind }, allow, explanation: { ko: '설명', en: 'Explanation' },
  }]));
}
