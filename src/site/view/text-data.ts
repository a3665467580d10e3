/**
 * Text data: every text record as JSON beside its Markdown, for those who compute and
 * would rather not parse front matter. The Markdown is the record, this is the same in
 * another form; a withdrawn record has none, since its tombstone is short enough to read.
 */

/** Returns the address of a text record's JSON, from the path of its file below `content/`. */
export function textDataPath(record: string): string {
  return record.replace(/\.md$/, '.json');
}
