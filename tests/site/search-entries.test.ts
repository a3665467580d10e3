import { expect, test } from 'vitest';
import { withoutLetterhead, wordsOf } from '../../src/site/view/search-entries.ts';

test.each([
  ['tags are gone and words stay apart', '<h3>추진배경</h3><p>보행 <strong>환경</strong></p>', '추진배경 보행 환경'],
  ['references are signs', '<p>1 &#x3C; 2 &amp; 3 &gt; 2</p>', '1 < 2 & 3 > 2'],
  ['a reference to no sign stays', '<p>&#x110000;</p>', '&#x110000;'],
  ['a mask reads as it stands in the text', '<p>연락처 <span class="mask">[휴대전화 가림<span aria-hidden="true">·</span> 제6호]</span>로</p>', '연락처 [휴대전화 가림·제6호]로'],
  ['nothing', '', ''],
])('%s', (_, html, words) => expect(wordsOf(html)).toBe(words));

test.each([
  ['수신 내부결재', ''], ['(경유)', ''], ['우 12345 하늘시 하늘로 1', ''], ['전화 02-120 /전송 02-121', ''], ['전화번호 02-120', ''], ['시행 도로과-290 (2026. 1. 26.)', ''],
  ['접수 총무과-12 (2026. 1. 27.)', ''], ['기안자 주무관', ''], ['road@haneul.example / 대국민 공개', ''],
  ['시행 일자는 따로 알립니다', '시행 일자는 따로 알립니다'], ['전화 상담을 늘립니다', '전화 상담을 늘립니다'], ['수신료 고지', '수신료 고지'], ['우 수준 유지', '우 수준 유지'], ['본문에 수신 내부결재', '본문에 수신 내부결재'],
])('a line of every letter is not searched, a line of this one is: %s', (line, kept) => expect(withoutLetterhead(`앞\n${line}\n뒤`)).toBe(['앞', kept, '뒤'].filter((one) => one !== '').join('\n')));
