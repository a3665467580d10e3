/**
 * Write: puts a sample city into its database file. Everything is inserted in a
 * fixed order and the file is vacuumed, so that the same city gives the same
 * bytes; the file appears under its name only when it is whole.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { ArchiveError } from '../../src/errors.ts';
import type { SampleCity, SampleDocument, SampleFile, SampleRow } from './city.ts';
import { officeCodes } from './offices.ts';
import { CODES, TABLES, VIEWS } from './schema.ts';

/**
 * Writes the city to `path`, replacing what is there.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if the folder is missing or `path` is not a file.
 */
export function writeCity(path: string, city: SampleCity): void {
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ArchiveError('BAD_ARGUMENT', path, `expected an existing folder ${folder}, there is none`);
  }
  if (existsSync(path) && !statSync(path).isFile()) {
    throw new ArchiveError('BAD_ARGUMENT', path, 'expected a file or nothing, got a folder');
  }
  writeFiles(filesFolder(path), city);
  const temporary = `${path}.part`;
  rmSync(temporary, { force: true });
  try {
    writeDatabase(temporary, city);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Returns the folder of the city's file store, beside its database. */
export function filesFolder(path: string): string {
  return path.replace(/\.sqlite$/, '-files');
}

/** Names in the store are numbers; the name people gave stands in the database. */
function storedName({ key }: SampleDocument, index: number, { name }: SampleFile): string {
  return `${key}-${index + 1}.${name.split('.').at(-1)!}`;
}

function writeFiles(folder: string, { documents }: SampleCity): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const document of documents) {
    document.files.forEach((file, index) => {
      if (file.bytes !== undefined) writeFileSync(join(folder, storedName(document, index, file)), file.bytes);
    });
  }
}

function writeDatabase(path: string, city: SampleCity): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;');
    database.exec(TABLES);
    writeCodes(database);
    writeDocuments(database, city);
    writeRows(database, city);
    database.exec(VIEWS);
    database.exec('COMMIT; VACUUM;');
  } finally {
    database.close();
  }
}

type Insert = (...values: SQLInputValue[]) => void;

function into(database: DatabaseSync, name: string, width: number): Insert {
  const statement = database.prepare(`INSERT INTO ${name} VALUES (${Array(width).fill('?').join(', ')})`);
  return (...values) => void statement.run(...values);
}

function writeCodes(database: DatabaseSync): void {
  const code = into(database, 'tc_cmmn_cd', 4);
  for (const line of CODES) code(...line);
  const department = into(database, 'tc_dept', 6);
  for (const { code: unit, name, parentCode, organisation, from, until } of officeCodes()) {
    department(unit, name, parentCode, organisation, compact(from) ?? '20000101', compact(until) ?? '99991231');
  }
}

function writeDocuments(database: DatabaseSync, city: SampleCity): void {
  const task = into(database, 'tc_unit_task', 6);
  const file = into(database, 'tn_rcrd_file', 3);
  const paper = into(database, 'tn_aprv_doc', 22);
  const attachment = into(database, 'tn_aprv_file', 9);
  const step = into(database, 'tn_aprv_line', 6);
  const tasks = new Map<string, string>();
  const fileIds = new Map<string, string>();
  for (const document of city.documents) {
    const taskCode = known(tasks, `${document.classification.join('>')}>${document.task}`, 'T', 4, (made) => {
      const [first, second, third, fourth] = document.classification;
      task(made, document.task, first ?? null, second ?? null, third ?? null, fourth ?? null);
    });
    const fileId = known(fileIds, `${taskCode}>${document.fileTitle}`, 'F', 5, (made) => file(made, document.fileTitle, taskCode));
    writeDocument(paper, document, fileId, city.hiddenKeys.has(document.key));
    document.approvalLine.forEach((one, index) => step(document.key, index + 1, codeOf('LINE_SE', one.step), one.unitCode, codeOf('JBGD', one.rank), compact(one.on)));
    document.files.forEach((one, index) => attachment(
      document.key, index + 1, one.role === 'body' ? 'B' : 'A', one.name, one.sizeBytes, one.disclosureCode, flags(one.grounds), one.text, one.bytes === undefined ? null : storedName(document, index, one),
    ));
  }
}

function writeDocument(paper: Insert, document: SampleDocument, fileId: string, isHidden: boolean): void {
  const dash = document.documentNumber.lastIndexOf('-');
  paper(
    document.key, codeOf('DOC_KND', document.type), document.title, document.body === '' ? null : document.body, document.publicBody,
    document.unitCode, document.documentNumber.slice(0, dash), Number(document.documentNumber.slice(dash + 1)),
    compact(document.approvedOn), codeOf('JBGD', document.rank), codeOf('APRV_SE', document.approvalKind),
    document.disclosureCode, flags(document.grounds), document.groundReason, compact(document.restrictedUntil),
    codeOf('PRSRV_PRD', document.retention), fileId, document.project, document.registryId, codeOf('KOGL', document.licence),
    document.isWithdrawn ? 'Y' : 'N', isHidden ? 'Y' : 'N',
  );
}

function writeRows(database: DatabaseSync, city: SampleCity): void {
  const writers = {
    expenditure: into(database, 'tn_expns_exec', 13), 'business-expense': into(database, 'tn_bzexp_exec', 15),
    budget: into(database, 'tn_bgt_prjct', 7), contract: into(database, 'tn_cntrct', 13),
  };
  city.rows.forEach((one, index) => {
    const isHidden = one.key !== null && city.hiddenKeys.has(one.key) ? 'Y' : 'N';
    writers[one.ledger](...valuesOf(one, index + 1, isHidden));
  });
}

function valuesOf(one: SampleRow, number: number, isHidden: string): SQLInputValue[] {
  const payment = codeOf('PAY_MTH', one.paymentMethod);
  switch (one.ledger) {
    case 'expenditure':
      return [number, one.key, one.unitCode, compact(one.paidOn), one.amount, one.purpose, one.payee, payment, one.category, one.account,
        one.project, one.documentNumber, isHidden];
    case 'business-expense':
      return [number, one.key, one.unitCode, compact(one.paidOn), one.paidAt?.replace(':', '') ?? null, one.amount, one.purpose, one.place,
        one.attendees, one.headcount, payment, codeOf('BZEXP_SE', one.category), one.project, one.documentNumber, isHidden];
    case 'budget':
      return [one.period, one.project, one.purpose, one.unitCode, one.amount, one.category, one.account];
    case 'contract':
      return [one.key, one.purpose, one.unitCode, codeOf('CNTRCT_MTH', one.method), compact(one.paidOn), one.amount, one.payee, one.category,
        compact(one.from), compact(one.until), one.project, one.documentNumber, isHidden];
  }
}

/** Returns the code of the city's own system for a word of the contract. */
function codeOf(group: string, word: string | null): string | null {
  if (word === null) return null;
  const found = CODES.find((line) => line[0] === group && line[3] === word);
  if (found === undefined) throw new Error(`no code in ${group} for ${word}`);
  return found[1];
}

function known(map: Map<string, string>, name: string, letter: string, digits: number, make: (code: string) => void): string {
  const found = map.get(name);
  if (found !== undefined) return found;
  const made = `${letter}${String(map.size + 1).padStart(digits, '0')}`;
  map.set(name, made);
  make(made);
  return made;
}

function flags(grounds: readonly number[]): string {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((ground) => (grounds.includes(ground) ? 'Y' : 'N')).join('');
}

function compact(day: string | null): string | null {
  return day === null ? null : day.replaceAll('-', '');
}
