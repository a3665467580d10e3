/** Result line: one found record: title, where the words stand, and what kind of record it is, of whom, of when. */
import { formatDay } from '../view/format.ts';
import type { Language } from '../view/language.ts';
import { element, markedWords, withQuery } from './elements.ts';
import type { Found } from './engine.ts';
import type { Say } from './fetched.ts';

/** Returns the line. Its link is relative, so it leads to the record in the language of the page. */
export function resultLine({ url, title, excerpt, file, meta }: Found, language: Language, say: Say): HTMLElement {
  const composed = composedTitle(meta, language, say);
  const inKorean: Record<string, string> = language === 'ko' ? {} : { lang: 'ko' };
  const link = element('a', { class: 'title', href: url, ...(composed === null ? inKorean : {}) }, ...(composed === null ? markedWords(title) : [composed]));
  const { date = '' } = meta;
  const facts = element('p', { class: 'meta dots' }, ...factsOf(meta, language, say));
  if (date !== '') facts.append(element('time', { datetime: date }, formatDay(language, date)));
  if (meta.disclosure !== 'open') facts.append(element('span', { class: `tag tag-${meta.disclosure}` }, say(`disclosure.${meta.disclosure}`)));
  const from = file === null ? [] : [element('p', { class: 'meta' }, ...withQuery(say('search.in-file', { file }), file, language))];
  return element('li', {}, link, ...from, ...(excerpt.length === 0 ? [] : [element('p', { class: 'excerpt', ...inKorean }, ...markedWords(excerpt))]), facts);
}

function factsOf(meta: Found['meta'], language: Language, say: Say): HTMLElement[] {
  const unit = unitOf(meta, language);
  return [say(`type-noun.${meta.type}`), ...(unit === '' ? [] : [unit])].map((words) => element('span', {}, words));
}

function unitOf({ unit = '', 'unit-en': inEnglish = unit }: Found['meta'], language: Language): string {
  return language === 'ko' ? unit : inEnglish;
}

/**
 * The title of a ledger is made of its type, unit and period, so it can be said in English
 * too. It stays without marks: the words that were found are those of the Korean title.
 */
function composedTitle(meta: Found['meta'], language: Language, say: Say): string | null {
  const { type = '', date = '', 'unit-en': unit } = meta;
  if (language === 'ko' || unit === undefined || date === '' || date.length === 10) return null;
  return say('ledger.title', { type: say(`type.${type}`), unit, period: formatDay(language, date) });
}
