/**
 * Spoken: the pages whose whole transcript is kept, for a person to read. Run as a program
 * it writes them anew from a built fixture, so that the difference can be read:
 * `node tests/site/accessibility/spoken.ts`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from '../../../scripts/build.ts';
import { serve } from '../../../scripts/serve.ts';
import { launchBrowser } from '../../browser.ts';
import { pathOf, RECORDS, writeFixture } from '../fixture.ts';
import { transcript } from './judges.ts';
import { writeTranscript } from './voice.ts';

const page = (record: Parameters<typeof pathOf>[0]): string => pathOf(record).replace(/\.(md|json)$/, '.html');

/** The pages, by what they are to a listener. */
export const SPOKEN: readonly { name: string; path: string }[] = [
  { name: 'home', path: 'index.html' },
  { name: 'record-with-masks-and-table', path: page(RECORDS.hostile) },
  { name: 'ledger', path: page(RECORDS.spending) },
  { name: 'disclosure-monitor', path: 'disclosure.html' },
  { name: 'search', path: 'search.html' },
  { name: 'record-in-english', path: `en/${page(RECORDS.withheld)}` },
];

/** Returns where the transcript of a page is kept. */
export function transcriptPath(name: string): string {
  return join(import.meta.dirname, 'golden', `${name}.txt`);
}

async function writeAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-spoken-'));
  const out = join(folder, 'dist');
  writeFixture(join(folder, 'content'));
  await build({ content: join(folder, 'content'), cache: join(folder, 'cache'), out, report: () => {} });
  const server = await serve({ folder: out, port: 0 });
  const browser = await launchBrowser();
  const opened = await browser.newPage();
  for (const { name, path } of SPOKEN) {
    await opened.goto(`${server.address}/${path}`);
    mkdirSync(dirname(transcriptPath(name)), { recursive: true });
    writeFileSync(transcriptPath(name), writeTranscript(await transcript(opened)));
  }
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}

if (import.meta.main) await writeAll();
