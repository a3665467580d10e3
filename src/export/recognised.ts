/**
 * Recognised: takes in what a city's own recogniser found. It can only add: what it
 * does not find changes nothing, and an answer that is not understood holds the paper.
 */
import { ArchiveError } from '../errors.ts';
import type { Finding, Screened } from '../model/stages.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * Returns the paper with these findings beside its own.
 *
 * @param found - By field, ranges of the original text; `null` changes nothing.
 * @throws {ArchiveError} `BAD_SOURCE` for a field or a range that is not there, or a kind without a mask.
 */
export function withRecognised(screened: Screened, found: Readonly<Record<string, readonly Finding[]>> | null, masks: Policy['masks']): Screened {
  if (found === null) return screened;
  const { paper } = screened;
  const findings: Record<string, readonly Finding[]> = Object.assign({}, screened.findings);
  for (const [field, added] of Object.entries(found)) {
    const text = Object.hasOwn(paper.texts, field) ? paper.texts[field]! : null;
    if (text === null) throw new ArchiveError('BAD_SOURCE', paper.where, 'the recogniser answered for a field that was not asked');
    for (const { kind, start, end } of added) check(paper.where, field, text, { kind, start, end }, masks);
    findings[field] = [...findings[field] ?? [], ...added].sort((a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : 1));
  }
  return Object.assign({}, screened, { findings });
}

function check(where: string, field: string, text: string, { kind, start, end }: Finding, masks: Policy['masks']): void {
  if (!masks.has(kind)) throw new ArchiveError('BAD_SOURCE', where, `${field}: the recogniser answered with a kind that has no file in content/policy/masks`);
  const isPlaced = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
  if (!isPlaced) throw new ArchiveError('BAD_SOURCE', where, `${field}: the recogniser answered ${start}–${end} in a text of ${text.length}`);
}
