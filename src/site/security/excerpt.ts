/**
 * Excerpt: Pagefind hands over a found text as HTML, `<mark>` around the words that
 * were asked for and `&lt;` `&gt;` for the record's own brackets. It is taken apart
 * here and never given to a parser, so that whatever else it holds stays text.
 */

/** A stretch of an excerpt. */
export interface ExcerptPart { text: string; isMarked: boolean }

/** Returns the stretches of an excerpt in their order, none of them empty. */
export function excerptParts(excerpt: string): ExcerptPart[] {
  let isMarked = false;
  const parts: ExcerptPart[] = [];
  for (const piece of excerpt.split(/(<\/?mark>)/)) {
    if (piece === '<mark>' || piece === '</mark>') isMarked = piece === '<mark>';
    else if (piece !== '') parts.push({ text: piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>'), isMarked });
  }
  return parts;
}
