/**
 * Laws: the articles of laws and ordinances that a text cites, as Korean papers write
 * them: 「도로법」 제31조, 「주차장법」 제12조의3 및 제13조. An article without its law
 * right before it (같은 법 제5조) is passed over: which law is meant would be a guess.
 */

/** A law in its brackets with the articles behind it; all repeats are bounded. */
const CITATION = /「([^「」\n]{2,60})」\s{0,3}(제\d{1,4}조(?:의\s?\d{1,3})?(?:(?:\s?[,·ㆍ]\s?|\s?(?:및|와|과|또는)\s)제\d{1,4}조(?:의\s?\d{1,3})?){0,8})/gu;
const ARTICLE = /제\d{1,4}조(?:의\s?\d{1,3})?/gu;

/** Articles looked at in one text: whoever lists more explains the law, not a matter. */
const MOST = 40;

/** Returns the articles a text cites, in its order, each once, with one space at most between words. */
export function lawsOf(text: string): string[] {
  const found = new Set<string>();
  for (const [, law, articles] of text.matchAll(CITATION)) {
    for (const [article] of articles!.matchAll(ARTICLE)) {
      if (found.size < MOST) found.add(`「${law!.replace(/\s+/gu, ' ').trim()}」 ${article.replace(/\s/gu, '')}`);
    }
  }
  return [...found];
}
