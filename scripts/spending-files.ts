/** Spending files: writes the money tables as CSV into a portal that is being built. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSite, type Settings } from '../src/site/view/site.ts';
import { spendingFiles } from '../src/site/view/spending-files.ts';

/** Writes all files below `out`, where none of them may stand yet. */
export function writeSpending(settings: Settings, out: string): void {
  const site = openSite(settings);
  try {
    for (const { path, text } of spendingFiles(site)) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      appendFileSync(join(out, path), text);
    }
  } finally {
    site.catalogue.close();
  }
}
