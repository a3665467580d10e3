/**
 * City: papers, ledgers and files full of planted values, in the form a city's system
 * hands them over.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MiniCity, paper, row, type PaperLine, type RowLine } from '../export/mini-city.ts';
import { makeCsv } from '../export/extract/make/text.ts';
import { makeFile, type Container, type MadeFile, type Planted } from './containers.ts';
import type { Plant, Plants } from './plant.ts';
import type { Place } from './spellings.ts';

/** A paper or ledger with what is planted in it; `key` is that of the state. */
export interface PlantedPaper { key: string; planted: Planted[]; line: PaperLine | null; rows: RowLine[]; files: MadeFile[] }

/** How many papers, ledgers and files of each kind there are in so many values. */
const OF_VALUES = 15_000;
const FIELD_PAPERS = 450;
const LEDGERS = 90;
const FILES: readonly [Container, number][] = [
  ['docx', 24], ['xlsx', 20], ['pptx', 18], ['hwpx', 24], ['hwp', 22], ['pdf', 18], ['csv', 34], ['txt', 26], ['html', 22], ['eml', 26], ['png', 6], ['jpeg', 6], ['zip', 24], ['gz', 40],
];

/** Returns papers with `count` values or a few more: of every container, in the same proportion. */
export function drawPapers(plants: Plants, count: number): PlantedPaper[] {
  const share = count / OF_VALUES;
  const times = (number: number): number[] => Array.from({ length: Math.max(1, Math.ceil(number * share)) }, (_, n) => n);
  return [
    ...times(FIELD_PAPERS).map((n) => fieldPaper(`F${n}`, plants)),
    ...times(LEDGERS).map((n) => ledger(n, plants)),
    ...FILES.flatMap(([container, number]) => times(number).map((n) => filePaper(`${container}-${n}`, container, plants))),
  ];
}

/** A paper with values in every field it has. */
function fieldPaper(key: string, plants: Plants): PlantedPaper {
  const planted: Planted[] = [];
  const put = (container: string, place: Place = 'line', kinds?: readonly Plant['kind'][]): Planted => {
    const one = { plant: plants.draw(place, kinds), container, nook: place };
    planted.push(one);
    return one;
  };
  const text = (container: string, place?: Place): string => put(container, place).plant.text;
  const body = `1. 추진배경\n\n보행 환경을 개선하고자 함. (${key})\n\n${[1, 2, 3, 4, 5].map(() => text('body', 'markdown')).join('\n\n')}\n\n2. 처리 현황\n\n${table(put, plants)}\n\n3. 향후 계획: 결과를 통보함.\n`;
  const line = paper(key, {
    title: `${text('title')} ${key}`, body, task: text('task'), classification: `도로 > 보도 > ${text('classification')}`, file_title: text('file title'),
    document_number: `보행도로과-100(${text('document number')})`, files: [1, 2].map(() => namedFile(text('file name'))).reduce((all, file) => `[${all.slice(1, -1)},${file.slice(1, -1)}]`),
  });
  return { key, planted, line, rows: [], files: [] };
}

/** A file that is a name only. */
function namedFile(name: string): string {
  return JSON.stringify([{ role: 'attachment', name: `${name}.pdf`, sizeBytes: 1, disclosureCode: '1', grounds: '', text: '붙임 참조' }]);
}

type Put = (container: string, place?: Place, kinds?: readonly Plant['kind'][]) => Planted;

/** A table of two rows, in Markdown or as HTML. */
function table(put: Put, plants: Plants): string {
  const container = plants.chance.next() < 0.3 ? HTML_TABLE : 'body table';
  const columns = [1, 2].map(() => {
    const first = put(container);
    return [first, put(container, 'line', [first.plant.kind])];
  });
  const headings = ['연번', ...columns.map(([first]) => first!.plant.column), '처리결과'];
  columns.forEach((pair, n) => { for (const one of pair) one.table = { headings, at: n + 1 }; });
  return tableOf(container, [headings, ...[0, 1].map((at) => [String(at + 1), ...columns.map((pair) => pair[at]!.plant.written), '완료'])]);
}

const HTML_TABLE = 'body table, HTML';

function tableOf(container: string, rows: readonly (readonly string[])[]): string {
  if (container === HTML_TABLE) return `<table>${rows.map((cells, n) => `<tr>${cells.map((cell) => (n === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('')}</table>`;
  return [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A month of payments with values in every column of text; a month of its own each, so that its key is. */
function ledger(n: number, plants: Plants): PlantedPaper {
  const planted: Planted[] = [];
  const put = (column: string): string => {
    const plant = plants.draw('line');
    planted.push({ plant, container: 'ledger', nook: column });
    return plant.text;
  };
  const period = periodOf(n);
  const rows = Array.from({ length: 3 }, (_, at) => row(`L${n}-${at}`, 10_000 + at, {
    period, paid_on: `${period}-05`, purpose: put('purpose'), payee: put('payee'), place: put('place'), category: put('category'), payment_method: put('payment_method'), attendees: put('attendees'), document_number: put('document_number'),
  }));
  return { key: `expenditure/6100/${period}`, planted, line: null, rows, files: [] };
}

/** A paper with one file. */
function filePaper(key: string, container: Container, plants: Plants): PlantedPaper {
  const file = makeFile(container, key, plants);
  return { key, planted: file.planted, line: paper(key, { files: filesOf(file) }), rows: [], files: [file] };
}

function filesOf({ name }: MadeFile): string {
  return JSON.stringify([{ role: 'attachment', name, sizeBytes: 1, disclosureCode: '1', grounds: '', text: null, path: name }]);
}

/** The `n`th month since 1950. */
function periodOf(n: number): string {
  return `${1950 + Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, '0')}`;
}

/** How many ledgers can stand side by side in {@link alone}. */
const MONTHS = 900;

/** Returns the `n`th paper that holds one value alone, at the place another had among many. */
export function alone(one: Planted, n: number): PlantedPaper {
  const { plant, container, nook } = one;
  const key = `S${n}`;
  const planted = [one];
  const text = (line: PaperLine): PlantedPaper => ({ key, planted, line: paper(key, line), rows: [], files: [] });
  const file = (ending: string, bytes: string): PlantedPaper => {
    const made = { name: `붙임 ${key}.${ending}`, bytes: Buffer.from(bytes), planted };
    return { key, planted, line: paper(key, { files: filesOf(made) }), rows: [], files: [made] };
  };
  if (one.table !== undefined) {
    const { headings, at } = one.table;
    const rows = [headings, headings.map((_, column) => (column === 0 ? '1' : column === at ? plant.written : '-')), headings.map((_, column) => (column === 0 ? '2' : '-'))];
    return container.startsWith('body') ? text({ body: `1. 처리 현황\n\n${tableOf(container, rows)}\n\n2. 결과를 통보함. (${key})\n` }) : file('csv', makeCsv(rows));
  }
  switch (container) {
    case 'title': return text({ title: `${plant.text} ${key}` });
    case 'task': return text({ task: plant.text });
    case 'classification': return text({ classification: `도로 > 보도 > ${plant.text}` });
    case 'file title': return text({ file_title: plant.text });
    case 'document number': return text({ document_number: `보행도로과-100(${plant.text})` });
    case 'file name': return text({ files: namedFile(plant.text) });
    case 'ledger': return n >= MONTHS ? text({ title: `${plant.text} ${key}` }) : { key: `expenditure/6100/${periodOf(n)}`, planted, line: null, rows: [row(key, 10_000, { period: periodOf(n), paid_on: `${periodOf(n)}-05`, [nook]: plant.text })], files: [] };
    case 'body': return text({ body: `1. 추진배경\n\n보행 환경을 개선하고자 함. (${key})\n\n${plant.text}\n\n2. 결과를 통보함.\n` });
    default: return file('txt', `공개 문서 ${key}\n\n${plant.text}\n\n끝.\n`);
  }
}

/** Puts papers into a city with its files. */
export function fillCity(root: string, papers: readonly PlantedPaper[]): MiniCity {
  const city = new MiniCity(root);
  const folder = join(city.private, 'files');
  mkdirSync(folder);
  for (const { name, bytes } of papers.flatMap(({ files }) => files)) writeFileSync(join(folder, name), bytes);
  // The fixture's own address would be found by the check on every page.
  const facts = join(city.content, 'city.json');
  writeFileSync(facts, readFileSync(facts, 'utf8').replace('open@mini.example', 'open@haneul.example'));
  city.configure({ files: 'files', papers: { minimum: 0, maximum: 100_000 }, rows: { minimum: 0, maximum: 100_000 } });
  city.fill(papers.flatMap(({ line }) => (line === null ? [] : [line])), papers.flatMap(({ rows }) => rows));
  return city;
}
