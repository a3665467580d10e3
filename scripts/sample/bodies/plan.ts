/** Plan (추진계획): what opens a project's year and decides its money. */
import { addDays, koreanDate, monthOf, workingDay } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile } from '../files.ts';
import { grouped, LETTERS, list, numbered, table, thousands, wish, wonInWords } from '../korean.ts';
import { officeOn } from '../offices.ts';
import type { Series, Writing, Written } from '../writing.ts';

/** Returns the plan of a project's year. */
export function writePlan(writing: Writing): Written {
  const { random, draft, fill } = writing;
  const series = draft.series!;
  const title = fill(
    random.pick([
      '{연}년 {사업} 추진계획',
      '{연}년도 {사업} 추진계획(안)',
      '{연}년 {사업} 세부 추진계획',
      '{연}년 {사업} 시행계획',
      '{사업} {연}년 추진계획 수립',
    ]),
  );
  const schedule = scheduleRows(writing);
  const money = budgetRows(writing, series);
  const files = planFiles(writing, schedule, money);
  const isThorough = random.chance(0.16);
  const maybe = (share: number, head: string, text: () => string): [string, string][] =>
    isThorough || random.chance(share) ? [[head, text()]] : [];
  const sections: [string, string][] = [
    ['추진배경', background(writing)],
    ['현황 및 문제점', situation(writing)],
    ['추진개요', outline(writing, series)],
    ...maybe(0.35, '추진방향', () => directions(writing)),
    ['세부 추진내용', works(writing, isThorough)],
    ...maybe(0.3, '대상지별 추진사항', () => siteTable(writing, series)),
    ...maybe(0.35, '의견수렴 결과', () => opinionTable(writing)),
    ['소요예산', `${budgetLead(writing, series)}\n\n${table(money)}`],
    ['추진일정', table(schedule)],
    ...maybe(0.3, '성과관리', () => targets(writing)),
    ...maybe(0.15, '위험요인 및 대응', () => risks(writing)),
    ...maybe(0.15, '추진체계 및 역할', () => roles(writing)),
    ...maybe(0.7, '행정사항', () => administration(writing)),
    ['기대효과', list(writing.some(writing.theme.effects, random.integer(2, 4)))],
  ];
  const goal = wish(series.project.goal);
  const lead = fill(
    random.pick([
      `${goal}기 위하여 {연}년 {사업} 추진계획을 다음과 같이 수립·시행하고자 함.`,
      `{연}년 {사업}의 추진 방향과 세부 일정을 아래와 같이 정하여 차질 없이 추진하고자 합니다.`,
      `${goal}고자 {연}년도 세부 추진계획을 보고드립니다.`,
      `{연}년 {사업}을(를) 다음과 같이 추진하고자 합니다.`,
    ]),
  );
  return { title, body: `${lead}\n\n${numbered(sections)}\n\n${closing(files)}`, files };
}

function background(writing: Writing): string {
  const { random, theme, references } = writing;
  const basis = [...random.some(theme.laws, random.integer(1, 3)), ...references.map((cited) => `관련: ${cited}`)];
  return `### 가. 추진근거\n\n${list(basis)}\n\n### 나. 추진 필요성\n\n${list(writing.some(theme.backgrounds, random.integer(2, 4)))}`;
}

function situation(writing: Writing): string {
  const { random, theme, year } = writing;
  const rows = random.some(theme.indicators, random.integer(3, 5)).map(({ name, unit, low, high }) => {
    const values = [0, 1, 2].map(() => random.integer(low, high)).sort((a, b) => a - b);
    return [name, unit, ...values.map(grouped)];
  });
  const head = ['구분', '단위', `${year - 2}년`, `${year - 1}년`, `${year}년(목표)`];
  return `### 가. 현황\n\n${table([head, ...rows])}\n\n### 나. 문제점\n\n${list(writing.some(theme.problems, random.integer(2, 3)))}`;
}

function outline(writing: Writing, series: Series): string {
  const { random, fill, office } = writing;
  const months = random.pick(['1. ~ 12.', '2. ~ 12.', '3. ~ 11.']);
  return list([
    fill('사 업 명: {연}년 {사업}'),
    `사업기간: ${series.year}. ${months}`,
    fill(`사업대상: ${series.project.target}`),
    `위　　치: ${series.sites.slice(0, 3).join(', ')}${series.sites.length > 3 ? ' 등' : ''}`,
    `사 업 비: ${thousands(series.budget)}(${fundShares(random)})`,
    fill(`추진체계: ${office.name}(총괄), {협조과}(협조)`),
  ]);
}

function fundShares(random: Writing['random']): string {
  const national = random.pick([0, 0, 30, 50]);
  return national === 0 ? '시비 100%' : `국비 ${national}%, 시비 ${100 - national}%`;
}

function directions(writing: Writing): string {
  const { random, theme, fill } = writing;
  const heads = random.some(theme.works, 3).map(({ head }) => head);
  return list([
    fill(`${heads.join(', ')} 중심으로 {사업} 추진`),
    ...writing.some(theme.remarks, 1),
    random.pick(['현장 의견을 먼저 듣고 단계적으로 확대', '사업 효과가 큰 곳부터 우선 추진', '관계부서·기관 협업으로 중복 투자 방지']),
  ]);
}

function works(writing: Writing, isThorough: boolean): string {
  const { random, theme, fill } = writing;
  const notes = random.shuffled(theme.remarks);
  return random
    .some(theme.works, isThorough ? 6 : random.integer(3, 5))
    .map(({ head, lines }, index) => {
      const shown = random.some(lines, isThorough || random.chance(0.6) ? 3 : 2).map(fill);
      const note = random.chance(isThorough ? 0.6 : 0.2) ? `\n\n※ ${fill(notes[index % notes.length]!)}` : '';
      return `### ${LETTERS[index]}. ${head}\n\n${list(shown)}${note}`;
    })
    .join('\n\n');
}

function siteTable(writing: Writing, series: Series): string {
  const { random, theme, fill } = writing;
  const states = ['설계 완료', '협의 중', '실시설계 추진', '우선 시행', '하반기 시행'];
  return table([
    ['대상지', '위치', '주요 내용', '비고'],
    ...series.sites.map((site) => [site, fill('{동}'), fill(random.pick(theme.works).head), random.pick(states)]),
  ]);
}

function opinionTable(writing: Writing): string {
  const { random, theme, fill } = writing;
  const rows = random.some(theme.opinions, random.integer(2, 4)).map(([opinion, answer]) => [fill(opinion), fill(answer)]);
  return `${fill('- 수렴 방법: {주민설명회|관계부서 서면 협의|전문가 자문회의|누리집 의견 접수} {1-3}회')}\n\n${table([['주요 의견', '조치 계획'], ...rows])}`;
}

function targets(writing: Writing): string {
  const { random, theme } = writing;
  const rows = random.some(theme.indicators, 2).map(({ name, unit, low, high }) => {
    const goal = random.integer(low, high);
    return [
      `${name}(${unit})`,
      ...[1, 2, 3, 4].map((quarter) => grouped(unit === '%' || unit === '점' ? goal - 4 + quarter : Math.round((goal * quarter) / 4))),
    ];
  });
  return `${table([['성과지표', '1분기', '2분기', '3분기', '4분기'], ...rows])}\n\n- 분기별 실적을 점검하고 목표에 못 미치는 과제는 원인과 대책을 보고`;
}

function budgetLead(writing: Writing, series: Series): string {
  return writing.random.pick([
    `총사업비: ${wonInWords(series.budget)}`,
    `소요액: 금${grouped(series.budget)}원  \n예산과목: ${series.project.name}, ${writing.random.pick(['시설비', '사무관리비', '민간위탁금', '자산취득비'])} 등`,
  ]);
}

function budgetRows(writing: Writing, series: Series): (string | number)[][] {
  const { random } = writing;
  const deals = series.deals.map(({ name, kind, amount }) => [name, kind, grouped(amount / 1000)]);
  const rest = series.budget - series.deals.reduce((sum, { amount }) => sum + amount, 0);
  const aside = Math.min(48_000_000, (rest * random.integer(6, 24)) / 100);
  const running = Math.floor((rest - aside) / 1_000_000) * 1_000_000;
  return [
    ['세부내역', '구분', '금액(천원)'],
    ...deals,
    [random.pick(['사업 운영비', '사업 추진비 및 보조금', '위탁·운영비']), '운영', grouped(running / 1000)],
    ['홍보·안내 및 부대경비', '기타', grouped((rest - running) / 1000)],
    ['계', '', grouped(series.budget / 1000)],
  ];
}

function scheduleRows(writing: Writing): string[][] {
  const { random, theme, draft } = writing;
  const steps = ['세부 추진계획 수립', ...random.some(theme.works, 3).map(({ head }) => head), '중간 점검 및 보완', '결과 평가 및 보고'];
  const year = draft.series!.year;
  let month = draft.day < `${year}-01-01` ? 1 : monthOf(draft.day);
  return [
    ['추진내용', '추진일정', '비고'],
    ...steps.map((step, index) => {
      const from = Math.min(month, 12);
      month = Math.min(12, month + random.integer(1, 3));
      return [
        step,
        from === month ? `${year}. ${from}.` : `${year}. ${from}. ~ ${month}.`,
        index === 0 ? '완료' : random.pick(['', '', '협의 중', '관계부서 협조']),
      ];
    }),
  ];
}

function risks(writing: Writing): string {
  const { random } = writing;
  const answers = random.shuffled([
    '관계기관 사전 협의체를 운영하여 조기 해결',
    '공정을 나누어 시행하고 예비 일정을 확보',
    '주민설명회와 문자 안내를 늘려 이해를 구함',
    '전문가 자문을 거쳐 설계에 반영',
    '집행 잔액과 추경으로 재원을 보완',
  ]);
  return table([['위험요인', '대응방안'], ...writing.some(writing.theme.problems, 3).map((problem, index) => [problem, answers[index]!])]);
}

function roles(writing: Writing): string {
  const { random, theme, office, day } = writing;
  const partners = random.some(theme.partners, 3).map((id) => officeOn(id, day).name);
  const tasks = random.shuffled(['현장 자료 제공과 합동점검', '관련 시설·사업과의 일정 조정', '주민 의견 수렴과 안내', '법령·기준 검토']);
  return table([
    ['부서', '역할'],
    [office.name, `총괄, ${random.pick(theme.works).head}`],
    ...partners.map((name, index) => [name, tasks[index]!]),
  ]);
}

function administration(writing: Writing): string {
  const { random, fill, day } = writing;
  return list(
    random.some(
      [
        fill('{협조과}: 관련 자료 제공 및 현장 합동점검 협조'),
        '예산담당관: 예산 재배정 및 집행 협조',
        fill('대변인: 언론 보도 및 {기관} 누리집·소식지 게재 협조'),
        `${koreanDate(workingDay(addDays(day, random.integer(10, 25))))}까지 부서별 담당자 지정·통보`,
        '추진실적은 분기별로 관리하고 미흡 사항은 즉시 보완',
      ],
      3,
    ),
  );
}

function planFiles(writing: Writing, schedule: string[][], money: (string | number)[][]): SampleFile[] {
  const { random, fill } = writing;
  const files: SampleFile[] = [];
  if (random.chance(0.45)) files.push(csvFile(fill('{사업} 추진일정.csv'), schedule));
  if (random.chance(0.35)) files.push(csvFile('소요예산 산출내역.csv', money));
  if (random.chance(0.4))
    files.push(
      officeFile(
        writing,
        fill(random.pick(['{연}년 {사업} 추진계획서.hwpx', '사업 대상지 위치도.pdf', '세부 산출기초.xlsx', '{사업} 현황자료.hwp'])),
      ),
    );
  return files;
}
