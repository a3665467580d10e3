/** Files: what belongs to a record, what of it can be read here, and what can be taken along. */
import { htmlOf, type TextFacts } from '../../catalogue/records.ts';
import { formatSize } from './format.ts';
import { escapeHtml, withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { sheetPath } from './sheet-files.ts';
import { groundLinks } from './grounds.ts';

/** A file's text beyond this many characters is cut on the page; the whole is in the record's data. */
const TEXT_LIMIT = 20_000;

/** One file, finished. */
export interface FileLine {
  nameHtml: string;
  /** The language of the name where it is not the page's. */
  nameLanguage: 'ko' | null;
  facts: string[];
  disclosure: { code: string; words: string };
  grounds: LinkTo[];
  masked: string | null;
  /** The file's text, `''` when it is not shown. */
  html: string;
  isPlain: boolean;
  /** Its tables: name, the first rows and the CSV file with all of them. */
  sheets: { nameHtml: string; html: string; csv: LinkTo }[];
  /** The file itself, if it may leave. */
  original: LinkTo | null;
  /** Why there is no text, or that it goes on elsewhere. */
  note: string | null;
}

/** The texts of a record by field, with their length. */
export type Fields = ReadonlyMap<string, number>;
type RecordFile = TextFacts['files'][number];

/** Returns how many files of a record nobody can read here: no text, no table, no original. */
export function withheldFiles(files: TextFacts['files'], fields: Fields): number {
  return files.filter((file, index) => !isBodyAbove(file, fields) && !fields.has(`files/${index}`) && file.sheets.length === 0 && file.original === null).length;
}

/** A file that is the body itself: its content stands above. */
function isBodyAbove(file: RecordFile, fields: Fields): boolean {
  return file.role === 'body' && fields.has('body');
}

/** Returns the files of a text record at `path` below `content/`. `fields` are the texts the catalogue holds, with their length. */
export function filesOf(page: Page, path: string, files: TextFacts['files'], fields: Fields): FileLine[] {
  return files.map((file, index) => {
    const length = fields.get(`files/${index}`);
    const isBody = isBodyAbove(file, fields);
    return {
      nameHtml: file.name === null ? page.say('file.unnamed', { number: index + 1 }) : withMasks(file.name),
      nameLanguage: file.name === null || page.language === 'ko' ? null : 'ko',
      facts: [page.say(`file.${file.role}`), file.format === '' ? page.say('file.unknown-format') : file.format.toUpperCase(), formatSize(page.language, file.sizeBytes)],
      disclosure: { code: file.disclosure, words: page.say(`disclosure.${file.disclosure}`) },
      grounds: groundLinks(page, file.grounds),
      masked: file.maskedChars === 0 ? null : page.say('file.masked', { masked: page.count(file.maskedChars), chars: page.count(file.textChars) }),
      isPlain: file.textForm === 'plain',
      sheets: file.sheets.map(({ name }, sheet) => sheetOf(page, path, index, sheet, name)),
      original: file.original === null ? null : { href: page.toFile(file.original.path), words: page.say('file.original', { format: file.original.format.toUpperCase(), size: formatSize(page.language, file.original.sizeBytes) }) },
      html: isBody || length === undefined || length > TEXT_LIMIT ? '' : htmlOf(page.site.catalogue, page.key, `files/${index}`),
      note: file.sheets.length > 0 && length === undefined ? null : noteOf(page, file, isBody, length),
    };
  });
}

function sheetOf(page: Page, path: string, index: number, sheet: number, name: string): FileLine['sheets'][number] {
  return {
    nameHtml: name === '' ? escapeHtml(page.say('file.sheet', { number: sheet + 1 })) : withMasks(name),
    html: htmlOf(page.site.catalogue, page.key, `files/${index}/${sheet}`),
    csv: { href: page.toFile(sheetPath(path, index, sheet)), words: page.say('file.csv') },
  };
}

/** An open file without a text is one that no reader could read; it went out without its content rather than unread. */
function noteOf(page: Page, file: RecordFile, isBody: boolean, length: number | undefined): string | null {
  if (isBody) return page.say('file.is-body');
  if (length === undefined && file.original !== null) return null;
  if (length === undefined) return page.say(file.disclosure === 'open' ? 'file.unread' : 'file.no-text');
  if (length === 0) return page.say('file.empty');
  return length > TEXT_LIMIT ? page.say('file.long', { chars: page.count(length) }) : null;
}
