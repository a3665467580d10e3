/**
 * Parsed: pages as a browser's parser builds them, without the browser. Every element,
 * attribute and address is to be one of the portal's own, as `tripwire.ts` has it for
 * pages that are opened; so all pages are looked at, and a browser opens those of each kind.
 */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { ATTRIBUTES, ELEMENTS, FOREIGN_SCHEME } from './tripwire.ts';

/** Elements that act, or ask somebody. */
const ACTING = /^(?:script|style|iframe|frame|object|embed|applet|form|input|button|select|textarea|base|meta|link|img|image|video|audio|source|track|svg|math|template|portal|marquee|details|dialog)$/;

/** Returns what a browser's parser makes of a piece of HTML and could act. */
export function actsIn(html: string): string[] {
  return elementsOf(`<!doctype html><html><head></head><body>${html}</body></html>`, 'body').flatMap(({ tagName, attrs }) => [
    ...ACTING.test(tagName) ? [tagName] : [],
    ...attrs.flatMap(({ name, value }) => [
      ...(/^on|^style$|^srcdoc$|^(?:form)?action$|^src/.test(name) ? [`${tagName} ${name}`] : []),
      ...(name === 'href' && !/^(?:https?:\/\/|mailto:[^?&,]+$|tel:[\d+().-]+$|#)/.test(value) ? [`${tagName} ${name}`] : []),
    ]),
  ]);
}

/** Returns what is on a whole page and not the portal's own. */
export function strangeIn(html: string): string[] {
  return elementsOf(html, 'html').flatMap((element) => {
    const { tagName, attrs } = element;
    const valueOf = (wanted: string): string => attrs.find(({ name }) => name === wanted)?.value ?? '';
    const found = ELEMENTS.includes(tagName.toLowerCase()) ? [] : [`<${tagName}>`];
    for (const { name, value } of attrs) {
      if (!ATTRIBUTES.includes(name.toLowerCase())) found.push(`<${tagName} ${name}>`);
      if (['href', 'src', 'action'].includes(name) && new RegExp(FOREIGN_SCHEME, 'i').test(value)) found.push(`<${tagName} ${name}> of another scheme`);
    }
    const isOurs = /(?:^|\/)assets\/(?:search|verify)\.js$/.test(valueOf('src')) && element.childNodes.length === 0;
    if (tagName === 'script' && !isOurs && !isData(element, valueOf('type'))) found.push('<script> of another source');
    if (tagName === 'style' && element.parentNode?.nodeName !== 'head') found.push('<style> in the body');
    if (tagName === 'meta' && ![ '', 'Content-Security-Policy'].includes(valueOf('http-equiv'))) found.push('<meta http-equiv>');
    if (tagName === 'link' && !['canonical', 'alternate', 'icon'].includes(valueOf('rel'))) found.push('<link> of another kind');
    if (tagName === 'form' && valueOf('class') !== 'finder' && valueOf('id') !== 'facet-form') found.push('<form> of another kind');
    if (tagName === 'input' && valueOf('id') !== 'q') found.push('<input> of another kind');
    return found;
  });
}

/** Whether an element is a block of JSON that no browser runs and that nothing in it can end. */
function isData({ attrs, childNodes: [text, ...more] }: Tree.Element, type: string): boolean {
  if (attrs.length !== 1 || type !== 'application/ld+json' || text === undefined || !('value' in text) || more.length > 0 || text.value.includes('<')) return false;
  try {
    return typeof JSON.parse(text.value) === 'object';
  } catch {
    return false;
  }
}

/** All elements below the first one of a name, in their order. */
function elementsOf(html: string, root: string): Tree.Element[] {
  const found: Tree.Element[] = [];
  const look = (node: Tree.Node, isIn: boolean): void => {
    if ('tagName' in node && isIn) found.push(node);
    if ('content' in node) look(node.content, isIn);
    if ('childNodes' in node) for (const child of node.childNodes) look(child, isIn || ('tagName' in node && node.tagName === root));
  };
  look(parse(html), false);
  return found;
}
