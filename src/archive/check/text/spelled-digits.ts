/**
 * Spelled digits: numbers written as Korean or Chinese words (`공일공`), and Latin
 * letters that look like digits (`O1O-l234`). Returns only the stretches that could
 * be a number, as digits, for the same detectors to look at again.
 */

const VALUES: Readonly<Record<string, string>> = {
  공: '0', 영: '0', 령: '0', 〇: '0', 零: '0', 빵: '0', 일: '1', 一: '1', 壹: '1', 이: '2', 둘: '2', 二: '2', 貳: '2', 삼: '3', 셋: '3', 三: '3', 參: '3',
  사: '4', 넷: '4', 四: '4', 오: '5', 五: '5', 육: '6', 륙: '6', 六: '6', 칠: '7', 七: '7', 팔: '8', 八: '8', 구: '9', 九: '9',
};
const WORD = /[공영령〇零빵일一壹이둘二貳삼셋三參사넷四오五육륙六칠七팔八구九]/g;
const SPELLED = /(?:[\d공영령〇零빵일一壹이둘二貳삼셋三參사넷四오五육륙六칠七팔八구九][ \-.,·의에]{0,3}){9,60}/g;
/** Quick look: most texts have no four such words in a row. */
const FEW_SPELLED = /[공영령〇零빵일一壹이둘二貳삼셋三參사넷四오五육륙六칠七팔八구九](?:[ \-.,·의에]{0,3}[\d공영령〇零빵일一壹이둘二貳삼셋三參사넷四오五육륙六칠七팔八구九]){3}/;
const LOOKALIKE = /(?<![A-Za-z0-9])[0-9OoQDlI|SBZ](?:[ \-.()]{0,3}[0-9OoQDlI|SBZ]){9,24}(?![A-Za-z0-9])/g;
const LETTERS: Readonly<Record<string, string>> = { O: '0', o: '0', Q: '0', D: '0', l: '1', I: '1', '|': '1', S: '5', B: '8', Z: '2' };

/** Returns numbers that are spelled out in a normalised text, each with its place and its label before it. */
export function spelledNumbers(text: string): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = [];
  const add = (spelled: string, at: number, digits: string) => {
    if (digits !== spelled) found.push({ text: `${text.slice(Math.max(0, at - 40), at)} ${digits} `, at });
  };
  if (FEW_SPELLED.test(text)) {
    for (const { 0: spelled, index } of text.matchAll(SPELLED)) {
      const digits = spelled.replace(WORD, (word) => VALUES[word]!).replace(/[의에]/g, '-');
      add(spelled, index, /\d{5}/.test(spelled) ? spelled : digits);
    }
  }
  if (/\d[OoQDlI|SBZ]|[OoQDlI|SBZ][ \-.]{0,3}\d/.test(text)) {
    for (const { 0: spelled, index } of text.matchAll(LOOKALIKE)) {
      if (spelled.replace(/\D/g, '').length >= 6 && !/([A-Za-z|])\1\1/.test(spelled)) add(spelled, index, spelled.replace(/[OoQDlI|SBZ]/g, (letter) => LETTERS[letter]!));
    }
  }
  return found;
}
