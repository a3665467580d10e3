/**
 * Tables: columns that name citizens, tables of persons, and headings that are the
 * label of every cell below them.
 *
 * What a public list has too (a name, an address, a telephone) is a citizen's only if
 * no column speaks of an office, a firm or a place.
 */
import { isCommonName, isKoreanName } from '../text/korean-names.ts';
import { normalised } from '../text/normalise.ts';
import type { Table } from '../piece.ts';
import { isHomeLike } from './homes.ts';
import { CITIZENS, INSTITUTION, RESIDENTS } from './persons.ts';

const NAME_COLUMN = new RegExp(`^(?:(?:신청|신고|민원|청구|수급|체납|당첨|선정|참가|참여|수강|피해|보호|대상|합격|예금|위반|소유)?[인자]? ?(?:성 ?명|이 ?름|성함)|대상자 ?성명|name|full name|${CITIZENS})$`, 'i');
/** Columns whose word is a name less surely: what stands there must be common in names. */
const LIKELY_COLUMN = new RegExp(`^(?:대표자? ?(?:성 ?명|이 ?름)|${RESIDENTS}|(?:${CITIZENS}) ?(?:성 ?명|이 ?름|명단))$`);
const PERSON_COLUMN = /성\s?명|이\s?름|생년월일|생일|주민등록|휴대|핸드폰|연락처|전화|주소|계좌|예금주|나이|연령|성별|이메일|e-?mail/i;
const OFFICE_COLUMN = /직\s?위|직\s?급|직\s?책|소속|부서|담당\s?업무|계급|보직|업무|직명|당적|선거구|position|title|department/i;
const LEAST_ROWS = 5;

type Found = (kind: 'name' | 'person-table' | 'address', value: string) => void;

/** Calls `found` with names and homes in columns of such, and tables of persons: two person columns and five rows. */
export function findInTable(table: Table, found: Found): void {
  const headers = table.headers.map(plainHeading);
  if (headers.some((header) => OFFICE_COLUMN.test(header))) return;
  const isPublicList = headers.some((header) => INSTITUTION.test(header));
  for (const [column, header] of headers.entries()) {
    const isName = NAME_COLUMN.test(header) ? isKoreanName : !isPublicList && LIKELY_COLUMN.test(header) ? isCommonName : null;
    if (isName !== null) for (const row of table.rows) {
      const word = normalised(row[column] ?? '').replace(/[^가-힣]/g, '');
      if (isName(word)) found('name', word);
    }
    if (!isPublicList && isAddressOfPersons(header, headers, column)) for (const row of table.rows) {
      const cell = normalised(row[column] ?? '');
      if (isHomeLike(cell)) found('address', cell);
    }
  }
  findPersons(table, headers, found);
}

/** A heading without what is explained in brackets: `생년월일(대표자)`. */
function plainHeading(header: string): string {
  const text = normalised(header).replace(/[\s*]+/g, ' ').trim();
  return text.replace(/ ?\([^()]{1,20}\)$/, '');
}

const ADDRESS_COLUMN = /^(?:현 ?|도로명 ?)?주 ?소$/;
const BESIDE_ADDRESS = new RegExp(`성 ?명|이름|생년월일|출생|주민등록|주민 ?번호|휴대|핸드폰|연락처|전화|계좌|카드|여권|면허|차량 ?번호|자동차 ?등록|이메일|전자 ?우편|e-?mail|보험증|접속|${CITIZENS}|${RESIDENTS}`, 'i');
const HOME_COLUMN = new RegExp(`^(?:거주지|주거지|자택|집 ?주소|주소지|(?:${CITIZENS})의? ?주소지?)`);

function isAddressOfPersons(header: string, headers: readonly string[], column: number): boolean {
  return HOME_COLUMN.test(header) || (ADDRESS_COLUMN.test(header) && headers.some((other, at) => at !== column && BESIDE_ADDRESS.test(other)));
}

function findPersons({ rows }: Table, headers: readonly string[], found: Found): void {
  const persons = headers.flatMap((header, column) => (PERSON_COLUMN.test(header) ? [column] : []));
  const full = rows.filter((row) => persons.filter((column) => isFilled(row[column] ?? '')).length >= 2);
  const hasName = persons.some((column) => /성\s?명|이\s?름|예금주/.test(headers[column]!));
  if (persons.length >= 2 && hasName && full.length >= LEAST_ROWS) found('person-table', `${headers.join('|')}#${full.length}`);
}

const LABEL_COLUMN = new RegExp(`생년월일|생일|출생일|주민등록|주민 ?번호|외국인 ?등록|등록번호 ?\\(외국인|계좌|보험증|(?:^|[^가-힣])증 ?번호|여권|면허 ?번호|사업자 ?등록|사업자 ?번호|차량 ?번호|차 ?번호|자동차 ?등록|자택|집 ?전화|거주지|접속 ?ip|^ip|카드|(?:${CITIZENS}) ?(?:연락처|전화)|birth|passport`, 'i');

/** Yields the cells of columns whose header is a label, each with it: `생년월일: 900101`. */
export function* labelledCells({ headers, rows }: Table): Generator<string> {
  for (const [column, header] of headers.entries()) {
    if (!LABEL_COLUMN.test(header)) continue;
    const label = /^등록번호/.test(header) ? header.slice(0, 20) : plainHeading(header).slice(0, 20);
    for (const row of rows) if ((row[column] ?? '') !== '') yield `${label}: ${row[column]}`;
  }
}

/** Whether a cell still holds something: not empty, a mask, or stars. */
function isFilled(cell: string): boolean { return /[가-힣A-Za-z0-9]/.test(cell.replaceAll('\u25A0', '').replace(/\[[가-힣A-Za-z·, -]{1,30} 가림·제[1-8]호\]|비공개|해당\s?없음/g, '')); }

