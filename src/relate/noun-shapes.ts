/** Noun shapes: which ends of Korean words betray that they are no nouns by themselves. See `dictionary.ts`. */

/** Ends of forms that stand in sentences; a noun with such an end is shown if it takes particles. */
const IN_SENTENCES = /(?:나요|까요|가요|지요|는지|은지|였고|했고|았다|었다|왔다|났다|졌다|려져|려면|하면|되면|으면|여야|아야|어야|다고|라고|라는|라도|는데|은데|고자|한다|않은|같은|수록|아서|어서|여서|해서|에요|어요|아요|해요|이다|이라며|에서|에게|으로|로서|어디에)$/;

/** Ends of words in titles that describe the next word (깊은 산, 찾아가는 민원실). */
const BEFORE_NOUNS = /[한운은는을할던]$/;

export function isInSentences(word: string): boolean {
  return IN_SENTENCES.test(word);
}

export function isDescribing(word: string): boolean {
  return BEFORE_NOUNS.test(word);
}
