import { expect, test } from 'vitest';
import { wordsOf } from '../../src/site/view/search-entries.ts';

test.each([
  ['tags are gone and words stay apart', '<h3>추진배경</h3><p>보행 <strong>환경</strong></p>', '추진배경 보행 환경'],
  ['references are signs', '<p>1 &#x3C; 2 &amp; 3 &gt; 2</p>', '1 < 2 & 3 > 2'],
  ['a reference to no sign stays', '<p>&#x110000;</p>', '&#x110000;'],
  ['nothing', '', ''],
])('%s', (_, html, words) => expect(wordsOf(html)).toBe(words));
