/**
 * Korean: fills the sentence patterns of the themes. A pattern holds
 * `{이름}` (a value), `{3-12}` (an integer of that range), `{1.2-3.4}` (a
 * number with as many decimals) or `{가|나}` (one of them), and double particles
 * like `을(를)`, of which the right one is chosen by the letter before.
 */
import type { Random } from './random.ts';

/** Values for the names in a pattern; a function is asked each time anew. */
export type Values = Readonly<Record<string, string | (() => string)>>;

/** Returns the pattern with everything in braces replaced and the particles chosen. */
export function fill(pattern: string, random: Random, values: Values): string {
  const filled = pattern.replace(/\{([^{}]+)\}/g, (whole, inside: string) => {
    const value = values[inside];
    if (value !== undefined) return typeof value === 'function' ? value() : value;
    const decimal = /^(\d+\.(\d+))-(\d+\.\d+)$/.exec(inside);
    if (decimal) {
      const scale = 10 ** decimal[2]!.length;
      const steps = random.integer(Math.round(Number(decimal[1]) * scale), Math.round(Number(decimal[3]) * scale));
      return (steps / scale).toFixed(decimal[2]!.length);
    }
    const range = /^(\d+)-(\d+)$/.exec(inside);
    if (range) return grouped(random.integer(Number(range[1]), Number(range[2])));
    if (/^[\d.]+$/.test(inside)) return inside;
    if (inside.includes('|')) return random.pick(inside.split('|'));
    throw new Error(`unknown name in a pattern: ${whole}`);
  });
  return withParticles(filled);
}

/** Returns the text with `을(를)`, `은(는)`, `이(가)`, `과(와)`, `으로(로)`, `이(라)` decided. */
export function withParticles(text: string): string {
  return text.replace(
    /([\p{L}\p{N}%])([」』)”’"']*)(을\(를\)|은\(는\)|이\(가\)|과\(와\)|으로\(로\))/gu,
    (_, last: string, closing: string, pair: string) => {
      const [consonant, vowel] = pair.slice(0, -1).split('(') as [string, string];
      const final = finalConsonant(last);
      const isVowel = final === 0 || (consonant === '으로' && final === 8);
      return `${last}${closing}${isVowel ? vowel : consonant}`;
    },
  );
}

/** Returns the number of a syllable's final consonant, 0 for none; digits as they are read. */
function finalConsonant(letter: string): number {
  const code = letter.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28;
  if (/[0-9]/.test(letter)) return [21, 8, 0, 16, 0, 0, 1, 8, 8, 0][Number(letter)]!;
  return /[LMNRlmnr]/.test(letter) ? 8 : 0;
}

/**
 * Returns a goal as a verb's stem, with the particle that note form leaves out:
 * 거점 확대 → 거점을 확대하, 사고를 예방 → 사고를 예방하.
 */
export function wish(goal: string): string {
  const bare = /^(.*(?:사고|[^을를로록게에여도고께]))( )(\S+)$/.exec(goal);
  const isNative = stem(goal) !== `${goal}하`;
  return bare === null || isNative ? stem(goal) : withParticles(`${bare[1]}을(를) ${bare[3]}하`);
}

/** Returns `1,234,000`. */
export function grouped(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? `△${digits}` : digits;
}

/** Returns won as documents write it in running text: `1억 2,300만 원`, `350만 원`. */
export function wonInWords(won: number): string {
  const eok = Math.floor(won / 100_000_000);
  const man = Math.round((won % 100_000_000) / 10_000);
  if (eok === 0) return `${grouped(man)}만 원`;
  return man === 0 ? `${grouped(eok)}억 원` : `${grouped(eok)}억 ${grouped(man)}만 원`;
}

/** Returns won in thousands with the unit, `123,000천원`. */
export function thousands(won: number): string {
  return `${grouped(Math.round(won / 1000))}천원`;
}

/** Returns a Markdown table; the first row is the head. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), line(head!.map(() => '---')), ...body.map(line)].join('\n');
}

/** Returns a Markdown list with one line per item. */
export function list(items: readonly string[], mark = '-'): string {
  return items.map((item) => `${mark} ${item}`).join('\n');
}

/** Returns sections with headings counted as Korean documents count them, `## 1. 추진배경`. */
export function numbered(sections: readonly (readonly [head: string, text: string])[]): string {
  return sections.map(([head, text], index) => `## ${index + 1}. ${head}\n\n${text}`).join('\n\n');
}

/** The letters by which Korean documents count headings of the second level. */
export const LETTERS = ['가', '나', '다', '라', '마', '바', '사', '아'] as const;

/** Nominal forms of native verbs that end a goal or an answer of the themes, with their stems. */
const NATIVE_STEMS: Readonly<Record<string, string>> = {
  줄임: '줄이', 낮춤: '낮추', 높임: '높이', 지킴: '지키', 없앰: '없애', 세움: '세우', 밝힘: '밝히', 막음: '막', 되돌림: '되돌리', 도움: '돕',
  늘림: '늘리', 넓힘: '넓히', 앞당김: '앞당기', 함: '하',
};

/** Returns the stem of a goal or answer, which takes 고자, 기 or 겠 after it: 예방 → 예방하, 줄임 → 줄이. */
export function stem(nominal: string): string {
  const native = Object.keys(NATIVE_STEMS).find((ending) => nominal.endsWith(ending));
  return native === undefined ? `${nominal}하` : `${nominal.slice(0, -native.length)}${NATIVE_STEMS[native]}`;
}
