/**
 * Person words: which words of an archive may be persons' names. Masking is done long
 * before; this only keeps a name that the law leaves in a record (an official in office)
 * from becoming a heading under which everything about that person is gathered.
 *
 * No dictionary of given names: a word is taken for a name if it has the shape of one
 * and keeps the company of one, an office title or a mask right beside it.
 */
import { stripParticle } from './particles.ts';
import { wordsOf } from './words.ts';

const SURNAMES = new Set('김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용');
const DOUBLE_SURNAMES = new Set(['남궁', '황보', '제갈', '선우', '독고', '사공', '서문', '동방']);

const TITLES = new Set((
  '주무관 팀장 과장 담당관 국장 기획관 실장 본부장 부시장 시장 부구청장 구청장 사무관 서기관 이사관 주사 직원 위원 위원장 부위원장 간사 의원 의장 교수 박사 '
  + '대표 대표이사 이사 이사장 소장 원장 관장 센터장 단장 부장 처장 청장 교장 회장 총무 통장 이장 반장 담당 담당자 책임자 강사 작가 선생 선생님 씨 님 귀하'
).split(' '));

/** A mask with the word before it and the word after it, on the same line. */
const BESIDE_MASK = /([\p{L}\p{N}]*)[^\p{L}\p{N}\n[\]]{0,3}\[[^\][\n]{1,60} 가림·제\d호\](?=[^\p{L}\p{N}\n[\]]{0,3}([\p{L}\p{N}]*))/gu;

/** Share of its records in which a word of a name's shape stands beside a title or a mask, from which on it is taken for one. */
const NAME_SHARE = 0.1;

/** Returns the words right beside the masks of a text, in lower case, with and without their particle. */
export function wordsBesideMasks(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, before, after] of text.normalize('NFKC').matchAll(BESIDE_MASK)) {
    for (const word of [before, after]) {
      if (word) found.add(word.toLowerCase()).add(stripParticle(word.toLowerCase()));
    }
  }
  return found;
}

/** Counts, record by record, the company that words of a name's shape keep. */
export class PersonWords {
  readonly #beside = new Map<string, number>();

  /** Takes in the public text of one record. */
  add(text: string): void {
    const named = new Set([...wordsBesideMasks(text)].filter(hasShapeOfName));
    const words = wordsOf(text);
    words.forEach((word, at) => {
      const stem = stripParticle(word);
      for (const form of [word, stem]) if (hasShapeOfName(form) && (isTitle(words[at - 1]) || isTitle(words[at + 1]))) named.add(form);
    });
    for (const word of named) this.#beside.set(word, (this.#beside.get(word) ?? 0) + 1);
  }

  /** Whether a word that stands in `records` records may be a name. */
  mayBeName(word: string, records: number): boolean {
    return (this.#beside.get(word) ?? 0) >= Math.max(1, records * NAME_SHARE);
  }
}

function isTitle(word: string | undefined): boolean {
  return word !== undefined && (TITLES.has(word) || TITLES.has(stripParticle(word)));
}

/** Two to four syllables of Hangul, a surname first. */
function hasShapeOfName(word: string): boolean {
  if (!/^[가-힣]{2,4}$/.test(word)) return false;
  return DOUBLE_SURNAMES.has(word.slice(0, 2)) ? word.length > 2 : word.length < 4 && SURNAMES.has(word[0]!);
}
