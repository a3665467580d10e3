/**
 * Plant: puts personal information where it slips in: into bodies, titles, names
 * and texts of files, and ledger rows. In texts that will be published persons
 * are named half (노○식), as Korean papers do, because no machine finds every
 * whole name; whole names stand only where the policy withholds the field.
 */
import type { Planted, SampleDocument, SampleRow } from './city.ts';
import { beforeClosing } from './disclosure.ts';
import { textFile } from './files.ts';
import type { Planting } from './planting.ts';
import type { Random } from './random.ts';

type Kind = Planted['kind'];
type Put = (kind: Exclude<Kind, 'name'>) => string;

const HALF_NAMES = ['노○식', '구○순', '표○분', '탁○수', '맹○돌', '설○례', '변○복', '남궁○덕', '선우○성', '옹○옥'] as const;

/** Passages for a body, by record type; `put` gives a value and `who` half a name. */
const PASSAGES: Readonly<Record<SampleDocument['type'], readonly ((put: Put, who: () => string) => string)[]>> = {
  document: [
    (put, who) => `### 참고\n\n- 우수 참여자 시상: ${who()}(주민등록번호 ${put('resident-number')}, 연락처 ${put('mobile')})`,
    (put, who) => `### 참고\n\n- 강사료 지급 계좌: 하늘은행 ${put('account')}(예금주 ${who()})`,
    (put, who) => `### 참고\n\n- 현장 접수 민원: 신고인 ${who()}(휴대전화 ${put('mobile')}), 회신 희망 ${put('email')}`,
    (put) => `※ 행사 물품은 법인카드(카드번호 ${put('card')})로 결제하고 매출전표를 첨부함`,
    (put, who) =>
      `### 참여자 현황\n\n| 성명 | 주민등록번호 | 연락처 |\n| --- | --- | --- |\n${[0, 1, 2].map(() => `| ${who()} | ${put('resident-number')} | ${put('mobile')} |`).join('\n')}`,
    (put, who) => `### 참고\n\n- 보상금 입금 계좌번호: ${put('account')}(${who()}), 신분 확인: ${put('resident-number')}`,
  ],
  minutes: [
    (put, who) => `※ 불참 위원 서면 의견: ${who()}(${put('email')}, ${put('mobile')})`,
    (put, who) => `※ 참석수당 입금: ${who()} 계좌 ${put('account')}`,
  ],
  'press-release': [(put) => `참가 신청은 담당 주무관 휴대전화(${put('mobile')})나 전자우편(${put('email')})으로 하면 된다.`],
  research: [(put, who) => `※ 면접 참여자 사례비: ${who()}, 주민등록번호 ${put('resident-number')}, 계좌번호 ${put('account')}`],
  'question-answer': [
    (put) => `※ 답변 회신처: ${put('mobile')}, ${put('email')}`,
    (put, who) => `※ 문의하신 분: ${who()}(연락처 ${put('mobile')})`,
    (put, who) => `※ 환급 계좌: 너울은행 ${put('account')}, 예금주 ${who()}`,
  ],
};

/** Plants into some of the open documents and returns them. */
export function plantDocuments(documents: readonly SampleDocument[], random: Random, planting: Planting): Set<SampleDocument> {
  const planted = new Set<SampleDocument>();
  const candidates = random.shuffled(
    documents.filter(
      ({ disclosureCode, body, files, type, title }) =>
        disclosureCode === '1' &&
        body.length > 200 &&
        (type !== 'document' || /결과|보고|현황|점검/.test(title)) &&
        files.every(({ text }) => text === null || text.length < 4000),
    ),
  );
  const who = (): string => random.pick(HALF_NAMES);
  const putInto =
    (field: string): Put =>
    (kind) =>
      planting.put(kind, field);
  const take = (count: number): SampleDocument[] => {
    const taken = candidates.splice(0, count);
    for (const one of taken) planted.add(one);
    return taken;
  };
  for (const document of take(96)) {
    document.body = beforeClosing(document.body, random.pick(PASSAGES[document.type])(putInto('body'), who));
  }
  for (const document of take(10)) document.title += titleEnd(random, putInto('title'));
  for (const document of take(14)) {
    document.files.push({
      ...textFile('x', ''),
      name: fileName(random, putInto('files/name')),
      sizeBytes: random.integer(20_000, 900_000),
      text: null,
    });
  }
  for (const document of take(18)) {
    const lines = Array.from({ length: random.integer(2, 6) }, () => personLine(who(), putInto('files/text')));
    document.files.push(
      textFile(
        random.pick(['신청자 명단.csv', '참여자 연락처.csv', '수령 확인.csv']),
        `연번,성명,주민등록번호,연락처,전자우편\r\n${lines.map((line, index) => `${index + 1},${line}`).join('\r\n')}\r\n`,
      ),
    );
  }
  for (const document of take(8)) {
    document.files.push(
      textFile(
        '상담 메모.txt',
        `상담일 ${document.approvedOn}\n상담자 ${who()} (휴대전화 ${planting.put('mobile', 'files/text')})\n환급받을 계좌번호 ${planting.put('account', 'files/text')}\n전자우편 ${planting.put('email', 'files/text')}\n`,
      ),
    );
  }
  return planted;
}

function titleEnd(random: Random, put: Put): string {
  return random.pick([
    () => `(신청인 연락처 ${put('mobile')})`,
    () => ` – 주민등록번호 ${put('resident-number')} 관련`,
    () => `(회신: ${put('email')})`,
  ])();
}

function fileName(random: Random, put: Put): string {
  return random.pick([
    () => `신청서(${put('resident-number')}).hwp`,
    () => `통장 사본 계좌번호 ${put('account')}.pdf`,
    () => `연락처 ${put('mobile')} 민원 사진.jpg`,
  ])();
}

function personLine(name: string, put: Put): string {
  return `${name},${put('resident-number')},${put('mobile')},${put('email')}`;
}

/** Plants into some of the rows. */
export function plantRows(rows: readonly SampleRow[], random: Random, planting: Planting): void {
  const payments = random.shuffled(rows.filter(({ ledger, amount }) => ledger === 'expenditure' && amount > 0));
  const meals = random.shuffled(
    rows.filter(({ ledger, attendees, place }) => ledger === 'business-expense' && attendees !== null && place !== null && place !== ''),
  );
  for (const one of payments.splice(0, 22)) one.purpose = `자문수당 지급(계좌번호 ${planting.put('account', 'rows/purpose')})`;
  for (const one of payments.splice(0, 12)) one.purpose = `강사료 지급(주민등록번호 ${planting.put('resident-number', 'rows/purpose')})`;
  for (const one of payments.splice(0, 12)) one.payee = `강사(${planting.put('resident-number', 'rows/payee')})`;
  for (const one of payments.splice(0, 10)) one.payee = `${one.payee ?? '개인 용달'} ${planting.put('mobile', 'rows/payee')}`;
  for (const one of payments.splice(0, 6)) one.purpose = `${one.purpose}(카드 ${planting.put('card', 'rows/purpose')})`;
  for (const one of meals.splice(0, 10)) one.place = `${one.place} ${planting.put('mobile', 'rows/place')}`;
  for (const one of meals.splice(0, 30)) one.attendees = `${planting.put('name', 'rows/attendees')} 위원 등 ${one.headcount}명`;
  for (const one of meals.splice(0, 6)) one.attendees = `민간위원(${planting.put('mobile', 'rows/attendees')}) 외 ${one.headcount! - 1}명`;
}
