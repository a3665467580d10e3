/**
 * Notices: what a reader must know before reading, in one box: that this is not the whole
 * paper, what was hidden in it, which of its files are not shown, and on which grounds. A
 * record whose code is "open" has one too where a file or a word of it is not.
 */
import type { TextFacts } from '../../catalogue/records.ts';
import { withheldFiles, type Fields } from './files.ts';
import { groundLinks } from './grounds.ts';
import type { LinkTo, Page } from './page.ts';
import type { WordKey } from './words.ts';

/** The box above a text. */
export interface Notice {
  words: string[];
  links: LinkTo[];
  /** Whether the paper itself is not whole, and not only a file or a name. */
  isWarning: boolean;
}

/** Returns the box of a text record, `null` if everything of it is shown. `fields` are the texts the catalogue holds, with their length. */
export function noticeOf(page: Page, facts: TextFacts, fields: Fields): Notice | null {
  const whole = bodyWords(facts);
  const words = [...(whole === null ? [] : [page.say(whole)]), ...hiddenWords(page, facts), ...withheldWords(page, facts, fields)];
  return words.length === 0 ? null : { words, links: groundLinks(page, facts.grounds), isWarning: whole !== null };
}

function bodyWords({ body, disclosure }: TextFacts): WordKey | null {
  if (body === 'withheld') return 'notice.withheld';
  if (body === 'public-version') return 'notice.public-version';
  return disclosure === 'partial' ? 'notice.partial' : null;
}

function hiddenWords(page: Page, { masks, maskedChars, textChars }: TextFacts): string[] {
  const places = masks.reduce((sum, { count }) => sum + count, 0);
  return maskedChars === 0 ? [] : [page.say('notice.masked', { places: page.count(places), masked: page.count(maskedChars), chars: page.count(textChars) })];
}

/** Returns in words how many of the files are not shown; nothing if all are. */
export function withheldWords(page: Page, { files }: TextFacts, fields: Fields): string[] {
  const count = withheldFiles(files, fields);
  if (count === 0) return [];
  return [count === files.length ? page.say('notice.files-none') : page.say('notice.files-withheld', { files: page.count(files.length), count: page.count(count) })];
}
