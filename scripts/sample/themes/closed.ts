/** Matters that are not public, by ground: statutory secrecy, security, life, justice, deliberation, privacy, business, speculation. */
import type { Ground, Rank, Retention } from '../../../src/model/vocabulary.ts';

/** One matter: its paper and why it is closed. */
export interface Matter {
  unit: string;
  grounds: readonly Ground[];
  reason: string;
  title: string;
  lead: string;
  lines: readonly string[];
  law: string;
  task: string;
  classification: readonly string[];
  retention: Retention;
  ranks: readonly Rank[];
  /** `3` closed; `4` and `5` restricted for so many days, counted from the approval. */
  code: '3' | '4' | '5';
  days?: number;
  file?: string;
}

const HEADS: readonly Rank[] = ['team-leader', 'division-head', 'division-head', 'bureau-director'];
const HIGH: readonly Rank[] = ['division-head', 'bureau-director', 'office-head', 'vice-mayor', 'mayor'];

const STATUTORY: Matter[] = [
  { unit: 'haneul-tax', grounds: [1], code: '3', retention: '5', ranks: HEADS, task: '지방세 부과·징수', classification: ['일반행정', '재정·세제', '지방세', '과세자료 관리'], law: '「지방세기본법」 제86조', reason: '「지방세기본법」 제86조에 따라 비밀로 유지하여야 하는 과세정보', title: '지방세 과세정보 제공 요청에 대한 회신({동} 소재 법인)', lead: '{협조과}에서 요청한 과세정보를 관련 법령이 정한 범위에서 아래와 같이 제공합니다.', lines: ['제공 항목: {전년}년 재산세·지방소득세 납부 내역', '제공 대상: 법인 {3-28}개소', '제공받은 정보의 목적 외 사용 및 제3자 제공 금지', '제공 대장에 기록하고 {5}년간 보존', '전자 매체는 암호를 걸어 담당자에게 직접 전달'] },
  { unit: 'haneul-tax', grounds: [1, 6], code: '3', retention: '5', ranks: HEADS, task: '지방세 부과·징수', classification: ['일반행정', '재정·세제', '지방세', '체납 관리'], law: '「지방세징수법」 제33조', reason: '납세자의 과세정보이자 개인에 관한 사항', title: '체납자 예금 압류 예고 통지({성명})', lead: '납부 기한이 지난 지방세에 대하여 압류를 예고하고자 합니다.', lines: ['체납 세목: 재산세, 자동차세, 주민세', '체납액: {120-980}만 원(가산금 포함)', '예고 기한까지 납부하지 않으면 금융기관에 압류 통지', '분할 납부 신청 시 {3|6}개월 범위에서 유예 검토'], file: '압류예고통지서({성명}).hwp' },
  { unit: 'haneul-policy', grounds: [1], code: '3', retention: '3', ranks: HEADS, task: '통계 관리', classification: ['일반행정', '기획', '통계', '사회조사'], law: '「통계법」 제33조', reason: '「통계법」 제33조에 따라 보호되는 응답자의 비밀', title: '{연}년 하늘시 사회조사 조사표 원자료 보안관리', lead: '사회조사의 응답 원자료를 아래와 같이 관리하고자 합니다.', lines: ['조사 가구 {1200-3400}가구의 응답지와 입력 자료', '입력 완료 후 조사표는 잠금장치가 있는 보관함에 보관', '분석용 자료는 가구 식별 항목을 제거한 뒤 제공', '보관 기한이 지나면 파쇄하고 결과를 기록'] },
  { unit: 'haneul-audit', grounds: [1], code: '3', retention: '10', ranks: HEADS, task: '공직윤리', classification: ['일반행정', '감사', '공직윤리', '재산등록'], law: '「공직자윤리법」 제14조', reason: '「공직자윤리법」 제14조에 따른 재산등록사항의 누설 금지', title: '{연}년 정기 재산변동신고 심사 결과 통지', lead: '공직자 재산변동신고 사항에 대한 심사 결과를 통지합니다.', lines: ['심사 대상 {80-210}명', '보완 요구 {6-24}건, 소명 {3-11}건', '금융·부동산 자료 대조 결과 차이가 큰 신고자는 소명 요구', '심사 자료는 윤리위원회 위원 외 열람 금지'] },
];

const SECURITY: Matter[] = [
  { unit: 'haneul-safety', grounds: [2], code: '3', retention: '5', ranks: HIGH, task: '비상대비', classification: ['공공질서·안전', '민방위', '비상대비', '을지연습'], law: '「비상대비에 관한 법률」 제14조', reason: '비상대비 계획으로 공개될 경우 국가안전보장에 지장을 줄 우려', title: '{연}년 을지연습 실시계획', lead: '{연}년 을지연습을 아래와 같이 실시하고자 합니다.', lines: ['참가 기관 {12-24}개, 연습 인원 {420-980}명', '비상소집 및 전시 직제 편성 훈련', '주요 시설 피해 상황을 가정한 도상연습', '연습 종료 후 사후 강평 및 개선과제 도출', '연습 문서는 보안성 검토 후 회수·파기'] },
  { unit: 'haneul-safety', grounds: [2], code: '3', retention: '30', ranks: HIGH, task: '통합방위', classification: ['공공질서·안전', '민방위', '통합방위', '협의회 운영'], law: '「통합방위법」 제5조', reason: '지역 방위태세에 관한 사항', title: '제{1-4}차 하늘시 통합방위협의회 개최 결과', lead: '통합방위협의회 개최 결과를 보고합니다.', lines: ['참석 위원 {14-22}명', '지역 방위태세 점검과 기관별 임무 확인', '중요시설 방호계획 보완 {3-9}건', '예비군 육성 지원 예산 집행 계획'] },
  { unit: 'haneul-water-supply', grounds: [2, 3], code: '3', retention: '10', ranks: HIGH, task: '정수장 방호', classification: ['환경', '상하수도', '상수도', '시설 방호'], law: '「통합방위법」 제21조', reason: '국가중요시설의 방호 체계로 공개 시 시설 안전에 위험', title: '너울정수장 방호계획 정비', lead: '국가중요시설인 너울정수장의 방호계획을 아래와 같이 정비하고자 합니다.', lines: ['경비 구역을 {3|4}단계로 나누고 출입 절차를 재정비', '취수구 감시장비 {6-18}대 교체', '경비 인력 교대 시각을 불규칙하게 운영', '유해물질 투입 상황을 가정한 훈련 연 {2|4}회 실시'], file: '방호구역 배치도.pdf' },
];

const LIFE: Matter[] = [
  { unit: 'haneul-children', grounds: [3, 6], code: '3', retention: '10', ranks: HEADS, task: '아동보호', classification: ['사회복지', '아동·청소년', '아동보호', '쉼터 운영'], law: '「아동복지법」 제53조의2', reason: '피해 아동 쉼터의 위치가 알려지면 생명·신체 보호에 지장', title: '학대피해아동쉼터 이전 및 시설 보강', lead: '피해 아동의 안전을 위하여 쉼터를 이전하고자 합니다.', lines: ['이전 대상지는 {동} 내 주택으로 주소는 별도 관리', '출입문 이중 잠금과 비상호출 장치 설치', '입소 아동 {4-9}명의 전학 절차를 교육지원청과 협의', '운영 법인에 비밀 유지 서약 요구'] },
  { unit: 'haneul-digital', grounds: [3], code: '3', retention: '5', ranks: HEADS, task: '정보보호', classification: ['과학기술·통신', '정보화', '정보보호', '취약점 관리'], law: '「전자정부법」 제56조', reason: '정보시스템의 취약점으로 공개 시 시민의 재산과 개인정보에 피해 우려', title: '{연}년 정보시스템 취약점 진단 결과', lead: '업무시스템에 대한 취약점 진단 결과와 조치계획을 보고합니다.', lines: ['진단 대상 {24-58}개 시스템, 발견 항목 {90-260}건', '위험도 상 {6-19}건은 {2|3}주 이내 조치', '외부 접속 구간의 인증 절차를 강화', '이행 점검은 {1|2}개월 뒤 재진단으로 확인'], file: '시스템별 취약점 목록.xlsx' },
  { unit: 'haneul-safety', grounds: [3], code: '3', retention: '5', ranks: HEADS, task: '방범 CCTV 운영', classification: ['공공질서·안전', '안전관리', '관제', 'CCTV 관제'], law: '「개인정보 보호법」 제25조', reason: '관제 사각지대가 알려지면 범죄 예방에 지장', title: '방범 CCTV 관제 사각지대 조사 결과', lead: '관제 사각지대 조사 결과를 보고하고 보강 순서를 정하고자 합니다.', lines: ['조사 구역 {40-120}곳, 사각지대 {8-31}곳', '{동}·{동2} 일대 우선 보강', '회전형 카메라의 감시 주기 조정', '경찰서와 범죄 발생 자료를 대조'] },
];

const JUSTICE: Matter[] = [
  { unit: 'haneul-legal', grounds: [4], code: '3', retention: '10', ranks: HEADS, task: '소송 수행', classification: ['일반행정', '법무', '송무', '행정소송'], law: '「국가를 당사자로 하는 소송에 관한 법률」 제7조', reason: '진행 중인 재판에 관련된 정보', title: '손해배상 청구 소송 대응 방안 검토({동} 도로 사고)', lead: '제기된 소송에 대하여 아래와 같이 대응하고자 합니다.', lines: ['사건: 하늘지방법원 {연}가합{10000-69999}', '청구액 {1|2|3}억 {1000-9000}만 원, 변론기일 지정', '도로 관리 하자 여부와 원고 과실 비율이 쟁점', '현장 감정 신청 및 보험사 협의', '패소 시 예상 비용은 예비비에서 확보'] },
  { unit: 'haneul-legal', grounds: [4], code: '3', retention: '10', ranks: HIGH, task: '소송 수행', classification: ['일반행정', '법무', '송무', '행정소송'], law: '「행정소송법」 제8조', reason: '진행 중인 재판에 관련된 정보로 공개 시 직무수행을 현저히 곤란하게 함', title: '도시계획시설 결정 취소 소송 항소 여부 검토', lead: '1심 판결에 대한 항소 여부를 다음과 같이 검토하였습니다.', lines: ['판결 선고일로부터 14일 이내 항소장 제출 필요', '재량권 일탈 여부에 대한 판단을 다툴 여지', '소송대리인 의견: 항소 실익 있음', '유사 사건 {2-5}건의 결과를 함께 참고'] },
  { unit: 'haneul-audit', grounds: [4, 6], code: '3', retention: '10', ranks: HEADS, task: '수사 협조', classification: ['일반행정', '감사', '조사', '수사기관 협조'], law: '「형사소송법」 제199조', reason: '수사 중인 사건에 관련되고 개인에 관한 사항이 포함됨', title: '수사기관 자료 제출 요구에 대한 회신', lead: '수사기관에서 요구한 자료를 아래와 같이 제출합니다.', lines: ['요구 기관: 하늘경찰서', '제출 자료: 보조금 교부 결정서와 정산서 {6-30}건', '개인정보가 들어 있는 항목은 필요한 범위로 한정', '제출 사실은 수사 종결 시까지 비공개'] },
];

const DELIBERATION: Matter[] = [
  { unit: 'haneul-budget', grounds: [5], code: '5', days: 150, retention: '5', ranks: HIGH, task: '예산 편성', classification: ['일반행정', '재정·세제', '예산', '예산 편성'], law: '「지방재정법」 제36조', reason: '예산안 확정 전 의사결정 과정에 있는 사항(의회 의결 뒤 공개 예정)', title: '{연}년 본예산 부서별 요구액 조정(안)', lead: '부서별 예산 요구액에 대한 조정안을 보고합니다.', lines: ['요구액은 가용 재원보다 {9-24}% 많음', '신규 사업 {40-120}건 중 {20-60}건은 사전절차 미이행으로 보류', '경상경비 {3|5}% 절감 원칙 적용', '쟁점 사업 {8-19}건은 예산조정회의에서 결정', '시의회 제출 전까지 외부 유출 금지'] },
  { unit: 'haneul-personnel', grounds: [5, 6], code: '3', retention: '10', ranks: HIGH, task: '인사 운영', classification: ['일반행정', '인사', '임용', '승진·전보'], law: '「지방공무원법」 제39조', reason: '인사관리에 관한 사항으로 공개 시 업무의 공정한 수행에 지장', title: '{연}년 {상반기|하반기} 승진심사 대상자 명부 작성', lead: '승진심사 대상자 명부를 아래와 같이 작성하고자 합니다.', lines: ['심사 대상 {60-240}명, 승진 예정 {18-70}명', '근무성적평정과 경력을 {7:3|8:2}로 반영', '다면평가 결과는 참고자료로 활용', '인사위원회 개최 전까지 명부 비공개'] },
  { unit: 'haneul-audit', grounds: [5], code: '4', days: 210, retention: '10', ranks: HEADS, task: '자체감사', classification: ['일반행정', '감사', '자체감사', '종합감사'], law: '「공공감사에 관한 법률」 제19조', reason: '감사가 진행 중인 사항(처분 확정 뒤 공개 예정)', title: '{연}년 보조금 집행실태 특정감사 실시계획', lead: '보조금 집행실태에 대한 특정감사를 다음과 같이 실시하고자 합니다.', lines: ['감사 대상 {14-40}개 단체, 감사 인원 {4-9}명', '증빙 조작과 목적 외 사용을 중점 확인', '현장 확인은 사전 통보 없이 실시', '처분 요구는 재심의 기간이 지난 뒤 공개'] },
  { unit: 'haneul-accounting', grounds: [5, 7], code: '3', retention: '5', ranks: HEADS, task: '계약 관리', classification: ['일반행정', '재정·세제', '계약', '입찰·계약'], law: '「지방자치단체를 당사자로 하는 계약에 관한 법률」 제11조', reason: '입찰 계약에 관한 사항으로 공개 시 공정한 업무수행에 지장', title: '제안서 평가위원 후보자 추첨 결과({협조과} 발주 용역)', lead: '제안서 평가위원 후보자를 추첨한 결과를 보고합니다.', lines: ['후보자 {21}명 중 {7}명 선정', '제척·기피 사유 확인 완료', '평가 종료 전까지 명단 비공개', '평가장 내 통신기기 반입 금지'], file: '평가위원 후보자 명부.xlsx' },
  { unit: 'haneul-policy', grounds: [5], code: '5', days: 365, retention: '10', ranks: HIGH, task: '조직 관리', classification: ['일반행정', '기획', '조직', '조직 진단'], law: '「지방자치단체의 행정기구와 정원기준 등에 관한 규정」 제5조', reason: '내부 검토 과정에 있는 사항(조례 개정안 입법예고 시 공개)', title: '행정기구 개편 대안 검토 보고', lead: '행정기구 개편의 대안을 다음과 같이 검토하였습니다.', lines: ['제1안: 유사 기능 {2|3}개 과 통합', '제2안: 한시 기구 신설 후 {2|3}년 뒤 평가', '정원 순증 없이 기능 재배치 원칙', '직원 의견조사 응답률 {48-77}%', '의회 협의 일정은 별도 보고'] },
];

const PRIVACY: Matter[] = [
  { unit: 'haneul-personnel', grounds: [6], code: '3', retention: '3', ranks: ['officer', 'team-leader', 'division-head'], task: '복무 관리', classification: ['일반행정', '인사', '복무', '증명 발급'], law: '「지방공무원 복무규정」 제7조', reason: '개인의 경력에 관한 사항', title: '재직증명서 발급({성명})', lead: '신청에 따라 재직증명서를 발급합니다.', lines: ['용도: 금융기관 제출', '발급 부수: {1|2}부', '근무 기간과 직급을 인사기록과 대조', '발급 대장에 기재'], file: '재직증명서_{성명}.pdf' },
  { unit: 'haneul-welfare', grounds: [6], code: '3', retention: '5', ranks: HEADS, task: '긴급복지', classification: ['사회복지', '기초생활보장', '위기가구', '긴급지원'], law: '「긴급복지지원법」 제8조', reason: '지원 대상자의 생활 형편과 건강 상태에 관한 사항', title: '긴급복지 생계지원 결정({성명} 가구)', lead: '현장 확인 결과에 따라 긴급 생계지원을 결정하고자 합니다.', lines: ['위기 사유: 주소득자의 {실직|질병|폐업}', '가구원 {1-5}명, 지원 기간 {1|3}개월', '금융재산과 부채를 조회하여 기준 충족 확인', '사후조사는 지원 종료 후 {1}개월 이내 실시'], file: '{성명} 가구 현장확인서.hwp' },
  { unit: 'haneul-personnel', grounds: [6], code: '3', retention: '10', ranks: HEADS, task: '복무 관리', classification: ['일반행정', '인사', '복무', '휴직'], law: '「지방공무원법」 제63조', reason: '개인의 질병과 가족에 관한 사항', title: '육아휴직 및 질병휴직 승인({성명})', lead: '신청한 휴직을 다음과 같이 승인하고자 합니다.', lines: ['휴직 기간: {6|12}개월', '대체인력 {1}명 배치', '복직 예정일 {1}개월 전 의사 확인', '진단서는 인사과에서 봉함 보관'] },
  { unit: 'eunyeoul-welfare', grounds: [6], code: '3', retention: '5', ranks: HEADS, task: '기초생활보장', classification: ['사회복지', '기초생활보장', '수급자 관리', '변동 관리'], law: '「국민기초생활 보장법」 제29조', reason: '수급자의 소득·재산에 관한 사항', title: '기초생활수급자 급여 변경 통지({성명})', lead: '소득 변동에 따라 급여를 변경하고자 합니다.', lines: ['변동 사유: {근로소득 증가|부양의무자 변동|가구원 수 변동}', '변경 적용: 다음 달 급여부터', '이의신청은 통지를 받은 날부터 90일 이내', '방문 상담으로 생활 실태를 확인'], file: '급여변경 통지서({성명}).hwp' },
  { unit: 'haneul-health', grounds: [6], code: '3', retention: '5', ranks: HEADS, task: '감염병 관리', classification: ['보건', '보건의료', '감염병', '역학조사'], law: '「감염병의 예방 및 관리에 관한 법률」 제74조', reason: '환자의 질병과 이동 경로에 관한 사항', title: '결핵환자 접촉자 조사 결과({동} 소재 시설)', lead: '신고된 환자의 접촉자 조사 결과를 보고합니다.', lines: ['접촉자 {12-64}명 중 검사 완료 {10-60}명', '잠복감염 {1-7}명 치료 연계', '시설 환기 개선 권고', '추가 검사는 {8}주 뒤 실시'], file: '접촉자 명단.xlsx' },
];

const BUSINESS: Matter[] = [
  { unit: 'haneul-economy', grounds: [7], code: '3', retention: '5', ranks: HEADS, task: '기업 지원', classification: ['산업·경제', '지역경제', '기업 지원', '투자유치'], law: '「지방자치단체의 기업유치 지원 기준」', reason: '기업의 투자계획과 재무 상태로 공개 시 정당한 이익을 현저히 해칠 우려', title: '투자 의향 기업 협의 결과 보고', lead: '투자 의향을 밝힌 기업과의 협의 결과를 보고합니다.', lines: ['투자 예정액 {80-420}억 원, 고용 {60-310}명', '부지 {6000-24000}㎡ 임대 조건 협의', '설비 사양과 자금 조달 계획은 비밀 유지 약정 대상', '시설보조금 지원 비율은 심의를 거쳐 결정'] },
  { unit: 'haneul-accounting', grounds: [7], code: '3', retention: '5', ranks: HEADS, task: '계약 관리', classification: ['일반행정', '재정·세제', '계약', '원가 심사'], law: '「지방자치단체 입찰 및 계약집행기준」', reason: '업체의 원가 구조와 거래처에 관한 영업상 비밀', title: '계약 원가심사를 위한 업체 제출자료 검토', lead: '계약 상대자가 낸 원가자료를 아래와 같이 검토하였습니다.', lines: ['노무비 단가 {3-12}개 항목 조정 요구', '하도급 견적과 거래명세서 대조', '일반관리비율 {5|6}% 이내 적용', '심사 결과 절감액은 계약금액에 반영'], file: '업체별 원가계산서.xlsx' },
  { unit: 'haneul-bus', grounds: [7], code: '3', retention: '5', ranks: HEADS, task: '시내버스 재정지원', classification: ['지역개발', '도로·교통', '대중교통', '재정지원'], law: '「여객자동차 운수사업법」 제50조', reason: '운수회사의 경영 상태와 급여 체계에 관한 사항', title: '시내버스 운수회사 경영진단 결과', lead: '운수회사 {5-9}곳의 경영진단 결과를 보고합니다.', lines: ['부채비율과 현금흐름을 업체별로 비교', '정비 인력 기준에 못 미치는 업체 {1-3}곳', '연료 공동구매 참여 시 {2-6}% 절감 가능', '진단 자료는 업체 동의 없이 제공하지 않음'] },
];

const SPECULATION: Matter[] = [
  { unit: 'haneul-urban-planning', grounds: [8], code: '5', days: 720, retention: '30', ranks: HIGH, task: '도시개발', classification: ['지역개발', '도시계획', '도시개발', '구역 지정'], law: '「도시개발법」 제3조', reason: '개발계획이 미리 알려지면 부동산 투기로 특정인에게 이익 또는 불이익을 줄 우려', title: '{동} 일원 도시개발구역 지정 검토', lead: '도시개발구역 지정의 타당성을 다음과 같이 검토하였습니다.', lines: ['면적 약 {18-74}만㎡, 토지 소유자 {210-680}명', '주거·자족용지 배분 대안 {2|3}개 비교', '행위제한 고시 시점은 주민공람과 같은 날로 조정', '관계 직원 보안 서약서 징구', '지가 변동 추이를 매월 확인'], file: '구역계 검토도면.pdf' },
  { unit: 'haneul-housing', grounds: [8, 5], code: '4', days: 540, retention: '10', ranks: HIGH, task: '공공주택 공급', classification: ['지역개발', '주택', '공공주택', '택지 검토'], law: '「공공주택 특별법」 제9조', reason: '후보지가 알려지면 지가 상승과 투기 우려', title: '공공임대주택 건립 후보지 비교 검토', lead: '공공임대주택 건립 후보지를 비교하여 보고합니다.', lines: ['후보지 {3-6}곳의 공시지가와 접근성 비교', '예상 보상비 {120-480}억 원', '주민 의견수렴은 후보지 확정 직후 실시', '검토 자료의 복사와 반출 금지'] },
  { unit: 'haneul-parks', grounds: [8], code: '3', retention: '10', ranks: HIGH, task: '공원 조성', classification: ['환경', '자연', '공원·녹지', '토지 보상'], law: '「공익사업을 위한 토지 등의 취득 및 보상에 관한 법률」 제68조', reason: '보상액이 확정되기 전의 감정평가 자료로 매매가격에 영향을 줄 우려', title: '장기미집행 공원 토지보상 감정평가 검토', lead: '보상 예정 토지의 감정평가 의뢰 내용을 검토하였습니다.', lines: ['평가 대상 {12-48}필지 {6200-38000}㎡', '평가법인 {2|3}곳의 산술평균 적용', '인접 거래 사례의 시점 보정', '협의 기간이 끝나기 전까지 평가액 비공개'] },
];

/** All matters, in the order of the grounds. */
export const MATTERS: readonly Matter[] = [
  ...STATUTORY, ...SECURITY, ...LIFE, ...JUSTICE, ...DELIBERATION, ...PRIVACY, ...BUSINESS, ...SPECULATION,
];
