/**
 * Korean words: marks Hangul within an English text as Korean, so that a voice changes
 * for it (WCAG 3.1.2). For texts that people wrote for this portal: the law's own words,
 * a mask, a name. A record's text is marked as a whole.
 */

import type { Page } from './page.ts';

/** Hangul with the numbers, blanks and signs within it. */
const KOREAN = /[가-힣ㄱ-ㅎㅏ-ㅣ](?:[가-힣0-9\s()‘’]*[가-힣])?/g;

/** Returns the finished HTML of a page: as it is on a Korean one, with its Hangul marked on another. */
export function inItsLanguage(page: Pick<Page, 'language'>, html: string): string {
  return page.language === 'ko' ? html : markKorean(html);
}

/** Returns finished HTML with its Hangul marked; tags and attributes are left alone. */
export function markKorean(html: string): string {
  return html.replace(/(^|>)([^<>]*[가-힣ㄱ-ㅎㅏ-ㅣ][^<>]*)(?=<|$)/g, (_, tag: string, words: string) => tag + words.replace(KOREAN, '<span lang="ko">$&</span>'));
}
