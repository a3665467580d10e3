/**
 * Person places: the words that tell whose an address is. A home is hidden, a city
 * hall, a building site or a shop is not; the same road has all of them.
 */

/** Labels of homes. */
export const HOME = /주소지|거주지|거소|자택|본적|등록기준지|등록 기준지|배송지|현주소|집주소|집 주소|사는 곳|거주하|거주 |주민등록지|주 {0,8}소(?=\s{0,4}[:=|\t(란는])|주소(?=\s)|home address|residing at|resides at|living at|lives at|lived at|address|의 집 ?\(|댁 ?\(|전입지|송달 ?장소|임대차 목적물/giu;
/** Labels of places that are public, also where 주소 stands behind them. */
export const PUBLIC = /(?:시청|구청|군청|도청|시의회|의회|공사|사업장|사업자|업체|업소|회사|본사|지사|지점|본점|법인|기관|단체|시설|사무소|사무실|영업소|공장|점포|매장|상점|청사|센터|시공사|납품처|설치|현장|병원|학교|접수처|제출처|보내실 곳|보내는 곳|문의처|행사장|교육장|회의|전자우편|이메일|메일|홈페이지|누리집|인터넷|웹|웹사이트|사이트|접속|url|ip|mac|도메인|도로명|경로당|어린이집|유치원|도서관|복지관|식당|가게|학원|교회|약국|은행|우체국|보건소|주민센터|경찰서|소방서) ?주소|(?:업소명?|기관명?|시설명?|상호명?|단체명?|업체명?|회사명?|법인명?|학교명?|병원명?|사업장명?)[ :][^\n]{1,24}?주소|소재지|소재|위치|장소|오시는 길|찾아오시는|공사명|공사 ?구간|사업 ?구간|대상지|사업지|부지|구간|e-?mail address|web address|office address|business address|company address|registered office/giu;

/** Behind a number: the place is open to all, or a stretch of road. */
export const PUBLIC_BEHIND = /^[^\n]{0,4}(?:일원|일대|구간|부지|앞|주변|인근|도로|교차로|사거리|삼거리|에서 [가-힣\d]{1,12}(?:까지|구간)|~|번 ?출구|공사|지구|지내)|^[^\n]{0,24}(?:시청|구청|군청|도청|청사|주민센터|행정복지센터|보건소|도서관|박물관|미술관|공원|광장|회관|체육관|운동장|경기장|복지관|센터|공연장|극장|호텔|병원|의원|약국|은행|빌딩|타워|학교|대학|캠퍼스|경찰서|소방서|우체국|시장|상가|역\b|터미널|공장|연구원|연구소|공단|공사|재단|협회|컨벤션|정부)/;
/** Before a name of a house in whose rooms nobody lives. */
export const PUBLIC_HOUSE = /(?:청사|별관|본관|신관|시청|구청|군청|도청|정부|센터|회관|캠퍼스|학교|대학|대학교|공장|상가|빌딩|타워|병원|연구소|연구원|공단|공사|단지관리|지식산업|사옥|창고)[가-힣]{0,3} ?$/;

/** Houses in which people live. */
export const HOUSING = '아파트|빌라|연립(?:주택)?|맨션|오피스텔|원룸|고시원|고시텔|다세대(?:주택)?|다가구(?:주택)?|주택|하이츠|빌리지|레지던스|기숙사|타운|하우스|빌|캐슬|팰리스|파크|자이|래미안|푸르지오|힐스테이트|아이파크|더샵|편한세상|롯데캐슬|센트럴|스카이|뷰|단지|차';

/** Signs on the same line that a person is meant. */
export const PERSON = /01[016-9][-. ]?\d{3,4}[-. ]?[\d*]{4}|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?- ?[1-8*]|(?:19|20)\d{2}[.년-] ?\d{1,2}[.월-] ?\d{1,2}[.일]? ?생|\d{1,3} ?세(?![대금가-힣])|[가-힣]{3} ?씨(?![가-힣])|거주(?:하|지|자|중| )|에 사는|살고 있|세대주|자택|민원인|신청인|신고인|피해자|resident|lives at|residing/gu;
/** Right behind an address. */
export const LIVES = /^[^\n가-힣]{0,6}(?:(?:단독|다가구|다세대|연립)? ?(?:주택|빌라|원룸|집)에서? ?(?:거주|사는|살고|살던|혼자|홀로)|에서? (?:거주|사는|살고|살던|혼자|홀로)|에 ?거주|거주|소재 (?:자택|주거|주택)|자택)/;
