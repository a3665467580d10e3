/**
 * Words: the vocabulary of the scale corpus. Words are made of common Korean syllables and
 * drawn by Zipf's law as Mandelbrot has it (the word of rank r with a share of 1/(r + 8)), because a search index and
 * keywords cost what the distribution of words costs, not what the number of bytes does.
 */
import type { Random } from '../../sample/random.ts';

/** How many different words the city has. */
const VOCABULARY = 30_000;
/** Evens out the first ranks: without, every tenth word would be the same one. */
const FLATTENING = 8;
const SYLLABLES = [...'가각간강개거건결경계고공과관교구국군권규균그근금급기길김나남내녹농다단당대도동두등라락량력련령로료류리림마만매면명모목무문물미민바반발방배백법변별병보복본봉부북분비사산상새생서석선설성세소속송수순숲습시식신실심안애야약양어업여역연영예오온완외용우운원위유육은음의이인일임입자작장재저적전절점정제조족종주준중지직진질집차찰참창책처천철청체초촉총추축출충치침카타탁탐택터토통투특파판편평폐포표품풍필하학한합항해행향허현협형호홍화확환활황회획효후훈휴'];
const PARTICLES = ['을', '를', '이', '가', '은', '는', '의', '에', '에서', '으로', '와', '과', '', '', '', '', ''] as const;
const ENDINGS = ['한다.', '하였다.', '할 계획이다.', '하고자 한다.', '하기로 하였다.'] as const;

/** Returns the word of a rank, from 0; the same for ever. */
export function wordOf(rank: number): string {
  const base = SYLLABLES.length;
  // Two syllables for the common half of the ranks, three behind; 97 and 61 have no factor in common with the base.
  const first = SYLLABLES[(rank * 97 + 13) % base]!;
  const second = SYLLABLES[(Math.floor(rank / base) * 61 + rank * 31 + 7) % base]!;
  const third = SYLLABLES[(rank * 17 + Math.floor(rank / base)) % base]!;
  return rank < base * 12 ? first + second : first + second + third;
}

/** Draws a word by its rank. */
export function drawWord(random: Random): string {
  return wordOf(Math.floor(FLATTENING * ((VOCABULARY + FLATTENING) / FLATTENING) ** random.next()) - FLATTENING);
}

/** Draws `count` words with one space between, without particles: a name, a title. */
export function drawName(random: Random, count: number): string {
  return Array.from({ length: count }, () => drawWord(random)).join(' ');
}

/** Draws a sentence of 6 to 14 words. */
export function drawSentence(random: Random): string {
  const words = Array.from({ length: random.integer(5, 13) }, () => drawWord(random) + random.pick(PARTICLES));
  return `${words.join(' ')} ${drawWord(random)}${random.pick(ENDINGS)}`;
}

/** Draws a paragraph of about `chars` characters. */
export function drawParagraph(random: Random, chars: number): string {
  let text = drawSentence(random);
  while (text.length < chars) text += ` ${drawSentence(random)}`;
  return text;
}
