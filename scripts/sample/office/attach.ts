/**
 * Attach: gives some of the sample's attachments real bytes, as a city's file store
 * has them: workbooks and Hangul documents. A few hold what their authors did not
 * mean to send along: a hidden sheet of the people behind the figures, a preview of
 * the text before a name was taken out.
 */
import type { SampleDocument, SampleFile } from '../city.ts';
import type { Planting } from '../planting.ts';
import type { Random } from '../random.ts';
import { hangulOf } from './hangul.ts';
import { workbookOf, type WorkbookSheet } from './workbook.ts';

const MOST_FILES = 140;
const PLANTED_RATE = 0.12;
const ITEMS = ['인건비', '재료비', '장비 임차료', '홍보물 제작비', '안전관리비', '폐기물 처리비', '현장 정비비', '시험비', '보험료', '제잡비'] as const;

/** Gives bytes to open workbooks and Hangul documents of the papers. */
export function attachBytes(documents: readonly SampleDocument[], random: Random, planting: Planting): void {
  const files = documents.flatMap((document) => document.files.filter(isToFill).map((file) => ({ document, file })));
  for (const { document, file } of random.shuffled(files).slice(0, MOST_FILES)) {
    const isPlanted = random.chance(PLANTED_RATE);
    file.bytes = file.name.endsWith('.xlsx') ? workbook(random, isPlanted ? planting : null) : hangul(document, file, random, isPlanted ? planting : null);
    file.sizeBytes = file.bytes.length;
  }
}

function isToFill({ name, text, disclosureCode }: SampleFile): boolean {
  return text === null && disclosureCode === '1' && /^[^0-9@]{1,80}\.(?:xlsx|hwpx)$/.test(name);
}

function workbook(random: Random, planting: Planting | null): Uint8Array {
  const rows = random.some(ITEMS, random.integer(4, 9)).map((item) => {
    const [count, price] = [random.integer(1, 40), random.integer(3, 900) * 1_000];
    return [item, count, price, count * price];
  });
  const total = rows.reduce((sum, [, , , amount]) => sum + Number(amount), 0);
  const sheets: WorkbookSheet[] = [{ name: '내역', rows: [['항목', '수량', '단가', '금액'], ...rows, ['계', '', '', total]] }];
  if (planting !== null) {
    sheets.push({ name: '원자료', isHidden: true, rows: [['주민등록번호', '휴대전화'], [planting.put('resident-number', 'files/bytes'), planting.put('mobile', 'files/bytes')]] });
  }
  return workbookOf(sheets);
}

function hangul(document: SampleDocument, file: SampleFile, random: Random, planting: Planting | null): Uint8Array {
  const paragraphs = document.body.split('\n').map((line) => line.replace(/[#*|>]+/g, ' ').trim()).filter((line) => /[가-힣]/.test(line) && !/[0-9]{6}|[@○⟦]/.test(line)).slice(0, random.integer(6, 14));
  const preview = planting === null ? '' : ` 문의 ${planting.put('mobile', 'files/bytes')} 계좌번호 ${planting.put('account', 'files/bytes')}`;
  return hangulOf([file.name.replace(/\.hwpx$/, ''), ...paragraphs], `${paragraphs.slice(0, 3).join('\r\n')}${preview}`);
}
