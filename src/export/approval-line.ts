/**
 * Approval line: the steps of a paper's approval as its record tells them: which office
 * did what on which day, never who.
 *
 * Some systems write a person where the office belongs, and the detectors leave names of
 * officials on duty alone. So an office that the policy knows stands under the policy's
 * name; any other text is shown only if it is one word of Hangul built like an office's
 * name, and is else left out. A text in which something was masked is no such word.
 */
import type { RecordLineStep } from '../model/record.ts';
import type { Masked, TextPaper } from '../model/stages.ts';
import { unitNameOn, type Policy } from '../policy/policy.ts';
import { isRank } from './detectors/names-offices.ts';

/** Returns the line of a paper, `undefined` where its source has none. */
export function composeLine({ paper, texts }: Masked<TextPaper>, policy: Policy): RecordLineStep[] | undefined {
  return paper.facts.approvalLine?.map(({ step, rank, on }, n) => {
    const office = texts[`approvalLine/${n}/unit`] ?? null;
    const day = on ?? paper.facts.approvedOn;
    const unit = office === null ? null : policy.resolveUnit(office, day);
    const name = unit !== null ? unitNameOn(unit, day).ko : office !== null && isOfficeName(office) ? office : null;
    return { step, unit: unit?.id ?? null, unitName: name, rank, on };
  });
}

/** Endings of offices, the last syllables of no given name. */
const LONG_ENDING = /(?:위원회|협의회|의회|사업소|관리소|보건소|소방서|경찰서|교육청|본부|센터|공사|공단|재단|대학교|학교|병원|도서관)$/;
/** Endings that a name may have too: before them at least four syllables are wanted, as many as the longest names have. */
const SHORT_ENDING = /^.{4,}(?:[과국실팀단부처청시군구원])$/;
const ONE_WORD = /^[가-힣]{4,20}$/;

/** Returns whether a text can only be the name of an office: neither a person's nor a post (책임연구원). */
function isOfficeName(text: string): boolean {
  return ONE_WORD.test(text) && !isRank(text) && (LONG_ENDING.test(text) || SHORT_ENDING.test(text));
}
