/**
 * Meetings: tells from a title which meeting a paper belongs to, so that its call, its
 * agenda and its minutes find each other: 2026년 제6차 도시계획위원회 안건 and
 * 도시계획위원회(제6차) 회의록 are of one.
 *
 * A meeting is known by its body, its number and its year, within one unit: every unit
 * has a 제1차 심사위원회. Without a number there is no telling which one is meant.
 */

const NUMBER = /제?\s?(\d{1,3})\s?[차회](?![가-힣])/u;
const YEAR = /((?:19|20)\d\d)\s?년도?/u;

/** Up to and with the word for the body; 회의록, 회의자료, 회의실 are words of their own. */
const BODY = /^(.{2,60}?(?:위원회|협의회|협의체|심의회|간담회|이사회|총회|회의))(?!록|자료|결과|실|체|의)/u;

/** Returns what all papers of one meeting have in common, `null` if the title does not tell. */
export function meetingOf(title: string, unit: string | null, day: string | null): string | null {
  const plain = title.normalize('NFKC');
  const number = NUMBER.exec(plain)?.[1];
  const year = YEAR.exec(plain)?.[1] ?? day?.slice(0, 4);
  const rest = plain.replace(NUMBER, ' ').replace(YEAR, ' ').replace(/[\p{P}\p{S}\s]+/gu, ' ').trim();
  const body = BODY.exec(rest)?.[1];
  if (number === undefined || year === undefined || unit === null || body === undefined) return null;
  return `${unit} ${year} ${Number(number)} ${body.replace(/\s/gu, '')}`;
}
