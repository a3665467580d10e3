/**
 * Generated papers with persons: sentences, forms, lists and tables as city papers have
 * them, with names, birthdays and homes drawn by a seed. All of them are invented. The
 * names are drawn from syllables, not from the detectors' lists.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Draws numbers from 0 up to (not including) `below`, the same for the same seed. */
export type Draw = (below: number) => number;

export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SURNAMES = '김김김김김김이이이이이박박박박최최정정정강강조조윤윤장장임임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용'.split('');
const DOUBLE = ['남궁', '제갈', '황보', '선우', '독고', '사공', '서문'];
const FIRST = '민서지현수영하예도준우성재승은윤시채유정상경동태광병종혜미선순옥숙복말춘금기철호석훈진규환연소다나라가효한태원강건찬홍용창덕문두만필세의희보아'.split('');
const SECOND = '준서우진현민호수영연은정아희숙자순옥미경란선철석훈규환식근섭일태욱빈율린원인주하윤솔찬혁만복례자임분남길택용기성국헌'.split('');

/** Returns a made-up Korean name; about one in thirty has two syllables, as many a double surname. */
export function koreanName(draw: Draw): string {
  const kind = draw(30);
  const given = pick(draw, FIRST) + pick(draw, SECOND);
  if (kind === 0) return pick(draw, DOUBLE) + given;
  return pick(draw, SURNAMES) + (kind === 1 ? pick(draw, ['솔', '훈', '건', '율', '찬', '빈', '혁']) : given);
}

function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[draw(from.length)]!;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** What a template is filled with. */
export interface Filling { names: readonly string[]; phone: string; birthday: string; born: string; home: string }

export function filling(draw: Draw): Filling {
  const [year, month, day] = [1940 + draw(70), 1 + draw(12), 1 + draw(28)];
  const names: string[] = [];
  while (names.length < 6) {
    const name = koreanName(draw);
    if (!names.includes(name)) names.push(name);
  }
  return {
    names, phone: `010-0000-${String(draw(10_000)).padStart(4, '0')}`,
    birthday: `${two(year % 100)}${two(month)}${two(day)}`, born: `${year}. ${month}. ${day}.`,
    home: `${1 + draw(200)}, ${101 + draw(20)}동 ${100 * (1 + draw(20)) + 1 + draw(4)}호`,
  };
}

/** Returns the template with `{1}`…`{6}` as names, `{p}` a mobile number, `{b}` a birthday in six digits, `{d}` in words, `{h}` a home. */
export function fill(template: string, { names, phone, birthday, born, home }: Filling): string {
  return template.replace(/\{(\d)\}(은|이|을|과|으로)?(?![가-힣(])/g, (_, n: string, particle?: string) => withParticle(names[Number(n) - 1]!, particle ?? ''))
    .replace(/\{(\d)\}/g, (_, n: string) => names[Number(n) - 1]!)
    .replaceAll('{p}', phone).replaceAll('{b}', birthday).replaceAll('{d}', born).replaceAll('{h}', home);
}

const AFTER_VOWEL: Record<string, string> = { 은: '는', 이: '가', 을: '를', 과: '와', 으로: '로' };

function withParticle(name: string, particle: string): string {
  const isAfterVowel = (name.charCodeAt(name.length - 1) - 0xac00) % 28 === 0;
  return name + (isAfterVowel ? AFTER_VOWEL[particle] ?? particle : particle);
}

/** Texts in which every `{1}`…`{6}` is a citizen. */
export const TEMPLATES: readonly string[] = [
  '신청인 {1}은(는) 2026년 3월 2일 도로점용 허가를 신청하였습니다.',
  '신청인 {1}이 제출한 서류를 검토한 결과는 아래와 같습니다.',
  '민원인 {1}({d}생)이 제기한 소음 민원에 대하여 다음과 같이 회신합니다.',
  '현장 확인 결과 {1} 씨는 2019년부터 하늘동에 거주하고 있음.',
  '{1}님께서 문의하신 사항에 대하여 답변드립니다.',
  '피해자 {1}의 진술에 따르면 당시 현장에는 아무도 없었다.',
  '성명 : {1}',
  '성    명: {1} (서명 또는 인)',
  '신청인 성명: {1}   연락처: {p}',
  '○ 예금주 {1}, 하늘은행',
  '고인 {1} 님의 유족에게 장제급여를 지급함',
  '- 부상자: {1}(남, 45세), {2}(여, 38세)',
  '{1}(여·38)는 병원으로 옮겨졌다.',
  '연락할 곳은 {1}, {p} 입니다.',
  '접수 3번 {1} / {p} / 하늘동',
  '보호자 {1} 귀하',
  '수신  {1} 귀하',
  '대상자는 {1}이며 만 67세의 1인 가구이다.',
  '{1} 할머니 댁을 방문하여 말벗 봉사를 하였음.',
  '전학생 {1} 학생은 3학년 2반에 배정함',
  '임차인 {1}과 임대인 {2} 사이의 임대차계약',
  '원고 {1}, 피고 하늘시장',
  '매도인: {1}, 매수인: {2}, 중개인 하늘공인중개사무소',
  '참석자: {1}, {2}, {3} (이상 주민)',
  '참석자 명단\n1. {1}\n2. {2}\n3. {3}',
  '- 성명: {1}\n- 생년월일: {d}\n- 연락처: {p}',
  '고충민원 신청인({1})에게 처리 결과를 통지함',
  '민원인(성명 {1})의 요구 사항',
  '| 연번 | 성명 | 연락처 |\n|---|---|---|\n| 1 | {1} | {p} |\n| 2 | {2} | {p} |',
  '성명,생년월일,주소\n{1},{b},하늘구 한빛로\n{2},{b},하늘구 새길\n',
  '순번\t신청인\t접수일\n1\t{1}\t2026-03-02\n2\t{2}\t2026-03-03\n',
  '성명\n생년월일\n연락처\n{1}\n{b}\n{p}\n{2}\n{b}\n{p}',
  '| 성명 | {1} | 생년월일 | {d} |',
  '성명\t{1}\t성별\t여',
  '이름은 {1}이고 하늘초등학교에 다닌다.',
  '저는 하늘동에 사는 {1}입니다. 가로등을 고쳐 주세요.',
  '안녕하세요. 한빛아파트 주민 {1}이라고 합니다.',
  '{1} 외 24명의 주민이 서명한 진정서',
  '자녀 {1}(2015년생)의 돌봄교실 신청',
  '故 {1} 추모 행사',
  '신청인: {1} (인)',
  '수급자 {1}(85세, 하늘동)에게 생계급여를 지급하고자 합니다.',
  '배우자({1})의 소득을 합산함',
  '가. 신청인: {1}\n나. 주소: 하늘구 한빛로 {h}\n다. 신청일: 2026. 3. 2.',
  '성명/생년월일: {1}/{b}',
  '성명(생년월일): {1}({b})',
  '{1}군은 장학금을 받게 되었다. {2} 양도 함께 선정되었다.',
  '위반자 {1} 여사가 의견을 제출함',
  '계약자 {1}와(과) 체결한 대부계약을 해지함',
  '민원접수번호 2026-12 / 민원인 {1} / 처리기한 7일',
  '신고인 성명 {1} 전화 {p}',
  '사망자는 {1}(71) 씨로 확인되었다.',
  '세대원: 배우자 {1}, 자녀 {2}, 모친 {3}',
  '체납자 {1} 소유의 토지를 압류함',
  '위 임 인: {1}   수 임 인: {2}',
  '받는 사람: {1} (하늘구 한빛로 {h})',
  '수령인 : {1} (관계: 자)',
  '회의 참석: 위원장 김과장, 시민 {1}, 시민 {2}',
  '환자 {1}은 2026년 3월 입원하였다.',
  '입주자 {1}씨와 {2}씨가 동의하였다.',
  '"내 생애 첫 전시"라고 {1} 어르신은 말했다.',
  '법정대리인 {1}이 대신 신청함',
  '당첨자: {1}, {2}, {3}, {4}, {5}',
  '선정자 명단: {1}(하늘동), {2}(새동), {3}(한빛동)',
  '{1} {b}-1****** 본인 확인',
  '신청자명 {1} / 휴대전화 {p}',
  '참가자 {1}·{2}·{3}',
  '번호  성명      연락처\n1     {1}    {p}\n2     {2}    {p}',
  '제안자: {1}(하늘구 거주)',
  '의뢰인 {1}께 드립니다',
  '소유자  {1}  지분 1/2',
  '가족관계: 부 {1}, 모 {2}',
  '- 청구인: {1}\n- 피청구인: 하늘시장',
  '봉사자 {1}, {2} 및 {3}에게 표창을 수여함',
  '신고자는 {1}으로 확인됨',
  '토지소유자 {1} 외 2인',
  '증인 {1}에 대한 신문',
  '아동 {1}(7세)의 보호자 {2}',
  '1. 청원인 인적사항\n  가. 성명: {1}\n  나. 주소: 하늘구 한빛로 {h}',
  '위 건과 관련하여 {1} 씨({d}생)의 이의신청을 기각함',
  '교통사고 피해자 {1}(여, 62세)는 현재 입원 중임',
  '{1} 님, 안녕하십니까? 하늘시청입니다.',
  '무연고 사망자 {1}의 장례를 지원함',
  '장학생: {1}(하늘고 2), {2}(새고 1), {3}(한빛고 3)',
  '신청자 {1} 외 1명에게 통지하고 반려함',
  '입양 대상 아동 {1}(생후 8개월)',
  '| 번호 | 신청인 성명 | 접수일자 | 처리결과 |\n|:--|:--|:--|:--|\n| 1 | {1} | 3. 2. | 수리 |\n| 2 | {2} | 3. 3. | 반려 |',
  '연번,이름,전화번호,비고\n1,{1},{p},\n2,{2},{p},불참\n',
  '제목: {1} 민원 회신\n민원인 {1} 귀하의 민원에 대한 답변입니다.',
  '1순위 {1}, 2순위 {2} (당첨자 추첨 결과)',
  '성명 {1} 생년월일 {d} 연락처 {p}',
  '세대주 : {1} 세대원 : {2}, {3}',
  '본인 {1}은 위 내용에 동의합니다.',
  '서명: {1} (서명)',
  '채권자 {1}, 채무자 {2}, 제3채무자 하늘시',
  '참고인 {1}의 진술: 당시 현장을 보았다.',
  '이의신청서 제출인 {1}',
  '면담 대상자 {1} ({p})',
  '토론회 시민 패널로 {1} 씨, {2} 씨가 참여했다.',
  '점유자 성명 {1}, 점유 면적 12㎡',
  '2026. 3. 2.\n신청인  {1}  (인)',
  '동거인 {1}, {2}',
  '사례관리 대상 가구: {1}({b}) 가구',
  '익명을 요구한 주민이 아니라 {1}(58)씨가 직접 신고했다.',
  '자원봉사자 {1}님의 사연입니다.',
  '독거 어르신 {1}(81)의 집',
  '연락처\n{p}\n성명\n{1}',
  '상담 내용: {1} 어머니께서 전화함',
  '가해 차량 운전자는 {1}(53·남)으로 조사되었다.',
  '개명허가 신청  사건본인 {1}',
  '하늘동 통장협의회와 함께 {1} 할아버지께 도시락을 전달했습니다.',
  '차용인 {1}(이하 "갑"이라 한다)과 대여인 {2}(이하 "을"이라 한다)',
  '전입세대: {1}, 전입일 2020. 1. 2.',
  '도서 기증자 {1}님께 감사드립니다.',
  '아래와 같이 과태료를 부과합니다. 납부자: {1}',
  '성명,소속,연락처\n{1},하늘고등학교,{p}\n{2},새중학교,{p}',
  'o 이름 - {1}\no 나이 - 34세',
  '응급실로 이송된 {1}(27) 씨는 숨졌다.',
  '민원요지: {1}님 외 30인이 가로수 이식을 요구',
  '보호자(모) {1} 동의',
  '심사위원이 아닌 응모자 {1}의 작품',
  '최우수상 {1}(하늘초 4학년), 우수상 {2}(새초 5학년)',
  '가족사항: 처 {1}(1980), 자 {2}(2010)',
  '공시송달 대상자 {1}, 최후 주소 하늘구 한빛로 {h}',
  '{1}님의 문의 (2026-03-02)',
];

/** Texts in which every name is an official's or a public speaker's. */
export const OFFICIAL_TEMPLATES: readonly string[] = [
  '도로과장 {1}은 현장을 점검하였다.',
  '{1} 하늘시장은 축사에서 이렇게 말했다.',
  '담당자: 도로과 {1} 주무관(02-000-0000)',
  '담당: {1} (044-000-0000)',
  '기안자 주무관 {1} 도로팀장 {2} 도로과장 {3}',
  '참석자: 도로과장 {1}, 교통팀장 {2}, {3} 주무관',
  '하늘시의회 {1} 의원이 질의하였다.',
  '| 소속 | 직급 | 성명 |\n|---|---|---|\n| 도로과 | 행정6급 | {1} |\n| 교통과 | 시설7급 | {2} |',
  '하늘경찰서 {1} 경감, 하늘소방서 {2} 소방위',
  '{1} 하늘대학교 교수가 발제하고 {2} 박사가 토론하였다.',
  '문의: 홍보담당관 {1} 사무관',
  '협조자 예산팀장 {1}',
  '성명: {1} 주무관',
  '위원장 {1}, 위원 {2}, 위원 {3}',
  '국무총리 {1}은 담화문을 발표하였다.',
];

const ANY_SURNAME = '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용빈봉사부가복태목형두감호동'.split('');
const FREQUENT_SURNAME = '김김김김김이이이이박박박최최정강조윤장임'.split('');
const PURE = ['하늘빛', '아름이', '슬기찬', '빛나라', '가온누', '한별아', '샛별이', '푸르나', '다솜이', '초롱이'];
const FOREIGN = ['응우옌티란', '쩐티투이', '팜티흐엉', '레티김응언', '응웬 티 타오', '마리아 크루즈', '왕리화', '체렌돌마', '산다르 윈', '다나카 유키코', '솜차이 분미', '굴나라', '나탈리아', '사브리나', '장메이링', '호앙 티 마이'];
const LATIN = ['Min-jun Kim', 'Kim Minjun', 'Lee, Soon-ja', 'PARK CHUL SOO', 'Nguyen Thi Lan', 'Maria Santos', 'Jane Ashworth', 'Oluwaseun Adeyemi', 'Peter van Dijk', 'Hong Gil-dong', "Siobhan O'Leary", 'Choi Eunji', 'Tran Van Minh'];

/** Returns a name harder than `koreanName` draws: one in ten of one or three given syllables, two in five with any surname. */
function rarerName(draw: Draw): string {
  const kind = draw(20);
  const given = pick(draw, FIRST) + pick(draw, SECOND);
  if (kind === 0) return pick(draw, DOUBLE) + given;
  if (kind === 1) return pick(draw, ANY_SURNAME) + pick(draw, PURE);
  if (kind === 2) return pick(draw, ANY_SURNAME) + pick(draw, '준솔훈건율찬빈혁민진현영철호수석'.split(''));
  return pick(draw, kind < 12 ? FREQUENT_SURNAME : ANY_SURNAME) + given;
}

/** A text of an unseen paper, with the names (or the parts of addresses) that stand in it. */
export interface Unseen { text: string; values: ReadonlyMap<string, string> }

/** Returns an unseen template filled: besides those of `fill`, `{f}` `{e}` `{j}` are names in Hangul, Latin letters, Chinese characters, `{n}` `{l}` `{u}` `{h}` ends of addresses. */
export function unseen(template: string, draw: Draw): Unseen {
  const flat = `${101 + draw(20)}동 ${100 * (1 + draw(20)) + 1 + draw(4)}호`;
  const values = new Map([
    ['f', pick(draw, FOREIGN)], ['e', pick(draw, LATIN)], ['j', pick(draw, '金李朴崔鄭姜趙尹張林'.split('')) + pick(draw, '哲英美順相成東正'.split('')) + pick(draw, '洙子虎民賢基明淑'.split(''))],
    ['n', `${1 + draw(200)}${draw(2) === 0 ? '' : `-${1 + draw(20)}`}`], ['l', `${11 + draw(800)}-${1 + draw(30)}`], ['u', flat], ['h', `${11 + draw(180)}, ${flat}`]]);
  const names = Array.from({ length: 6 }, () => rarerName(draw));
  names.forEach((name, n) => values.set(String(n + 1), name));
  const { phone, birthday, born, home } = filling(draw);
  const text = fill(template.replace(/\{([fejnluh])\}/g, (_, key: string) => values.get(key)!), { names, phone, birthday, born, home });
  return { text, values: new Map([...values].filter(([key]) => template.includes(`{${key}}`))) };
}

/** Returns the templates of `tests/export/detectors/<kind>/<set>.txt`. */
export function unseenTemplates(kind: 'name' | 'address', set: string): string[] {
  return readFileSync(join(import.meta.dirname, 'detectors', kind, `${set}.txt`), 'utf8').split('\n')
    .filter((line) => line !== '' && !line.startsWith('# ')).map((line) => line.replaceAll('\\n', '\n').replaceAll('\\t', '\t'));
}
