/** Texts: all texts of a record as one string, as a fragment of the index keeps them. */

/** One text of a record: its own (`file` is `null`) or an attached file's. */
export interface Part { file: string | null; text: string }

/** Before each part, and between a file's name and its text: control characters, which no text of a record holds. */
const PART = '\u001e';
const NAME = '\u001f';

/** Returns the parts as one string. */
export function joinParts(parts: readonly Part[]): string {
  return parts.map(({ file, text }) => `${PART}${file ?? ''}${NAME}${text}`).join('');
}

/** Returns the parts of a joined text. */
export function splitParts(joined: string): Part[] {
  return joined.split(PART).slice(1).map((part) => {
    const at = part.indexOf(NAME);
    return { file: at === 0 ? null : part.slice(0, at), text: part.slice(at + 1) };
  });
}
