/** Change (변경): a plan that is under way gets other money, time or places. */
import { closing, officeFile } from '../files.ts';
import { grouped, list, table } from '../korean.ts';
import type { Writing, Written } from '../writing.ts';

/** Returns the change of a plan that is already under way. */
export function writeChange(writing: Writing): Written {
  const { random, draft, fill, theme } = writing;
  const series = draft.series!;
  const added = Math.round((series.budget * random.integer(-12, 14)) / 100 / 1_000_000) * 1_000_000;
  const nextYear = random.chance(0.25);
  const rows = [
    ['구분', '당초', '변경', '증감'],
    ['사업비(천원)', grouped(series.budget / 1000), grouped((series.budget + added) / 1000), grouped(added / 1000)],
    [
      '사업기간',
      `${series.year}. 1. ~ 12.`,
      nextYear ? `${series.year}. 1. ~ ${series.year + 1}. ${random.integer(2, 6)}.` : `${series.year}. 1. ~ 12.`,
      nextYear ? '연장' : '–',
    ],
    ['대상지', `${series.sites.length}개소`, `${series.sites.length + random.integer(1, 3)}개소`, '추가'],
  ];
  const files = random.chance(0.5) ? [officeFile(writing, '변경 내역서.hwpx')] : [];
  const body = [
    `1. 관련: ${writing.references.join(', ')}`,
    fill(`2. 위 호로 추진 중인 {연}년 {사업}에 대하여 아래와 같이 변경하여 추진하고자 합니다.`),
    `## 가. 변경 사유\n\n${list([...writing.some(theme.problems, 2), ...random.some(theme.opinions, 1).map(([opinion, answer]) => `(의견) ${fill(opinion)} → ${fill(answer)}`)])}`,
    `## 나. 변경 내용\n\n${table(rows)}`,
    `## 다. 향후 계획\n\n${list(
      writing.some(
        theme.works.flatMap(({ lines }) => lines),
        4,
      ),
    )}`,
    `## 라. 행정사항\n\n${list([fill('예산담당관: 변경된 사업비의 예산 조정 협조'), fill('{협조과}: 변경 사항을 관련 사업에 반영'), '계약 변경이 필요한 용역·공사는 설계변경 절차를 거쳐 처리'])}`,
    closing(files),
  ].join('\n\n');
  return { title: fill(random.pick(['{연}년 {사업} 추진계획 변경', '{연}년 {사업} 변경 추진계획(안)'])), body, files };
}
