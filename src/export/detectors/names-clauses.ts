/**
 * Names in clauses: a name without any label is told by what is said of it. `홍길동이
 * 제출한 서류`, `홍길동을 증인으로`. The word must be built as most names are, its
 * particle must agree with its last syllable, and what follows in the same clause must
 * be done or suffered by a person; a subject alone is as often any other word.
 */
import { koreanNameIn, type Name } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';
import { endsLikeName, hasFrequentSurname } from './names-surnames.ts';

/** What a person does or suffers in city papers. */
const DOES = /^[은는이가] [^.!?\n]{0,24}?(?:제출[하한]|신청[하한]|제기[하한]|거주[하한]|진술[하한]|호소[하한]|주장[하한]|낸 |사망|입원|실족|추락|매몰|출석|요청[하한]|신고[하한]|고소[하한]|발견되|발견된|구조되|퇴원|치료[를 ]|이사[하한]|전입|운전[하한]|수령[하한]|다쳐|다친|숨지|숨졌|숨진|넘어[지져진]|혼자 |살고|생활고|위독|구속|체포|기소|폭행|음주|자택|병원)/;
/** What is done to one. */
const IS_DONE = /^[을를] (?:증인|피고인|피고소인|상대로|상대방|후견인|대표로|대리인|구조|체포|폭행|선임|채택|위촉|고소|고발|병원|자택|면담|방문|만나|불러|표창)/;
const IS_NAMED = /^(?:으로|로) (?:확인|밝혀|지목|선출|선정된|추정)/;
const REACH = 44;

/** Adds the name before a particle, given the particle's place. */
export function inClause(text: string, at: number, add: (name: Name | null) => void): void {
  if (!endsLikeName(text[at - 1] ?? '')) return;
  let start = at;
  while (start > 0 && at - start < 5 && isHangul(text.charCodeAt(start - 1))) start -= 1;
  if (at - start < 3 || at - start > 4 || !hasFrequentSurname(text, start)) return;
  const isAfterVowel = (text.charCodeAt(at - 1) - 0xac00) % 28 === 0;
  if (isAfterVowel !== '는가를로'.includes(text[at]!)) return;
  const name = koreanNameIn(text, start, at, 'strong');
  if (name === null || isBesideOffice(text, name.start, name.end)) return;
  const clause = text.slice(at, at + REACH);
  if (DOES.test(clause) || IS_DONE.test(clause) || IS_NAMED.test(clause)) add(name);
}

function isHangul(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3;
}
