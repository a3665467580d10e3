/**
 * Canaries: before the check looks at a build it must find secrets that it planted
 * itself, one of each kind in each container and encoding, N of N. A reader that has
 * gone blind, a detector that was lost, a list that is not searched: any of them makes
 * a clean report worthless, and the check says so instead.
 */
import type { FileTypes } from '../file-types.ts';
import { inspect } from '../inspect.ts';
import type { CheckFinding } from '../report.ts';
import { Search } from '../search.ts';
import { TaintList } from '../taint.ts';
import { Trace } from '../trace.ts';
import type { BuildFile } from '../walk.ts';
import { WithdrawalList } from '../withdrawn.ts';
import { CONTAINERS, type Container } from './containers.ts';
import { copies } from './copies.ts';
import { CANARIES, CANARY_RECORD, CANARY_TAINTS, CANARY_WITHDRAWN, type Canary } from './values.ts';

/** How many canaries were planted, and where one was missed: `kind in place`. */
export interface Canaries { planted: number; missed: string[] }

const TABLES: readonly { path: string; text: string }[] = [
  { path: 'table.html', text: `<table><tr><th>성명</th><th>연락처</th></tr>${'<tr><td>김하늘</td><td>없음</td></tr>'.repeat(5)}</table>` },
  { path: 'table.csv', text: `성명,주소\n${'김하늘,하늘시\n'.repeat(5)}` },
  { path: 'table.md', text: `| 성명 | 주소 |\n|---|---|\n${'| 김하늘 | 하늘시 |\n'.repeat(5)}` },
  { path: 'table.json', text: JSON.stringify(Array.from({ length: 5 }, () => ({ 성명: '김하늘', 주소: '하늘시' }))) },
];

/** Plants and looks for every canary; `files` are those of the build, of which copies are taken. */
export async function findCanaries(files: readonly BuildFile[], allow: ReadonlyMap<string, readonly RegExp[]>, types: FileTypes): Promise<Canaries> {
  const found: CheckFinding[] = [];
  const sought = { taints: new TaintList(CANARY_TAINTS), withdrawn: new WithdrawalList(CANARY_WITHDRAWN), allow, accepted: new Set<string>() };
  const result: Canaries = { planted: 0, missed: [] };
  const look = async (path: string, bytes: Buffer, kinds: readonly string[], place: string) => {
    found.length = 0;
    await inspect(path, bytes, types, new Search(sought, (finding) => found.push(finding)));
    result.planted += kinds.length;
    for (const kind of kinds) if (!found.some((finding) => finding.kind === kind)) result.missed.push(`${kind} in ${place}`);
  };
  const isRead = async ({ path, read }: BuildFile) => (await inspect(path, read(), types, new Search(sought, () => {}))).length === 0;
  for (const container of [...CONTAINERS, ...await copies(files, isRead)]) {
    for (const canary of CANARIES) {
      if (container.only !== undefined && !container.only.includes(canary.kind)) continue;
      const { path, bytes } = plant(container, canary);
      await look(path, bytes, [canary.kind], container.place);
    }
  }
  await missedInTrace(types, result);
  for (const { path, text } of TABLES) await look(path, Buffer.from(text), ['person-table', 'name'], path);
  return result;
}

/** What becomes secret later is looked for in traces of the texts that stand: each such canary must leave one, also where its text was searched before. */
async function missedInTrace(types: FileTypes, result: Canaries): Promise<void> {
  const taints = new TaintList(CANARY_TAINTS);
  const withdrawn = new WithdrawalList(CANARY_WITHDRAWN);
  const search = new Search({ taints: new TaintList([]), withdrawn: new WithdrawalList([]), allow: new Map(), accepted: new Set() }, () => {});
  for (const path of ['records/first.md', 'records/second.md']) {
    for (const { kind, sentence } of CANARIES.filter(({ kind: one }) => LATER.has(one))) {
      search.trace = new Trace(path);
      await inspect(path, Buffer.from(sentence), types, search);
      const { digits, letters } = search.trace.text;
      let isFound = taints.mayBeIn(digits, letters);
      withdrawn.search(letters, () => { isFound = true; });
      result.planted += 1;
      if (!isFound) result.missed.push(`${kind} in the trace of ${path}`);
    }
  }
}

/** Kinds that may stand nowhere, whichever record they are from. */
const LATER: ReadonlySet<string> = new Set(['taint:unlisted', 'taint:words', 'withdrawn']);

/** The canary's record stands in the folder's name, as a record's files have its id in theirs. */
function plant(container: Container, { kind, sentence }: Canary): { path: string; bytes: Buffer } {
  const { path, bytes } = container.plant(sentence);
  const isFixed = /^(?:assets|pagefind)\//.test(path);
  return { path: kind === 'taint:name' ? (isFixed ? path.replace('/', `/${CANARY_RECORD}/`) : `${CANARY_RECORD}/${path}`) : path, bytes };
}
