/** Files: what belongs to a record, what of it can be read here, and what can be taken along. */
import { htmlOf, type TextFacts } from '../../catalogue/records.ts';
import { formatSize } from './format.ts';
import { escapeHtml, withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { sheetPath } from './sheet-files.ts';
import { groundLinks } from './text-record.ts';

/** A file's text beyond this many characters is cut on the page; the whole is in the record's data. */
const TEXT_LIMIT = 20_000;

/** One file, finished. */
export interface FileLine {
  nameHtml: string;
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

/** Returns the files of a text record at `path` below `content/`. `fields` are the texts the catalogue holds, with their length. */
export function filesOf(page: Page, path: string, files: TextFacts['files'], fields: ReadonlyMap<string, number>): FileLine[] {
  return files.map((file, index) => {
    const length = fields.get(`files/${index}`);
    const isBody = file.role === 'body' && fields.has('body');
    return {
      nameHtml: file.name === null ? page.say('file.unnamed', { number: index + 1 }) : withMasks(file.name),
      facts: [page.say(`file.${file.role}`), file.format === '' ? page.say('file.unknown-format') : file.format.toUpperCase(), formatSize(page.language, file.sizeBytes)],
      disclosure: { code: file.disclosure, words: page.say(`disclosure.${file.disclosure}`) },
      grounds: groundLinks(page, file.grounds),
      masked: file.maskedChars === 0 ? null : page.say('file.masked', { masked: page.count(file.maskedChars), chars: page.count(file.textChars) }),
      isPlain: file.textForm === 'plain',
      sheets: file.sheets.map(({ name }, sheet) => sheetOf(page, path, index, sheet, name)),
      original: file.original === null ? null : { href: page.toFile(file.original.path), words: page.say('file.original', { format: file.original.format.toUpperCase(), size: formatSize(page.language, file.original.sizeBytes) }) },
      html: isBody || length === undefined || length > TEXT_LIMIT ? '' : htmlOf(page.site.catalogue, page.key, `files/${index}`),
      note: file.sheets.length > 0 && length === undefined ? null : noteOf(page, isBody, length),
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

function noteOf(page: Page, isBody: boolean, length: number | undefined): string | null {
  if (isBody) return page.say('file.is-body');
  if (length === undefined) return page.say('file.no-text');
  if (length === 0) return page.say('file.empty');
  return length > TEXT_LIMIT ? page.say('file.long', { chars: page.count(length) }) : null;
}
