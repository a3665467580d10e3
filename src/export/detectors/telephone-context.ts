/**
 * Telephone context: whose number it is, by the words around it. The last word before
 * the number wins, so that `담당 주무관 …, 신청인 …` and the reverse are both read right.
 *
 * Names of offices end in few syllables (과, 팀, 국), and so do names of people: such an
 * ending counts only right before the number, with at most an official's name between,
 * and not if it looks like a person's name itself. Words for places that citizens are
 * at too (병원, 학교) count only where no word for a citizen does.
 */

export type Owner = 'citizen' | 'office' | 'unknown';

const CITIZEN = new RegExp([
  '(?:신청|민원|청구|신고|진정|제보|제안|건의|질의|청원|고소|고발|의뢰|임차|임대|매수|매도|대리|참고|상속|이해관계|보증|발신|수신|양도|양수|위임|수임|의뢰|추천)인',
  '(?:보호|응모|피해|거주|소유|사용|관계|입주|참가|참여|지원|응시|수급|수강|수상|합격|당첨|봉사|후원|계약|세대|토지|건물|건축|차|가해|체납|납세|사망)(?:자|주)', '자택',
  String.raw`(?<![가-힣])집(?=[ :)(]|\s?전화)`, '가족', '학부모', '배우자', '유족', '환자', '수강생', '당사자', '본인', '비상 ?연락', '성 ?명', '생년월일', '세입자', '입주민', '귀하',
  'applicant', 'petitioner', 'complainant', 'resident', 'guardian', 'parent', 'patient', 'tenant', String.raw`\bhome\b`, 'claimant', 'emergency contact',
].join('|'), 'giu');

/** Ranks, duties and services, as they stand in letterheads and press releases. */
const OFFICE = new RegExp([
  '주무관', '사무관', '서기관', '이사관', '부이사관', '연구관', '연구사', '지도사', '조사관', '감독관', '행정관', '전문관', '담당', '대변인', '비서', '장학사', '경위', '경감', '경정', '경사', '소방[위장경교사]',
  String.raw`[과팀국실계부원청처단]\s?장(?=[ (:,/☎]|$)`, '(?:센터|위원|본부|소|관)장(?=[ (:,/☎]|$)', '책임자', '전문위원', '사무국', '사무실', '사무소', '문의', '안내', '상담(?![인자])', '신고(?![인자])', '예약(?!자)', '접수(?![인자])',
  '제보(?![인자])', '콜센터', '고객', String.raw`대표\s?(?:전화|번호)`, '교환', '당직', '상황실', '민원실', '누리집', '홈페이지', 'https?:', String.raw`www\.`, '내선', String.raw`\(우\)|우\)|우 ?\d{5}`,
  'contact', 'inquir', 'enquir', 'hotline', 'customer', 'officer', 'director', 'manager', 'department', 'division',
].join('|'), 'giu');

/** Institutions, which are also where citizens work, learn or lie ill. */
const PLACE = new RegExp([
  '시청', '구청', '군청', '도청', '청사', '센터', '병원', '의원', '학교', '대학', '도서관', '은행', '공사', '공단', '재단', '협회', '조합', String.raw`\(주\)`, '주식회사', '유한회사', '법인', '본부', '위원회', '관공서',
  '소방서', '경찰서', '보건소', '우체국', '복지관', '어린이집', '유치원', '연구원', '박물관', '교수', '대표', 'office', 'city hall', 'cent(?:er|re)',
].join('|'), 'iu');

const SURNAME = '[김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기]';
const ENDING = '(?:과|팀|국|실|관|소|청|원|(?<!연락)처|부|단|반|회|서|점|사|계|교|센터|본부|재단|은행|대학|의원|조합)';
/** An office's name right before the number, with nothing between but an official's name and words for a telephone. */
const OFFICE_ENDING = new RegExp(
  String.raw`(?<name>[가-힣·]{1,12}${ENDING})(?: ?담당자?)?(?:으?로|에서?|의|은|는)?[ \t|]{0,2}(?:\d{1,2}층)?(?:[ ,(/|]{0,3}${SURNAME}[가-힣]{1,2}(?= ?[(:,/|☎]|\s))?[ \t]{0,2}[(:,/|]{0,2} ?(?:☎|☏|전화|전화번호|연락처|tel\.?|t\.)? ?[:.)]{0,2} ?\(?$`, 'iu');
const LIKE_A_PERSON = new RegExp(`^${SURNAME}[가-힣]{1,2}$`, 'u');
/** Endings that given names do not have. */
const NEVER_A_NAME = /[과팀청처단반회점계교부]$|센터$|(?:문화|정보|연구|안전|한의|의료|조사|교육|복지)원$/u;

/** What one does with a service's number. */
const ASKED_AFTER = /^\)? ?(?:으?로|에) ?(?:문의|신고|신청|예약|접수|제보|상담|(?:전화|연락)(?:하면|하시|주시|바랍|해 ?주))/u;
const CITIZEN_AFTER = /^ ?[([] ?(?:자택|집|가정|본인|배우자|부모|모|부|자녀|보호자|가족|신청인|민원인|신고인|home)(?![가-힣])/iu;
const OFFICE_AFTER = /^ ?(?:[([][^)\]\n]{0,14}(?:과|팀|실|국|소|청|담당|주무관|사무관|문의|대표|사무실|센터|부서|내선|당직|팩스|fax)|[/,|·]? ?(?:전송|팩스|f(?:ax|\.)|내선|교환|홈페이지|누리집))/iu;
/** Citizens have seldom a fax: it tells if nothing else does. */
const FAX = /전송|팩스|fax/iu;
const PHONE = /전화|연락처|유선|자택|☎|☏|📞|\btel|\bphone|\bfax|팩스|번호 ?[:)]/iu;

const REACH = 40;
const AFTER_REACH = 20;
const PHONE_REACH = 15;
const LIST_UNITS = 16;

/** Header of a column of telephone numbers. With the flag `g`. */
export const PHONE_HEADER = /전화|연락처|유선|자택|tel|phone/giu;
const PERSON_COLUMN = /신청인|민원인|청구인|신고인|보호자|학부모|참가자|참여자|수강생|회원|대상자|생년월일|주민|주소|수급|입주|소유자|applicant|resident|address|birth/iu;
const OFFICE_COLUMN = /부서|소속|담당|기관|시설|센터|업체|상호|회사|직위|직급|직책|직명|과명|팀|사무|병원|학교|단체|점포|office|department|position|title|organi[sz]ation|company/iu;

/** Returns who owns a number in running text. */
export function ownerBeside(text: string, start: number, end: number): Owner {
  const after = text.slice(end, end + AFTER_REACH);
  if (CITIZEN_AFTER.test(after)) return 'citizen';
  if (ASKED_AFTER.test(after)) return 'office';
  const before = text.slice(Math.max(0, start - REACH), start);
  const citizen = lastEnd(before, CITIZEN);
  const office = Math.max(lastEnd(before, OFFICE), officeEnding(before));
  if (citizen >= 0 || office >= 0) return citizen > office ? 'citizen' : 'office';
  return FAX.test(before) || PLACE.test(before) || OFFICE_AFTER.test(after) ? 'office' : 'unknown';
}

/**
 * Returns whether between an office's number and the next there is at most a name:
 * press releases list everyone in charge under one word for it.
 *
 * @param officeEnd - End of the last number that was an office's.
 */
export function continuesList(text: string, officeEnd: number, start: number): boolean {
  return start - officeEnd <= LIST_UNITS && /^[\s)\],·/|~]{0,6}(?:[가-힣]{2,4}|[가-힣] [가-힣] ?[가-힣]?)?[\s([:☎|]{0,4}$/u.test(text.slice(officeEnd, start));
}

/** Returns who owns the numbers of a column, by the other headers of its table. */
export function ownerInColumn(headers: readonly string[]): Owner {
  if (headers.some((header) => /자택|집\s?전화|home/iu.test(header))) return 'citizen';
  if (headers.some((header) => OFFICE_COLUMN.test(header))) return headers.some((header) => CITIZEN_HEADER.test(header)) ? 'citizen' : 'office';
  return headers.some((header) => PERSON_COLUMN.test(header)) ? 'citizen' : 'unknown';
}

/** Beats a column for the unit in charge. */
const CITIZEN_HEADER = /신청인|민원인|청구인|신고인|보호자|학부모|참가자|수강생|생년월일|주민등록|applicant|birth/iu;

/** Returns whether a word for a telephone stands shortly before a position. */
export function isTelephone(text: string, start: number): boolean {
  return PHONE.test(text.slice(Math.max(0, start - PHONE_REACH), start));
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = -1;
  for (const hit of text.matchAll(pattern)) end = hit.index + hit[0].length;
  return end;
}

function officeEnding(before: string): number {
  const name = OFFICE_ENDING.exec(before)?.groups!['name'];
  if (name === undefined || (LIKE_A_PERSON.test(name) && !NEVER_A_NAME.test(name))) return -1;
  return before.length;
}
