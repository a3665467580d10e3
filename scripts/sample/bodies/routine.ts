/** Routine: short reports that a unit writes again and again under the same title. */
import { addDays, koreanDate, monthOf, yearOf } from '../calendar.ts';
import type { SampleFile } from '../city.ts';
import { closing, csvFile, officeFile } from '../files.ts';
import { grouped, list, table } from '../korean.ts';
import type { Writing, Written } from '../writing.ts';

const FOLLOW_UPS = [
  '미흡 사항은 담당자를 지정하여 {7-20}일 안에 조치',
  '반복되는 사항은 원인을 조사하여 다음 계획에 반영',
  '{협조과}과(와) 합동으로 현장을 다시 확인',
  '조치 결과를 사진과 함께 {과}에 제출',
  '이용자 불편이 큰 {2-8}건은 우선 처리',
  '예산이 필요한 {1-5}건은 하반기 사업에 포함',
  '담당자 변경 시 인계인수를 철저히 할 것',
] as const;

/** Returns a recurring report. */
export function writeRoutine(writing: Writing): Written {
  const { random, theme, draft, fill, day } = writing;
  const { head, lines } = theme.routines[draft.which % theme.routines.length]!;
  const month = monthOf(addDays(day, -20));
  const indicators = random
    .some(theme.indicators, 3)
    .map(({ name, unit, low, high }) => [name, unit, grouped(random.integer(low, high)), grouped(random.integer(low, high))]);
  const files: SampleFile[] = random.chance(0.35)
    ? [csvFile(`${month}월 실적.csv`, [['구분', '단위', '전월', '당월'], ...indicators])]
    : random.chance(0.3)
      ? [officeFile(writing, '세부내역.xlsx')]
      : [];
  const body = [
    ...(writing.references.length > 0
      ? [`1. 관련: ${writing.references.join(', ')}`]
      : [fill(`1. 근거: {연}년 {과} ${random.pick(theme.tasks)} 추진계획`)]),
    fill(
      `2. ${yearOf(day)}년 ${month}월 ${head.replace(/ (보고|알림|현황)$/, '')} 내용을 아래와 같이 ${random.pick(['보고합니다', '알려드립니다', '보고드립니다'])}.`,
    ),
    `### 가. 주요 내용\n\n${list(lines.map(fill))}`,
    `### 나. 관련 지표\n\n${table([['구분', '단위', '전월', '당월'], ...indicators])}`,
    ...(random.chance(0.7) ? [`### 다. 조치 사항\n\n${list(writing.some(FOLLOW_UPS, random.integer(2, 3)))}`] : []),
    `※ 다음 보고: ${koreanDate(addDays(day, random.integer(25, 35)))}까지`,
    closing(files),
  ].join('\n\n');
  const title = fill(head);
  return { title: random.chance(0.5) ? title : `${title}(${yearOf(day)}년 ${month}월)`, body, files };
}
