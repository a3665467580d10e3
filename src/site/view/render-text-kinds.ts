/**
 * Render text kinds: the HTML of a text by what it is written in. Everything that has a
 * say in that HTML is imported from here: `scripts/renderer.ts` follows these imports
 * to know when HTML that is kept has become old.
 */
import type { TextKind } from '../../catalogue/records.ts';
import { renderCsv } from './render-csv.ts';
import { renderMarkdown, renderPlain } from './render-text.ts';

const RENDER: Readonly<Record<TextKind, (text: string, prefix: string) => string>> = { markdown: renderMarkdown, plain: renderPlain, csv: renderCsv };

/** Returns the HTML of a text; ids in it start with a part of the text's hash, so that two texts can stand on one page. */
export function renderKind(kind: TextKind, text: string, hash: string): string {
  return RENDER[kind](text, `t${hash.slice(0, 6)}`);
}
