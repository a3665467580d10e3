/**
 * Spending CSV: the columns of the money tables as files: stable names, ISO dates, the
 * amount as an integer in the currency's smallest unit beside the currency, and the
 * address of the row and of the document that approved it. RFC 4180, UTF-8 with a byte
 * order mark: without it Excel, which most readers open it with, shows Korean as signs.
 *
 * A record's id comes first in its lines and a line break inside a text becomes a blank,
 * so that one line is one row: a withdrawal takes a record's lines out by their start.
 */
import { csvCell, type CsvCell } from '../../model/csv.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import type { Row } from '../../model/record.ts';
import type { LedgerType } from '../../model/vocabulary.ts';

/** What a line is made of. */
export interface CsvRow {
  ledger: ListedRecord;
  organisation: string;
  row: Row;
  url: string;
  /** `null` where no public document approved the row. */
  documentUrl: string | null;
  payeeKind: string | null;
  facts: readonly string[];
}

/** A column: its name for ever, its type in a Table Schema, its meaning. */
interface Column { name: string; type: 'string' | 'integer' | 'date'; format?: 'uri'; required?: true; title: string; description: string; cell(row: CsvRow): CsvCell }

const text = (name: string, title: string, description: string, cell: (row: CsvRow) => string | null): Column => ({ name, type: 'string', title, description, cell });

/** The columns, in their order. A new one is added at the end. */
export const COLUMNS: readonly Column[] = [
  { ...text('record', '자료 번호', 'Id of the table the row stands in, for ever.', ({ ledger }) => ledger.id), required: true },
  { ...text('row', '줄 번호', 'Id of the row, for ever.', ({ row }) => row.id), required: true },
  { ...text('url', '주소', 'Address of the row on the portal.', ({ url }) => url), format: 'uri', required: true },
  { ...text('type', '종류', 'expenditure, business-expense, budget or contract.', ({ ledger }) => ledger.type), required: true },
  { ...text('organisation', '기관', 'Id of the organisation.', ({ organisation }) => organisation) },
  { ...text('unit', '부서 번호', 'Id of the unit, the same under all its names.', ({ ledger }) => ledger.unit), required: true },
  text('unit_name', '부서', 'Name of the unit at that time.', ({ ledger }) => ledger.unitName),
  { ...text('period', '기간', 'Month (YYYY-MM) or year (YYYY) of the table.', ({ ledger }) => ledger.period), required: true },
  { name: 'date', type: 'date', title: '날짜', description: 'Day of payment or contract.', cell: ({ row }) => row.date },
  text('time', '시각', 'Time of payment, HH:MM, in the city\'s time zone.', ({ row }) => row.time),
  { name: 'amount', type: 'integer', required: true, title: '금액', description: 'Integer in the smallest unit of the currency: won, pence. Refunds are negative.', cell: ({ row }) => row.amount },
  { ...text('currency', '통화', 'ISO 4217 code.', ({ ledger }) => ledger.currency), required: true },
  { name: 'decimals', type: 'integer', required: true, title: '소수 자리', description: 'Digits of the amount that stand behind the point: 0 for KRW, 2 for GBP.', cell: ({ ledger }) => ledger.decimals },
  text('purpose', '목적', 'As recorded; masks are words in brackets.', ({ row }) => row.purpose),
  text('payee', '받는 곳', 'As recorded.', ({ row }) => row.payee),
  text('payee_kind', '받는 곳의 종류', 'Told by the rules of content/spending/payees.', ({ payeeKind }) => payeeKind),
  text('place', '장소', 'As recorded.', ({ row }) => row.place),
  text('attendees', '대상', 'As recorded, where it is shown.', ({ row }) => row.attendees),
  { name: 'headcount', type: 'integer', title: '인원', description: 'Number of persons.', cell: ({ row }) => row.headcount },
  text('payment_method', '결제 방법', 'As recorded.', ({ row }) => row.paymentMethod),
  text('category', '비목', 'Budget item or kind of expense.', ({ row }) => row.category),
  text('account', '회계', 'Code of the account.', ({ row }) => row.account),
  text('method', '계약 방법', 'open-tender, limited-tender or negotiated.', ({ row }) => row.method),
  text('project', '사업 번호', 'Code of the project.', ({ row }) => row.project),
  { name: 'from', type: 'date', title: '시작일', description: 'First day of a term.', cell: ({ row }) => row.from },
  { name: 'until', type: 'date', title: '종료일', description: 'Last day of a term.', cell: ({ row }) => row.until },
  text('document_number', '결재 문서 번호', 'Number of the approving document.', ({ row }) => row.documentNumber),
  { ...text('document_url', '결재 문서 주소', 'Address of the approving document, empty where it is not public here.', ({ documentUrl }) => documentUrl), format: 'uri' },
  text('facts', '규칙 표시', 'Rules of content/spending/facts that hold, separated by blanks. A mark is a comparison and no accusation.', ({ facts }) => (facts.length === 0 ? null : facts.join(' '))),
];

/** The first line of every file. */
export const CSV_HEAD = `\uFEFF${COLUMNS.map(({ name }) => name).join(',')}\r\n`;

/** Returns the line of a row. */
export function csvLine(row: CsvRow): string {
  return `${COLUMNS.map(({ cell }) => csvCell(oneLine(cell(row)))).join(',')}\r\n`;
}

function oneLine(cell: CsvCell): CsvCell {
  return typeof cell === 'string' ? cell.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ') : cell;
}

/** Returns the Table Schema (Frictionless) of all files. */
export function tableSchema() {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: COLUMNS.map(({ name, type, format, required, title, description }) => ({
      name, title, description, type, ...(format === undefined ? {} : { format }), ...(required === undefined ? {} : { constraints: { required: true } }),
    })),
    primaryKey: ['record', 'row'], missingValues: [''],
  };
}

/** Path of a ledger's file, from the path of its record: beside its page. */
export function ledgerCsv(record: string): string {
  return record.replace(/\.json$/, '.csv');
}

/** Path of the file of all units of a type and period. */
export function periodCsv(type: LedgerType, period: string): string {
  return `data/spending/${type}/${period}.csv`;
}
