/**
 * Query: what a reader typed, as words to look for. Question words and polite endings
 * (어떻게, 알려주세요) say nothing about a document and are left out; words that mean the
 * same (content/search/) are looked for beside the typed one.
 */
import { stripParticle } from '../../relate/particles.ts';
import { indexTokens, piecesOf } from './tokens.ts';

/** A word of a query: the tokens of what was typed, then those of each word that means the same. */
export interface QueryWord {
  /** As typed. */
  word: string;
  ways: readonly (readonly string[])[];
  /** What else is looked for, as the table has it. */
  also: readonly string[];
}

/** A query as it is searched. */
export interface Query {
  words: readonly QueryWord[];
  /** Whether it had words, but none that tells anything: then nothing is looked for. */
  isOnlyStops: boolean;
}

const STOPS = new Set((
  '무엇 무엇인가 무엇인가요 무엇이며 무슨 뭐 뭔가요 뭐예요 어떤 어떻게 어디 어디서 어디인가요 어느 언제 언제인가요 누구 누가 왜 몇 얼마 얼마나 있나요 있는 있는지 있다 없는 없나요 '
  + '하나요 되나요 하는 하는가 할 수 것 등 및 또는 그리고 대한 대해 대하여 대해서 관한 관하여 위한 위해 위하여 따른 따라 통해 통한 의해 인해 때 경우 '
  + '알려 알려줘 알려주세요 알고 찾아줘 찾아주세요 보여줘 주세요 싶어요 싶습니다 궁금합니다 궁금해요 인물은 사람은 이름은 이유는 '
  + 'the a an of in on for to and or is are was were be been by with what which how does do did who where when why at from as that this these those it its they their them there can could must may should would will has have had been any anyone some such no not only so than then if into about between through over under during i we you he she my our your'
).split(' '));

/** More words than anybody types who looks for one thing; each is a piece of the index to fetch. */
const MOST_WORDS = 24;
const MOST_TOKENS = 60;

/** Returns the words of a query. `synonyms` are groups of words that mean the same. */
export function readQuery(query: string, synonyms: readonly (readonly string[])[] = []): Query {
  const found = new Map<string, QueryWord>();
  const stops = new Map<string, QueryWord>();
  for (const { start, end, tokens } of piecesOf(query)) {
    const word = query.slice(start, end);
    const form = formOf(word);
    if (found.has(form) || stops.has(form)) continue;
    const kept = STOPS.has(word.toLowerCase()) || STOPS.has(form) ? stops : found;
    const also = synonymsOf(form, synonyms);
    kept.set(form, { word, also, ways: [[...new Set(tokens)], ...also.map((other) => [...new Set(indexTokens(other))])] });
  }
  const words = [...(found.size > 0 ? found : stops).values()];
  return { words: within(words), isOnlyStops: found.size === 0 && stops.size > 0 };
}

/** Returns every token of a query once. */
export function tokensOf({ words }: Query): string[] {
  return [...new Set(words.flatMap(({ ways }) => ways.flat()))];
}

function within(words: readonly QueryWord[]): QueryWord[] {
  let left = MOST_TOKENS;
  return words.slice(0, MOST_WORDS).filter(({ ways }) => (left -= ways[0]!.length) + ways[0]!.length > 0)
    .map((word) => ({ ...word, ways: word.ways.map((way) => way.slice(0, MOST_TOKENS)) }));
}

function formOf(word: string): string {
  return stripParticle(word.normalize('NFKC').toLowerCase());
}

function synonymsOf(form: string, synonyms: readonly (readonly string[])[]): string[] {
  const same = (word: string): boolean => word.normalize('NFKC').toLowerCase().replaceAll(' ', '') === form;
  return [...new Set(synonyms.filter((group) => group.some(same)).flat().filter((word) => !same(word)))];
}
