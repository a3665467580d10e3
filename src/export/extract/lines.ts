/**
 * Lines: collects the text of paragraphs from runs, so that a number typed in two
 * runs, or around a deleted one, is one number again. Paragraphs lie in one another
 * (a table in a text box in a paragraph); each comes out as a line of its own.
 */

/** `aside`: text of a paragraph that runs beside it, such as a field's instruction. */
export type RunKind = 'visible' | 'hidden' | 'aside';

/** Collected lines, of a part or of all parts. */
export interface Lines { visible: string; hidden: string }

export interface LineCollector {
  /** A paragraph begins. */
  open(): void;
  add(text: string, kind: RunKind): void;
  /** The paragraph ends. Text outside every paragraph ends with the part. */
  close(): void;
  end(): Lines;
}

interface Paragraph { visible: string; hidden: string; whole: string; aside: string }

export function collectLines(): LineCollector {
  const visible: string[] = [];
  const hidden: string[] = [];
  const outside = emptyParagraph();
  const stack = [outside];
  const finish = (paragraph: Paragraph): void => {
    if (isText(paragraph.visible)) visible.push(paragraph.visible.trim());
    if (isText(paragraph.aside)) hidden.push(paragraph.aside.trim());
    if (!isText(paragraph.hidden)) return;
    hidden.push(paragraph.hidden.trim());
    // What is hidden may be one half of a number whose other half is seen.
    if (isText(paragraph.visible)) hidden.push(paragraph.whole.trim());
  };
  return {
    open() { stack.push(emptyParagraph()); },
    add(text, kind) {
      const paragraph = stack.at(-1)!;
      paragraph[kind] += text;
      if (kind !== 'aside') paragraph.whole += text;
    },
    close() { if (stack.length > 1) finish(stack.pop()!); },
    end() {
      while (stack.length > 0) finish(stack.pop()!);
      stack.push(outside);
      return { visible: visible.join('\n'), hidden: hidden.join('\n') };
    },
  };
}

function emptyParagraph(): Paragraph {
  return { visible: '', hidden: '', whole: '', aside: '' };
}

function isText(text: string): boolean {
  return text.trim() !== '';
}
