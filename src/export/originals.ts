/**
 * Originals: the files of a paper that may leave as they are, cleaned of what
 * programs noted in them. Only an open file of a format the policy names, in which
 * nothing was found and whose cleaned copy holds nothing but what a reader sees:
 * a tracked deletion may be harmless to a person and still not be meant for anyone.
 */
import { createHash } from 'node:crypto';
import type { Decided, PaperFile, Screened, TextPaper } from '../model/stages.ts';
import type { FileRule } from '../policy/policy.ts';
import type { CleanFile } from './readers.ts';

/** A file to publish beside a record; `n` is its place among the record's files. */
export interface Original { n: number; format: string; bytes: Uint8Array; sha256: string }

/** Cleans one file by its name and the path of its bytes; `null` if it can't be cleaned or is not clean then. */
export type CleanBytes = (name: string, path: string) => CleanFile | null;

/** Returns the originals that may be published with a paper. */
export function originalsOf(decided: Decided<TextPaper>, screened: Screened<TextPaper>, rule: FileRule, clean: CleanBytes): Original[] {
  return screened.paper.files.flatMap((file, n) => {
    if (decided.decision.filesShown[n] !== true || !isFreeOfFindings(screened, file, n)) return [];
    const cleaned = clean(screened.paper.texts[`files/${n}/name`] ?? '', file.bytes!.path);
    if (cleaned === null || !rule.originals.includes(cleaned.format)) return [];
    return [{ n, format: cleaned.format, bytes: cleaned.bytes, sha256: createHash('sha256').update(cleaned.bytes).digest('hex') }];
  });
}

function isFreeOfFindings({ findings }: Screened, file: PaperFile, n: number): boolean {
  return file.bytes !== null && file.problem === null && file.disclosure === 'open' && !Object.keys(findings).some((field) => field.startsWith(`files/${n}/`));
}
