/** Paragraphs from runs: a number typed in two runs, or around a hidden one, is one number. */
import { expect, test } from 'vitest';
import { collectLines, type RunKind } from '../../../src/export/extract/lines.ts';

/** Runs of one paragraph; a list within them is a paragraph that lies in it. */
type Runs = readonly ([RunKind, string] | Runs)[];

function linesOf(...paragraphs: Runs[]) {
  const lines = collectLines();
  const add = (runs: Runs): void => {
    lines.open();
    for (const run of runs) {
      if (typeof run[1] === 'string') lines.add(run[1], run[0] as RunKind);
      else add(run as Runs);
    }
    lines.close();
  };
  paragraphs.forEach(add);
  return lines.end();
}

test.each<[string, Runs[], { visible: string; hidden: string }]>([
  ['two runs', [[['visible', '010-0000-'], ['visible', '1001']]], { visible: '010-0000-1001', hidden: '' }],
  ['runs around a hidden one', [[['visible', '010-0000-'], ['hidden', '77'], ['visible', '1001']]], { visible: '010-0000-1001', hidden: '77\n010-0000-771001' }],
  ['a number of which one half is hidden', [[['visible', '010-0000-'], ['hidden', '1001']]], { visible: '010-0000-', hidden: '1001\n010-0000-1001' }],
  ['an instruction beside the text', [[['visible', '010-'], ['aside', 'mailto:a@example.com'], ['visible', '0000']]], { visible: '010-0000', hidden: 'mailto:a@example.com' }],
  ['a paragraph in another', [[['visible', '010-'], [['visible', '안']], ['visible', '0000']]], { visible: '안\n010-0000', hidden: '' }],
  ['two paragraphs', [[['visible', '하나']], [['hidden', '둘']]], { visible: '하나', hidden: '둘' }],
  ['nothing but spaces', [[['visible', ' '], ['hidden', ' ']]], { visible: '', hidden: '' }],
])('%s', (_, paragraphs, expected) => {
  expect(linesOf(...paragraphs)).toEqual(expected);
});

test('text outside every paragraph is a line too', () => {
  const lines = collectLines();
  lines.add('밖', 'visible');
  lines.close();
  expect(lines.end()).toEqual({ visible: '밖', hidden: '' });
});
