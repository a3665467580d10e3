/** Record tools: what a reader can do with a record besides reading it: cite it, embed it, report what is wrong with it. */
import { askOf, reportsOf, type Ask } from './ask.ts';
import { citationsOf, type Citation } from './cite.ts';
import { embedCode, oembedAddress } from './oembed.ts';
import type { Page } from './page.ts';

/** The tools of a record, finished. */
export interface RecordTools {
  citations: Citation[];
  /** HTML to copy. */
  embed: string;
  /** Whole address of the oEmbed answer. */
  oembed: string;
  /** Ask about it, report an error, report a leak. */
  asks: Ask[];
}

/** Returns the tools of a record with this title. */
export function toolsOf(page: Page, title: string): RecordTools {
  return { citations: citationsOf(page), embed: embedCode(page, title), oembed: oembedAddress(page), asks: [askOf(page, title), ...reportsOf(page, title)] };
}
