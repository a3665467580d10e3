/**
 * Analysis: settings and mapping of an OpenSearch index for the records: how a city searches
 * that has outgrown the index in the reader's browser. Korean by the nori plugin, each text also as
 * pairs of syllables (for names that no dictionary has) and by English stems.
 *
 * Compounds are kept whole and taken apart when indexing (`mixed`), only taken apart in a
 * query (`discard`): OpenSearch refuses synonyms behind a tokenizer that gives two words one
 * place. Masks are taken out before words are made: nobody looks for the words of a mask.
 */
import type { Gazetteer } from '../../policy/places.ts';

/** What particles, endings, signs and blanks are to nori: they say nothing of what a text is about. */
const STOP_TAGS = ['E', 'IC', 'J', 'MAG', 'MAJ', 'MM', 'SP', 'SSC', 'SSO', 'SC', 'SE', 'XPN', 'XSA', 'XSN', 'XSV', 'UNA', 'NA', 'VSV'];
/** The form of a mask in a text: `[성명 가림·제6호]`. */
const MASK = '\\[[^\\[\\]\\n]{1,40} 가림·제[1-8]호\\]';
/** A shorter word of its own would cut ordinary words in two. */
const SHORTEST_NAME = 3;
/** How long OpenSearch remembers what it has deleted: so long an older file can't bring it back. */
const REMEMBERED = '30d';

/** What the settings are made from. */
export interface Words { synonyms: readonly (readonly string[])[]; places: Gazetteer['places'] }

/** Returns the words that nori must not cut: the city's own place names and abbreviations, which no dictionary has. */
export function userDictionary({ synonyms, places }: Words): string[] {
  const abbreviations = synonyms.flatMap((group) => group.slice(1));
  const names = [...places.values()].flatMap(({ name, spellings }) => [name.ko, ...spellings]);
  const hangul = [...abbreviations, ...names].map((word) => word.normalize('NFC')).filter((word) => /^[가-힣]+$/.test(word) && word.length >= SHORTEST_NAME);
  return [...new Set(hangul)].sort();
}

/** Returns the body of the request that makes the index. */
export function indexSettings(words: Words): object {
  return { settings: { index: { gc_deletes: REMEMBERED, analysis: analysis(words) } }, mappings: MAPPINGS };
}

function analysis(words: Words): object {
  const nori = { type: 'nori_tokenizer', user_dictionary_rules: userDictionary(words) };
  const korean = ['nori_readingform', 'lowercase', 'telling'];
  return {
    char_filter: { masks: { type: 'pattern_replace', pattern: MASK, replacement: ' ' } },
    tokenizer: { nori_index: { ...nori, decompound_mode: 'mixed' }, nori_query: { ...nori, decompound_mode: 'discard' } },
    filter: {
      telling: { type: 'nori_part_of_speech', stoptags: STOP_TAGS },
      // Lenient: a group whose words nori reads as particles is left out, instead of the whole index.
      synonyms: { type: 'synonym_graph', synonyms: words.synonyms.map((group) => group.join(', ')), lenient: true },
      pairs: { type: 'cjk_bigram', output_unigrams: false },
      english_stems: { type: 'stemmer', language: 'english' },
    },
    analyzer: {
      korean_index: custom('nori_index', korean),
      korean_query: custom('nori_query', [...korean, 'synonyms']),
      pairs: custom('standard', ['cjk_width', 'lowercase', 'pairs']),
      english: custom('standard', ['lowercase', 'english_stems']),
    },
  };
}

function custom(tokenizer: string, filter: readonly string[]): object {
  return { type: 'custom', char_filter: ['masks'], tokenizer, filter };
}

const TEXT = {
  type: 'text', analyzer: 'korean_index', search_analyzer: 'korean_query',
  fields: { pairs: { type: 'text', analyzer: 'pairs' }, english: { type: 'text', analyzer: 'english' } },
};
const CODE = { type: 'keyword' };
const SHOWN = { type: 'keyword', index: false, doc_values: false };

/** `dynamic: strict`: a field that nobody declared does not get in. */
const MAPPINGS = {
  dynamic: 'strict',
  properties: {
    url: SHOWN, title: TEXT, also: TEXT, text: TEXT,
    files: { properties: { name: TEXT, text: TEXT } },
    date: { type: 'date', format: 'yyyy-MM-dd' },
    type: CODE, year: CODE, unit: CODE, disclosure: CODE, project: CODE, unitName: { properties: { ko: SHOWN, en: SHOWN } },
  },
};
