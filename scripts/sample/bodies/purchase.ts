/** Purchases: the tender's result and the contract. Contractors are invented firms. */
import { addDays, koreanDate, koreanDateWithWeekday, workingDay, workingDayBefore } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile } from '../files.ts';
import { grouped, list, numbered, table } from '../korean.ts';
import { firm } from '../places.ts';
import { nearest } from '../theme.ts';
import type { Deal, Writing, Written } from '../writing.ts';

/** The city's words for how a contractor is chosen. */
export const METHODS = { 'open-tender': '일반경쟁입찰', 'limited-tender': '제한경쟁입찰', negotiated: '수의계약' } as const;

/** What a contractor has to do besides the thing itself, by kind of purchase. */
const TERMS: Readonly<Record<Deal['kind'], readonly string[]>> = {
  공사: [
    '착공 전 안전관리계획 제출, 안전관리비는 사용 내역에 따라 정산',
    '소음이 큰 작업은 {08|09}시부터 {17|18}시까지로 제한',
    '준공도서와 시공 전후 사진 제출',
    '하자담보책임 기간 {2|3|5}년',
    '현장대리인 상주 및 주 {1|2}회 공정회의',
    '건설폐기물은 적법하게 처리하고 인계서를 제출',
  ],
  용역: [
    '계약 후 {7|10}일 안에 과업수행계획서 제출',
    '착수·중간·최종보고 각 {1|2}회',
    '성과품: 보고서 {20-80}부와 전산파일',
    '참여 인력의 보안서약서 제출',
    '월 {1|2}회 업무협의 및 진도 보고',
    '결과물의 저작재산권은 {기관}에 귀속',
  ],
  물품: [
    '납품 장소: {곳} 등 지정 장소',
    '납품 후 {7|10|14}일 안에 검사·검수',
    '무상 하자보수 기간 {1|2|3}년',
    '사용자 교육 {1|2}회와 설명서 제출',
    '규격서에 맞지 않으면 교환',
    '포장재는 납품자가 회수',
  ],
};

/** Returns the result of a tender. */
export function writeTender(writing: Writing): Written {
  const { random, day, fill } = writing;
  const deal = dealOf(writing);
  const base = Math.round(deal.amount / (random.integer(865, 962) / 1000) / 1000) * 1000;
  const bids = bidders(writing, deal, base);
  const opened = workingDayBefore(day);
  const files: SampleFile[] = random.chance(0.6) ? [csvFile('개찰 결과.csv', bids)] : [officeFile(writing, '입찰 결과 조서.pdf')];
  const body = [
    `1. 관련: ${writing.references.join(', ')}`,
    `2. 「지방자치단체를 당사자로 하는 계약에 관한 법률」 제13조에 따라 실시한 “${deal.name}”의 입찰 결과를 다음과 같이 보고합니다.`,
    numbered([
      [
        '입찰개요',
        list([
          `건　　명: ${deal.name}`,
          `입찰방법: ${METHODS[deal.method]}(${random.pick(['적격심사', '협상에 의한 계약', '2단계 경쟁', '최저가격'])})`,
          `기초금액: 금${grouped(base)}원`,
          `공고기간: ${koreanDate(workingDay(addDays(day, -random.integer(14, 24))))} ~ ${koreanDate(workingDayBefore(opened))}`,
          `개찰일시: ${koreanDateWithWeekday(opened)} 11:00`,
        ]),
      ],
      ['개찰 결과', table(bids)],
      [
        '낙찰 예정자',
        list([
          `업 체 명: ${deal.firm}`,
          `투찰금액: 금${grouped(deal.amount)}원(낙찰률 ${((deal.amount / base) * 100).toFixed(3)}%)`,
          random.pick(['적격심사 서류를 제출받아 심사 후 낙찰자로 결정', '기술협상을 거쳐 계약 체결 예정', '결격 사유 조회 후 계약 체결']),
        ]),
      ],
      [
        '향후 일정',
        list([
          `계약 체결: ${koreanDate(workingDay(addDays(day, random.integer(7, 14))))} 예정`,
          `착수 및 감독 공무원 지정: ${fill('{과}')}`,
          ...writing.some(TERMS[deal.kind], 2),
        ]),
      ],
    ]),
    closing(files),
  ].join('\n\n');
  return { title: random.pick([`${deal.name} 입찰 결과 보고`, `${deal.name} 개찰 결과 및 낙찰예정자 보고`]), body, files };
}

/** Returns the report of a contract. */
export function writeContract(writing: Writing): Written {
  const { random, day, fill } = writing;
  const deal = dealOf(writing);
  const days = random.integer(45, 240);
  const files: SampleFile[] = [officeFile(writing, random.pick(['계약서 사본.pdf', '과업지시서.hwp', '산출내역서.xlsx']))];
  if (random.chance(0.3)) files.push(officeFile(writing, '착수계.pdf'));
  const reason =
    deal.method === 'negotiated'
      ? `(「지방자치단체를 당사자로 하는 계약에 관한 법률 시행령」 제25조제1항제${random.pick([4, 5])}호)`
      : random.pick(['(적격심사)', '(협상에 의한 계약)', '(낙찰하한율 적용)']);
  const scope = nearest(deal.name, writing.theme.works)
    .slice(0, 1)
    .flatMap(({ lines }) => lines);
  const body = [
    `1. 관련: ${writing.references.join(', ')}`,
    `2. “${deal.name}” 계약을 아래와 같이 체결하였기에 보고합니다.`,
    table([
      ['구분', '내용'],
      ['계 약 명', deal.name],
      ['계약상대자', deal.firm],
      ['계약금액', `금${grouped(deal.amount)}원(부가가치세 포함)`],
      ['계약방법', `${METHODS[deal.method]}${reason}`],
      ['계약일자', koreanDate(day)],
      ['이행기간', `${koreanDate(addDays(day, 3))} ~ ${koreanDate(addDays(day, 3 + days))}(${days}일간)`],
      ['계약보증금', `금${grouped(Math.round(deal.amount / 10))}원(보증서)`],
      ['지연배상금률', deal.kind === '공사' ? '1일당 계약금액의 0.5/1000' : '1일당 계약금액의 0.75/1000'],
    ]),
    `## 과업의 주요 내용\n\n${list([...writing.some(scope, 2), ...writing.some(TERMS[deal.kind], random.integer(2, 4))])}`,
    `## 행정사항\n\n${list(['계약 내용은 「지방자치단체를 당사자로 하는 계약에 관한 법률」 제43조에 따라 누리집에 공개', fill(`감독: {과}, 검사: ${writing.office.organisationClass === 'city' ? '회계과' : '재무 담당 부서'}`), ...(random.chance(0.5) ? [`선금 ${random.pick([30, 50, 70])}% 이내 지급(보증서 제출 시)`] : []), `유의사항: ${fill(random.pick(writing.theme.problems))}`])}`,
    closing(files),
  ].join('\n\n');
  return { title: random.pick([`${deal.name} 계약 체결 보고`, `${deal.name} 계약 체결 알림`, `${deal.name} 계약 체결`]), body, files };
}

/** Returns the purchase that the document is about. */
export function dealOf({ draft }: Writing): Deal {
  return draft.series!.deals[draft.which % draft.series!.deals.length]!;
}

function bidders({ random }: Writing, deal: Deal, base: number): (string | number)[][] {
  const others = Array.from({ length: random.integer(2, 5) }, () => firm(random, deal.kind)).filter((name) => name !== deal.firm);
  const rows = [...new Set(others)].map((name) => {
    const price = deal.amount + Math.round((base * random.integer(1, 70)) / 1000);
    return [name, grouped(price), `${((price / base) * 100).toFixed(3)}`, random.pick(['', '', '적격심사 2순위', '제한율 미달'])];
  });
  return [
    ['업체명', '투찰금액(원)', '투찰률(%)', '비고'],
    [deal.firm, grouped(deal.amount), ((deal.amount / base) * 100).toFixed(3), '낙찰 예정'],
    ...rows,
  ];
}
