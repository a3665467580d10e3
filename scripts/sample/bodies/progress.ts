/** Progress: the half-year report, the inspection on the spot, and the result of the year. */
import { addDays, koreanDate, koreanDateWithWeekday, monthOf, workingDay } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile } from '../files.ts';
import { grouped, LETTERS, list, numbered, table, thousands } from '../korean.ts';
import type { Writing, Written } from '../writing.ts';

/** Returns the report on a project under way. */
export function writeProgress(writing: Writing): Written {
  const { random, theme, draft, fill } = writing;
  const series = draft.series!;
  const share = Math.min(92, monthOf(draft.day) * 8 + random.integer(-9, 6));
  const rows = random.some(theme.works, 4).map(({ head }) => {
    const planned = Math.min(100, share + random.integer(-6, 10));
    const done = Math.max(5, planned - random.integer(-3, 12));
    return [head, `${planned}%`, `${done}%`, done >= planned ? '정상' : planned - done > 8 ? '지연' : '정상 추진'];
  });
  const answers = random.shuffled(theme.opinions);
  const files = attached(writing, rows);
  const half = monthOf(draft.day) <= 7 ? '상반기' : random.pick(['3분기', '하반기']);
  const body = [
    fill(`{연}년 {사업}의 ${half} 추진상황과 앞으로의 계획을 다음과 같이 보고합니다.`),
    ...(writing.references.length > 0 ? [`※ 관련: ${writing.references.join(', ')}`] : []),
    numbered([
      [
        '사업개요',
        list([
          fill(`목　적: ${series.project.goal}`),
          fill(`대　상: ${series.project.target}`),
          `사업비: ${thousands(series.budget)}(집행 ${thousands(Math.round((series.budget * share) / 100))}, 집행률 ${share}%)`,
        ]),
      ],
      [
        '추진상황',
        `${table([['세부사업', '계획', '실적', '상태'], ...rows])}\n\n${random
          .some(theme.works, 2)
          .map(
            ({ head, lines }, index) =>
              `### ${LETTERS[index]}. ${head}\n\n${list(random.some(lines, 2).map((line) => `${fill(line)}${random.pick(['', '(완료)', '(추진 중)'])}`))}`,
          )
          .join('\n\n')}`,
      ],
      [
        '문제점 및 대책',
        list([fill(random.pick(theme.problems)), ...answers.slice(0, 2).map(([opinion, answer]) => `${fill(opinion)} → ${fill(answer)}`)]),
      ],
      [
        '향후계획',
        list([
          ...writing.some(
            theme.works.flatMap(({ lines }) => lines),
            2,
          ),
          `${koreanDate(addDays(draft.day, random.integer(30, 80)))}까지 미흡 과제 보완`,
        ]),
      ],
    ]),
    closing(files),
  ].join('\n\n');
  return {
    title: fill(
      random.pick([
        `{연}년 ${half} {사업} 추진상황 보고`,
        `{사업} 추진상황 보고(${series.year}년 ${half})`,
        `{연}년 {사업} 중간 점검 결과 보고`,
      ]),
    ),
    body,
    files,
  };
}

/** Returns the report of a visit to the sites. */
export function writeInspection(writing: Writing): Written {
  const { random, theme, draft, fill, day } = writing;
  const sites = draft.series?.sites ?? theme.sites;
  const found = random.shuffled(theme.opinions);
  const rows = random.some(sites, random.integer(3, 4)).map((site, index) => {
    const [opinion, answer] = found[index % found.length]!;
    return [site, fill(opinion), fill(answer)];
  });
  const visit = workingDay(addDays(day, -random.integer(4, 8)));
  const files: SampleFile[] = random.chance(0.5)
    ? [csvFile('현장점검 조치 목록.csv', [['장소', '지적사항', '조치계획'], ...rows])]
    : [officeFile(writing, '현장 사진대지.pdf')];
  const body = [
    `1. 관련: ${writing.references.join(', ') || fill('{연}년 {과} 주요업무계획')}`,
    fill('2. {사업} 추진 현장에 대한 점검 결과를 아래와 같이 보고하고, 지적사항은 기한 내 조치하고자 합니다.'),
    `## 가. 점검개요\n\n${list([`일　시: ${koreanDateWithWeekday(visit)} ${random.pick(['10:00', '13:30', '14:00'])}`, `점검반: ${fill('{과}')} ${random.integer(2, 4)}명, ${fill('{협조과}')} ${random.integer(1, 2)}명, 민간전문가 ${random.integer(1, 3)}명`, `대　상: ${rows.map(([site]) => site).join(', ')}`])}`,
    `## 나. 점검결과\n\n${table([['장소', '지적사항', '조치계획'], ...rows])}`,
    `## 다. 총평\n\n${list([...writing.some(theme.remarks, 2), ...writing.some(theme.effects, 1).map((effect) => `조치 완료 시 ${effect} 기대`)])}`,
    `## 라. 조치기한: ${koreanDate(addDays(day, random.integer(14, 40)))}`,
    closing(files),
  ].join('\n\n');
  return {
    title: fill(random.pick(['{사업} 현장점검 결과 보고', '{연}년 {사업} 합동 현장점검 결과', '{사업} 추진 현장 안전점검 결과 보고'])),
    body,
    files,
  };
}

/** Returns the report on a finished year. */
export function writeResult(writing: Writing): Written {
  const { random, theme, draft, fill } = writing;
  const series = draft.series!;
  const spent = Math.round((series.budget * random.integer(905, 996)) / 1000 / 1000) * 1000;
  const indicators = random.some(theme.indicators, random.integer(3, 4)).map(({ name, unit, low, high }) => {
    const goal = random.integer(low, high);
    const done = Math.max(1, Math.round((goal * random.integer(91, 112)) / 100));
    return [name, unit, grouped(goal), grouped(done), `${((done / goal) * 100).toFixed(1)}%`];
  });
  const files = attached(writing, indicators);
  const done = random
    .some(theme.works, random.integer(2, 4))
    .map(({ head, lines }, index) => `### ${LETTERS[index]}. ${head}\n\n${list(random.some(lines, random.integer(2, 3)).map(fill))}`)
    .join('\n\n');
  const body = [
    fill(`{연}년 {사업} 추진결과를 다음과 같이 보고합니다.`),
    `※ 관련: ${writing.references.join(', ')}`,
    numbered([
      [
        '사업개요',
        list([fill('사 업 명: {연}년 {사업}'), fill(`사업목적: ${series.project.goal}`), `대 상 지: ${series.sites.join(', ')}`]),
      ],
      ['추진실적', `${table([['성과지표', '단위', '목표', '실적', '달성률'], ...indicators])}\n\n${done}`],
      [
        '예산 집행',
        table([
          ['예산현액(천원)', '집행액(천원)', '잔액(천원)', '집행률'],
          [
            grouped(series.budget / 1000),
            grouped(spent / 1000),
            grouped((series.budget - spent) / 1000),
            `${((spent / series.budget) * 100).toFixed(1)}%`,
          ],
        ]),
      ],
      ['성과 및 평가', list([...writing.some(theme.effects, 3), `(미흡) ${fill(random.pick(theme.problems))}`])],
      [
        '향후 추진방향',
        list([
          ...writing.some(theme.remarks, 1),
          fill(`{익년}년에는 ‘${random.pick(theme.works).head}’에 중점을 두어 추진`),
          fill(
            random.pick([
              '미흡 과제는 {익년}년 추진계획에 반영하여 보완',
              '우수사례는 {협조과} 등 관계부서와 공유',
              '이용자 만족도 조사를 거쳐 개선 과제를 발굴',
            ]),
          ),
        ]),
      ],
    ]),
    closing(files),
  ].join('\n\n');
  return {
    title: fill(random.pick(['{연}년 {사업} 추진결과 보고', '{연}년도 {사업} 결과보고', '{사업} {연}년 운영 결과 및 성과 보고'])),
    body,
    files,
  };
}

function attached(writing: Writing, rows: (string | number)[][]): SampleFile[] {
  const { random, fill } = writing;
  const files: SampleFile[] = [];
  if (random.chance(0.4))
    files.push(csvFile(fill('{연}년 {사업} 실적.csv'), [['구분', '계획', '실적', '비고'], ...rows.map((cells) => cells.slice(0, 4))]));
  if (random.chance(0.35))
    files.push(
      officeFile(writing, fill(random.pick(['{사업} 결과보고서.hwpx', '추진 사진.zip', '집행내역.xlsx', '만족도 조사 결과.pdf']))),
    );
  return files;
}
