/**
 * Question: from a choice to a decision, one question after the other: grounds, end
 * date, name, and whether it shall be written. The screen and the plain questions ask
 * the same; an answer that is not understood is asked again.
 */
import type { ViewedPaper } from '../../src/export/held-paper.ts';
import { officerNameSchema, type OfficerDecision } from '../../src/export/officer-decisions.ts';
import type { HeldEntry } from '../../src/export/state.ts';
import { GROUNDS, isCityDate, type Ground } from '../../src/model/vocabulary.ts';
import { ArchiveError } from '../../src/errors.ts';
import { checkObeyable, decisionFor } from './decision.ts';
import type { Say } from './words.ts';

/** What an officer can choose, by its key. */
export const CHOICES = { o: 'open', p: 'partial', c: 'closed', w: 'withdraw', k: 'keep' } as const;
export type Choice = (typeof CHOICES)[keyof typeof CHOICES];

type Step = 'grounds' | 'until' | 'by' | 'confirm';

/** Which questions a choice has. */
const STEPS: Readonly<Record<Choice, readonly Step[]>> = {
  open: ['by', 'confirm'], partial: ['grounds', 'by', 'confirm'], closed: ['grounds', 'until', 'by', 'confirm'],
  withdraw: ['by', 'confirm'], keep: ['by', 'confirm'],
};

/** A decision in the making. `refusal` says why the last answer was not taken. */
export interface Question {
  hold: HeldEntry; choice: Choice; step: Step;
  grounds: readonly Ground[]; until: string | null; by: string;
  today: string; refusal: string | null;
}

/** Returns the first question of a choice, or in words why it can't be chosen. */
export function ask(hold: HeldEntry, standing: ViewedPaper['standing'], choice: Choice, { by, today, say }: { by: string; today: string; say: Say }): Question | string {
  if (hold.id === null) return say('refused.row');
  if (standing === 'changed' && choice !== 'withdraw') return say('refused.changed');
  if (choice === 'keep' && hold.code !== 'missing-at-source') return say('refused.keep');
  if ((choice === 'open' || choice === 'partial') && (standing === 'gone' || hold.code === 'missing-at-source')) return say('refused.missing');
  if (choice !== 'withdraw' && standing === 'untranslated') return say('refused.release', { code: hold.code });
  try {
    checkObeyable({ decision: decideOf(choice) }, hold);
  } catch (error) {
    if (error instanceof ArchiveError) return say('refused.release', { code: hold.code });
    throw error;
  }
  return { hold, choice, step: STEPS[choice][0]!, grounds: [], until: null, by, today, refusal: null };
}

/** Returns the next question, the decision once everything is answered, or `null` if it shall not be written. */
export function answer(question: Question, typed: string, say: Say): Question | OfficerDecision | null {
  const words = typed.trim();
  switch (question.step) {
    case 'grounds': {
      const grounds = groundsOf(words);
      return grounds === null ? { ...question, refusal: say('refused.grounds') } : next({ ...question, grounds });
    }
    case 'until': {
      if (words !== '' && (!isCityDate(words) || words <= question.today)) return { ...question, refusal: say('refused.until') };
      return next({ ...question, until: words === '' ? null : words });
    }
    case 'by': {
      const name = officerNameSchema.safeParse(words === '' ? question.by : words);
      return name.success ? next({ ...question, by: name.data }) : { ...question, refusal: say('refused.by') };
    }
    case 'confirm': return /^(y|yes|예|네|ㅛ)$/i.test(words) ? decisionOf(question) : /^(n|no|아니오|아니요|ㅜ)$/i.test(words) ? null : question;
  }
}

function groundsOf(words: string): Ground[] | null {
  const numbers = words.split(/[\s,·]{1,20}/).filter((part) => part !== '').map(Number);
  const grounds = GROUNDS.filter((ground) => numbers.includes(ground));
  return grounds.length > 0 && numbers.every((number) => GROUNDS.includes(number as Ground)) ? grounds : null;
}

function next(question: Question): Question {
  const steps = STEPS[question.choice];
  return { ...question, step: steps[steps.indexOf(question.step) + 1]!, refusal: null };
}

function decideOf(choice: Choice): OfficerDecision['decision'] {
  return choice === 'open' || choice === 'partial' ? 'release' : choice === 'closed' ? 'list' : choice;
}

/** Returns the decision as it will be written. */
export function decisionOf({ hold, choice, grounds, until, by, today }: Question): OfficerDecision {
  const disclosure = choice === 'withdraw' || choice === 'keep' ? undefined : choice;
  return decisionFor({ id: hold.id!, inputHash: hold.inputHash }, { decide: decideOf(choice), disclosure, grounds: grounds.join(','), until: until ?? undefined, by }, today);
}

/** Returns what is asked, line by line: the question, the grounds to choose from, the decision to confirm. */
export function questionLines(question: Question, grounds: ReadonlyMap<Ground, string>, say: Say): string[] {
  const title = say('ask.title', { choice: say(`choice.${question.choice}`), id: question.hold.id ?? '' });
  const refusal = question.refusal === null ? [] : [question.refusal];
  switch (question.step) {
    case 'grounds': return [title, '', say('ask.grounds'), ...[...grounds].map(([ground, name]) => `  ${ground}  ${name}`), ...refusal];
    case 'until': return [title, '', say('ask.until'), ...refusal];
    case 'by': return [title, '', say('ask.by', { by: question.by }), ...refusal];
    case 'confirm': return [title, '', say('ask.confirm'), '', ...Object.entries(decisionOf(question)).map(([key, value]) => `  ${key}: ${Array.isArray(value) ? value.join(', ') : String(value ?? '–')}`), '', say('ask.sure')];
  }
}
