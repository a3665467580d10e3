/** The own detectors: a strong form or a label is found, what only looks like it is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect } from '../../../src/archive/check/kinds/kinds.ts';
import { views } from '../../../src/archive/check/text/views.ts';
import { kindsIn, page } from './builds.ts';

const kinds = (text: string) => {
  const found = new Set<string>();
  for (const view of views(text)) detect(view, (kind) => found.add(kind));
  return [...found].sort();
};

const HITS: Record<string, string[]> = {
  'resident-number': ['900101-1000000', '주민등록번호 9001011000000', '9 0 0 1 0 1 - 1 0 0 0 0 0 0', '900101 - 5000000', '900101-1******', '구공공일공일-일공공공공공공', '９００１０１－１００００００', '신청 처리(900101.1000001)', '위반자: 9001011000001 외', '인감증명서_900101.1000001', '주민번호 900101-\n1000001'],
  mobile: ['010-0000-4321', '01000004321', '010 0000 4321', '(010)0000-4321', '+82 10-0000-4321', '011-000-4321', '공일공 공공공공 사삼이일', '010.0000.4321', 'O1O-0000-4321', '010-**0000**-4321', '소유자(+821000004321)', '연락처: 010-00\n00-4321', '소유자와는 8.2.1.0.0.0.0.0.4.3.2.1로'],
  telephone: ['민원인 연락처 02-0000-4321', '자택 031-000-4321', '민원인(0200004321)', '보호자 연락처 : 03100004321', '신고자 전화 031_0000_4321'],
  card: ['4000-0000-0000-0002', '4000000000000002', '카드 1234 5678 1234 5678', '4000-00**-****-0002', '3782 822463 10005'],
  account: ['국민은행 000000-00-000001', '계좌번호: 110-000-000001', '예금주 000-0000-0000-01', '환불 계좌 00000000000017', '농협 000639 16 048930', '계좌번호 100.01.000001', '환급_신한은행_100_01_000001'],
  email: ['kim@mail.example', 'kim(at)mail.example', 'kim@mail[.]example', 'KIM＠mail.example'],
  passport: ['여권번호 M00000001', '여권 M000A0001', 'M10000001', '여권사본_M10000001', '여권_M000A0001'],
  'driver-licence': ['11-00-000001-00', '운전면허 110000000100', '면허번호 11_00_000001_00', '운전면허번호: 11-00-00\n0001-00'],
  'health-insurance': ['건강보험증 번호 10000000001', '증번호: 1-0000000001', '증번호 7.0000000001', '보험증번호 7_0000000001'],
  'business-number': ['사업자등록번호 100-01-00001', '사업자번호: 1000100001', '사업자등록번호 404_04_00001', '사업자번호 105.62.00001', '등록번호 890 64 00001 (개인사업자)'],
  'vehicle-plate': ['123가4567', '차량 12조 3456', '서울 12가 3456', '638러 0000 차량의 소유자'],
  'birth-date': ['생년월일: 1990. 1. 1.', '생년월일 900101', '1990년 1월 1일생', '90.01.01.생'],
  address: ['하늘로 12, 101동 1203호', '거주지: 하늘시 견본로 12-3', '견본아파트 101동 1203호', '주소: 하늘시 은하4길 12-3', '보낼 곳: 하늘시 은하길 12', '신청인 주소지(하늘시 견본67번길 39-30) 방문', '소유자 주소 하늘시 견본로 12 송달', '거주지는 하늘시 견본4길 3'],
  'ip-address': ['접속 IP 198.51.100.7', '아이피: 8.8.8.8', '2001:0db8:85a3:0000:0000:8a2e:0370:7334', '접속기록_198.51.100.7'],
  name: ['성명: 김하늘', '신청인 : 김 하 늘', '김하늘 씨가', '예금주: 김하늘', '민원인(대표): 김하늘', '신청인 김 하 늘 등 3명', '체납자 김하늘 압류 해제', '위반자 성명 김 하 늘', '청구인 김하늘의 청구', '토지 소유자 김하늘에게', '○ 이해관계인: 김하늘 등 2인', '참석 주민: 김하늘, 주민대표', '주민 참석자 - 김하늘 (통장)', '주민 김하늘 외 2명', '민원인 김 하늘 정보공개', '위 사람 김하늘(62세, 남)은', '김하늘 어르신 댁', '보호자(모) 김하늘의 동의', '체납자 김 하 늘에 대한'],
  'author-mark': ['⟦비공개6⟧ 글 ⟦/비공개⟧', '글 ⟦/비공개⟧', '⟦비공개⟧ 글'],
};

const MISSES = [
  '[주민등록번호 가림·제6호]', '성명: [성명 가림·제6호]', '휴대전화 [휴대전화번호 가림·제6호] 010', '1cac66957d550fa350072bd26bfbf18d92c2f52d7f352a8dccac15c9d7f8b932',
  '544fbe0fca9eed256f3d69d825b72d39', 'zxd879cbdt', '37.5665351, 126.9779692', '1,203,154,000,000원', '1203154000000원', '120315 4000000원', '평생교육과-5405', 'HN202300019231226', '2026-11-23T02:15:00Z',
  '2023-12-20 09:13', '02-0000-1320', '급수운영과(☎ 02-0000-1420)', '120', '1588-0000', '법인등록번호 110111-0000010', '법인사업자 124-81-00998', '공고번호 20231212345-00', 'ISBN 9788900000000',
  '12조 3456억', '제12조 3456', '3층 45호', '96다1234 판결', '버전 1.2.3.4', '10.0.0.1', '2015-2016-2017-2018', '2024년 3월 15일', '생년월일 2005. 12. 31. 이전', '2019년생', '1990년 이후 출생',
  '담당자: 김하늘 주무관', '신청인 성명', '신청자: 본인', '상품 이름: 한바다', '날씨가 좋다', '이용자님', '선생님께', '하늘시 여명대로 203', '시청 본관 3층', '샛바람 샤부샤부(여명대로 203)', 'icon@2x.png', '@media print',
  '신청인 신청서 제출', '민원인 주민이 제출', '신고인 안전한 귀가', '31%에 이름 공정을 나누어', '거동이 어려운 어르신', '버스를 이용한 어르신이', '신청인 이 부지를', '주민 한 명', '주민 전 세대', '주민 안전모 배부', '담당자 성명 김하늘', '주민 김하늘',
  '주소: 하늘시 여명대로 203', '시청 주소: 하늘시 여명4길 12-3', '사업장 주소: 하늘시 여명4길 12-3', '주소: www.haneul.example', '거주지 반경 2길 3개', '좌표(200122.4122263, 451234.1234567)', '측량값 860808.6868852m', '담당 부서 0200004321', '도서관 0200004321',
  '2023-12-26\n2024-01-02', '20-12-26\n2020-12-27', '은행나무 100 20 300000 그루', '통계 105.62.00001', 'model_M10000001', 'v_198.51.100.7',
  '⟦비공개5⟧ … ⟦/비공개⟧', '⟦ 비공개 5⟧ … ⟦/ 비공개 ⟧', '계좌 이체 2023-12-26', '카드 35,500원', '사업자 수 1234567890', '면허 수 12,345', '문서번호 11-95-123456-01', '2023 2024 2025 2026', '010', '제품 S12345678',
];

describe.each(Object.entries(HITS))('%s', (kind, texts) => {
  test.each(texts)('is found in %j', (text) => expect(kinds(`앞 ${text} 뒤`)).toContain(kind));
});

test.each(MISSES)('nothing is found in %j', (text) => expect(kinds(`앞 ${text} 뒤`)).toEqual([]));

describe('tables', () => {
  const rows = (headers: string, cells: string, count: number) => page(`<table><tr><th>${headers.split(',').join('</th><th>')}</th></tr>${`<tr><td>${cells.split(',').join('</td><td>')}</td></tr>`.repeat(count)}</table>`);

  test('a column of names is found, and five rows of persons are a table of persons', async () => {
    expect(await kindsIn('a.html', rows('번호,성명', '1,김하늘', 1))).toEqual(['name']);
    expect(await kindsIn('a.html', rows('성명,연락처', '김하늘,없음', 5))).toEqual(['name', 'person-table']);
    expect(await kindsIn('a.csv', `이름,주소\n${'김하늘,하늘시\n'.repeat(5)}`)).toEqual(['name', 'person-table']);
  });

  test('a header is a label for its column', async () => {
    expect(await kindsIn('a.html', rows('번호,생년월일', '1,900101', 1))).toEqual(['birth-date']);
    expect(await kindsIn('a.md', '| 구분 | 계좌번호 |\n|---|---|\n| 가 | 110-000-000001 |\n')).toEqual(['account']);
  });

  test.each<[string, string, string[]]>([
    ['소유자,면적', '김 하 늘,3', ['name']], ['참여 주민,비고', '김하늘,-', ['name']], ['대표자 성명(한글),처리', '김하늘,-', ['name']], ['집전화,비고', '0310000-4321,-', ['telephone']], ['자동차등록번호,비고', '12조 3456,-', ['vehicle-plate']], ['증번호,비고', '7.0000000001,-', ['health-insurance']],
    ['생년월일(대표자),비고', '19900101,-', ['birth-date']], ['사업자 등록번호,비고', '105 62 00001,-', ['business-number']], ['신청인 주소,처리', '하늘시 견본4길 12-3,-', ['address']], ['주소,휴대전화', '하늘시 견본4길 12-3,-', ['address']], ['등록번호(외국인),처리', '9.0.0.1.0.1.5.0.0.0.0.0.1,-', ['resident-number']],
  ])('under %s is found %s', async (headers, cells, kinds) => {
    expect(await kindsIn('a.html', rows(headers, cells, 1))).toEqual(kinds);
    expect(await kindsIn('a.md', `| ${headers.replace(',', ' | ')} |\n|---|---|\n| ${cells.replace(',', ' | ')} |\n`)).toEqual(kinds);
  });

  test.each([
    ['firms with their heads', rows('상호,대표자 성명', '한빛상회,김하늘', 4)],
    ['places with their addresses', rows('시설명,주소,전화', '한빛관,하늘시 견본4길 12-3,02-0000-1320', 9)],
    ['officials with their posts', rows('성명,직위,연락처', '김하늘,주무관,02-0000-1320', 9)],
    ['names that were masked', rows('성명,주소', '[성명 가림·제6호],[상세주소 가림·제6호]', 9)],
    ['things', rows('이름,주소', '하늘공원,여명대로', 4)],
    ['money', rows('날짜,금액', '2023-12-26,35500', 9)],
  ])('%s are none', async (_, html) => expect(await kindsIn('a.html', html)).toEqual([]));

  test('a label and its value in a list of facts belong together', async () => {
    expect(await kindsIn('a.html', page('<dl><dt>성명</dt><dd>김하늘</dd></dl>'))).toEqual(['name']);
    expect(await kindsIn('a.html', page('<table><tr><th>생년월일</th><td>900101</td></tr></table>'))).toEqual(['birth-date']);
  });
});

test('any mobile is found, however its digits are set apart', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom('-', ' ', '.', '', ' - ', '\u00a0', '–', '·', ') ', '\u200b-'), (digits, sign) => {
    const text = String(digits).padStart(8, '0');
    return kinds(`연락 010${sign}${text.slice(0, 4)}${sign}${text.slice(4)} 으로`).includes('mobile');
  }), { numRuns: 300, seed: 20261123 });
});

test('hashes and ids never are', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => kinds(`"sha256":"${Buffer.from(bytes).toString('hex')}"`).length === 0), { numRuns: 2000, seed: 20261123 });
});
