/**
 * Names in file names: `홍길동_이력서.hwp`, `신청서(홍길동).pdf`, `김철수 주민등록등본.pdf`.
 * A paper that is made out for one person says in its name for whom. Read before every ending
 * of a file, so that lists of attachments in a text are read too.
 */
import { koreanNameIn, type Name } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';
import { hasFrequentSurname } from './names-surnames.ts';

const ENDING = /\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|tiff?|bmp|heic|zip|txt)(?![A-Za-z])/iy;
/** Papers made out for one person. */
const PAPERS = '신청서|신고서|청구서|지원서|이력서|자기소개서|소개서|등본|초본|증명서|증명원|확인서|동의서|서약서|각서|위임장|진단서|소견서|처방전|진료기록|의무기록|통장|신분증|주민등록증|면허증|자격증|수료증|졸업증|성적표|여권|등록증|인감|계약서|소명서|진술서|탄원서|진정서|경위서|추천서|영수증|급여|명세서|사진|명함|사본|의견서|민원|접수증|상장|임명장|사직서|고소장|고발장|소장|결정통지|통지서';
const HAS_PAPER = new RegExp(PAPERS);
const GLUED = new RegExp(`^(?:의 ?)?(?:${PAPERS}|주민등록|가족관계|기본|혼인|입사|채용|장학|개인정보)`);
const WORD = /[가-힣]{2,20}/g;
const REACH = 80;

/** Adds the names of the file whose ending stands here. */
export function inFileName(text: string, dot: number, add: (name: Name | null) => void): void {
  ENDING.lastIndex = dot;
  if (!ENDING.test(text)) return;
  const reach = text.slice(Math.max(0, dot - REACH), dot);
  const line = reach.slice(Math.max(reach.lastIndexOf('\n'), reach.lastIndexOf('/')) + 1);
  if (!HAS_PAPER.test(line)) return;
  for (const { 0: word, index } of line.matchAll(WORD)) add(nameOf(text, dot - line.length + index, word));
}

function nameOf(text: string, start: number, word: string): Name | null {
  if (!hasFrequentSurname(word, 0)) return null;
  const length = [3, 4, 2].find((units) => word.length === units || (units > 2 && GLUED.test(word.slice(units))));
  const name = length === undefined ? null : koreanNameIn(text, start, start + length, length === 2 ? 'loose' : 'strong');
  return name === null || isBesideOffice(text, name.start, name.end) ? null : name;
}
