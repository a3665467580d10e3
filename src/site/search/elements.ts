/** Elements: makes elements of the search page. Words become text and nothing else. */

/** Returns an element with what it holds: texts, elements. */
export function element<N extends keyof HTMLElementTagNameMap>(name: N, attributes: Readonly<Record<string, string>>, ...inside: (Node | string)[]): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/**
 * Returns words with what the reader asked for as a part of its own: it may be in another
 * language than the page, which a voice must know, or run the other way.
 */
export function withQuery(words: string, query: string, language: string): (Node | string)[] {
  const start = query === '' ? -1 : words.indexOf(`“${query}”`) + 1;
  if (start < 1) return [words];
  const isKorean = language !== 'ko' && /\p{Script=Hangul}/u.test(query);
  return [words.slice(0, start), element('bdi', isKorean ? { lang: 'ko' } : {}, query), words.slice(start + query.length)];
}

/** Returns words with some of them marked. */
export function markedWords(parts: readonly { text: string; isMarked: boolean }[]): (Node | string)[] {
  return parts.map(({ text, isMarked }) => (isMarked ? element('b', {}, text) : text));
}
