/**
 * Hugo site: the same records as a site for Hugo, so that both generators can be measured in
 * one run. A page a record and language with its facts, its Markdown and its neighbours in the
 * project, an embedded form, its facts as JSON; lists by unit, type, month, class and
 * project with 40 a page. Pages are filled up to the size of ours with style, as ours carry it.
 *
 * In Hugo's favour: relations, keywords, money, register, search index and the second check
 * are not in it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLedger, isTombstone, parseRecord } from '../../../src/model/record-file.ts';
import type { LogEntry, PublicRecord } from '../../../src/model/record.ts';
import { HUGO_LAYOUTS, hugoConfig } from './hugo-layouts.ts';

/** Bytes of style in a record page, an embedded page and a list. */
export interface Fill { record: number; embed: number; list: number }

const LANGUAGES = ['ko', 'en'] as const;

/** Writes configuration and layouts. */
export function writeHugoFrame(site: string, version: string, fill: Fill): void {
  const files = { 'config.json': hugoConfig(version), ...HUGO_LAYOUTS, ...Object.fromEntries(Object.entries(fill).map(([name, bytes]) => [`layouts/partials/style-${name}.html`, styleOf(bytes)])) };
  for (const [path, text] of Object.entries(files)) put(join(site, path), text);
}

/** So many bytes of CSS; none are drawn by lot. */
function styleOf(bytes: number): string {
  let css = '<style>';
  for (let n = 0; css.length < bytes - 8; n += 1) css += `.r${n}{margin:${n % 32}px;color:#${String(n % 4096).padStart(6, '0')}}`;
  return `${css}</style>`;
}

/** Writes the pages of all records that one night's log names; returns how many records. */
export function writeHugoNight(site: string, content: string, log: string, most = Infinity): number {
  const entries = readFileSync(log, 'utf8').trimEnd().split('\n').slice(0, most).map((line) => JSON.parse(line) as LogEntry);
  for (const { path } of entries) {
    const record = parseRecord(path, readFileSync(join(content, path), 'utf8'));
    const text = isTombstone(record) ? `${JSON.stringify({ title: record.id, date: record.releasedOn, withdrawn: record.withdrawnOn })}\n` : pageOf(record);
    for (const language of LANGUAGES) put(join(site, 'content', language, path.replace(/\.(?:md|json)$/, '.md')), text);
  }
  return entries.length;
}

function pageOf(record: PublicRecord): string {
  const own = isLedger(record)
    ? { title: `${record.unitName} ${record.type} ${record.period}`, months: [record.period], classes: [], projects: [], facts: { rows: record.rowCount, total: record.totalAmount } }
    : {
      title: record.title, months: [record.approvedOn!.slice(0, 7)], classes: record.classification, projects: record.project === null ? [] : [record.project],
      facts: { number: record.documentNumber, rank: record.approverRank, kind: record.approvalKind, approved: record.approvedOn, retention: record.retention, task: record.task, file: record.file, line: record.approvalLine, cites: record.cites, files: record.files.map(({ name, text }) => ({ name, text })) },
    };
  const front = { date: record.releasedOn, units: [record.unit], types: [record.type], disclosure: record.disclosure, unitName: record.unitName, licence: record.licence, ...own };
  return `${JSON.stringify(front)}\n\n${isLedger(record) ? rowsOf(record) : record.markdown}\n`;
}

function rowsOf(record: Extract<PublicRecord, { rows: unknown }>): string {
  const lines = record.rows.map(({ date, amount, purpose, payee, place, paymentMethod, category }) => `| ${[date, amount, purpose, payee, place, paymentMethod, category].map((cell) => cell ?? '').join(' | ')} |`);
  return ['| 날짜 | 금액 | 내역 | 거래처 | 장소 | 결제 | 과목 |', '| --- | --- | --- | --- | --- | --- | --- |', ...lines].join('\n');
}

/** Returns the mean size of the pages of a portal or a Hugo site that stand for the same records, and of its lists. */
export function meanSizes(out: string, paths: readonly string[], embedOf: (path: string) => string): Fill {
  const records = paths.map((path) => path.replace(/\.(?:md|json)$/, '.html'));
  const lists = existsSync(join(out, 'units')) ? readdirSync(join(out, 'units'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).map((path) => `units/${path}`) : [];
  return { record: mean(out, records), embed: mean(out, records.map(embedOf)), list: mean(out, lists) };
}

function mean(out: string, paths: readonly string[]): number {
  const sizes = paths.filter((path) => existsSync(join(out, path))).map((path) => statSync(join(out, path)).size);
  return sizes.length === 0 ? 0 : Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
