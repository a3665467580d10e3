/**
 * Waivers: what the judges of others report though nothing is wrong. Each row says why,
 * and `bad-pages.test.ts` shows it: the rule reports the same on a page without the fault,
 * or another judge measures the very thing and finds it well.
 */
import type { Finding } from './judges.ts';

export interface Waiver { judge: 'ibm' | 'html'; rule: string; where: RegExp; because: string }

/** The false alarms. */
export const WAIVERS: readonly Waiver[] = [
  { judge: 'ibm', rule: 'style_color_misuse', where: /^\/html\[1\]\/head\[1\]\/style/, because: 'reports the first style that names a colour, whatever it does; whether colour alone says something is looked at in `faintShapes` and by a person' },
  { judge: 'ibm', rule: 'element_tabbable_visible', where: /\.skip$/, because: 'the way past the header is off the screen until it has the focus; `lostFocusAnywhere` sees it on the screen at its stop' },
  { judge: 'ibm', rule: 'style_focus_visible', where: /./, because: 'compares rules of the style and overlooks those for `:focus-visible` of all elements; `faintFocus` measures the mark at every stop' },
  { judge: 'ibm', rule: 'text_quoted_correctly', where: /\/textarea\[\d+\]/, because: 'takes the quotation marks of code for those of a quotation; the field holds code to be copied' },
  { judge: 'ibm', rule: 'input_label_visible', where: /\/select\[\d+\]/, because: 'knows labels around inputs and not around selects; the words of the label are seen, and read' },
  { judge: 'ibm', rule: 'heading_markup_misuse', where: /\/h1\[\d+\]/, because: 'doubts a first heading of many words; a record\'s title is its own, and is never cut' },
  { judge: 'ibm', rule: 'widget_tabbable_single', where: /\/th\[\d+\]/, because: 'takes the head of a row for a control because it has a role written out; it is text that holds links' },
  { judge: 'ibm', rule: 'text_sensory_misuse', where: /./, because: 'asks about every English “above”, “below”, “left” and “lower”; here they count money and ranks, or what comes before and after in the text' },
  { judge: 'ibm', rule: 'text_block_heading', where: /\/(?:p|div)\[\d+\](?:\.(?:lead|prose.*))?$/, because: 'takes ten words or fewer for a heading if they are larger than the letters of the body; the text of a record and the line below its title are a little larger, as wholes' },
  { judge: 'ibm', rule: 'aria_keyboard_handler_exists', where: /\/input\[\d+\]/, because: 'asks to look for the keys of the field with suggestions, which a script listens to where no markup shows it; `search-browser.test.ts` presses every one' },
  { judge: 'html', rule: 'no-redundant-role', where: /role "(?:table|row|rowgroup|cell|columnheader|rowheader)"/, because: 'tables stand as lists on narrow screens, and `display` takes their roles away in some browsers; the roles are written out so that they stay' },
  { judge: 'html', rule: 'tel-non-breaking', where: /./, because: 'a hyphen of another kind is spoken by its name and can\'t be pasted into a telephone' },
  { judge: 'html', rule: 'long-title', where: /./, because: 'a record\'s title is its own, and is never cut' },
  { judge: 'html', rule: 'prefer-native-element', where: /native <section> element/, because: 'a region that scrolls is a plain box with a role: a section would be one more step of the outline' },
];

/** Returns the findings that no row waives. */
export function unwaived(judge: Waiver['judge'], findings: readonly Finding[]): Finding[] {
  return findings.filter(({ rule, where, what }) => !WAIVERS.some((waiver) => waiver.judge === judge && waiver.rule === rule && (waiver.where.test(where) || waiver.where.test(what))));
}
