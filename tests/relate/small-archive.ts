/** A made-up archive straight in the tables of a catalogue: records of few Korean words, always the same for a seed. */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';

/** One record as it is put in. */
export interface Given {
  id: string; place: string; form?: string; title: string; text: string; task?: string | null;
  number?: string | null; cites?: string[]; file?: string | null; project?: string | null; unit?: string;
}

/** Returns numbers below a bound, the same row for the same seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SYLLABLES = [...'가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치강난단람만반산안장창'];
const PARTICLES = ['', '', '을', '의', '에서', '은', '이', '로', '과'];

/** Returns a word, the small numbers often. */
export function wordAt(rank: number): string {
  const syllable = (n: number) => SYLLABLES[n % SYLLABLES.length]!;
  return syllable(rank * 7 + 3) + syllable(Math.floor(rank / 5) * 11 + rank) + (rank % 3 === 0 ? '' : syllable(rank * 13 + Math.floor(rank / 50)));
}

/** Returns a record of a seed; `words` is how many its text has. */
export function made(id: string, place: string, roll: (below: number) => number, words = 25): Given {
  const common = () => Math.floor(4000 ** (roll(1000) / 1000));
  const phrase = (count: number) => Array.from({ length: count }, () => wordAt(common()) + PARTICLES[roll(PARTICLES.length)]!).join(' ');
  const law = roll(8) === 0 ? ` 「${wordAt(roll(20))}법」 제${1 + roll(12)}조` : '';
  return {
    id, place, title: phrase(4), text: `${phrase(words)}${law}`, task: roll(4) === 0 ? null : `업무${wordAt(roll(25))}`, number: roll(3) === 0 ? `부서-${roll(900)}` : null,
    cites: roll(4) === 0 ? [`부서-${roll(900)}`] : [], file: roll(3) === 0 ? `철${roll(60)}` : null, project: roll(9) === 0 ? `P${roll(30)}` : null, unit: `과${roll(5)}`,
  };
}

/** Puts a record in, in place of what stood under its id. */
export function put(catalogue: Catalogue, { id, place, form = 'text', title, text, task = null, number = null, cites = [], file = null, project = null, unit = 'u' }: Given): void {
  drop(catalogue, id);
  const isThere = form !== 'tombstone';
  catalogue.run(`INSERT INTO records (id, path, form, type, place, title, unit, unit_name, day, released_on, document_number, task, project, changed_on, facts, revision)
    VALUES (?, ?, ?, 'document', ?, ?, ?, ?, '2026-01-02', '2026-01-02', ?, ?, ?, '2026-01-02', ?, 1)`,
  id, id, form, place, isThere ? title : null, isThere ? unit : null, isThere ? `${unit}담당` : null, isThere ? number : null, isThere ? task : null, isThere ? project : null, JSON.stringify({ file: isThere ? file : null }));
  if (!isThere) return;
  catalogue.run(`INSERT INTO texts (record, field, kind, text, hash) VALUES (?, 'body', 'markdown', ?, '')`, id, text);
  for (const one of cites) catalogue.run('INSERT INTO cites (record, number) VALUES (?, ?)', id, one);
}

/** Takes a record out, with what follows from it as `refresh` does. */
export function drop(catalogue: Catalogue, id: string): void {
  for (const table of ['texts', 'cites', 'related', 'places', 'keywords']) catalogue.run(`DELETE FROM ${table} WHERE record = ?`, id);
  catalogue.run('DELETE FROM records WHERE id = ?', id);
}
