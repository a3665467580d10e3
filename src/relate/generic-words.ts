/**
 * Generic words: what says nothing about a record although it may be a noun. Shared by
 * the keywords and by the words that a link is explained with.
 */

/** Words of which every document is made: they say what kind of paper it is, not what it is about. */
export const GENERIC = new Set((
  '추진 계획 추진계획 계획안 결과 결과보고 보고 보고서 현황 추진현황 추진실적 실적 개요 목적 근거 방침 일정 예산 예산액 소요예산 산출내역 세부내역 세부계획 기본계획 시행계획 운영계획 '
  + '기대효과 행정사항 협조사항 유의사항 참고사항 주요내용 내용 붙임 첨부 별첨 검토 검토의견 의견 조치 조치사항 요청 제출 통보 회신 알림 안내 개최 실시 시행 진행 완료 예정 필요 필요성 문제 문제점 '
  + '개선 개선방안 방안 방향 향후 향후계획 추진방향 추진배경 배경 대상 기간 장소 일시 인원 참석 참석자 회의 회의록 안건 의결 심의 결정 확인 변경 추가 증가 감소 전년 전년도 금년 올해 내년 상반기 하반기 분기 연간 월별 '
  + '구분 합계 소계 총계 비고 단위 수량 금액 단가 원인 이유 방법 절차 기준 규정 조례 법률 시행령 시행규칙 사업 사업비 사업명 업무 담당 담당자 담당부서 관계 관계자 관내 전체 일부 일대 주변 인근 건수 개소 구간 시간 하루 오전 오후 '
  + '가능 중요 다양 우선 최대 최소 평균 수준 정도 효과 영향 활용 제공 마련 확보 강화 확대 축소 유지 조성 설치 점검 조사 분석 수립 협의 협조 협력 참여 지원 운영 관리 정비 이용 사용 발생 처리 접수 신청 선정 평가 시민 주민 국민 사람 우리 답변 질문 질의 문의 감사 '
  + '단계 항목 편성 실제 까닭 동안 뒤에 앞에 상황 과정 방식 형식 시기 지점 사례 부서 활동 대응 체계 비율 점수 순위 등급 종류 조건 자료 서류 서비스 가정 나머지 이번 다음 처음 마지막 모두 스스로 추진결과 업무연락 본격 일원 작성 요구 우려 규칙 기관 요약 최종 조회'
).split(' '));

/** Endings of nouns that only describe (단계적, 구체적), and of what is not a thing. */
export const DESCRIBING = /[가-힣]{2}적$|(?:므로|면서|도록|지만|거나|으나|려고|려면|자마자|토록|대로|별로)$/;

/** A title that is a whole sentence may hold any word. */
export const SENTENCE = /[?.!]\s*$|(?:니다|나요|까요|세요|이다|한다|된다)\s*$/;
