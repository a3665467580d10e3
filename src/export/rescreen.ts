/**
 * Rescreen: looks at what is published with the detectors of tonight. A paper that its
 * source still has is judged anew when a rule changes; this is for records whose paper
 * is gone or waits, so that no old release outlives the rule it was released by.
 */
import { ROW_TEXTS, type LedgerRecord, type PublicRecord, type TextRecord } from '../model/record.ts';
import type { LedgerPaper, Paper, Screened, TextPaper } from '../model/stages.ts';

/** A mask is not what it hides: `[주민등록번호 가림·제6호]`. */
const MASK = /\[[^[\]\n]{1,40} 가림·제[1-8]호\]/g;

/** Returns the kinds of personal information found in a published record, each once. */
export function kindsIn(record: PublicRecord, screen: (paper: Paper) => Screened): string[] {
  const { findings } = screen('rows' in record ? ledgerOf(record) : textOf(record));
  return [...new Set(Object.values(findings).flatMap((found) => found.map(({ kind }) => kind)))].sort();
}

function textOf(record: TextRecord): TextPaper {
  const texts: Record<string, string> = { title: record.title, body: record.markdown };
  record.approvalLine?.forEach(({ unit, unitName }, n) => {
    if (unit === null && unitName !== null) texts[`approvalLine/${n}/unit`] = unitName;
  });
  record.files.forEach(({ name, text, sheets }, n) => {
    texts[`files/${n}/name`] = name ?? '';
    texts[`files/${n}/text`] = text ?? '';
    sheets.forEach(({ csv }, k) => { texts[`files/${n}/sheets/${k}/csv`] = csv; });
  });
  return {
    kind: 'text', type: record.type, source: '', key: '', where: record.id, texts: withoutMasks(texts), files: [],
    facts: {
      unitCode: record.unit, approverRank: record.approverRank, approvalKind: record.approvalKind, approvedOn: record.approvedOn, disclosure: 'open',
      grounds: [], restrictedUntil: null, retention: record.retention, registryId: record.registryId, project: record.project, licence: record.licence, isWithdrawn: false,
    },
  };
}

function ledgerOf(record: LedgerRecord): LedgerPaper {
  const texts: Record<string, string> = {};
  record.rows.forEach((row, n) => {
    for (const column of ROW_TEXTS) if (row[column] !== null) texts[`rows/${n}/${column}`] = row[column];
  });
  return {
    kind: 'ledger', type: record.type, source: '', key: '', where: record.id, texts: withoutMasks(texts), unitCode: record.unit,
    period: record.period, currency: record.currency, licence: record.licence, rows: [],
  };
}

function withoutMasks(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text.replace(MASK, '…')]));
}
