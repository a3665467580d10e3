/**
 * Names of citizens: after a label that asks for one, before a title of respect, and
 * in a column of a table. Officials in office are named in public papers, so a column
 * beside ranks or posts is theirs and no finding.
 *
 * Known: a bare name in a sentence is not seen here; the taint list has it if the
 * export saw it.
 */
import { isKoreanName } from '../text/korean-names.ts';
import type { Table } from '../piece.ts';
import { eachMatch, type TextKind } from './kind.ts';

const LABELS = '성\\s?명|이\\s?름|성함|신청[인자]|신고[인자]|민원인|청구인|진정인|제보자|고소인|피고소인|고발인|피해자|가해자|보호자|학부모|세대주|수급자|예금주|체납자|납세자|임차인|임대인|상속인|피상속인|환자|배우자|자녀|유족|후견인|수령인|위임인|동의인|대리인|입주자|당첨자|탈북민|applicant|complainant|author of the file';
const LABEL_BEFORE = new RegExp(`(?<![가-힣])(?:${LABELS})(?:\\s?\\([가-힣/, ]{1,12}\\))?\\s?$`, 'i');
const AFTER_COLON = /[:=]\s?\*{0,2}\s?([가-힣]{2,4}|[가-힣](?: [가-힣]){1,3})(?![가-힣])/g;
/** A thing has a name too. */
const THING_BEFORE = /(?:상품|제품|물품|사업|단체|회사|업체|기관|시설|건물|행사|도로|품목|강좌|부서|과제|식당|마을|동물|약품)\s?(?:의\s?)?(?:이름|성명)\s?$/;
const GENERIC_LABEL = /이\s?름\s?$/;
const OFFICE_NEAR = /주무관|팀장|과장|국장|실장|사무관|서기관|담당관|계장|소장|부시장|시장|구청장|담당자|직위|직급|소속|위원/;
const RESPECT = /(?<=[가-힣] ?)(씨|님|여사)(?=$|[^가-힣]|[은는이가을를의에께와과도]|에게|한테|측|께서|댁|부부)/g;
const WORD_BEFORE = /(?<![가-힣])([가-힣]{2,4}) ?$/;

/** Names after labels and before titles of respect. */
export const name: TextKind = {
  kind: 'name',
  inText(text, found) {
    eachMatch(AFTER_COLON, text, ({ 0: whole, 1: value, index }) => {
      const before = text.slice(Math.max(0, index - 30), index);
      if (!LABEL_BEFORE.test(before)) return;
      const word = value!.includes(' ') ? value!.replaceAll(' ', '').slice(0, 3) : value!;
      const after = text.slice(index + whole.length, index + whole.length + 14);
      if (isKoreanName(word, GENERIC_LABEL.test(before) ? 3 : 2) && !THING_BEFORE.test(before) && !OFFICE_NEAR.test(after)) found(word, index);
    });
    eachMatch(RESPECT, text, ({ index }) => {
      const word = WORD_BEFORE.exec(text.slice(Math.max(0, index - 6), index))?.[1];
      if (word !== undefined && isKoreanName(word, 3) && !isRole(word)) found(word, index);
    });
  },
};

/** Words of role before a title of respect: `신청자님`, `이용자님`, `담당관님`. */
function isRole(word: string): boolean { return /(?:자|관|장|객|사|생|민|원|수|모|주|인|지|이)$/.test(word) && /^(?:신청|이용|민원|주무|사무|서기|담당|선생|위원|시민|주민|구독|고객|사용|지원|유권|소비|기사|강사|교사|의사|간호|변호|조합|회원|임차|임대|상담|연구|조사|전문|지도|기술|사회|공무|노동|근로|방문|제보|신고|보호|입주|참여|참가|수강|수급|피해|배우|상속|세대|학부|어머|아버|할머|할아|아주|아저|도련|손|부모|형|누|장애|노|어르)/.test(word); }

const NAME_COLUMN = /^(?:신청|신고|민원|청구|수급|체납|당첨|선정|참가|참여|수강|피해|보호|대상|합격|예금)?[인자]?\s?(?:성\s?명|이\s?름|성함|예금주|신청[인자]|민원인|신고[인자]|수급자|체납자|보호자|학부모|세대주|당첨자|피해자|대상자\s?성명|name|full name)$/i;
const PERSON_COLUMN = /성\s?명|이\s?름|생년월일|생일|주민등록|휴대|핸드폰|연락처|전화|주소|계좌|예금주|나이|연령|성별|이메일|e-?mail/i;
const OFFICE_COLUMN = /직\s?위|직\s?급|직\s?책|소속|부서|담당\s?업무|계급|보직|업무|직명|당적|선거구|position|title|department/i;
const LEAST_ROWS = 5;

/** Columns of names, and tables of persons: two person columns and five rows. */
export function findInTable(table: Table, found: (kind: 'name' | 'person-table', value: string) => void): void {
  const headers = table.headers.map((header) => header.replace(/[\s*]+/g, ' ').trim());
  if (headers.some((header) => OFFICE_COLUMN.test(header))) return;
  for (const [column, header] of headers.entries()) {
    if (!NAME_COLUMN.test(header)) continue;
    for (const row of table.rows) {
      const word = (row[column] ?? '').replace(/\s/g, '');
      if (isKoreanName(word)) found('name', word);
    }
  }
  const persons = headers.flatMap((header, column) => (PERSON_COLUMN.test(header) ? [column] : []));
  const full = table.rows.filter((row) => persons.filter((column) => isFilled(row[column] ?? '')).length >= 2);
  const hasName = persons.some((column) => /성\s?명|이\s?름|예금주/.test(headers[column]!));
  if (persons.length >= 2 && hasName && full.length >= LEAST_ROWS) found('person-table', `${headers.join('|')}#${full.length}`);
}

const LABEL_COLUMN = /생년월일|생일|출생일|주민등록|계좌|보험증|여권|면허번호|사업자등록|차량번호|차번호|자택|거주지|접속\s?ip|birth/i;

/** Yields the cells of columns whose header is a label, each with it: `생년월일: 900101`. */
export function* labelledCells({ headers, rows }: Table): Generator<string> {
  for (const [column, header] of headers.entries()) {
    if (!LABEL_COLUMN.test(header)) continue;
    for (const row of rows) if ((row[column] ?? '') !== '') yield `${header.slice(0, 20)}: ${row[column]}`;
  }
}

/** Whether a cell still holds something: not empty, a mask, or stars. */
function isFilled(cell: string): boolean { return /[가-힣A-Za-z0-9]/.test(cell.replaceAll('\u25A0', '').replace(/\[[가-힣A-Za-z·, -]{1,30} 가림·제[1-8]호\]|비공개|해당\s?없음/g, '')); }

