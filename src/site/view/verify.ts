/** Verify: the page that checks a record in the browser: the keys it checks against, and every sentence its script may say. */
import type { FindingWord } from '../verify/check-record.ts';
import type { Page } from './page.ts';
import { bareWords } from './words.ts';

/** Everything that can be found, as the verifier names it. */
const FOUND = [
  'entry-broken', 'record-right', 'record-other', 'record-missing', 'record-withdrawn', 'log-right', 'log-other', 'log-later', 'log-missing', 'log-broken',
  'signature-right', 'signature-wrong', 'signature-unknown', 'signature-none', 'signature-unable', 'signature-no-key', 'witnessed', 'publishing',
] as const satisfies readonly FindingWord[];
/** What is said over it all, and before each finding. */
const SAID = ['working', 'nothing', 'all-right', 'some-unknown', 'some-wrong', 'offline', 'no-answer', 'no-crypto', 'right', 'wrong', 'unknown', ...FOUND] as const;

/** Holds if the list above has every word of the verifier. */
type Missing = Exclude<FindingWord, (typeof FOUND)[number]>;
const isComplete: [Missing] extends [never] ? true : never = true;

/** Returns the finished values of the page. */
export function viewVerify(page: Page) {
  const { log, siteUrl } = page.site.city;
  return {
    origin: log?.origin ?? '', keys: (log?.keys ?? []).join(' '), witnesses: (log?.witnesses ?? []).join(' '),
    said: isComplete && SAID.map((name) => ({ name, words: bareWords(page.language, `verify-said.${name}`) })),
    means: (['record', 'log', 'signature', 'page'] as const).map((name) => page.say(`verify-means.${name}`)),
    commands: [{ words: page.say('verify.hand-file'), lines: ['sha256sum FILE'] }, { words: page.say('verify.hand-proof'), lines: [`npm run verify -- --proof N.tlog-proof${log === undefined ? '' : ` --key ${log.keys.at(-1)}`}`] }, { words: page.say('verify.hand-all'), lines: [`npm run verify -- ${siteUrl}`] }],
  };
}
