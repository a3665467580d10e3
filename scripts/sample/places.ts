/**
 * Places and people of the sample city, all invented: neighbourhoods, streets,
 * restaurants, firms, and names of persons composed from common syllables.
 * Numbers of telephones and cards are of ranges that nobody is given.
 */
import { Random } from './random.ts';

export const NEIGHBOURHOODS = [
  '해오름동', '윤슬동', '노을동', '솔마루동', '별무리동', '물안개동', '너울동', '여명동', '이슬동', '하늬동',
  '늘솔동', '달맞이동', '샛바람동', '꽃재동', '은모래동', '온뜰동', '높새동', '안뜰동',
] as const;

export const STREETS = [
  '미리내대로', '너울강로', '하늬중앙로', '새벽시장길', '노을언덕길', '윤슬로', '별무리로', '솔마루길', '온뜰로',
  '달맞이고개길', '여명대로', '은모래길', '높새로', '꽃재길', '안뜰로 12길', '샛바람로',
] as const;

/** Where one eats, drinks coffee and talks. */
export const RESTAURANTS = [
  '너울강 매운탕', '솔마루 손칼국수', '새벽시장 국밥', '하늬면옥', '온뜰한정식', '달맞이 두부마을', '윤슬 초밥',
  '은모래 해물찜', '별무리 분식', '높새 갈비', '꽃재 보리밥', '안뜰 쌈밥', '노을언덕 파스타', '여명 순댓국',
  '미리내 중화요리', '샛바람 샤부샤부', '늘솔 곤드레밥', '해오름 김밥', '물안개 생선구이', '이슬 추어탕',
  '카페 윤슬', '카페 늘솔', '커피 하늬바람', '다과방 온뜰', '하늬 도시락',
] as const;

/** Where one buys refreshments and small things. */
export const SHOPS = [
  '시청 구내매점', '빵굽는 새벽', '너울 떡방', '미리내 문구', '별무리 과일가게', '온뜰 슈퍼', '새벽시장 청과', '여명 생활용품', '하늬 도시락', '카페 늘솔',
] as const;

/** Bodies that carry out tasks for the city or are supported by it. */
export const ASSOCIATIONS = [
  '온뜰복지재단', '너울사회적협동조합', '하늘시민문화재단', '늘솔평생교육원', '별무리마을관리협동조합', '하늬청년네트워크', '윤슬돌봄사회적협동조합',
  '새벽시장상인회', '미리내환경연대', '솔마루자활센터', '노을예술인회', '여명사회복지회',
] as const;

const FIRM_NAMES = [
  '가온누리', '다솜', '한울터', '미르', '늘푸른', '새솔', '라온', '온누리터', '시나브로', '도담', '두레박', '아라솔',
  '예그리나', '마루터', '해든', '별하', '푸르미', '이든', '벼리', '찬솔', '나루터', '길섶', '물마루', '들머리',
] as const;

const FIRM_KINDS = {
  공사: ['건설㈜', '종합건설㈜', '토건㈜', '이앤씨㈜', '조경㈜', '전기㈜'],
  용역: ['엔지니어링㈜', '연구원', '기획㈜', '컨설팅㈜', '환경㈜', '커뮤니케이션㈜', '정보기술㈜'],
  물품: ['산업㈜', '상사', '테크㈜', '시스템㈜', '유통㈜'],
} as const;
export type PurchaseKind = keyof typeof FIRM_KINDS;

/** Who is paid for what everybody needs, by a word of the purpose. */
const SUPPLIERS: readonly (readonly [RegExp, string])[] = [
  [/전기|전력/, '하늘전력㈜'], [/통신|회선|인터넷/, '너울통신㈜'], [/우편/, '하늘우체국'], [/유류/, '온뜰주유소'], [/가스/, '미리내도시가스㈜'],
  [/보험/, '가람늘화재해상보험㈜'], [/구독/, '여명서적'],
];

const SURNAMES = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임', '한', '오', '서', '신', '권', '황', '안', '송', '홍', '문'];
const GIVEN_FIRST = ['하', '도', '서', '지', '윤', '태', '민', '은', '해', '온', '나', '다', '라', '시', '예', '우', '재', '채', '가', '건'];
const GIVEN_LAST = ['람', '담', '솔', '윤', '율', '결', '온', '찬', '빈', '린', '겸', '울', '준', '별', '늘', '환', '든', '슬', '휘', '봄'];

/** Returns who is paid for an everyday purpose under a budget item; `null` for wages and travel, which the system doesn't name. */
export function payeeOf(random: Random, purpose: string, item: string): string | null {
  if (item === '기간제근로자등보수' || item === '국내여비' || item === '배상금등') return null;
  if (item === '민간위탁금' || item === '민간경상사업보조') return random.pick(ASSOCIATIONS);
  return SUPPLIERS.find(([words]) => words.test(purpose))?.[1] ?? firm(random, random.pick(['용역', '물품', '물품']));
}

/** Returns the name of an invented firm that does that kind of work. */
export function firm(random: Random, kind: PurchaseKind): string {
  return `${random.pick(FIRM_NAMES)}${random.pick(FIRM_KINDS[kind])}`;
}

/** Returns an invented person's name. */
export function person(random: Random): string {
  return `${random.pick(SURNAMES)}${random.pick(GIVEN_FIRST)}${random.pick(GIVEN_LAST)}`;
}

/** Returns who heads an office in a year; the same all year. */
export function headOf(office: string, year: number): string {
  return person(new Random(`head/${office}/${year}`));
}

/** Returns a street with a house number. */
export function address(random: Random): string {
  return `${random.pick(STREETS)} ${random.integer(3, 240)}`;
}
