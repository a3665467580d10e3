/** What only hidden parts hold may not stand in the display, whichever of the two readers is wrong. */
import { expect, test } from 'vitest';
import type { Part } from '../../../src/export/extract/extracted.ts';
import { refuseHiddenDisplay } from '../../../src/export/extract/hidden-display.ts';

const parts: Part[] = [
  { path: 'body', kind: 'visible', text: '공개하는 글과 홍길동 주무관' },
  { path: 'body#hidden', kind: 'hidden', text: '지운 글 010-0000-1001\n홍길동 주무관\n짧은 글' },
];

test.each([
  ['shows a hidden line', '공개하는 글\n\n지운 글 010\\-0000\\-1001', false],
  ['shows a hidden line across markup', '**지운** 글 010-0000-[1001](x)', false],
  ['shows what is hidden here and seen there', '홍길동 주무관', true],
  ['shows a stretch too short to be more than chance', '짧은 글', true],
  ['shows what is seen', '공개하는 글', true],
])('a display that %s', (_, display, isFine) => {
  const look = (): void => refuseHiddenDisplay(display, parts);
  if (isFine) expect(look).not.toThrow();
  else expect(look).toThrow(expect.objectContaining({ problem: 'hidden-text', detail: '14 hidden characters that the display would repeat' }));
});
