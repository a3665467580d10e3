/**
 * Offices: ranks and posts of those who act for the city or speak in public. Their
 * names stay: the name and office of an official on duty are open by law (Official
 * Information Disclosure Act, Art. 9(1) 6 라), as are those whom a body has
 * commissioned (마). Professors, journalists and chairmen named with their title
 * speak in public too.
 */

const RANKS = [
  '주무관|실무관|행정관|사무관|서기관|부이사관|이사관|관리관|담당관|조사관|심의관|기획관|정책관|심사관|협력관|비서관|감사관|홍보관|보좌관|검역관|감독관|연구관|연구사|지도관|지도사|통계관|법무관|참사관|공보관|총괄관|조정관|지원관|안전관|주사보|주사|서기보|서기|사무원',
  '팀장|파트장|계장|과장|국장|실장|본부장|단장|반장|부장|차장|처장|청장|소장|센터장|관장|원장|총장|학장|교장|교감|부교육감|교육감|부시장|시장|부구청장|구청장|부군수|군수|도지사|부지사|지사|읍장|면장|동장|출장소장|사업소장|서장|지구대장|대장|지점장|지부장|조합장|협회장|은행장|행장',
  '차관보|차관|장관|부총리|총리|대통령|대변인|수석|비서실장|비서|사무총장|사무처장|부위원장|위원장|위원|부의장|의장|시의원|구의원|도의원|국회의원|의원|재판장|부장판사|판사|검사장|검찰총장|검사|변호사|법무사|세무사|회계사|노무사|감정평가사|건축사|기술사',
  '치안총감|치안정감|치안감|경무관|총경|경정|경감|경위|경사|경장|순경|소방총감|소방정감|소방감|소방준감|소방정|소방령|소방경|소방위|소방장|소방교|소방사|대사|총영사|영사|대령|중령|소령|대위|중위|소위|준장|중장|원사|상사|중사|하사|사령관|함장|정장',
  '담당자|책임자|연락관|간사|서무|당직자|감독자|감리단장|감리원',
  '(?<![포대사])기자|앵커|아나운서|논설위원|교수|부교수|조교수|겸임교수|석좌교수|박사|대표이사|공동대표|대표|부회장|회장|이사장|상임이사|전무이사|상무이사|전무|상무|부사장|사장|이사|감사|총재|부총재|사령탑|감독|작가|배우|가수|선수|코치|화백|연구위원|전문위원|자문위원|심의위원|연구원|선임연구원|책임연구원|강사|교사|큐레이터|학예사|학예연구사',
].join('|');
/** What stands before the name of an official in forms and minutes. */
const TASKS = '담당자|담당|책임자|기안자|기안|검토자|검토|결재권자|결재|협조자|협조|작성자|보고자|문의|연락관|간사|서무|당직자|감독자|관리자|사회자|발표자|발제자|토론자|진행자|출연자|연구자|저자|필자|기고자|연출자|결재자|전결자|대결자|집필자|번역자|편집자|발행인|편집인|취재원|공사감독|감리단장|감리원|현장대리인|주관|배석';
const AS_OFFICIAL = String.raw`\d{1,2}급|공무원|청원경찰|공무직|기간제|임기제`;

/** Behind a rank: the end, a sign, a particle. `과장급`, `대표팀` are other words. */
const AFTER_RANK = String.raw`(?=[은는이가을를의과와도만께에님로및등]|[^가-힣]|$)`;
/** The unit before the rank: `도로과장`, `한빛시 도로과 팀장`, `행정7급`. */
const UNIT = String.raw`(?:[가-힣A-Za-z0-9·]{1,14} ){0,2}[가-힣A-Za-z0-9·]{0,12}?`;
const BEHIND = new RegExp(String.raw`(?:(?: {0,2}[(\[/,·-] {0,2}| {1,2})${UNIT})?(?:${RANKS}|${AS_OFFICIAL})${AFTER_RANK}`, 'y');
const RIGHT_BEHIND = new RegExp(String.raw` ?\(?(?:[가-힣]{1,8} ?)?(?:${RANKS})(?:님)?(?:은|는|이|가|을|를|의|과|와|도|만|께서|께|에게|로|으로|등)?(?=[^가-힣 ]|$)`, 'y');
const BEFORE = new RegExp(String.raw`(?:${RANKS}|${TASKS}|${AS_OFFICIAL})(?:님|인)? {0,3}[:·(/|-]? {0,3}$`);
const RIGHT_BEFORE = new RegExp(String.raw`[가-힣](?:${RANKS}) ?[:(]? ?$`);

const REACH = 16;

/** Returns whether a name from `start` to `end` stands beside an office, before or behind it. */
export function isBesideOffice(text: string, start: number, end: number): boolean {
  BEHIND.lastIndex = end;
  return BEHIND.test(text) || BEFORE.test(text.slice(Math.max(0, start - REACH), start));
}

/** The same without a doubt: nothing stands between, and the office is not the beginning of something else (`… 시장 면담`). */
export function isInOffice(text: string, start: number, end: number): boolean {
  RIGHT_BEHIND.lastIndex = end;
  return RIGHT_BEHIND.test(text) || RIGHT_BEFORE.test(text.slice(Math.max(0, start - REACH), start));
}

const HOLDS_RANK = new RegExp(String.raw`(?:^|[가-힣 ])(?:${RANKS}|${AS_OFFICIAL})(?:$|[^가-힣])`);
const UNIT_NAME = /(?:과|팀|국|실|담당관|본부|구청|시청|군청|도청|교육청|사업소|소방서|경찰서|보건소|주민센터|행정복지센터|의회|위원회|공단|공사|관리소|[부처청])$/;

/** Returns whether a cell of a table holds an office, or the unit of an official. */
export function isOfficeCell(cell: string): boolean {
  return HOLDS_RANK.test(cell) || UNIT_NAME.test(cell);
}

/** Returns whether a word is a rank or ends in one: no name, though 이사장 is built like one. */
export function isRank(word: string): boolean {
  return RANK_ALONE.test(word);
}

const RANK_ALONE = new RegExp(`^(?:[가-힣]{0,2})(?:${RANKS.split('|').filter((rank) => rank.length > 1).join('|')})$`);
