/** Small builds for the tests of the check: files in a folder, and what is found in them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FILE_TYPES } from '../../../src/archive/check/file-types.ts';
import { inspect } from '../../../src/archive/check/inspect.ts';
import type { CheckFinding, Unread } from '../../../src/archive/check/report.ts';
import { Search } from '../../../src/archive/check/search.ts';
import { TaintList, type Taint } from '../../../src/archive/check/taint.ts';
import { WithdrawalList, type Withdrawn } from '../../../src/archive/check/withdrawn.ts';

/** Returns a page with a body. */
export const page = (body: string) => `<!DOCTYPE html><html lang="ko"><head><title>글</title></head><body>${body}</body></html>`;

/** Writes files below a folder. */
export function writeBuild(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** What a look at one file is given. */
export interface Given { taint?: Taint[]; withdrawn?: Withdrawn[]; allow?: ReadonlyMap<string, readonly RegExp[]>; accepted?: ReadonlySet<string> }

/** Looks at one file in memory. */
export async function look(path: string, content: string | Uint8Array, { taint = [], withdrawn = [], allow = new Map(), accepted = new Set() }: Given = {}): Promise<{ findings: CheckFinding[]; unread: Unread[] }> {
  const findings: CheckFinding[] = [];
  const search = new Search({ taints: new TaintList(taint), withdrawn: new WithdrawalList(withdrawn), allow, accepted }, (finding) => findings.push(finding));
  const unread = await inspect(path, Buffer.from(content), FILE_TYPES, search);
  return { findings, unread };
}

/** Looks at one file and returns the kinds found, each once. */
export async function kindsIn(path: string, content: string | Uint8Array, given: Given = {}): Promise<string[]> {
  return [...new Set((await look(path, content, given)).findings.map(({ kind }) => kind))].sort();
}
