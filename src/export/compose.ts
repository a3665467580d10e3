/**
 * Compose: the record a decided paper becomes. Fields cross by name: a field that
 * is not written here stays private, whatever a source adds to its papers.
 */
import { createHash } from 'node:crypto';
import type { Row, LedgerRecord, PublicRecord, RecordFile, TextRecord } from '../model/record.ts';
import type { Decided, LedgerPaper, Masked, MaskCount, TextPaper } from '../model/stages.ts';
import type { Ground } from '../model/vocabulary.ts';
import { unitNameOn, type Policy, type RowText, type Unit } from '../policy/policy.ts';
import { composeLine } from './approval-line.ts';
import { addDays, firstDay } from './decide.ts';
import type { NewRow } from './identity.ts';

/** What a record has beside its paper: identity and version. */
export interface Version { id: string; unit: Unit; releasedOn: string; revision: number; history: PublicRecord['history']; nonce: string }

/** 처리과-일련번호, as the regulation on administrative efficiency numbers documents. */
const DOCUMENT_NUMBER = /(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]{1,20}(?:과|관|단|실|팀|소|원|센터|본부|국|사업소)-\d{1,7}(?!\d|-\d)/g;

/** Returns the record of a text paper that is released. */
export function composeText(decided: Decided<TextPaper>, version: Version, policy: Policy): TextRecord {
  const { masked, decision } = decided;
  const { facts, type } = masked.paper;
  const approvalLine = composeLine(masked, policy);
  const files = composeFiles(decided, policy);
  const bodyField = decision.body === 'whole' ? 'body' : 'publicBody';
  const markdown = decision.body === 'withheld' ? '' : (masked.texts[bodyField] ?? '').replaceAll('\r\n', '\n').trim();
  const shown = shownFields(decided, bodyField);
  const hidden = decision.body === 'withheld' ? 0 : masked.lengths[bodyField]?.maskedChars ?? 0;
  const record: TextRecord = {
    id: version.id,
    type,
    title: masked.texts.title!,
    organisation: version.unit.organisation,
    unit: version.unit.id,
    unitName: unitNameOn(version.unit, facts.approvedOn).ko,
    approverRank: facts.approverRank,
    approvalKind: facts.approvalKind,
    approvedOn: facts.approvedOn,
    releasedOn: version.releasedOn,
    disclosure: decision.disclosure!,
    grounds: [...decision.grounds],
    restrictedUntil: facts.restrictedUntil,
    reviewDue: decision.disclosure === 'open' ? null : reviewDue(decision.grounds, facts.approvedOn ?? version.releasedOn, policy),
    retention: facts.retention,
    classification: (masked.texts.classification ?? '').split('>').map((part) => part.trim()).filter((part) => part !== ''),
    task: masked.texts.task ?? null,
    file: masked.texts.file ?? null,
    documentNumber: masked.texts.documentNumber ?? null,
    registryId: facts.registryId,
    project: facts.project,
    licence: facts.licence,
    body: decision.body,
    textChars: markdown.length,
    maskedChars: inTens(hidden),
    files,
    masks: sumMasks(masked.masks.filter((mask) => shown.has(mask.field))),
    cites: citesIn([markdown, ...files.flatMap((file) => [file.text ?? '', ...file.sheets.map(({ csv }) => csv)])], masked.texts.documentNumber ?? null),
    rule: decision.rule,
    revision: version.revision,
    status: 'released',
    history: version.history,
    nonce: version.nonce,
    markdown,
  };
  if (approvalLine !== undefined) record.approvalLine = approvalLine;
  return record;
}

function shownFields(decided: Decided<TextPaper>, bodyField: string): Set<string> {
  const { decision, masked } = decided;
  const fields = ['title', 'task', 'file', 'classification', 'documentNumber'];
  if (decision.body !== 'withheld') fields.push(bodyField);
  masked.paper.files.forEach((_, n) => {
    fields.push(`files/${n}/name`);
    if (decision.filesShown[n]) fields.push(`files/${n}/text`, ...sheetFields(masked, n));
  });
  return new Set(fields);
}

function composeFiles(decided: Decided<TextPaper>, policy: Policy): RecordFile[] {
  const { masked, decision } = decided;
  return masked.paper.files.map((file, n) => {
    const disclosure = file.disclosure === 'restricted-until' && decision.isRestrictionEnded ? 'open' : file.disclosure;
    const isNameShown = disclosure !== 'closed' && disclosure !== 'restricted-until'
      || (file.grounds.length > 0 && file.grounds.every((ground) => policy.exemptions.get(ground)!.title === 'masked'));
    const isShown = decision.filesShown[n] === true;
    const text = isShown ? masked.texts[`files/${n}/text`]?.replaceAll('\r\n', '\n') ?? null : null;
    const sheets = isShown ? composeSheets(masked, n) : [];
    const fields = isShown ? [`files/${n}/text`, ...sheetFields(masked, n)] : [];
    const hidden = fields.reduce((sum, field) => sum + (masked.lengths[field]?.maskedChars ?? 0), 0);
    return {
      name: isNameShown ? masked.texts[`files/${n}/name`]! : null,
      role: file.role,
      format: file.format,
      sizeBytes: file.sizeBytes,
      disclosure,
      grounds: disclosure === 'open' ? [] : [...file.grounds],
      text,
      textForm: file.bytes === null ? 'plain' : 'markdown',
      sheets,
      original: null,
      textChars: sheets.reduce((sum, { csv }) => sum + csv.length, text?.length ?? 0),
      maskedChars: inTens(hidden),
    };
  });
}

function composeSheets(masked: Masked<TextPaper>, n: number): RecordFile['sheets'] {
  return sheetFields(masked, n).filter((field) => field.endsWith('/csv')).map((field) => (
    { name: masked.texts[field.replace(/csv$/, 'name')] ?? '', csv: masked.texts[field]! }));
}

/** Fields of the sheets of a file, in their order. */
function sheetFields(masked: Masked<TextPaper>, n: number): string[] {
  return Object.keys(masked.texts).filter((field) => field.startsWith(`files/${n}/sheets/`));
}

/** Art. 35 of the Public Records Act: what is not open is looked at again after some years; the shortest of its grounds counts. */
function reviewDue(grounds: readonly Ground[], from: string, policy: Policy): string {
  const years = Math.min(...grounds.map((ground) => policy.exemptions.get(ground)!.reviewYears));
  const [year, rest] = [Number(from.slice(0, 4)), from.slice(4)];
  const day = `${year + years}${rest}`;
  return rest === '-02-29' ? addDays(`${year + years}-02-28`, 0) : day;
}

/** Rounded up to tens: an exact number of hidden characters would help to guess them. */
function inTens(chars: number): number {
  return Math.ceil(chars / 10) * 10;
}

function citesIn(texts: readonly string[], own: string | null): string[] {
  const found = texts.flatMap((text) => text.match(DOCUMENT_NUMBER) ?? []);
  return [...new Set(found)].filter((number) => number !== own).sort();
}

/** Returns the rows of a ledger paper, withheld columns emptied. */
export function composeRows(masked: Masked<LedgerPaper>, policy: Policy): NewRow[] {
  const withheld = new Set<RowText>(policy.ledgers.withheld[masked.paper.type]);
  return masked.paper.rows.map((row, n) => {
    const text = (column: RowText) => withheld.has(column) ? null : masked.texts[`rows/${n}/${column}`] ?? null;
    return {
      key: row.key,
      row: {
        date: row.date, time: row.time, amount: row.amount, purpose: text('purpose'), payee: text('payee'), place: text('place'),
        attendees: text('attendees'), headcount: row.headcount, paymentMethod: text('paymentMethod'), category: text('category'),
        account: row.account, project: row.project, documentNumber: text('documentNumber'), method: row.method, from: row.from, until: row.until,
      },
    };
  });
}

/** Returns the record of a ledger paper that is released. */
export function composeLedger(decided: Decided<LedgerPaper>, rows: Row[], version: Version, policy: Policy): LedgerRecord {
  const { masked, decision } = decided;
  const withheld: ReadonlySet<string> = new Set(policy.ledgers.withheld[masked.paper.type]);
  const isShown = (field: string) => !withheld.has(field.split('/')[2]!);
  return {
    id: version.id,
    type: masked.paper.type,
    organisation: version.unit.organisation,
    unit: version.unit.id,
    unitName: unitNameOn(version.unit, firstDay(masked.paper.period)).ko,
    releasedOn: version.releasedOn,
    disclosure: decision.disclosure!,
    grounds: [...decision.grounds],
    licence: masked.paper.licence,
    masks: sumMasks(masked.masks.filter((mask) => isShown(mask.field))),
    rule: decision.rule,
    revision: version.revision,
    status: 'released',
    history: version.history,
    nonce: version.nonce,
    period: masked.paper.period,
    currency: { code: masked.paper.currency.code, decimals: masked.paper.currency.decimals },
    rowCount: rows.length,
    totalAmount: rows.reduce((sum, row) => sum + row.amount, 0),
    rows,
  };
}

function sumMasks(masks: readonly MaskCount[]): PublicRecord['masks'] {
  const groups = Map.groupBy(masks, ({ kind, ground }) => `${kind}/${ground}`);
  return [...groups.values()]
    .map((group) => ({ kind: group[0]!.kind, ground: group[0]!.ground, count: group.reduce((sum, mask) => sum + mask.count, 0) }))
    .sort((a, b) => (a.kind === b.kind ? a.ground - b.ground : a.kind < b.kind ? -1 : 1));
}

/** What belongs to the version and not to the content. */
const VERSION_KEYS = new Set(['revision', 'history', 'nonce', 'releasedOn', 'status']);

/** Returns a hash of everything in a record but its version: equal hashes need no new revision. Never published. */
export function contentHash(record: PublicRecord): string {
  const content = Object.entries(record).filter(([key]) => !VERSION_KEYS.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Returns the names of the fields in which two versions of a record differ; the body is called `markdown`, a ledger's rows `rows`. */
export function changedFields(before: PublicRecord, after: PublicRecord): string[] {
  const one = before as unknown as Record<string, unknown>;
  const other = after as unknown as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !VERSION_KEYS.has(key));
  return keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key])).sort();
}
