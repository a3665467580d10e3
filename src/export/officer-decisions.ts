/**
 * Officer decisions: what disclosure officers decided about single papers,
 * `decisions.jsonl` in the private folder, appended to and never edited. A decision
 * is bound to the hash of the paper it was taken on; when the paper changes at the
 * source, the decision no longer applies and the paper is judged anew.
 *
 * A decision is taken back by a line of its own, which names the very line it undoes:
 * two officers may work at the same time, and nobody undoes another's by chance.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ArchiveError } from '../errors.ts';
import type { Effects } from '../model/effects.ts';
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

/** Takes back one decision on a paper; the one before it, if there is one, holds again. */
const undoSchema = z.strictObject({
  id: idSchema,
  decision: z.literal('undo'),
  /** SHA-256 of the line that is undone, without its end. */
  undoes: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().min(1),
  on: z.string().refine(isCityDate, 'expected a day that exists, YYYY-MM-DD'),
});
type Undo = z.infer<typeof undoSchema>;

/** An officer's name as a command takes it: it is shown in refusals, so it holds nothing that moves a cursor. */
export const officerNameSchema = z.string().trim().min(1, 'expected a name').max(80, 'expected a name of at most 80 characters')
  .refine((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value), 'expected a name without control characters');

/** Name of the file in the private folder. */
export const DECISIONS_FILE = 'decisions.jsonl';

/**
 * Returns the decision that holds on every paper id: the last one nobody undid.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` naming line and key.
 */
export function loadOfficerDecisions(privateFolder: string): Map<string, OfficerDecision> {
  const file = join(privateFolder, DECISIONS_FILE);
  const lines = new Map<string, { sha256: string; decision: OfficerDecision }[]>();
  if (!existsSync(file)) return new Map();
  readFileSync(file, 'utf8').split('\n').forEach((line, n) => {
    if (line.trim() === '') return;
    const read = parseLine(`${file}:${n + 1}`, line);
    const before = lines.get(read.id) ?? [];
    if (read.decision !== 'undo') lines.set(read.id, [...before, { sha256: lineHash(line), decision: read }]);
    else lines.set(read.id, without(`${file}:${n + 1}`, before, read.undoes));
  });
  return new Map([...lines].flatMap(([id, left]) => (left.length === 0 ? [] : [[id, left.at(-1)!.decision] as const])));
}

/** Takes out the last line of that hash: the same decision may have been typed twice. */
function without<L extends { sha256: string }>(where: string, lines: readonly L[], sha256: string): L[] {
  const at = lines.findLastIndex((line) => line.sha256 === sha256);
  if (at < 0) throw new ArchiveError('BAD_CONFIGURATION', where, '"undoes": expected the hash of an earlier line on this paper');
  return lines.filter((_, n) => n !== at);
}

/** Appends decisions, all in one write; from the next night on they hold. */
export function appendDecisions(effects: Effects, privateFolder: string, decisions: readonly OfficerDecision[]): void {
  appendLine(effects, join(privateFolder, DECISIONS_FILE), ...decisions.map((decision) => JSON.stringify(decision)));
}

/** Appends that exactly this decision is taken back. */
export function undoDecision(effects: Effects, privateFolder: string, decision: OfficerDecision, by: string, on: string): void {
  const undo: Undo = { id: decision.id, decision: 'undo', undoes: lineHash(JSON.stringify(decision)), by, on };
  appendLine(effects, join(privateFolder, DECISIONS_FILE), JSON.stringify(undo));
}

/** Appends whole lines in one write, so that those of two officers never mix; a last line left open by hand is ended first. */
export function appendLine(effects: Effects, file: string, ...lines: readonly string[]): void {
  const isOpen = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
  effects.appendFile(file, `${isOpen ? '\n' : ''}${lines.map((line) => `${line}\n`).join('')}`);
}

function lineHash(line: string): string {
  return createHash('sha256').update(line.trimEnd()).digest('hex');
}

function parseLine(where: string, line: string): OfficerDecision | Undo {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ArchiveError('BAD_CONFIGURATION', where, 'expected one JSON object a line');
  }
  const isUndo = (value as { decision?: unknown } | null)?.decision === 'undo';
  const result = (isUndo ? undoSchema : officerDecisionSchema).safeParse(value);
  if (!result.success) throw new ArchiveError('BAD_CONFIGURATION', where, describeIssue(result.error.issues[0]!));
  return result.data;
}
