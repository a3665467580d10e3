/**
 * Text data: every text record as JSON beside its Markdown, for those who compute and
 * would rather not parse front matter. The Markdown is the record, this is the same in
 * another form; a withdrawn record has none, since its tombstone is short enough to read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { isTombstone, parseRecord } from '../../model/record-file.ts';

/** Returns the address of a text record's JSON, from the path of its file below `content/`. */
export function textDataPath(record: string): string {
  return record.replace(/\.md$/, '.json');
}

/** Yields the JSON of every text record in `content`. */
export function* textDataFiles(content: string, catalogue: Catalogue): Generator<{ path: string; text: string }> {
  for (const { path } of catalogue.each<{ path: string }>(`SELECT path FROM records WHERE form = 'text' ORDER BY id`)) {
    const record = parseRecord(path, readFileSync(join(content, path), 'utf8'));
    if (!isTombstone(record)) yield { path: textDataPath(path), text: `${JSON.stringify(record, null, 1)}\n` };
  }
}
