/** Search words: what the search page's script says, handed to it in the page, so that it has no words of its own. */
import { LEDGER_TYPES, TEXT_TYPES } from '../../model/vocabulary.ts';
import type { Page } from './page.ts';
import type { WordKey } from './words.ts';

const SPOKEN = ['search.working', 'search.count', 'search.none', 'search.slow', 'search.failed', 'disclosure.partial', 'disclosure.closed', 'disclosure.restricted-until'] as const satisfies readonly WordKey[];

/** Returns the words as JSON, by key. */
export function searchWords(page: Page): string {
  const types = [...TEXT_TYPES, ...LEDGER_TYPES].map((type) => `type-noun.${type}` as const);
  return JSON.stringify(Object.fromEntries([...SPOKEN, ...types].map((key) => [key, page.say(key)])));
}
