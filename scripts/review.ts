/**
 * `npm run review`: what waits for a person, and a decision on it.
 *
 *     npm run review                      a screen, where there is a terminal; else the list
 *     npm run review -- --plain           the same line by line, also for a pipe
 *     npm run review -- --list            id, since when, why, where
 *     npm run review -- --id <id> --decide release|list|withdraw|keep --disclosure partial --grounds 5,6 [--until YYYY-MM-DD] --by "name"
 *
 * A decision is bound to the hash of the paper as it is now and appended to
 * `decisions.jsonl` in the private folder; the next night obeys it.
 */
import { join, resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { loadRecogniser } from '../src/export/configuration.ts';
import { appendDecisions } from '../src/export/officer-decisions.ts';
import { dayIn } from '../src/export/pipeline.ts';
import { State, type HeldEntry } from '../src/export/state.ts';
import { loadCity } from '../src/policy/load.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';
import { codeOf } from './freeze.ts';
import { openReaders, type OpenReaders } from './readers/readers.ts';
import { checkObeyable, decisionFor } from './review/decision.ts';
import { openDesk, type Desk } from './review/desk.ts';
import { runPlainReview } from './review/plain.ts';
import { runReview } from './review/terminal.ts';
import { visible } from './review/width.ts';
import { languageOf, REVIEW_LANGUAGES, sayIn, type Say } from './review/words.ts';

export { checkObeyable, decisionFor };

const OPTIONS = {
  content: FOLDERS.content,
  private: FOLDERS.private,
  list: { type: 'boolean', default: false },
  plain: { type: 'boolean', default: false },
  language: { type: 'string' },
  id: { type: 'string' },
  decide: { type: 'string' },
  disclosure: { type: 'string' },
  grounds: { type: 'string', default: '' },
  until: { type: 'string' },
  by: { type: 'string' },
} as const;

/** Returns the lines a person reads: one held paper or row each, no record text. */
export function describeHolds(holds: readonly HeldEntry[]): string[] {
  const lines = holds.map((hold) => visible(`${hold.id ?? '(row)     '}  ${hold.since}  ${hold.code.padEnd(22)}  ${hold.where}  ${hold.detail}`));
  return [...lines, `${holds.filter((hold) => hold.id !== null).length} papers and ${holds.filter((hold) => hold.id === null).length} rows wait for a person`,
    'Decide with: npm run review -- --id <id> --decide release|list|withdraw|keep [--disclosure open|partial|closed --grounds 5,6 --until YYYY-MM-DD] --by "name"'];
}

/** Returns how the review is shown: a screen needs a terminal on both sides that can draw. */
export function mannerOf({ isPlain, isList, isTerminal, environment }: { isPlain: boolean; isList: boolean; isTerminal: boolean; environment: Readonly<Record<string, string | undefined>> }): 'screen' | 'plain' | 'list' {
  if (isList) return 'list';
  if (isPlain) return 'plain';
  if (!isTerminal) return 'list';
  return (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb' ? 'plain' : 'screen';
}

function withState<T>(folder: string, work: (state: State) => T): T {
  const state = new State(join(folder, 'state.sqlite'));
  try {
    return work(state);
  } finally {
    state.close();
  }
}

type Values = ReturnType<typeof options<typeof OPTIONS>>['values'];

/** One decision from the command line. */
function decideTyped(id: string, values: Values, folder: string): void {
  withState(folder, (state) => {
    const paper = state.paperById(id);
    if (paper === null) throw new ArchiveError('BAD_ARGUMENT', '--id', 'expected the id of a paper in the register');
    const today = dayIn(loadCity(resolve(values.content!)).timeZone, realEffects.now());
    const decision = decisionFor(paper, { decide: values.decide, disclosure: values.disclosure, grounds: values.grounds!, until: values.until, by: values.by }, today);
    checkObeyable(decision, state.holds().find((hold) => hold.id === paper.id) ?? null);
    appendDecisions(realEffects, folder, [decision]);
    process.stdout.write(`${paper.id}: ${decision.decision}, from the next night on\n`);
  });
}

/** The review with a desk; the process that reads files starts only when a paper is opened. */
async function reviewAt(values: Values, folder: string, work: (desk: Desk, say: Say) => Promise<void>): Promise<void> {
  const language = values.language === undefined ? languageOf(process.env) : codeOf('--language', REVIEW_LANGUAGES, values.language);
  let readers: OpenReaders | null = null;
  const desk = openDesk({
    content: resolve(values.content!), private: folder, effects: realEffects, language,
    readers: () => readers ??= openReaders({ recogniser: loadRecogniser(folder) }),
  });
  try {
    await work(desk, sayIn(language));
  } finally {
    (readers as OpenReaders | null)?.close();
  }
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options(OPTIONS);
    const folder = resolve(values.private!);
    const { stdin, stdout } = process;
    if (values.id !== undefined) return decideTyped(values.id, values, folder);
    const manner = mannerOf({ isPlain: values.plain!, isList: values.list!, isTerminal: stdin.isTTY && stdout.isTTY, environment: process.env });
    if (manner === 'list') return void stdout.write(`${describeHolds(withState(folder, (state) => state.holds())).join('\n')}\n`);
    await reviewAt(values, folder, async (desk, say) => {
      if (manner === 'plain') return runPlainReview({ input: stdin, output: stdout, desk, say, isTerminal: stdin.isTTY && stdout.isTTY });
      process.exitCode = await runReview({ input: stdin, output: stdout, desk, say, signals: process });
    });
  });
}
