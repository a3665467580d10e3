/**
 * Used style: what of a style one page can use. A kind of page has a style for all that
 * may stand in it; most pages have neither every kind of table nor every kind of notice,
 * and on a slow link a rule that matches nothing is a wait for nothing.
 *
 * A rule stays if for every element that its selector names some element of the page has
 * that tag, those classes, that id and attributes. How they lie in each other is not
 * looked at: a rule may stay in vain, but none that matches is ever lost. Names of
 * colours and sizes are for us; browsers get letters.
 */
import { rulesOf, type Needed, type Rule, type Selector } from './css-rules.ts';

interface Element { tag: string; classes: ReadonlySet<string>; id: string; attributes: ReadonlySet<string> }

const parsed = new Map<string, Rule[]>();

/**
 * Returns the part of `css` that the page uses, in its order.
 *
 * @param html - The whole page; what stands in its `<style>` does not count.
 */
export function usedStyle(css: string, html: string): string {
  const rules = parsed.get(css) ?? rulesOf(css);
  parsed.set(css, rules);
  const elements = elementsOf(html);
  const met = new Map<Needed, boolean>();
  const isMet = (need: Needed): boolean => {
    const known = met.get(need) ?? elements.some((element) => fits(element, need));
    met.set(need, known);
    return known;
  };
  const isUsed = ({ needs }: Selector): boolean => needs.every(isMet);
  return shortNames(usedTokens(rules.map((rule) => written(rule, isUsed)).join('')));
}

function written(rule: Rule, isUsed: (selector: Selector) => boolean): string {
  if ('at' in rule) {
    const rules = rule.rules.map((one) => written(one, isUsed)).join('');
    return rules === '' ? '' : `${rule.at}{${rules}}`;
  }
  if (!('selectors' in rule)) return rule.body;
  const selectors = rule.selectors.filter(isUsed).map(({ text }) => text);
  return selectors.length === 0 ? '' : `${selectors.join(',')}{${rule.body}}`;
}

function fits(element: Element, { tag, classes, id, attributes }: Needed): boolean {
  return (tag === '' || tag === element.tag) && (id === '' || id === element.id)
    && classes.every((name) => element.classes.has(name)) && attributes.every((name) => element.attributes.has(name));
}

/** Returns every kind of element of a page once. A `>` in a quoted value ends no tag. */
function elementsOf(html: string): Element[] {
  const tags = new Set([...html.matchAll(/<([a-z][\w-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/gi)].map(([, tag, rest]) => `${tag!.toLowerCase()} ${namesIn(rest!)}`));
  return [...tags].map((tag) => {
    const attributes = new Map([...tag.matchAll(/ ([^\s"'=]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, value ?? '']));
    return { tag: tag.split(' ', 1)[0]!, classes: new Set(attributes.get('class')?.split(/\s+/)), id: attributes.get('id') ?? '', attributes: new Set(attributes.keys()) };
  });
}

/** Returns the attributes of a tag without the values that no selector asks for. */
function namesIn(attributes: string): string {
  return [...attributes.matchAll(/([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|[^\s"']+))?/g)].map(([, name, double, single]) => {
    const key = name!.toLowerCase();
    return key === 'class' || key === 'id' ? `${key}="${double ?? single ?? ''}"` : key;
  }).join(' ');
}

/** Returns a style without the colours and sizes that nothing in it asks for. */
function usedTokens(css: string): string {
  const asked = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name!));
  return css.replace(/(--[\w-]+)\s*:[^;{}]*(?:;|(?=\}))/g, (token, name: string) => (asked.has(name) ? token : '')).replaceAll(';}', '}').replace(/@media[^{}]*\{\s*:root\s*\{\s*\}\s*\}/g, '');
}

/** Returns a style in which every token is called by a letter, in the order in which they come. */
function shortNames(css: string): string {
  const names = new Map<string, string>();
  return css.replace(/--[a-z][\w-]*(?=\s*[:),])/g, (name) => {
    if (!names.has(name)) names.set(name, `--${names.size.toString(36)}`);
    return names.get(name)!;
  });
}
