/**
 * Person columns: what the head of a column says of the cells below it. A list of
 * people is where names and birthdays have leaked in thousands, and its cells have no
 * labels of their own.
 */

/** What a column holds. `office` makes a list of names one of officials, `organisation` one of businesses. */
export type ColumnKind =
  | 'name' | 'citizen' | 'resident-number' | 'birth-date' | 'age' | 'sex' | 'telephone' | 'mobile' | 'address' | 'account' | 'health' | 'benefit'
  | 'office' | 'unit' | 'organisation' | 'other';

const KINDS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['resident-number', /^(?:주민(?:등록)?(?:번호)?(?:앞자리|뒷자리)?|외국인(?:등록)?번호|여권번호|운전면허번호|건강보험증?번호|장기요양인정번호|residentregistrationnumber|nationalid|ssn|nino|nationalinsurancenumber|passport(?:number|no)?)$/],
  ['birth-date', /^(?:생년월일|생년|생일|출생(?:일|년도|연도|일자|연월일)?|dateofbirth|dob|birthdate|birthday|born)$/],
  ['age', /^(?:나이|연령|만나이|만연령|age)$/],
  ['sex', /^(?:성별|남여|남녀|sex|gender)$/],
  ['mobile', /^(?:휴대(?:전화|폰)?(?:번호)?|핸드폰(?:번호)?|hp|h\.p|mobile(?:number|no|phone)?|cell(?:phone)?)$/],
  ['telephone', /^(?:연락처|전화(?:번호)?|비상연락처|긴급연락처|자택전화|집전화|tel|telephone|phone(?:number|no)?|contact(?:number)?)$/],
  ['address', /^(?:주소|주소지|거주지|거주지주소|자택|자택주소|집주소|현주소|거소|실거주지|등록기준지|본적|배송지|배송주소|주민등록주소|주민등록지|도로명주소|상세주소|address|homeaddress|residence)$/],
  ['account', /^(?:계좌|계좌번호|입금계좌|은행계좌|지급계좌|환불계좌|account(?:number|no)?|iban|sortcode|bankaccount)$/],
  ['health', /^(?:장애|장애(?:유형|등급|정도|종류|명|여부)|병명|진단명?|진단일|질환명?|질병명?|상병명?|증상|병력|복용약|건강상태|확진일자?|입원일자?|disability|diagnosis|illness|condition)$/],
  ['benefit', /^(?:급여(?:종류|구분|유형)|수급(?:자격|구분|유형|종류|여부)|보장구분|소득인정액|지원금액?|지급액|지급금액|급여액|체납액|과태료|부과금액|징계|징계종류|처분|처분내용|범죄경력|전과|benefit|benefits|arrears|fine)$/],
  ['unit', /^(?:소속|소속기관|소속부서|부서|부서명|과명|실과|근무처|근무부서|처리과|담당부서|department|division|unit)$/],
  ['office', /^(?:직급|직위|직책|직명|계급|직렬|직급명|직위명|현직급|현직위|임용직급|보직|rank|grade|position|jobtitle|post)$/],
  ['organisation', /^(?:업체명?|업소명?|상호명?|시설명?|기관명?|회사명?|법인명?|단체명?|상점명|점포명|사업장명?|사업자명|의료기관명|학원명|어린이집명?|요양기관명?|company|companyname|business|businessname|organisation|organization)$/],
  ['other', /^(?:은행명?|금융기관|순번|연번|번호|no|비고|구분|지역|국적|관계|세대주와의관계|학교|학년|반|등록일자?|신청일자?|접수일자?|접수번호|신청내용|내용|사유|결과|서명|확인|우편번호|담당업무|업무|지번|지목|면적|소재지|이메일|전자우편|email|e-mail|날짜|일자|date|signature|remarks|notes|reason|금액|amount|인원|가구원수|등급|점수|자격|직업|학력|경력)$/],
];
const ROLE = '신청인|신청자|신고인|신고자|민원인|진정인|청원인|청구인|고소인|고발인|제보자|제안자|보호자|피해자|가해자|수급자|수급권자|대상자|지원대상자|수혜자|임차인|임대인|세입자|소유자|소유주|점유자|점용자|계약자|수령인|수령자|수취인|학생|원아|아동|환자|고인|유족|자녀|배우자|세대주|세대원|부양의무자|대리인|상속인|사망자|부상자|확진자|장애인|어르신|입주자|거주자|납세자|납세의무자|체납자|위반자|채무자|채권자|건축주|매도인|매수인|양도인|양수인|응시자|합격자|당첨자|선정자|지원자|수상자|교육생|수료자|수강생|봉사자|근로자|운전자|차주|견주|위임인|위임자|기부자|후원자|면담자|상담자|부친|모친|가족|예금주|명의자|예약자|주문자|받는사람|보내는사람|토지소유자|농가주|농업인|applicant|complainant|claimant|petitioner|resident|tenant|patient|victim|beneficiary|student|pupil|guardian|parent|owner|accountholder|spouse|child|customer|client';
/** Heads over those who act for a body, or over no person. */
const OF_OFFICE = '[가-힣]{0,3}(?:담당|책임|감독|관리|결재|작성|검토|기안|발주|사업|시공|공급|확인|점검|보고|협조|집행|사용|소비|이용|운영|제조|판매|출자|투자|설계|감리|낙찰|입찰|업|의|숫|글|문|한|전|날|일|연구|발표|토론|진행|출장|근무|당직|참석|참가|참여|대표)자';
const CITIZEN = new RegExp(`^(?:(?:${ROLE})(?:의?(?:성명|이름|성함|명)|name)?|[가-힣]{1,7}[자인생원객주민동](?:성명|이름|성함)|(?:회원|고객|학생|원생|이용자|사용자|예약자|조합원|가구원|상속인|장학생|체납자|납부자|수상자)명|관계인|공유자|연고자|가구주|(?!${OF_OFFICE})[가-힣]{1,5}자)$`);

const NAME = /^(?:성명|이름|성함|대표자|대표자명|대표자성명|대표|참석자|참석자명|참가자|참가자명|참여자|성명한글|성명국문|한글성명|name|fullname|names|firstname|lastname|surname|attendee|attendees|participant|participants)$/;

/** Returns what a column with this head holds, or `null` if the head is not known. */
export function columnKind(head: string): ColumnKind | null {
  const word = head.replace(/\([^()]{0,30}\)/g, '').replace(/[\s*"'`:：·_#]/g, '').toLowerCase();
  if (word === '' || word.length > 24) return null;
  if (NAME.test(word)) return 'name';
  if (CITIZEN.test(word)) return 'citizen';
  return KINDS.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** Columns that no list of officials on duty has. */
const PRIVATE: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['citizen', 'resident-number', 'birth-date', 'age', 'mobile', 'address', 'account', 'health', 'benefit']);

/** Returns whether such a table lists officials: their offices, and nothing private. */
export function isRoster(kinds: readonly (ColumnKind | null)[]): boolean {
  return kinds.includes('office') && !kinds.some((kind) => kind !== null && PRIVATE.has(kind));
}

/** Returns the words by which tables are found in a text. */
export function headWords(): string[] {
  const english = ['Name', 'name', 'NAME', 'Applicant', 'Resident', 'Tenant', 'Patient', 'Victim', 'Claimant', 'Complainant', 'Date of birth', 'Date of Birth', 'DOB', 'Address', 'ADDRESS', 'address', 'Attendee', 'Participant'];
  const spaced = ['성 명', '성  명', '성   명', '이 름', '이  름', '주 소', '주  소', '신 청 인', '대 표 자'];
  const numbers = ['주민등록번호', '주민번호', '주민등록', '생년월일', '생년', '계좌번호', '계좌', '주소', '거주지', '연락처', '휴대전화', '휴대폰', '핸드폰', '전화번호', '장애유형', '장애등급', '장애정도', '병명', '진단명', '성명', '이름', '성함', '대표자', '참석자', '참가자', '참여자'];
  return [...english, ...spaced, ...numbers, ...ROLE.split('|').filter((word) => /^[가-힣]{2,12}$/.test(word))];
}
