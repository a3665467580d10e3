/**
 * Person words: which words of an archive may be persons' names. Masking is done long
 * before; this only keeps a name that the law leaves in a record (an official in office)
 * from becoming a heading under which everything about that person is gathered.
 *
 * No dictionary of given names: a word is taken for a name if it has the shape of one
 * and keeps the company of one, an office title or a mask right beside it.
 */
import { stripParticle } from './particles.ts';

const SURNAMES = new Set('김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용');
const DOUBLE_SURNAMES = new Set(['남궁', '황보', '제갈', '선우', '독고', '사공', '서문', '동방']);

const TITLES = new Set((
  '주무관 팀장 과장 담당관 국장 기획관 실장 본부장 부시장 시장 부구청장 구청장 사무관 서기관 이사관 주사 직원 위원 위원장 부위원장 간사 의원 의장 교수 박사 '
  + '대표 대표이사 이사 이사장 소장 원장 관장 센터장 단장 부장 처장 청장 교장 회장 총무 통장 이장 반장 담당 담당자 책임자 강사 작가 선생 선생님 씨 님 귀하'
).split(' '));

/** A mask; what stands beside it is looked at in so many characters. */
const MASK = /\[[^\][\n]{1,60} 가림·제\d호\]/g;
const BESIDE = 30;
/** Signs and spaces that may stand between a mask and the word beside it. */
const GAP = 3;
const WORD = /^[\p{L}\p{N}]$/u;

/** Returns the words right beside the masks of a text, in lower case, with and without their particle. */
export function wordsBesideMasks(text: string): Set<string> {
  const found = new Set<string>();
  const plain = text.normalize('NFKC');
  for (const { 0: mask, index } of plain.matchAll(MASK)) {
    const before = wordBeside([...plain.slice(Math.max(0, index - BESIDE), index)].reverse()).reverse().join('');
    const after = wordBeside([...plain.slice(index + mask.length, index + mask.length + BESIDE)]).join('');
    for (const word of [before, after]) {
      if (word !== '') found.add(word.toLowerCase()).add(stripParticle(word.toLowerCase()));
    }
  }
  return found;
}

/** Returns the first word of a row of characters, if it begins on the same line and near; in one expression V8 took seconds to compile it. */
function wordBeside(characters: readonly string[]): string[] {
  const start = characters.findIndex((character) => WORD.test(character));
  if (start === -1 || start > GAP || characters.slice(0, start).some((character) => '\n[]'.includes(character))) return [];
  const end = characters.findIndex((character, at) => at > start && !WORD.test(character));
  return characters.slice(start, end === -1 ? undefined : end);
}

/** Returns the words of a public text that keep the company of names; `words` are its words, in its order. */
export function namesIn(text: string, words: readonly string[]): Set<string> {
  const named = new Set([...wordsBesideMasks(text)].filter(hasShapeOfName));
  words.forEach((word, at) => {
    if (!isTitle(word)) return;
    for (const beside of [words[at - 1], words[at + 1]]) {
      for (const form of beside === undefined ? [] : [beside, stripParticle(beside)]) if (hasShapeOfName(form)) named.add(form);
    }
  });
  return named;
}

function isTitle(word: string): boolean {
  return word.length < 12 && (TITLES.has(word) || TITLES.has(stripParticle(word)));
}

/** Two to four syllables of Hangul, a surname first. */
function hasShapeOfName(word: string): boolean {
  if (!/^[가-힣]{2,4}$/.test(word)) return false;
  return DOUBLE_SURNAMES.has(word.slice(0, 2)) ? word.length > 2 : word.length < 4 && SURNAMES.has(word[0]!);
}
