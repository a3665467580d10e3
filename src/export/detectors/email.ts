/**
 * E-mail addresses (RFC 5321, 4.1.2, as people use it), also with the at sign
 * spelled out or partly starred out. Which domains are official and stay public is
 * policy, not code: `allow` in content/policy/masks/email.md.
 *
 * The search starts at each at sign and goes left, so that a long beginning can't
 * leave a part of the address outside the finding.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { scan } from './scan.ts';

const KIND = 'email';
/** No address without one of these; most texts have none of them. */
const SIGN = /@|골뱅이|앳|\(a\)|[\s_\-([{<]at[\s_\-)\]}>]/iu;
const LABEL = '[A-Za-z0-9가-힣](?:[A-Za-z0-9가-힣-]{0,61}[A-Za-z0-9가-힣])?';
const DOT = String.raw`(?:\.|\s?[(\[{<]\s?(?:dot|점|\.)\s?[)\]}>]\s?|\s(?:dot|점)\s)`;
const DOMAIN = String.raw`(?:${LABEL}${DOT}){1,6}(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24}|한국)`;
/** Half-hidden domains: `na***.com`, `n****`. */
const STARRED_DOMAIN = String.raw`[A-Za-z0-9-]{0,20}\*{1,20}(?:\.[A-Za-z*]{2,20}){0,3}`;

const AT_SIGN = String.raw`\s?[(\[{<]\s?(?:at|앳|골뱅이|@)\s?[)\]}>]\s?|\s?골뱅이\s?|@`;
const WITH_SIGN = new RegExp(`(?<at>${AT_SIGN})(?:${DOMAIN}|${STARRED_DOMAIN})`, 'gidu');
/** Names of mail services; after `at` in words nothing else is sure to be an address. */
const SERVICE = String.raw`(?:gmail|naver|daum|hanmail|nate|kakao|hotmail|outlook|yahoo|icloud|live|msn|korea|dreamwiz|empas|paran|lycos|proton(?:mail)?|gmx)`;
const COMMON_END = String.raw`(?:com|net|org|edu|biz|info|io|me|kr|jp|cn|uk|de|eu)(?![A-Za-z0-9])`;
const WITH_SPACES = new RegExp(String.raw`(?<at>\s{0,2}@\s{0,2}|\s?\(a\)\s?)(?:${LABEL}${DOT}){1,6}${COMMON_END}`, 'gidu');
const WITH_WORD = new RegExp(
  String.raw`(?<at>\s(?:at|앳)\s|_at_)(?:${SERVICE}${DOT}|${LABEL}\s(?:dot|점)\s)(?:co${DOT})?${COMMON_END}`, 'gidu');

/** The whole address read out: `hong 골뱅이 네이버 닷컴`. */
const SPOKEN_SERVICE = '네이버|지메일|다음|한메일|네이트|카카오|구글|핫메일|아웃룩|야후|아이클라우드|코리아';
const SPOKEN_DOT = String.raw`\s?(?:닷|쩜|점|dot|\.)\s?`;
const SPOKEN_END = String.raw`(?:(?:코|씨오|co)${SPOKEN_DOT})?(?:컴(?!퓨)|넷|케이\s?알|com|net|kr|org|오알지)(?![A-Za-z])`;
const SPOKEN = new RegExp(
  String.raw`(?<at>\s?(?:골뱅이|앳|@)\s?|\s?[(\[{<]\s?(?:at|앳|골뱅이|@)\s?[)\]}>]\s?|\sat\s(?=(?:${SPOKEN_SERVICE})${SPOKEN_DOT}))(?:${SPOKEN_SERVICE}|${LABEL})${SPOKEN_DOT}${SPOKEN_END}`, 'gidu');
/** A space between all letters. */
const LETTERS_APART = /(?<![A-Za-z0-9])(?:[A-Za-z0-9._-] ){2,40}(?:@|골뱅이|at)(?: [A-Za-z0-9-]){2,40}(?: \.(?: [A-Za-z]){2,4}){1,3}(?! ?[A-Za-z0-9])/giu;
/** `hong_at_example_dot_com`, `hong -at- example -dot- com`: signs around the words instead of brackets. */
const WITH_SIGNS = new RegExp(String.raw`(?<at>\s?(?<sign>[_-])at\k<sign>\s?)(?:${LABEL.replaceAll('A-Za-z0-9가-힣-', 'A-Za-z0-9-')}\s?\k<sign>(?:dot|점)\k<sign>\s?){1,4}${COMMON_END}`, 'gidu');

/** What may stand before the at sign, from its last unit to the left. */
const LOCAL_UNIT = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/;
const HANGUL_LOCAL = /[가-힣]{2,10}$/u;
const LOCAL_LIMIT = 320;
/** Signs that belong to the sentence or to Markdown, not to the address. */
const LEADING_SIGNS = /^[^A-Za-z0-9]{1,320}/;

export const email: Detector = {
  kind: KIND,
  needs: SEEN.at,
  find: (text) => (SIGN.test(text) ? addresses(text) : []),
};

function* addresses(text: string): Iterable<Finding> {
  for (const pattern of [WITH_SIGN, WITH_SPACES, WITH_WORD, SPOKEN, WITH_SIGNS]) {
    for (const hit of text.matchAll(pattern)) {
      const at = hit.indices!.groups!['at']![0];
      const start = localStart(text, at);
      if (start < at) yield { kind: KIND, start, end: hit.index + hit[0].length };
    }
  }
  yield* scan(KIND, text, LETTERS_APART);
}

/** Returns where the part before the at sign begins; `at` itself if there is none. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LOCAL_LIMIT && LOCAL_UNIT.test(text[start - 1]!)) start -= 1;
  start += LEADING_SIGNS.exec(text.slice(start, at))?.[0].length ?? 0;
  if (start < at) return start;
  return at - (HANGUL_LOCAL.exec(text.slice(Math.max(0, at - 10), at))?.[0].length ?? 0);
}
