/** Coordination: asking other units for their opinion, their reply, and the minutes of a meeting. */
import { addDays, koreanDate, koreanDateWithWeekday, workingDay, yearOf } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile, textFile } from '../files.ts';
import { LETTERS, list, numbered, stem, table } from '../korean.ts';
import { officeOn } from '../offices.ts';
import { headOf } from '../places.ts';
import type { Writing, Written } from '../writing.ts';

/** Returns a request for opinions on a plan. */
export function writeConsultation(writing: Writing): Written {
  const { random, theme, fill, day } = writing;
  const asked = random.some(theme.partners, random.integer(2, 4)).map((id) => officeOn(id, day).name);
  const deadline = koreanDateWithWeekday(workingDay(addDays(day, random.integer(7, 14))));
  const files = random.chance(0.6)
    ? [officeFile(writing, '의견서 서식.hwp'), officeFile(writing, fill('{연}년 {사업} 추진계획.hwpx'))]
    : [officeFile(writing, '검토의견 제출 서식.hwpx')];
  const body = [
    `수신: ${asked.join(', ')}`,
    `1. 관련: ${writing.references.join(', ')}`,
    fill(
      `2. {연}년 {사업}의 원활한 추진을 위하여 아래와 같이 관계부서의 의견을 조회하오니 검토하시어 ${deadline}까지 회신하여 주시기 바랍니다.`,
    ),
    `### 가. 협의 사항\n\n${list(
      writing.some(
        theme.works.flatMap(({ lines }) => lines),
        random.integer(3, 4),
      ),
    )}`,
    `### 나. 검토 요청 사항\n\n${list(writing.some(theme.agenda, 2).map((item) => `${item}에 대한 의견`))}`,
    `### 다. 참고 사항\n\n${list([...writing.some(theme.backgrounds, 2), '기한 내 회신이 없는 경우 의견이 없는 것으로 처리할 예정임', fill('문의: {과} 담당자')])}`,
    closing(files),
  ].join('\n\n');
  return {
    title: fill(
      random.pick(['{연}년 {사업} 추진계획(안) 의견 조회', '{사업} 관련 관계부서 협의 요청', '{연}년 {사업} 추진에 따른 협조 요청']),
    ),
    body,
    files,
  };
}

/** Returns the reply of one unit asked. */
export function writeReply(writing: Writing): Written {
  const { random, theme, fill } = writing;
  const opinions = random.some(theme.opinions, random.integer(2, 3)).map((pair) => pair.map(fill) as [string, string]);
  const files: SampleFile[] = random.chance(0.3)
    ? [textFile('검토의견.txt', opinions.map(([opinion]) => `- ${opinion}`).join('\n') + '\n')]
    : [];
  const body = [
    `1. 관련: ${writing.references.join(', ')}`,
    fill(
      `2. 위 호로 의견 조회한 {사업} 추진계획(안)에 대한 우리 ${writing.office.name.endsWith('관') ? '담당관' : '과'} 검토의견을 다음과 같이 제출합니다.`,
    ),
    `## 가. 검토의견\n\n${table([['연번', '검토의견', '사유 및 요청사항'], ...opinions.map(([opinion, answer], index) => [index + 1, opinion, answer])])}`,
    `## 나. 협조 사항\n\n${list([...writing.some(theme.problems, 2), fill('세부 시행 전 현장 합동 확인을 요청드림')])}`,
    `## 다. 기타\n\n${list(writing.some(theme.remarks, random.integer(1, 2)))}`,
    closing(files),
  ].join('\n\n');
  return { title: fill(random.pick(['{사업} 추진계획(안)에 대한 의견 회신', '{연}년 {사업} 관련 검토의견 제출'])), body, files };
}

const OUTCOMES = [
  ['원안 의결', '원안대로 추진하기로 함'],
  ['수정 의결', '제시된 의견을 반영하여 수정 추진하기로 함'],
  ['재논의', '추가 검토 후 차기 회의에서 결정하기로 함'],
] as const;

/** Returns the minutes of the project's council. */
export function writeMinutes(writing: Writing): Written {
  const { random, theme, fill, day } = writing;
  const session = random.integer(1, 6);
  const council = random.pick(['추진협의회', '자문회의', '실무협의회', '민관협의체', '운영위원회']);
  const hour = random.pick([10, 14, 15, 16]);
  const roles = attendees(writing);
  const agenda = random.some(theme.agenda, random.integer(2, 3)).map(fill);
  const talks = random.shuffled(theme.remarks);
  const answers = random.shuffled(theme.opinions);
  const outcomes = agenda.map(() => random.pick(OUTCOMES));
  const each = agenda.length > 2 ? 2 : 3;
  const files: SampleFile[] = [];
  if (random.chance(0.4))
    files.push(csvFile('회의 안건 및 결과.csv', [['안건', '결과'], ...agenda.map((item, index) => [item, outcomes[index]![0]])]));
  if (random.chance(0.4)) files.push(officeFile(writing, '회의자료.pdf'));
  const discussion = agenda
    .map((item, index) => {
      const speaker = (turn: number): string => roles[1 + ((index * each + turn) % (roles.length - 1))]!;
      const lines = talks.slice(index * each, index * each + each).map((line, turn) => `**${speaker(turn)}**: ${fill(line)}`);
      const [opinion, done] = answers[index % answers.length]!;
      const asked = `**${speaker(each)}**: ${fill(opinion)}`;
      const answer = `**${roles[0]}**: ${random.chance(0.6) ? `${stem(fill(done))}겠음` : random.pick(['관계부서와 협의하여 다음 회의에 보고하겠음', '예산 범위에서 단계적으로 반영하겠음', '현장을 다시 확인한 뒤 결과를 알려 드리겠음'])}`;
      return `### ${LETTERS[index]}. ${item}\n\n${list([...lines, asked, answer])}`;
    })
    .join('\n\n');
  const body = [
    numbered([
      [
        '회의개요',
        list([
          `일　시: ${koreanDateWithWeekday(day)} ${hour}:00 ~ ${hour + random.pick([1, 2])}:${random.pick(['00', '30', '40'])}`,
          fill(
            `장　소: ${random.pick(['{청사} 본관 3층 소회의실', '{청사} 별관 대회의실', '{과} 회의실', '시민협력센터 2층 회의실', '온라인 화상회의'])}`,
          ),
          `참석자: ${roles.join(', ')} 등 ${roles.length + random.integer(2, 9)}명`,
          ...(writing.references.length > 0 ? [`관　련: ${writing.references.join(', ')}`] : []),
        ]),
      ],
      ['안건', list(agenda.map((item, index) => `제${index + 1}호: ${item}`))],
      ['주요 논의내용', discussion],
      [
        '회의결과',
        list([
          ...agenda.map((item, index) => `${item}: ${outcomes[index]![1]}`),
          `차기 회의: ${koreanDate(addDays(day, random.integer(30, 90)))} 예정`,
        ]),
      ],
    ]),
    closing(files),
  ].join('\n\n');
  return {
    title: fill(
      random.pick([
        `{연}년 제${session}차 {사업} ${council} 회의록`,
        `{사업} ${council}(제${session}차) 회의록`,
        `{사업} ${council} 개최 결과(회의록)`,
      ]),
    ),
    body,
    files,
  };
}

function attendees({ random, office, theme, day }: Writing): string[] {
  const partners = random.some(theme.partners, 2).map((id) => officeOn(id, day).name);
  const field = theme.classification[1]!.split('·')[0]!;
  return [
    `${office.name.replace(/관$/, '')}${office.name.endsWith('관') ? '관' : '장'} ${headOf(office.id, yearOf(day))}`,
    `${field} 분야 위원`,
    '시민 위원',
    ...partners.map((name) => `${name} 담당팀장`),
    '외부 전문가',
  ];
}
