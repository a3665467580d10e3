/** The page: whatever Markdown divides a number, the page of the masked text shows none. */
import { join } from 'node:path';
import fc from 'fast-check';
import { it } from 'vitest';
import { DETECTORS } from '../../../src/export/detectors/index.ts';
import { normalise } from '../../../src/export/detectors/normalise.ts';
import { mask } from '../../../src/export/mask.ts';
import { screen } from '../../../src/export/screen.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { renderMarkdown } from '../../../src/site/view/render-text.ts';
import { textPaper } from '../papers.ts';

const MASKS = loadPolicy(join(import.meta.dirname, '../../../content')).masks;
const BLOCK = /<\/?(?:p|li|ul|ol|h\d|tr|td|th|table|div|section|blockquote|pre|hr)\b[^>]*>/g;

/** The words of the page, blocks apart. Notes are left out: their number stands higher. */
function shown(markdown: string): string {
  return renderMarkdown(markdown, 't').replace(/<sup>.*?<\/sup>/g, '').replace(BLOCK, '\n\n\n\n').replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<').replaceAll('&amp;', '&').replace(/(?<!\n)\n(?!\n)/g, ' ').replace(/ +/g, ' ');
}

function masked(body: string): string {
  return mask(screen(textPaper({ body }), DETECTORS, MASKS), MASKS).texts['body']!;
}

const markup = fc.constantFrom(
  '[', '](x)', '![', ']', '[a]', '[b]', '(', ')', '<b>', '</b>', '<a t=">">', '<!-- x -->', '<!--', '-->', '*', '**', '_', '__', '~', '~~', '`', '``', '\\', '\n', '\n\n',
  '  ', '> ', '- ', '    ', '# ', '|', '&ZeroWidthSpace;', '&#8203;', '&shy;', '\n\n[a]: /x\n\n', '[^1]', '가', '<', '>', '"', "'", ' ',
);

it('shows no number that is whole on the page', () => {
  const cuts = fc.array(fc.tuple(fc.nat(13), markup), { maxLength: 5 });
  fc.assert(fc.property(fc.constantFrom('010-1234-5678', '900101-1234567'), cuts, fc.boolean(), (value, inserted, isDefined) => {
    const parts = [...value].map((unit, at) => inserted.filter(([place]) => place === at).map(([, text]) => text).join('') + unit);
    const page = normalise(shown(masked(parts.join('') + (isDefined ? '\n\n[a]: /x' : '')))).text;
    return DETECTORS.every((detector) => [...detector.find(page)].length === 0);
  }), { seed: 1, numRuns: 1_500 });
});
