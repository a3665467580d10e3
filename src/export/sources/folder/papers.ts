/**
 * Papers: rows of a text table to papers, one each, with the files of a second
 * table. The whole paper is held for one value that can't be translated: a paper
 * whose grounds are unknown is not half known.
 */
import type { Facts, PaperFile, TextPaper } from '../../../model/stages.ts';
import {
  APPROVAL_KINDS, APPROVAL_STEPS, DISCLOSURES, LICENCES, RANKS, RETENTIONS, TEXT_TYPES, type TextType,
} from '../../../model/vocabulary.ts';
import { lineOf, type GivenLine } from '../approval-line.ts';
import { formatOf } from '../formats.ts';
import { type HeldPaper, Untranslatable } from '../source.ts';
import type { ApprovalLineMapping, AttachmentsMapping, TextMapping } from './mapping.ts';
import type { SourceRow } from './table.ts';
import {
  readAsciiCode, readCode, readCount, readDay, readFlag, readGrounds, readPath, readText,
} from './values.ts';

const ROLES = ['body', 'attachment'] as const;

type TextFields = TextMapping['fields'];
type FileFields = AttachmentsMapping['fields'];

/** The rows of the attachments' table. */
export interface Attachments { fields: FileFields; rows: readonly SourceRow[] }

/** The rows of a paper's approval line. */
export interface ApprovalRows { fields: ApprovalLineMapping['fields']; rows: readonly SourceRow[] }

/** Returns the paper of a row, or what is known of it and why it is held. */
export function toPaper(source: string, row: SourceRow, fields: TextFields, attachments: Attachments | null, approval: ApprovalRows | null = null): TextPaper | HeldPaper {
  const key = readText(row, fields.key, 'refuse');
  try {
    if (key === null) throw new Untranslatable('bad-row', '"key": expected a key, got nothing');
    const line = readLine(approval);
    const facts = readFacts(row, fields);
    if (line !== null) facts.approvalLine = line.steps;
    const { files, texts } = readFiles(facts, attachments);
    return { kind: 'text', source, key, where: row.where, type: readType(row, fields), facts, texts: Object.assign(readTexts(row, fields), texts, line?.texts), files };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return heldPaper(source, row, fields, key ?? `row ${row.where}`, error);
  }
}

function readLine(approval: ApprovalRows | null): GivenLine | null {
  return lineOf('approvalLine', (approval?.rows ?? []).map((row) => ({
    step: needed('approvalLine.step', readCode(row, 'approvalLine.step', approval!.fields.step, APPROVAL_STEPS)),
    rank: readCode(row, 'approvalLine.rank', approval!.fields.rank, RANKS),
    on: readDay(row, 'approvalLine.on', approval!.fields.on),
    unit: readText(row, approval!.fields.unit),
  })));
}

/** Returns the bare paper that waits for a person. */
export function heldPaper(source: string, row: SourceRow, fields: TextFields, key: string, { hold }: Untranslatable): HeldPaper {
  return {
    kind: 'held', source, key, where: row.where, hold,
    type: orNull(() => readType(row, fields)) ?? TEXT_TYPES[0],
    unitCode: readText(row, fields.unit, 'refuse'),
    approvedOn: orNull(() => readDay(row, 'approvedOn', fields.approvedOn)),
  };
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Untranslatable) return null;
    throw error;
  }
}

function readType(row: SourceRow, { type }: TextFields): TextType {
  return typeof type === 'string' ? type : needed('type', readCode(row, 'type', type, TEXT_TYPES));
}

function needed<Value>(field: string, value: Value | null): Value {
  if (value === null) throw new Untranslatable(field === 'unit' ? 'unknown-unit' : 'bad-row', `"${field}": expected a value, got nothing`);
  return value;
}

function readFacts(row: SourceRow, fields: TextFields): Facts {
  return {
    unitCode: needed('unit', readText(row, fields.unit, 'refuse')),
    approverRank: readCode(row, 'approverRank', fields.approverRank, RANKS),
    approvalKind: readCode(row, 'approvalKind', fields.approvalKind, APPROVAL_KINDS),
    approvedOn: readDay(row, 'approvedOn', fields.approvedOn),
    disclosure: needed('disclosure', readCode(row, 'disclosure', fields.disclosure, DISCLOSURES)),
    grounds: readGrounds(row, 'grounds', fields.grounds),
    restrictedUntil: readDay(row, 'restrictedUntil', fields.restrictedUntil),
    retention: readCode(row, 'retention', fields.retention, RETENTIONS),
    registryId: readAsciiCode(row, 'registryId', fields.registryId),
    project: readAsciiCode(row, 'project', fields.project),
    licence: needed('licence', readCode(row, 'licence', fields.licence, LICENCES)),
    isWithdrawn: readFlag(row, 'isWithdrawn', fields.isWithdrawn),
  };
}

function readTexts(row: SourceRow, fields: TextFields): Record<string, string> {
  return withoutNulls({
    title: needed('title', readText(row, fields.title)),
    body: readText(row, fields.body),
    publicBody: readText(row, fields.publicBody),
    task: readText(row, fields.task),
    file: readText(row, fields.file),
    classification: readPath(row, fields.classification),
    documentNumber: readText(row, fields.documentNumber, 'refuse'),
  });
}

/** Returns the entries that have a text. */
export function withoutNulls(texts: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null));
}

function readFiles(facts: Facts, attachments: Attachments | null): { files: PaperFile[]; texts: Record<string, string> } {
  const read = (attachments?.rows ?? []).map((row) => readFile(row, attachments!.fields, facts));
  const texts = read.map(({ name, text }, index) => withoutNulls({ [`files/${index}/name`]: name, [`files/${index}/text`]: text }));
  return { files: read.map(({ file }) => file), texts: Object.assign({}, ...texts) as Record<string, string> };
}

/** Known: a size that the source gives in kilobytes is only as exact as that. */
function readFile(row: SourceRow, fields: FileFields, facts: Facts): { file: PaperFile; name: string; text: string | null } {
  const name = needed('attachments.name', readText(row, fields.name));
  const text = readText(row, fields.text);
  const disclosure = fields.disclosure === undefined ? facts.disclosure
    : needed('attachments.disclosure', readCode(row, 'attachments.disclosure', fields.disclosure, DISCLOSURES));
  const grounds = fields.disclosure === undefined && fields.grounds === undefined ? facts.grounds : readGrounds(row, 'attachments.grounds', fields.grounds);
  const role = needed('attachments.role', readCode(row, 'attachments.role', fields.role, ROLES));
  const sizeBytes = readCount(row, 'attachments.sizeBytes', fields.sizeBytes) ?? 0;
  const path = readText(row, fields.path);
  const bytes = path === null ? null : { path, sha256: '' };
  return { file: { role, format: formatOf(name), sizeBytes, disclosure, grounds, isRead: text !== null, bytes, problem: null }, name, text };
}
