/** Outward: press releases, answers to citizens, and summaries of commissioned research. */
import { addDays, dayOf, koreanDateWithWeekday, monthOf, yearOf } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile } from '../files.ts';
import { grouped, list, numbered, table, wish, withParticles, wonInWords } from '../korean.ts';
import { headOf } from '../places.ts';
import type { Writing, Written } from '../writing.ts';

/** Returns a press release on a project. */
export function writePress(writing: Writing): Written {
  const { random, theme, draft, office, fill, day } = writing;
  const series = draft.series!;
  const works = random.some(theme.works, 3);
  const head = random.pick(works).head;
  const title = fill(
    random.pick([
      `{기관}, {사업}에 ${wonInWords(series.budget)} 투입…${head} 본격 추진`,
      `{기관} {연}년 {사업} 추진…“${head}부터”`,
      `“{곳}, 이렇게 달라집니다” {기관} {사업} 추진`,
      `{기관}, ${head}으로(로) {사업} 한 걸음 더`,
    ]),
  );
  const us = { city: '시', district: '구', affiliated: '공단' }[office.organisationClass];
  const openings = ['먼저', '이어서', random.pick(['아울러', '또한', '이와 함께'])];
  const sentences = works.map(
    ({ head: name, lines }, index) =>
      `${openings[index]} ${random.pick([`${us}이(가) 힘을 쏟는 분야는`, '눈에 띄는 변화는', '추진하는 과제는'])} ‘${name}’이다. 주요 내용은 다음과 같다.\n\n${list(lines.map(fill))}`,
  );
  const paragraphs = [
    `${office.organisationName}(${{ city: '시장', district: '구청장', affiliated: '이사장' }[office.organisationClass]} ${headOf(office.organisation, 0)})${office.organisationClass === 'affiliated' ? '은' : '는'} ${monthOf(day)}월 ${dayOf(day)}일 ${fill(`‘{사업}’의 {연}년 추진 방안을 발표했다. ${wish(series.project.goal)}기 위한 것으로, 사업비는 모두 ${wonInWords(series.budget)}이다.`)}`,
    fill(`이번 사업의 대상은 ${series.project.target}이며, ${series.sites.slice(0, 2).join('과(와) ')} 등에서 먼저 시작된다.`),
    ...sentences,
    `${us}이(가) 사업에 나선 배경에는 다음과 같은 사정이 있다.\n\n${list(writing.some(theme.backgrounds, 2))}`,
    `${office.name.endsWith('관') ? office.name : `${office.name}장`} ${headOf(office.id, yearOf(day))}은(는) ${random.pick(theme.quotes)}${random.pick(['라고 말했다', '라고 밝혔다', '라고 설명했다'])}.`.replace(
      '”라고',
      '”고',
    ),
    `${us}은(는) 사업이 마무리되면 ${writing.some(theme.effects, 2).join(', ')} 등의 효과가 있을 것으로 내다봤다. 자세한 내용은 ${office.organisationName} 누리집에서 확인하거나 ${office.name}(☎ ${office.telephone ?? '02-0000-1200'})로 문의하면 된다.`,
  ].map(withParticles);
  const files: SampleFile[] = random.chance(0.5) ? [officeFile(writing, '현장 사진.jpg')] : [];
  const head_lines = table([
    ['보도일시', '담당부서'],
    [
      `${koreanDateWithWeekday(addDays(day, random.chance(0.3) ? 1 : 0))} ${random.pick(['배포 즉시', '06:00 이후', '11:15 이후'])}`,
      office.name,
    ],
  ]);
  return {
    title,
    body: `${head_lines}\n\n${paragraphs.join('\n\n')}${files.length > 0 ? `\n\n${closing(files).replace('  끝.', '')}` : ''}`,
    files,
  };
}

/** Returns a citizen's question with its answer. */
export function writeQuestion(writing: Writing): Written {
  const { random, theme, draft, office, fill } = writing;
  const [title, question, answer] = theme.questions[draft.which % theme.questions.length]!;
  const where = fill('{동}');
  const body = [
    `## 질문\n\n${random.pick([`${where}에 사는 시민입니다. `, '안녕하세요. ', `${where}에서 가게를 하고 있습니다. `, '수고 많으십니다. ', ''])}${fill(question)}`,
    `## 답변\n\n${random.pick(['안녕하십니까? 시정에 관심을 가져 주셔서 감사합니다.', '문의하신 사항에 대하여 다음과 같이 답변드립니다.', '소중한 의견 감사드립니다.'])} ${fill(answer)}`,
    `${random.pick(['참고로 관련 업무의 추진 상황은 다음과 같습니다.', '함께 알려 드립니다.', '같은 내용으로 문의하시는 분이 많아 덧붙입니다.'])}\n\n${list(writing.some([...theme.works.flatMap(({ lines }) => lines), ...theme.backgrounds], random.integer(2, 4)))}`,
    random.chance(0.6) ? `관련 규정: ${random.pick(theme.laws)}` : '',
    `추가로 궁금하신 점은 ${office.name}(☎ ${office.telephone ?? '02-0000-1200'}, ${office.mail ?? 'open@haneul.example'})에 문의하여 주시기 바랍니다. 감사합니다.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return { title: fill(title), body, files: [] };
}

/** Returns the summary of a research report. */
export function writeResearch(writing: Writing): Written {
  const { random, theme, draft, fill } = writing;
  const { title, findings, proposals } = theme.research;
  const rows = random
    .some(theme.indicators, 4)
    .map(({ name, unit, low, high }) => [name, unit, grouped(random.integer(low, high)), grouped(random.integer(low, high))]);
  const files = [
    officeFile(writing, fill(`${title} 최종보고서.pdf`)),
    ...(random.chance(0.6) ? [csvFile('분석 자료.csv', [['지표', '단위', '기준', '분석'], ...rows])] : []),
  ];
  const part = ['기초조사', '최종 결과', '후속 분석'][draft.which % 3]!;
  const body = [
    numbered([
      [
        '연구개요',
        list([
          `과 제 명: ${title}`,
          fill(`연구기간: ${random.integer(4, 8)}개월`),
          fill(
            `연구방법: ${random.pick(['행정자료 분석과 시민 설문 {800-2400}명', '현장조사 {12-60}개소와 전문가 면담 {9-24}명', '국내외 사례 {7-15}건 비교와 비용편익 분석'])}`,
          ),
          ...(writing.references.length > 0 ? [`관　　련: ${writing.references.join(', ')}`] : []),
        ]),
      ],
      ['연구배경', list(writing.some(theme.backgrounds, 3))],
      [
        '분석결과',
        `${table([['지표', '단위', '현재', random.pick(['5년 뒤 전망', '유사 도시 평균', '개선안 적용 시'])], ...rows])}\n\n${list(findings.map(fill))}`,
      ],
      ['정책제언', list(proposals.map((line, index) => `(${['단기', '중기', '장기'][index % 3]}) ${fill(line)}`))],
      [
        '활용계획',
        list([
          ...writing.some(
            theme.works.flatMap(({ lines }) => lines),
            2,
          ),
          fill('{과} 다음 연도 시행계획과 예산 요구에 반영'),
          '연구 결과는 시 누리집과 도서관에 비치하여 공개',
        ]),
      ],
    ]),
    closing(files),
  ].join('\n\n');
  return { title: `「${title}」 연구용역 ${part} 요약`, body, files };
}
