/**
 * Words: cuts a text into words and says which of them a reader may be shown as
 * the reason for a link.
 *
 * No dictionary and no analyser: particles are stripped by a list, and what is
 * left counts as a word only if the archive itself bears it out. An ending that
 * merely looks like a particle (전문가, 여의도) is otherwise cut off, and half a
 * word is worse than none.
 */
import { isHangul, stripParticle } from './particles.ts';

/** A mask as it stands in public text, `[주민등록번호 가림·제6호]`: shared masks say nothing. */
const MASK = /\[[^\][\n]{1,60} 가림·제\d호\]/g;

/** Letters and digits; the middle dots ㆍ and ᆞ are letters to Unicode, separators to Korean readers. */
const WORD = /(?:(?![ㆍᆞ])[\p{L}\p{M}\p{N}])+/gu;

/** Runs of one script: words are compared by syllable pairs in Hangul and Hanja, whole in other letters. */
const RUN = /[가-힣]+|\p{Script=Han}+|(?:(?![가-힣\p{Script=Han}\p{N}])[\p{L}\p{M}])+/gu;

/** Endings of verbs and adjectives: such a form stands in a sentence, not in a list of words. */
const PREDICATE = /(?:니다|니까|세요|하다|한다|된다|했다|였다|었다|하는|되는|하고|되고|하며|되며|으며|이며|하여|되어|하기|되기|하지|해야|하도록|하게|있는|없는|있다|없다|[가-힣]{2}(?:한|할|된|될|던|인))$/;

const STOP_WORDS = new Set(
  ('무엇 어떤 어떻게 어디 어느 언제 누구 얼마 대한 대해 대하여 관한 관하여 위한 위해 위하여 따른 따라 통한 통해 의한 의해 인한 인해 '
    + '및 또는 그리고 그러나 이에 이를 이와 해당 관련 각종 기타 경우 이상 이하 이내 이후 이전 현재 다음 아래 위의 같은 같이 모든 모두 다른 '
    + '통하여 의하여 인하여 이렇게 저렇게 그렇게 아닌 아니 알고 갖고 또한 오는 가는 없이 가지 때문 정도 부분 사항 내용 있음 없음 하여금 여부 등의 등을 등에 제외 '
    + '함께 다시 특히 혹은 만약 다만 가장 직접 매년 여러 달리 도중 이어 이런 그런 저런 라는 이라 이라는 바로 아직 이미 매우 아주 더욱 항상 자주 모두 먼저 각각 서로 스스로 역시 결국 당시 이후로 거쳐 있어 없어 있고 있을 되어 하여야 그는 그의 그가 이는 것은 것을 것이 것으로 개의 '
    + 'the and for with from that this these those are was were been being have has had not but into onto upon about '
    + 'over under between during after before such any all each other which who whom whose what when where will shall '
    + 'may can could would should must its their our your his her them they you per via than then also there here more most').split(' '),
);

/** The words of a text, in its order and spelling, Unicode form NFKC, masks left out. */
export function wordsOf(text: string): string[] {
  return text.replace(MASK, ' ').normalize('NFKC').match(WORD) ?? [];
}

/** What a word is compared by: its Hangul and Hanja syllable pairs, its other letters whole. Numbers count for nothing. */
export function featuresOf(word: string): string[] {
  const features: string[] = [];
  for (const run of word.match(RUN) ?? []) {
    if (/^[a-z]/.test(run)) {
      if (run.length > 2 && !STOP_WORDS.has(run)) features.push(run);
      continue;
    }
    if (!/^[가-힣\p{Script=Han}]/u.test(run)) features.push(run);
    else for (let at = 0; at + 1 < run.length; at += 1) features.push(run.slice(at, at + 2));
  }
  return features;
}

/** What the archive knows of its words, all in lower case. */
export interface Attested {
  /** Whether the word stands alone, without a particle, somewhere. */
  isAlone(word: string): boolean;
  /** Whether the word occurs with a particle after it, somewhere. */
  isStem(word: string): boolean;
}

/**
 * Returns what a reader may be shown for a word as it was found: the word, its
 * stem, or `null` if neither is borne out.
 *
 * @param form - In lower case.
 */
export function presentable(form: string, attested: Attested): string | null {
  if (!isWordy(form)) return null;
  const stem = stripParticle(form);
  if (stem === form || attested.isStem(form)) return form;
  return isWordy(stem) && attested.isAlone(stem) ? stem : null;
}

/** Whether a word, in lower case, could be shown by its looks: no digits, no ending of a verb, no word that only joins. */
export function isWordy(word: string): boolean {
  if (word.length > 20 || STOP_WORDS.has(word) || /\d/.test(word)) return false;
  if (isHangul(word.at(-1))) return word.length > 1 && !PREDICATE.test(word);
  return word.length > 2;
}
