/**
 * Names in runs: people listed without any label, and names that only the words behind
 * tell of (올림, 에게, 의 배우자). Here a word must be built as most names are; one such
 * word alone proves little, so that a list needs three of them in a row, or two lines of
 * the same form, and whatever stands beside an office is passed by.
 */
import { koreanNameAt, koreanNameIn, type Name } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';
import { hasFrequentSurname } from './names-surnames.ts';

type Add = (name: Name | null) => void;

const HANGUL = /[가-힣]/;
/** Between people of a list: a comma, a middle dot, a slash; between two of them what each got. */
const NEXT = /(?:\s?\([^()\n]{1,20}\)| \d{1,3}(?:시간|회|점|매|표|권|건|명))?\s?[,·、/]\s?(?:\d{1,3}번 ?)?/y;
/** What may stand behind the last one. */
const LAST = /(?:\s?\([^()\n]{1,20}\)| \d{1,3}(?:시간|회|점|매|표|권|건))?\s?(?:$|[\n.)/|]|(?:은|는|이|가|을|를|의|에게|님|씨|입니다|등|외)(?![가-힣])| (?:등|외|씨|님)(?![가-힣])| 부부)/y;
const MOST = 300;

/** Adds the people of a list of three and more, given the place of the first separator; two behind a colon are enough. */
export function inList(text: string, separator: number, add: Add): void {
  const first = strongBefore(text, separator);
  if (first === null || first.start === 0 || isContinued(text, first.start)) return;
  const items = [first];
  let at = first.end;
  for (let count = 0; count < MOST; count += 1) {
    const next = after(NEXT, text, at);
    const name = next < 0 ? null : koreanNameAt(text, next, 'loose');
    if (name === null || name.end - name.start < 3) break;
    items.push(name);
    at = name.end;
  }
  const isWhole = after(LAST, text, at) >= 0 || after(NEXT, text, at) >= 0;
  const isListed = items.length >= (/[:：(] ?$/.test(text.slice(Math.max(0, first.start - 2), first.start)) || COUPLE.test(text.slice(at, at + 4)) ? 2 : 3);
  if (!isWhole || !isListed || !items.slice(1).some(({ start, end }) => koreanNameIn(text, start, end, 'strong') !== null) || items.some(({ start, end }) => isBesideOffice(text, start, end))) return;
  for (const item of items) add(item);
}

const COUPLE = /^ ?부부/;

/** Whether the list began before: its first separator has read all of it. */
function isContinued(text: string, start: number): boolean {
  const before = /(?<end>[가-힣])(?:\s?\([^()\n]{1,20}\)| \d{1,3}(?:시간|회|점|매|표|권|건|명))?\s?[,·、/]\s?(?:\d{1,3}번 ?)?$/.exec(text.slice(Math.max(0, start - 32), start));
  if (before === null) return false;
  return strongBefore(text, Math.max(0, start - 32) + before.index + 1) !== null;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The strong name that ends before an explanation in brackets or directly here. */
function strongBefore(text: string, at: number): Name | null {
  if (PLAIN.test(text[at - 1] ?? '')) return strongEnding(text, at);
  const behind = /(?:\s?\([^()\n]{1,20}\)| \d{1,3}(?:시간|회|점|매|표|권|건|명))?\s?$/.exec(text.slice(Math.max(0, at - 26), at));
  const end = at - (behind?.[0].length ?? 0);
  return strongEnding(text, end);
}

/** A syllable that is none of the counters. */
const PLAIN = /[^간회점매표권건명\P{Script=Hangul}]/u;

/** Returns the whole word that ends here if it is built as most names are. */
export function strongEnding(text: string, end: number): Name | null {
  let start = end;
  while (start > 0 && end - start < 6 && HANGUL.test(text[start - 1]!)) start -= 1;
  return end - start < 3 || end - start > 5 || !hasFrequentSurname(text, start) ? null : koreanNameIn(text, start, end, 'strong');
}

/** What is said of persons alone, behind the name. */
const OF_PERSON = /의 (?:배우자|남편|아내|부인|처|아들|딸|장남|장녀|차남|차녀|자녀|모친|부친|어머니|아버지|부모|모|부|형|누나|언니|오빠|동생|손자|손녀|유족|가족|보호자|후손|자택|집|주거지|진술|병원비|유산|사망|상속인|시신|생년월일|주민등록|이의신청|청구|신청|신고|민원|진정|고소|항소|주장|채무|체납액|소득|재산|부상|치료|차량|계좌|휴대전화|연락처|주소|건강상태|장애|퇴직금|경력|학적|담임|친구)(?=[은는이가을를의에와과도께]|[^가-힣]|$)|에게(?:서|는|도)?(?![가-힣])|[와과] ?(?:전화|유선|면담|통화|상담)(?=[ 하]|[^가-힣]|$)/y;
/** A letter ends with it. */
const SIGNED = /(?:올림|드림|배상|拜上)(?= {0,3}(?:$|[\n.)<]))/y;

/** Adds the name before words that are said of persons only. */
export function beforeDeeds(text: string, at: number, add: Add): void {
  if (HANGUL.test(text[at - 1] ?? '') && after(OF_PERSON, text, at) >= 0) add(strongEnding(text, at));
}

/** Adds who signs a letter. */
export function beforeSigned(text: string, at: number, add: Add): void {
  if (text[at - 1] !== ' ' || after(SIGNED, text, at) < 0) return;
  const end = text[at - 2] === ' ' ? at - 2 : at - 1;
  let start = end;
  while (start > 0 && end - start < 6 && HANGUL.test(text[start - 1]!)) start -= 1;
  add(koreanNameIn(text, start, end, text[at] === '배' ? 'strong' : 'loose'));
}

/** Of the dead, of those already named: `망 홍길동`, `위 홍길동은`, or of parties: `갑 홍길동`. */
const FORMER = /[위망갑을병] (?=[가-힣]{3})/y;
const IS_SAID = /^(?:[은는이가을를의도]|에게|에 대|\(| \(|$|[\n,)])/;

/** Adds the name behind 위, 망 or 갑. */
export function afterFormer(text: string, at: number, add: Add): void {
  if (HANGUL.test(text[at - 1] ?? '') || after(FORMER, text, at) < 0) return;
  const name = koreanNameAt(text, at + 2, 'strong');
  if (name !== null && IS_SAID.test(text.slice(name.end, name.end + 4))) add(name);
}

/** What a person has asked for or been given, before the name that ends the line: `도로점용 허가신청 홍길동`. */
const ASKED = /(?:신고|신청|등록|접수|요청|허가|발급|대상|해촉|위촉|선정|결정|전출|전입|교부|면담|통화|상담|방문|의뢰|취소|환불|환급) $/;

/** Adds the name that ends a line behind what was asked for. */
export function endingLine(text: string, lineEnd: number, add: Add): void {
  if (!HANGUL.test(text[lineEnd - 1] ?? '')) return;
  const name = strongEnding(text, lineEnd);
  if (name !== null && ASKED.test(text.slice(Math.max(0, name.start - 4), name.start))) add(name);
}

/** Who speaks: `홍길동: 우리 동네에 도서관이 필요합니다.` */
export function beforeSpeech(text: string, colon: number, add: Add): void {
  const name = strongEnding(text, colon);
  if (name !== null && (name.start === 0 || text[name.start - 1] === '\n') && /^: {1,2}[^\n]{12}/.test(text.slice(colon, colon + 16))) add(name);
}

const LINE = /^[ \t]{0,8}(?:[(<]?\d{1,3}[.)>]|[①-⑳]|[가나다라마바사아자차카타파하][.)]|[-*•·○●▪□◦▶]|(?:학번|번호|수험번호|응시번호|접수번호) ?\d{2,14})[ \t]{1,4}/;
const GOES_ON = /^[ \t]{0,4}(?:$|[\n\-–,(/|]| {2}|[가-힣]{2,6} \d)/;

/** Returns whether a line begins like an item of a list. */
function beginsItem(text: string, at: number): boolean {
  let begin = at;
  while (begin < at + 8 && (text[begin] === ' ' || text[begin] === '\t')) begin += 1;
  return BEGINS[text.charCodeAt(begin)] === 1;
}

const BEGINS = new Uint8Array(0x10000);
for (const unit of '(<0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳가나다라마바사아자차카타파하-*•·○●▪□◦▶학번수응접') BEGINS[unit.charCodeAt(0)] = 1;

/** A birthday behind the name: one line is enough. */
const BORN = /^[ \t]{0,2}[-–,(/ ][ \t]{0,2}(?:19[2-9]\d|20[01]\d)[.-]/;

/** Returns the names that begin two or more lines of the same form, one below the other. */
export function inLines(text: string): Name[] {
  const found = new Map<number, Name>();
  let before: { name: Name; end: number } | null = null;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const name = beginsItem(text, start) ? beginningLine(text, start, end) : null;
    const pair: Name[] = name === null || before === null || before.end + 1 !== start ? [] : [before.name, name];
    if (pair.some((one) => koreanNameIn(text, one.start, one.end, 'strong') !== null)) for (const one of pair) found.set(one.start, one);
    if (name !== null && BORN.test(text.slice(name.end, name.end + 12))) found.set(name.start, name);
    before = name === null ? null : { name, end };
    start = end + 1;
  }
  return [...found.values()];
}

function beginningLine(text: string, start: number, end: number): Name | null {
  const mark = LINE.exec(text.slice(start, Math.min(end, start + 40)))?.[0].length;
  const name = mark === undefined ? null : koreanNameAt(text, start + mark, 'loose');
  if (name === null || name.end - name.start < 3 || !GOES_ON.test(text.slice(name.end, Math.min(end, name.end + 12)))) return null;
  return isBesideOffice(text, name.start, name.end) ? null : name;
}
