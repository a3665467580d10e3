/**
 * Project steps: reads `content/projects/steps.md`, the words by which a document of a
 * project is a plan, a meeting, a contract or a result. Clerks write it; the page of
 * every project shows what it says.
 *
 * It decides nothing about disclosure, so it is apart from `content/policy/` and its
 * hash. A city without the folder has no words: its approved documents are decisions.
 * What is there is read as strictly as the policy.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isPlainText } from '../model/plain-text.ts';
import { TEXT_TYPES, type RecordType, type TextType } from '../model/vocabulary.ts';
import { readFolder } from './files.ts';
import { readRule } from './load.ts';
import type { Words } from './policy.ts';
import { checked, refusal } from './refuse.ts';

/** The steps of a project, in the order in which a story is told. */
export const PROJECT_STEPS = ['plan', 'decision', 'meeting', 'contract', 'spending', 'result'] as const;
export type ProjectStep = (typeof PROJECT_STEPS)[number];

/** The steps that words decide; the others follow from the kind of record. */
const WORDED = ['plan', 'meeting', 'contract', 'result'] as const;

/** One step with what belongs to it; words as the clerk wrote them. */
export interface StepRule {
  step: (typeof WORDED)[number];
  types: readonly TextType[];
  words: readonly string[];
  except: readonly string[];
}

/** What clerks wrote about the steps. */
export interface ProjectSteps {
  /** In the order in which they are tried. */
  rules: readonly StepRule[];
  /** `null` if the city has no such file. */
  explanation: Words | null;
}

const word = z.string().refine((value) => folded(value).length >= 2, 'a word of two letters or more').refine(isPlainText, 'a text without invisible characters');

const stepsSchema = z.strictObject({
  steps: z.array(z.strictObject({
    step: z.enum(WORDED), types: z.array(z.enum(TEXT_TYPES)), words: z.array(word), except: z.array(word),
  })).min(1),
});

/**
 * Returns the steps of a content folder; none if it has no `projects/`.
 *
 * @throws {ArchiveError} `BAD_POLICY` naming the file, the key, what was expected and
 *   what came: an unknown file, key or step, a step or a type that stands twice, a step
 *   that nothing belongs to.
 */
export function loadProjectSteps(contentFolder: string): ProjectSteps {
  if (!existsSync(join(contentFolder, 'projects'))) return { rules: [], explanation: null };
  const files = readFolder(contentFolder, 'projects');
  const unknown = files.find(({ path }) => path !== 'projects/steps.md');
  if (unknown !== undefined) throw refusal(unknown.where, 'unknown file, expected projects/steps.md');
  const [file] = files;
  if (file === undefined) return { rules: [], explanation: null };
  const { where, data, explanation } = readRule(file, 'projects/steps');
  const { steps } = checked(where, stepsSchema, data);
  checkSteps(where, steps);
  return { rules: steps, explanation };
}

function checkSteps(where: string, steps: readonly StepRule[]): void {
  const types = new Map<TextType, string>();
  steps.forEach(({ step, ...rule }, index) => {
    if (steps.findIndex((other) => other.step === step) !== index) throw refusal(where, `step "${step}" must stand once, got it twice`);
    if (rule.types.length + rule.words.length === 0) throw refusal(where, `step "${step}" must have types or words, got neither`);
    for (const type of rule.types) {
      const other = types.get(type);
      if (other !== undefined) throw refusal(where, `type "${type}" must belong to one step, got "${other}" and "${step}"`);
      types.set(type, step);
    }
  });
}

/**
 * Returns the step a text record belongs to, `null` for one that is none (a press release).
 *
 * @param project - The project's name: it stands in most titles and may hold a word
 *   itself (`도시기본계획 수립`), so it is left out before words are looked for.
 */
export function stepOf({ rules }: ProjectSteps, { type, title }: { type: RecordType; title: string | null }, project = ''): ProjectStep | null {
  const name = project === '' ? folded(title ?? '') : folded(title ?? '').replaceAll(folded(project), ' ');
  const has = (words: readonly string[]): boolean => words.some((one) => name.includes(folded(one)));
  const hit = rules.find(({ types, words, except }) => (types as readonly string[]).includes(type) || (type === 'document' && has(words) && !has(except)));
  return hit?.step ?? (type === 'document' ? 'decision' : null);
}

/** Titles are written with and without spaces, in full and half width. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
