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

/** A style taken apart, the ids that it asks for, and what pages with the same kinds of elements have used of it. */
interface Parsed { rules: Rule[]; ids: ReadonlySet<string>; used: Map<string, string> }

const parsed = new Map<string, Parsed>();
/** Most pages have the same kinds of elements as another one. */
const USED_KEPT = 500;
/** Attributes by what was read of them; most tags of a page are like others. */
const named = new Map<string, string>();
const NAMED_KEPT = 20_000;

/**
 * Returns the part of `css` that the page uses, in its order.
 *
 * @param html - The whole page; what stands in its `<style>` does not count.
 */
export function usedStyle(css: string, html: string): string {
  const { rules, ids, used } = parsedOf(css);
  const kinds = kindsIn(html, ids);
  const key = kinds.join('\n');
  const known = used.get(key);
  if (known !== undefined) return known;
  if (used.size >= USED_KEPT) used.clear();
  const found = usedBy(rules, kinds.map(elementOf));
  used.set(key, found);
  return found;
}

function parsedOf(css: string): Parsed {
  const known = parsed.get(css);
  if (known !== undefined) return known;
  const rules = rulesOf(css);
  const fresh = { rules, ids: new Set([...idsOf(rules)]), used: new Map<string, string>() };
  parsed.set(css, fresh);
  return fresh;
}

function* idsOf(rules: readonly Rule[]): Generator<string> {
  for (const rule of rules) {
    if ('at' in rule) yield* idsOf(rule.rules);
    else if ('selectors' in rule) for (const { needs } of rule.selectors) for (const { id } of needs) yield id;
  }
}

function usedBy(rules: readonly Rule[], elements: readonly Element[]): string {
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

/** Returns every kind of element of a page once, in order: its tag and attributes, without ids that nothing asks for. A `>` in a quoted value ends no tag. */
function kindsIn(html: string, ids: ReadonlySet<string>): string[] {
  const kinds = new Set<string>();
  for (const [, tag, rest] of html.matchAll(/<([a-z][\w-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/gi)) kinds.add(`${tag!.toLowerCase()} ${rest === '' ? '' : namesOf(rest!)}`);
  const asked = new Set([...kinds].map((kind) => kind.replace(/ id="([^"]*)"/, (whole, id: string) => (ids.has(id) ? whole : ' id=""'))));
  return [...asked].sort();
}

function elementOf(kind: string): Element {
  const attributes = new Map([...kind.matchAll(/ ([^\s"'=]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, value ?? '']));
  return { tag: kind.split(' ', 1)[0]!, classes: new Set(attributes.get('class')?.split(/\s+/)), id: attributes.get('id') ?? '', attributes: new Set(attributes.keys()) };
}

function namesOf(attributes: string): string {
  const known = named.get(attributes);
  if (known !== undefined) return known;
  if (named.size >= NAMED_KEPT) named.clear();
  const names = namesIn(attributes);
  named.set(attributes, names);
  return names;
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
