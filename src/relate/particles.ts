/**
 * Particles: strips one Korean particle (조사) off the end of a word, by a list and by
 * the sound before it. Runs in the browser too, so it stands alone and is small.
 *
 * No dictionary: a noun that ends like one with a particle (전문가, 여의도) loses its
 * end. Whoever shows the outcome must know better; whoever compares by it need not.
 */

/** Particles, longest first. `after` is the sound they need before them; absent means any. */
const PARTICLES: readonly { text: string; after?: 'consonant' | 'vowel' }[] = [
  { text: '에서부터' }, { text: '으로부터', after: 'consonant' },
  { text: '로부터', after: 'vowel' }, { text: '에서는' }, { text: '에서도' }, { text: '에서의' }, { text: '으로써', after: 'consonant' },
  { text: '으로서', after: 'consonant' }, { text: '으로의', after: 'consonant' }, { text: '까지의' }, { text: '에게서' },
  { text: '까지' }, { text: '부터' }, { text: '에서' }, { text: '에게' }, { text: '에는' }, { text: '에도' }, { text: '마다' },
  { text: '보다' }, { text: '처럼' }, { text: '으로', after: 'consonant' }, { text: '로써', after: 'vowel' },
  { text: '로서', after: 'vowel' }, { text: '이나', after: 'consonant' }, { text: '이란', after: 'consonant' },
  { text: '과의', after: 'consonant' }, { text: '와의', after: 'vowel' },
  { text: '은', after: 'consonant' }, { text: '는', after: 'vowel' }, { text: '이', after: 'consonant' },
  { text: '가', after: 'vowel' }, { text: '을', after: 'consonant' }, { text: '를', after: 'vowel' }, { text: '의' },
  { text: '에' }, { text: '와', after: 'vowel' }, { text: '과', after: 'consonant' }, { text: '도' },
  { text: '로', after: 'vowel' }, { text: '만' }, { text: '나', after: 'vowel' }, { text: '란', after: 'vowel' },
];

/** Returns the word without one particle at its end, or the word itself. At least two syllables stay. */
export function stripParticle(word: string): string {
  if (!isHangul(word.at(-1))) return word;
  for (const { text, after } of PARTICLES) {
    const stem = word.slice(0, -text.length);
    if (stem.length < 2 || !word.endsWith(text)) continue;
    if (after === undefined || !isHangul(stem.at(-1)) || takes(stem.charCodeAt(stem.length - 1), text, after)) return stem;
  }
  return word;
}

/** Whether a character is a Hangul syllable. */
export function isHangul(character: string | undefined): boolean {
  return character !== undefined && character >= '가' && character <= '힣';
}

/** Hangul syllables are laid out so that the final consonant is the remainder by 28; 8 is ㄹ, after which 로 stands too. */
function takes(codeUnit: number, particle: string, after: 'consonant' | 'vowel'): boolean {
  const final = (codeUnit - 0xac00) % 28;
  if (after === 'consonant') return final !== 0 && !(final === 8 && particle.startsWith('으로'));
  return final === 0 || (final === 8 && particle.startsWith('로'));
}
