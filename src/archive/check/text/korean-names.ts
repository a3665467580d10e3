/**
 * Korean names, as far as a form can tell one: a surname of the census and one or two
 * syllables that given names are made of. Words that look like one are listed. It is
 * asked only beside a label, a title of respect or in a column of names.
 */
import { NAME_LIKE_WORDS } from './name-like-words.ts';

/** Surnames with more than a thousand bearers in the census of 2015, one syllable. */
const SURNAMES = new Set('김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당진');
const LONG_SURNAMES = new Set(['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방', '망절']);

/** Syllables of given names, by the lists of names of newborns and of officials; words are made of others as often. */
const GIVEN = new Set('가강건겸경고관광교구국권규균근금기길나남내노늘다단달담대덕도동두득라란람래량려련렬례로록룡루류륜률리린림마만말매명모목무문미민박방배백범법벽별병보복봉부북분비빈빛사산삼상새샘생서석선설섭성세소솔송수숙순술슬승시식신실심아안애양언여연열영예오옥온완용우욱운웅원월위유윤율은을의이익인일임자장재전정제조종좌주준중지진차찬창채천철청초춘충치칠태택평포표필하학한해향헌혁현형혜호홍화환활황회효후훈휘흠흥희힘결겨온봄빛찬');

/** Words that have a name's form. */
const WORDS = new Set(('신청인 신청자 신고인 신고자 민원인 이용자 지원자 지도자 전문가 전문인 고객님 선생님 주민등 주무관 사무관 서기관 이사장 이사회 위원장 위원회 시민 주민 국민 사람 사업자 사업주 사용자 '
  + '성명란 이름란 서명란 기재란 주소지 연락처 전화번 생년월 전자우 이메일 홈페이 정보 정보는 정보를 명단 명의 명의인 안내 안내문 동의 동의서 동의함 동의일 신분증 인감 인적사 우편물 이하 이상 이내 이외 이후 이전 이전의 '
  + '전원 전체 전부 본인 대표 대표자 대리인 법인 법인명 법인등 기타 기관 기관명 기업 기업명 단체 단체명 상호 상호명 소속 소유자 소재지 부서 부서명 직위 직급 직책 성별 나이 연령 여부 유무 국적 주소 지번 지역 학교 학생 학부모 보호자 가족 가구 가구주 가구원 '
  + '미기재 없음 해당 해당없 상동 무명 미상 익명 비공개 비공 공개 공란 생략 표시 예정 추후 변경 선택 입력 작성 기재 확인 서명 날인 제출 제출자 접수 접수자 수령 수령인 수신 발신 인원 인원수 남성 여성 남자 여자 성인 아동 청소년 노인 장애인 외국인 임신부 임산부 고령자 어르신 '
  + '지원 지급 지정 지출 진행 제공 제한 제외 조사 조치 주요 주관 주최 주의 준비 중요 증명 최대 최소 최근 최초 최종 한정 한도 현장 현황 현재 허가 홍보 황사 방문 방문자 방법 배우자 변호사 보건소 보호 복지 복지사 시설 시장 시청 시행 신규 신용 심사 안전 양식 양도 양수인 연간 연장 영업 예금주 예산 용도 용역 우선 원본 원인 위반 위치 위탁 '
  + '유족 유형 은행 의사 인가 인수 일반 임대인 임차인 임원 임직원 자격 자녀 장소 재산 전문 정기 정원 정책 조합원 조합장 주차 지방 지위 직원 진단 차량 차주 채권자 채무자 책임자 천원 추천인 표준 피보험 피해자 하자 학번 함께 현금 형제 호칭 환자 회원 회원명 회사 회사명 후견인 담당자 담당 관리자 관리인 관계자 관계인 경찰관 소방관 공무원 교사 강사 간호사 기사 기자 고객 사회자 사회복 상담사 상담원 서비스 성실 소비자 수급자 수혜자 시공사 시공자 '
  + '아들 아버지 어머니 언니 오빠 동생 누나 남편 아내 부모 부인 친구 이웃 교수 박사 원장 팀장 과장 국장 실장 부장 차장 대리 사원 주임 계장 반장 통장 이장 동장 읍장 면장 구청장 도지사 의원 의장 장관 차관 총리 대통령 감독 선수 배우 가수 작가 시인 화가 신부 목사 스님 조장 단장 국어 영어 수학 도서 도서명 문서 문서명 과목 과목명 도로명 동명 시군구 상품명 품명 제품명 공사명 용역명 사업명 행사명 고유번 전월세 전세 주택 선정 선정자 남은 심의 신체 고려 오전 오후 유사 제목 문의 문의처 문의자 송금 송달 우리 전화 주거 주거지').split(' '));

/** Returns whether a word has the form of a Korean name of two to four syllables and is no word of the list. */
export function isKoreanName(word: string, leastSyllables = 2): boolean {
  if (word.length < leastSyllables || word.length > 4 || !/^[가-힣]+$/.test(word) || WORDS.has(word)) return false;
  if (word.length >= 3 && LONG_SURNAMES.has(word.slice(0, 2))) return isGiven(word.slice(2));
  return word.length <= 3 && !/[시군]$/.test(word) && SURNAMES.has(word[0]!) && isGiven(word.slice(1));
}

function isGiven(given: string): boolean { return given.length <= 2 && [...given].every((syllable) => GIVEN.has(syllable)); }

/** Surnames of nine in ten, and those of two syllables. */
const COMMON_SURNAMES = new Set('김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나지진엄채원천방변석설선마길연위표명기반왕금옥육인맹제모탁국어은편용도소여추염함공현라');
/** Endings of a sentence or of a compound: a third syllable that says nothing for a name. */
const ENDING = /[은는이가을를의에와과로도만적전소회장증금비료률한할된처표함안관물법력내외시군구읍면동리층호차건액해]$/;

/**
 * Returns whether a word looks like a name even where little says that one must stand
 * there: three syllables (four with a long surname), a common surname, no word's ending.
 */
export function isCommonName(word: string): boolean {
  if (!isKoreanName(word, 3) || NAME_LIKE_WORDS.has(word)) return false;
  return word.length === 4 || LONG_SURNAMES.has(word.slice(0, 2)) || (COMMON_SURNAMES.has(word[0]!) && !ENDING.test(word));
}
