/** Markup: what html-validate finds in the file itself, without a browser and without the network. */
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Finding } from './judges.ts';

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:standard', 'html-validate:a11y'],
}));

/** Returns what is wrong with the markup of a page. */
export function markup(html: string): Finding[] {
  return validator.validateStringSync(html).results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector, line }) => ({ rule: ruleId, where: selector ?? `line ${line}`, what: message })));
}
