/**
 * Persons: the words by which papers of a city call a citizen, shared by all kinds that
 * need to know whose value stands there. Officials and firms have words of their own;
 * what follows those is public.
 */

const APPLYING = '신청[인자]|신고[인자]|민원인|피?청구인|진정인|제보자|제안자|건의자|고소인|피고소인|고발인|청원인|이의\\s?신청인|탄원인';
const CONCERNED = '피해자|가해자|위반자|행위자|체납자|납세자|미납자|보호자|학부모|세대주|수급자|당첨자|환자|배우자|자녀|유족|상속인|피상속인|후견인|수령인|동의인|입주자|점유자|이해\\s?관계인|탈북민';
const OWNING = '(?:토지\\s?|건물\\s?|차량\\s?|공동\\s?)?소유[자주]|임차인|임대인|매[도수]인|양[도수]인|예금주|위임인|대리인';

/** One citizen or one of several, as a source of a pattern. */
export const CITIZENS = `${APPLYING}|${CONCERNED}|${OWNING}`;

/** Several citizens, as a source of a pattern. */
export const RESIDENTS = '참[석여가]\\s?주민|주민\\s?참[석여가]자|주민\\s?대표|(?:신청|진정|청구|민원|신고|참여)[인자]\\s?명단|주민\\s?명단';

/** Words of the public side: a firm, a place, an office. An address or a name beside them is theirs. */
export const INSTITUTION = /시설|기관|업체|상호|업소|명칭|단체|법인|회사|사업[장체]|소재지|학교|센터|가게|매장|식당|시청|구청|군청|청사|도서관|보건소|주민센터|복지관|병원|의원|약국|은행|공원|체육관|사무[실소]|본사|지점|공장|호텔|계약|입찰|낙찰|발주|건물명|장소명|홈페이지|대표\s?전화/;
