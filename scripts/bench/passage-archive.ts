/** Passage archive: a `content/` of passages, one text record each, for measuring the search from outside. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatTextRecord } from '../../src/model/record-file.ts';
import type { TextRecord } from '../../src/model/record.ts';
import type { Passage } from './passages.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
/** What a city writes itself; everything else in content/ is made by nights. */
const WRITTEN = ['city.json', 'organisations', 'pages', 'places', 'policy', 'projects', 'search', 'spending'];
const LETTERS = '0123456789bcdfghjkmnpqrstvwxz';
const DAY = '2026-03-10';

/**
 * Writes the folder and returns the passage's id by the id of its record.
 *
 * @param isUntitled - Every record then has the same title, a dash.
 */
export function writeArchive(content: string, passages: readonly Passage[], isUntitled: boolean): Map<string, string> {
  mkdirSync(content, { recursive: true });
  for (const name of WRITTEN) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
  const ids = new Map<string, string>();
  for (const [at, passage] of passages.entries()) {
    const record = recordOf(at, passage, isUntitled);
    const path = join(content, `records/document/2026/03/${record.id}.md`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, formatTextRecord(record));
    ids.set(record.id, passage.id);
  }
  return ids;
}

function recordOf(number: number, { title, text }: Passage, isUntitled: boolean): TextRecord {
  return {
    id: idOf(number), type: 'document', title: isUntitled || title.trim() === '' ? '–' : title.trim(), organisation: 'haneul', unit: 'haneul-parks', unitName: '공원녹지과',
    releasedOn: DAY, disclosure: 'open', grounds: [], licence: 'kogl-1', masks: [], rule: 'phases/city', revision: 1, status: 'released', nonce: '0'.repeat(32),
    history: [{ revision: 1, on: DAY, reason: 'approved', changed: [] }], approverRank: 'bureau-director', approvalKind: 'delegated', approvedOn: DAY, restrictedUntil: null, reviewDue: null,
    retention: '10', classification: [], task: null, file: null, documentNumber: null, registryId: null, project: null,
    body: 'whole', textChars: text.length, maskedChars: 0, files: [], cites: [], markdown: plain(text),
  };
}

function idOf(number: number): string {
  return Array.from({ length: 10 }, (_, place) => LETTERS[Math.floor(number / LETTERS.length ** (9 - place)) % LETTERS.length]).join('');
}

/** A passage is no Markdown: what would be a mark of it stays a sign. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])/gm, '$1\\$2');
}
