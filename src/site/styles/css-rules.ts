/**
 * CSS rules: the style of a kind of page, taken apart so that `used-style.ts` can leave
 * out what a page has no use for. Reads our own small CSS after the build has pressed it:
 * rules and at-rules without nesting of rules. What it does not know stays whole.
 */

/** What must stand in a page for a selector to match, one for each element that it names; states are left out. */
export interface Needed { tag: string; classes: readonly string[]; id: string; attributes: readonly string[] }

/** A selector as it is written, and what it needs. */
export interface Selector { text: string; needs: readonly Needed[] }

/** A rule, or an at-rule with rules; one with `body` alone is kept as it is. */
export type Rule = { selectors: readonly Selector[]; body: string } | { at: string; rules: readonly Rule[] } | { body: string };

const GROUPS = /^@(?:media|supports|container)\b/;

/** Attributes that come and go while somebody reads, without a script. */
const STATES = ['open'];

/** Returns the rules of a style in their order. */
export function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  const text = css.replace(/\/\*[^]*?\*\//g, '');
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = ruleEnd(text, start);
    const rule = text.slice(start, end).trim();
    if (rule !== '') rules.push(ruleOf(rule));
  }
  return rules;
}

function ruleOf(rule: string): Rule {
  const brace = rule.indexOf('{');
  const head = rule.slice(0, brace).trim();
  const body = rule.slice(brace + 1, -1).trim();
  if (GROUPS.test(head)) return { at: head, rules: rulesOf(body) };
  if (head.startsWith('@') || brace < 0) return { body: rule };
  return { selectors: partsOf(head, ',').map((text) => ({ text, needs: needsOf(text) })), body };
}

/** Returns where the rule that begins at `start` ends: behind its last brace, or the semicolon of one without any. */
function ruleEnd(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === ';' && depth === 0) return at + 1;
    else if (sign === '}' && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
}

/** Returns the parts of a selector between signs that stand in no brackets. */
function partsOf(text: string, signs: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '[') depth += 1;
    if (sign === ')' || sign === ']') depth -= 1;
    if (depth === 0 && signs.includes(sign)) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Pseudo classes and elements need nothing of their own: whatever stands in `:is()` or `:not()` is taken as there. */
function needsOf(selector: string): Needed[] {
  return partsOf(selector, ' >+~\n').map((compound) => {
    const plain = compound.replace(/::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?/g, '');
    const bare = plain.replace(/\[[^\]]*\]/g, '');
    return {
      tag: /^[a-z][\w-]*/i.exec(bare)?.[0].toLowerCase() ?? '',
      classes: [...bare.matchAll(/\.([\w-]+)/g)].map(([, name]) => name!),
      id: /#([\w-]+)/.exec(bare)?.[1] ?? '',
      attributes: [...plain.matchAll(/\[([\w-]+)/g)].map(([, name]) => name!).filter((name) => !STATES.includes(name)),
    };
  });
}
