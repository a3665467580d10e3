/** Told: the statements of a verification as lines for a terminal, and the verdict. */
import type { Statement, Verdict } from '../../src/archive/verify/statements.ts';

const MARKS = { true: 'holds ', false: 'FAILS ', null: 'note  ' } as const;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  holds: 'All that was looked at holds.',
  fails: 'This copy does NOT hold.',
  publishing: 'This copy is between two nights: nothing wrong was found, and nothing is certain. Verify again later.',
  preview: 'This is an UNSIGNED PREVIEW. It agrees with itself, and nobody vouches for it.',
};

/** Returns a line for each statement, faults last. */
export function linesOf(statements: readonly Statement[]): string[] {
  const inOrder = [...statements.filter(({ holds }) => holds !== false), ...statements.filter(({ holds }) => holds === false)];
  return inOrder.map(({ holds, text, path }) => `${MARKS[`${holds}`]} ${path === undefined ? '' : `${shown(path)}: `}${text}`);
}

/** Returns the last line. */
export function verdictLine(verdict: Verdict, statements: readonly Statement[]): string {
  const faults = statements.filter(({ holds }) => holds === false).length;
  const isOwn = verdict === 'holds' && statements.some(({ code }) => code === 'own-key');
  return `${VERDICTS[verdict]}${faults > 0 ? ` Faults: ${faults}.` : ''}${isOwn ? ' Who signed it is not proved: no key was given.' : ''}`;
}

/** A copy may be anybody's: its paths must not reach the terminal as they are. */
function shown(path: string): string { return path.replace(/[^\x20-\x7e]/g, '\uFFFD').slice(0, 300); }
