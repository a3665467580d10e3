/** Files: what belongs to a record, and what of it can be read here. The original files are not handed out. */
import { htmlOf, type TextFacts } from '../../catalogue/records.ts';
import { formatSize } from './format.ts';
import { withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
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
  /** Why there is no text, or that it goes on elsewhere. */
  note: string | null;
}

/** Returns the files of a text record. `fields` are the texts the catalogue holds, with their length. */
export function filesOf(page: Page, files: TextFacts['files'], fields: ReadonlyMap<string, number>): FileLine[] {
  return files.map((file, index) => {
    const length = fields.get(`files/${index}`);
    const isBody = file.role === 'body' && fields.has('body');
    return {
      nameHtml: file.name === null ? page.say('file.unnamed', { number: index + 1 }) : withMasks(file.name),
      facts: [page.say(`file.${file.role}`), file.format === '' ? page.say('file.unknown-format') : file.format.toUpperCase(), formatSize(page.language, file.sizeBytes)],
      disclosure: { code: file.disclosure, words: page.say(`disclosure.${file.disclosure}`) },
      grounds: groundLinks(page, file.grounds),
      masked: file.maskedChars === 0 ? null : page.say('file.masked', { masked: page.count(file.maskedChars), chars: page.count(file.textChars) }),
      html: isBody || length === undefined || length > TEXT_LIMIT ? '' : htmlOf(page.site.catalogue, page.key, `files/${index}`),
      note: noteOf(page, isBody, length),
    };
  });
}

function noteOf(page: Page, isBody: boolean, length: number | undefined): string | null {
  if (isBody) return page.say('file.is-body');
  if (length === undefined) return page.say('file.no-text');
  if (length === 0) return page.say('file.empty');
  return length > TEXT_LIMIT ? page.say('file.long', { chars: page.count(length) }) : null;
}
