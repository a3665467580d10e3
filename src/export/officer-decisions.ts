/**
 * Officer decisions: what disclosure officers decided about single papers,
 * `decisions.jsonl` in the private folder, appended to and never edited. A decision
 * is bound to the hash of the paper it was taken on; when the paper changes at the
 * source, the decision no longer applies and the paper is judged anew.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ArchiveError } from '../errors.ts';
import { describeIssue } from '../model/record-file.ts';
import { idSchema } from '../model/record.ts';
import { DISCLOSURES, GROUNDS, isCityDate } from '../model/vocabulary.ts';

export const officerDecisionSchema = z.strictObject({
  id: idSchema,
  /** Hash of the paper, as `npm run review` shows it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** `keep`: a paper that is missing at the source stays published. */
  decision: z.enum(['release', 'list', 'withdraw', 'keep']),
  disclosure: z.literal(DISCLOSURES).nullable(),
  grounds: z.array(z.literal(GROUNDS)),
  /** For `list`: the day on which it opens. */
  until: z.string().refine(isCityDate, 'expected a day that exists, YYYY-MM-DD').nullable(),
  by: z.string().min(1),
  on: z.string().refine(isCityDate, 'expected a day that exists, YYYY-MM-DD'),
}).refine((value) => value.decision === 'keep' || value.decision === 'withdraw' || value.disclosure !== null, 'expected "disclosure" for release and list')
  .refine((value) => value.disclosure === null || value.disclosure === 'open' || value.grounds.length > 0, 'expected "grounds" unless open')
  .refine((value) => value.decision !== 'release' || value.disclosure === 'open' || value.disclosure === 'partial', 'expected "disclosure" open or partial for release');

export type OfficerDecision = z.infer<typeof officerDecisionSchema>;

/** Name of the file in the private folder. */
export const DECISIONS_FILE = 'decisions.jsonl';

/**
 * Returns the last decision on every paper id.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` naming line and key.
 */
export function loadOfficerDecisions(privateFolder: string): Map<string, OfficerDecision> {
  const file = join(privateFolder, DECISIONS_FILE);
  const decisions = new Map<string, OfficerDecision>();
  if (!existsSync(file)) return decisions;
  readFileSync(file, 'utf8').split('\n').forEach((line, n) => {
    if (line.trim() === '') return;
    const decision = parseDecision(`${file}:${n + 1}`, line);
    decisions.set(decision.id, decision);
  });
  return decisions;
}

function parseDecision(where: string, line: string): OfficerDecision {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ArchiveError('BAD_CONFIGURATION', where, 'expected one JSON object a line');
  }
  const result = officerDecisionSchema.safeParse(value);
  if (!result.success) throw new ArchiveError('BAD_CONFIGURATION', where, describeIssue(result.error.issues[0]!));
  return result.data;
}
