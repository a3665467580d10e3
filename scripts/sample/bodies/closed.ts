/**
 * Closed matters: what the city does not publish, for each of the eight grounds of
 * Art. 9(1) of the Official Information Disclosure Act, with its reason.
 */
import type { Ground } from '../../../src/model/vocabulary.ts';
import type { SampleFile } from '../city.ts';
import { closing, officeFile } from '../files.ts';
import { list } from '../korean.ts';
import type { Planting } from '../planting.ts';
import { MATTERS, type Matter } from '../themes/closed.ts';
import type { Writing, Written } from '../writing.ts';

const STEPS = [
  '관계 법령과 내부 지침을 확인한 뒤 {과}에서 처리',
  '{협조과}과(와) 사전 협의를 마침',
  '처리 결과는 분기 말에 종합하여 보고',
  '관련 자료는 잠금장치가 있는 보관함에 보관',
  '담당자 외 열람을 제한하고 열람 기록을 남김',
  '이해관계가 있는 직원은 업무에서 제외',
  '추가 확인이 필요한 사항 {2-9}건은 별도 보고',
  '업무 담당자 {2-6}명에게 보안 교육 실시',
] as const;

/** Returns the matter a draft is about. */
export function matterOf(which: number): Matter {
  return MATTERS[which % MATTERS.length]!;
}

/** Returns the matters that rest on one of the grounds. */
export function groundsOf(which: number): readonly Ground[] {
  return matterOf(which).grounds;
}

/** Returns a paper that is not public; the person it is about may stand in its title and its file's name. */
export function writeClosed(writing: Writing, planting: Planting): Written {
  const { random, draft } = writing;
  const matter = matterOf(draft.which);
  const name = matter.title.includes('{성명}') || matter.file?.includes('{성명}') ? planting.name() : null;
  const write = (pattern: string): string => writing.fill(pattern.replaceAll('{성명}', name ?? '해당자'));
  const title = write(matter.title);
  const files: SampleFile[] = [];
  if (matter.file !== undefined) {
    files.push({ ...officeFile(writing, write(matter.file)), disclosureCode: '3', grounds: matter.grounds });
  }
  if (name !== null) {
    if (title.includes(name)) planting.record('name', name, 'title');
    if (files[0]?.name.includes(name) === true) planting.record('name', name, 'files/name');
  }
  const body = [
    writing.references.length > 0 ? `1. 관련: ${writing.references.join(', ')}` : `1. 근거: ${matter.law}`,
    `2. ${write(matter.lead)}`,
    `### 가. 주요 내용\n\n${list(random.some(matter.lines, random.integer(3, matter.lines.length)).map(write))}`,
    `### 나. 추진 방법\n\n${list(random.some(STEPS, 3).map(write))}`,
    `### 다. 공개 여부\n\n- 비공개(「공공기관의 정보공개에 관한 법률」 제9조제1항${matter.grounds.map((ground) => `제${ground}호`).join('·')})\n- 사유: ${matter.reason}`,
    closing(files),
  ].join('\n\n');
  return { title, body, files };
}
