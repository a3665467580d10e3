/**
 * `npm run export`: one night of the export, from the city's systems to `content/`.
 *
 *     npm run export -- [--content content] [--private var/private] [--on YYYY-MM-DD]
 *
 * `--on` stands in for today's day in the city's time zone, for a night that is made up for.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { loadRecogniser } from '../src/export/configuration.ts';
import { refuseIfFrozen } from '../src/export/freeze.ts';
import { runNight } from '../src/export/pipeline.ts';
import type { NightReport } from '../src/export/report.ts';
import { isCityDate } from '../src/model/vocabulary.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';
import { openReaders, type OpenReaders } from './readers/readers.ts';

/** Runs one night and prints what it did. */
export function exportNight(folders: { content: string; private: string; on?: string }): NightReport {
  if (folders.on !== undefined && !isCityDate(folders.on)) throw new ArchiveError('BAD_ARGUMENT', '--on', `expected a day YYYY-MM-DD, got "${folders.on}"`);
  mkdirSync(folders.private, { recursive: true });
  const privateFolder = resolve(folders.private);
  refuseIfFrozen(privateFolder);
  const readers = openReaders({ recogniser: loadRecogniser(privateFolder) });
  const report = readAll(readers, () => runNight({ contentFolder: resolve(folders.content), privateFolder, effects: realEffects, readers, tonight: folders.on }));
  process.stdout.write(`${describe(report)}\n`);
  return report;
}

function readAll<Result>(readers: OpenReaders, work: () => Result): Result {
  try {
    return work();
  } finally {
    readers.close();
  }
}

/** The night in words: counts only. */
function describe(report: NightReport): string {
  const papers = `${report.tonight}: ${report.released} released, ${report.amended} amended, ${report.restored} restored, ${report.withdrawn} withdrawn, `
    + `${report.listed} listed, ${report.unchanged} unchanged`
    + (report.takenBack === 0 ? '' : `; ${report.takenBack} no longer pass the rules and were taken back`);
  const rows = `  rows: ${report.rowsAdded} added, ${report.rowsChanged} changed, ${report.rowsRemoved} removed`;
  const waiting = `  waiting for a person: ${report.waitingPapers} papers and ${report.waitingRows} rows, ${report.held} of the papers judged tonight, ${report.missing} missing at the source (npm run review)`;
  return [papers, rows, waiting, `  ${report.filesWritten} files written`].join('\n');
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({ content: FOLDERS.content, private: FOLDERS.private, on: { type: 'string' } });
    exportNight({ content: values.content!, private: values.private!, on: values.on });
  });
}
