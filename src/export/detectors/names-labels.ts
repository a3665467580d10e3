/**
 * Labels of persons: the words after which a name stands, and how much they tell.
 *
 * `name` says that a name follows and nothing of whom (성명: an official has one too);
 * `list` opens a list of people (참석자); `citizen` says that the person is not there
 * by office (신청인, 피해자), which no rank beside the name takes back. `self` begins
 * to introduce oneself (저는 … 홍길동입니다), `closing` ends a letter (Sincerely, …).
 */
import { spacedOut } from './person-scan.ts';

export type Label = 'name' | 'list' | 'citizen' | 'self' | 'english' | 'title' | 'closing';

const NAME = '성명 이름 성함 명의자 계약자명 신청자명 신청인명 보호자명 학생명 환자명 대표자명 예금주명 아동명 민원인명 수급자명 대상자명 회원명 성도명 세대주명 소유자명 고객명 응시자명 참가자명 작성자명 가족명 자녀명 수령자명 수취인명 대표자성명';
const LIST = '참석자 참가자 참여자 명단 동석자 방청인 참관인 참관자 참석 출석자 대표자 명의';
const CITIZEN = [
  '신청인 신청자 신고인 신고자 민원인 진정인 청원인 청구인 고소인 고발인 피고소인 피고발인 피신고인 피진정인 제보자 제안자 질의자 문의자 질문자 글쓴이 건의자 항의자 보호자 피해자 피해학생 가해학생 피해아동 가해자 피의자 피고인 이의신청인 의뢰인 의뢰자',
  '수급자 수급권자 대상자 지원대상자 수혜자 예금주 계좌주 임차인 임대인 세입자 소유자 소유주 공동소유자 점유자 점용자 계약자 계약당사자 수령인 수령자 수취인 발신인 송금인 입금자 입금자명 학생 원아 환자 고인 망인 유족 자녀 배우자 세대주 세대원 가구주 가구원 부양의무자 후견인 피후견인',
  '대리인 상속인 피상속인 사망자 부상자 실종자 확진자 접촉자 감염자 격리자 장애인 독거노인 어르신 노인 아동 입양아동 입양인 양부모 위탁부모 학부모 입주자 입주민 거주자 주민 납세자 납세의무자 체납자 위반자 과태료부과대상자 채무자 채권자 피보험자 보험계약자 가입자 수익자 건축주 매도인 매수인 양도인 양수인',
  '응시자 합격자 당첨자 당첨인 선정자 지원자 수상자 표창대상자 교육생 수료자 수강생 이수자 봉사자 자원봉사자 근로자 구직자 퇴직자 실직자 동거인 동거가족 가족 보증인 연대보증인 원고 피고 증인 참고인 목격자 운전자 차주 견주 소유권자 위임인 위임자 수임인 수임자 기증자 기부자 기탁자 후원자 면담자 상담자 내담자 통화자',
  '방문자 부친 모친 조부 조모 아버지 어머니 아들 딸 남편 아내 형제 자매 손자 손녀 외조모 외조부 며느리 사위 탈북민 새터민 북한이탈주민 노숙인 한부모 조손가정 미혼모 결혼이민자 외국인근로자 난민신청자 생존자 희생자 농가주 농업인 경작자 이용인 임차농 당사자 제출자 제출인 이의신청자 본인 서명 서명인 서명자 순위 세대 전입세대 사건본인 대상가구 입회인 확인인 승계인 피승계인 상대방 연락인 접수인 방문인 출원인 등록인 명의인 피해인 관계인 이해관계인 피보호자 동행인 동석인 시민 구민 군민 토지주 지주 건물주 점주 업주 영업주 개인사업자 신규신고자 반려인 분실자 습득자 보관자 예약자 주문자 구매자 받는사람 받는분 보내는사람 보내는분 받으실분 받는 사람 관할 연락책 긴급연락처',
  '제기자 제기인 공유자 지분권자 연고자 근저당권자 저당권자 전세권자 지상권자 활동지원사 활동보조인 영수인 영수자 서약자 서약인 동의자 동의인 졸업생 재학생 회원 연체자 사회복무요원 유공자 참전유공자 독립유공자 국가유공자 재해자 요구조자 익사자 변사자 조난자 아르바이트생 예정자 보행자 중개보조원 전입자 전출자 무연고자 묘지사용자 전역자 장학생 당선자 채택자 입상자 수여자',
  '최우수상 우수상 장려상 금상 은상 동상 특별상 노력상 입선 부인 입소자 퇴소자 퇴소인 전학생 결석생 자원봉사자명단 습득인 분실인 이용자명 이주여성 유족대표 희생자 후손 귀하 위탁부모 입양부모 고객 승객 탑승객 등산객 관광객 투숙객 접종자 미납자 만료자 불참자 학습자',
].join(' ');
/** Labels of two words. */
const CITIZEN_PAIRS = ['받는 사람', '받는 분', '받으실 분', '보내는 사람', '보내는 분', '법정 대리인', '법정대리인', '피해 아동', '피해 학생', '가해 학생', '긴급 연락처', '환자 본인', '신청인 본인', '자녀 성명', '자녀 이름', '아이 이름', '아동 이름', '민원 신청인', '송달받을 사람', '송달받을 자', '위 사람', '위 본인', '입양 부모', '위탁 부모', '상기 본인', '탄원인 대표', '진정인 대표', '청구인 대표', '유족 대표', '발송인', '보낸 사람', '보낸 분'];
/** Words of the lists above that only stand there as parts of pairs. */
const NOT_ALONE = new Set('받는 사람 관할 긴급연락처 연락책 참석'.split(' '));

const ENGLISH_NAME = 'Name|Full name|First name|Last name|Surname|Applicant|Complainant|Claimant|Petitioner|Resident|Tenant|Landlord|Patient|Victim|Beneficiary|Student|Pupil|Guardian|Parent|Account holder|Account name|Attendees|Attendee|Participants|Participant|Spouse|Owner|Homeowner|Next of kin|Recipient|Payee|Witness|Complainants|Residents|Applicants|Deceased|Caller|Citizen|Petitioners|Emergency contact|Carer|Child|Daughter|Son|Mother|Father|Wife|Husband|Neighbour|Neighbor|Mr and Mrs|Survivor|Defendant|Plaintiff|Respondent|Appellant|Objector|Complaint by|Request by|Submitted by|Letter from|Objection by'.split('|');
const SELF = ['저는', '제가', '저의', '본인은', '안녕하세요', '안녕하십니까', '안녕하십니까?'];
const TITLES = 'Mr|Mrs|Ms|Miss|Mx|MR|MRS|MS|Dear'.split('|');
/** What ends a letter, before the name of its writer. */
const CLOSINGS = 'Sincerely|sincerely|Yours faithfully|Yours truly|Kind regards|Best regards|Best wishes|Respectfully'.split('|');

/** Returns every label with what it tells. */
export function labels(): Map<string, Label> {
  const found = new Map<string, Label>();
  const add = (words: readonly string[], label: Label): void => {
    for (const word of words) if (word.length > 1 && !NOT_ALONE.has(word)) found.set(word, label);
  };
  add(CITIZEN.split(' '), 'citizen');
  add(CITIZEN_PAIRS, 'citizen');
  add(LIST.split(' '), 'list');
  add(NAME.split(' '), 'name');
  for (const [word, label] of [...found]) if (word.length === 3 || label === 'name') add(spacedOut(word).slice(1), label);
  add(ENGLISH_NAME.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]), 'english');
  add(SELF, 'self');
  add(TITLES, 'title');
  add(CLOSINGS, 'closing');
  return found;
}

/** Between a label and what it labels: its explanation in brackets, a particle, signs, at most two line ends. */
const AFTER_LABEL = /(?:\s?\((?!남|여|만\s?\d|\d)[^()\n]{0,16}\))?(?:\s?(?:성명|이름|성함|명단|명)(?![가-힣]))?(?:\s?[/·,]\s?[가-힣]{2,6}(?=\s?[/·,:：]|\s{0,2}:)){0,3}(?<particle>분?(?:은|는|이|가|란|인)?(?=[\s:=]))?(?<gap>[ \t]{0,10}(?:[:=|>→»·\-_*"'\]\[(,/]{1,3}[ \t]{0,10}){0,4}(?:\n[ \t]{0,8}(?:[|:\-•·*○▶]{1,2}[ \t]{0,3})?){0,2})/y;

const HANGUL = /[가-힣]/;

/** How a label leads on: to which place, and whether by a sign, a line end, a space or directly. */
export interface Lead { at: number; by: 'sign' | 'line' | 'space' | 'particle' | 'nothing' }

/** Returns where after a label its value begins. */
export function leadOf(text: string, end: number): Lead {
  if (text[end] === ' ' && HANGUL.test(text[end + 1] ?? '')) return { at: end + 1, by: 'space' };
  AFTER_LABEL.lastIndex = end;
  const { particle = '', gap = '' } = AFTER_LABEL.exec(text)?.groups ?? {};
  const at = Math.max(AFTER_LABEL.lastIndex, end);
  if (gap.includes('\n')) return { at, by: 'line' };
  if (/[^\s]/.test(gap)) return { at, by: 'sign' };
  if (gap === '' && particle === '') return { at, by: 'nothing' };
  if (/\t| {3}/.test(gap)) return { at, by: 'sign' };
  return { at, by: particle === '' || particle === '인' ? 'space' : 'particle' };
}
