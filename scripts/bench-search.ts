/**
 * `npm run bench:search -- --passages FILE --queries FILE [--limit 100] [--without-titles] [--run FILE]`:
 * how well the search finds, measured from outside. The passages become records, the whole
 * portal is built of them, and a browser types the queries and reads the first ten links.
 * Bytes and requests are counted at the server, since the search fetches in a worker;
 * every query is a first visit, by a browser that has nothing yet.
 *
 * Passages are lines of JSON `{id, title, text}`, queries `{id, kind, corpus, text, gold, grades?}`,
 * plain or gzipped. A query whose gold stands in a title word for word is answered by the
 * title alone: `--without-titles` withholds them. `--limit` takes so many queries of each
 * set, evenly spread. Nothing is asserted here.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArchive } from './bench/passage-archive.ts';
import { jsonLines } from './bench/passages.ts';
import { foundBy, type Answered } from './bench/search-browser.ts';
import { readQueries, scoreLines, type BenchQuery } from './bench/search-score.ts';
import { build } from './build.ts';
import { options, run } from './command.ts';

/** The portal is checked elsewhere; here it is measured. */
const UNCHECKED = async (): Promise<void> => undefined;

async function measure(given: { passages: string; queries: string; limit: number; isUntitled: boolean }): Promise<{ query: BenchQuery; answered: Answered }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  try {
    const passages = jsonLines(given.passages, ['id', 'title', 'text']);
    const ids = writeArchive(join(folder, 'content'), passages, given.isUntitled);
    mkdirSync(join(folder, 'cache'));
    await build({ content: join(folder, 'content'), cache: join(folder, 'cache'), out: join(folder, 'dist'), check: UNCHECKED });
    return await foundBy(join(folder, 'dist'), readQueries(given.queries, given.limit), ids);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options({
      passages: { type: 'string' }, queries: { type: 'string' }, limit: { type: 'string', default: '100' }, 'without-titles': { type: 'boolean', default: false }, run: { type: 'string' },
    });
    const answers = await measure({ passages: values.passages!, queries: values.queries!, limit: Number(values.limit), isUntitled: values['without-titles']! });
    process.stdout.write(`${scoreLines(answers).join('\n')}\n`);
    if (values.run !== undefined) writeFileSync(values.run, answers.map(({ query, answered }) => `${JSON.stringify({ id: query.id, ids: answered.ids, bytes: answered.indexBytes, ms: answered.ms })}\n`).join(''));
  });
}
