/**
 * `npm run bench:pages -- [--out dist] [--lighthouse]`: how light and how fast the pages
 * of a built portal are: bytes on the wire by kind, the largest paint over a capped phone
 * line, what a search costs; with `--lighthouse` also the four scores of every kind of page.
 *
 * `npm run bench` does the same on the sample city. Nothing here is asserted: tests hold
 * the bytes (tests/site/budgets.test.ts), and times depend on the machine.
 */
import { join } from 'node:path';
import { score, type Scored } from './bench/lighthouse.ts';
import { paint, paintLines, search, searchLines, startBrowser } from './bench/paint.ts';
import { byKind, pagesOf, weigh, type Portal, type Weighed } from './bench/sample-pages.ts';
import { weightLines, weightsOf } from './bench/weights.ts';
import { FOLDERS, options, run } from './command.ts';

/** Words that are in the sample city; another city's portal answers with nothing found, which costs as much. */
const QUERIES = ['어린이공원 정비', '도로 보수'] as const;

/** Measures a built portal and returns the lines of the report. */
export async function measurePages(portal: Portal): Promise<string[]> {
  const weighed = weigh(portal.out, pagesOf(portal));
  const browser = await startBrowser();
  try {
    const painted = await paint(browser, portal.out, heaviest(weighed));
    const searched = await search(browser, portal.out, QUERIES);
    return [...weightLines(weighed), ...paintLines(painted), ...searchLines(searched)];
  } finally {
    await browser.close();
  }
}

/** The heaviest page of every kind: what is well there is well everywhere. */
function heaviest(weighed: readonly Weighed[]): Weighed[] {
  return weightsOf(weighed).map(({ largest }) => largest);
}

/** Scores one page of every kind, in turns Korean and English. */
async function scores(portal: Portal): Promise<Scored[]> {
  const pages = [...byKind(pagesOf(portal)).values()].map((all, at) => {
    const own = all.filter(({ path }) => path.startsWith('en/') === (at % 3 === 2));
    return (own.length > 0 ? own : all).reduce((one, other) => (other.rawBytes > one.rawBytes ? other : one));
  });
  process.stdout.write('Lighthouse, simulated phone (performance / accessibility / best practices / SEO):\n');
  return await score(portal.out, pages, (line) => process.stdout.write(`${line}\n`));
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ ...FOLDERS, lighthouse: { type: 'boolean', default: false } });
    const portal = { content: values.content!, catalogue: join(values.cache!, 'catalogue.sqlite'), out: values.out! };
    process.stdout.write(`${(await measurePages(portal)).join('\n')}\n`);
    if (values.lighthouse) await scores(portal);
  });
}
