/**
 * Tripwire: a browser in which everything a payload could do is seen. `alert` and its
 * like, `eval`, new windows, leaving the page, asking anybody but the portal, and errors
 * of the page (a script that was refused is also a script that was there). And a judge
 * of the page as the browser has built it: elements, attributes and addresses that are
 * not the portal's own.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A page that is watched. */
export interface Watched { page: Page; seen: string[]; close(): Promise<void> }

/** Opens a page with the tripwire. */
export async function watch(browser: Browser, origin: string): Promise<Watched> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const seen: string[] = [];
  await context.exposeBinding('__tripped', (_, what: string) => { seen.push(what); });
  await context.addInitScript(trip);
  const page = await context.newPage();
  context.on('page', (opened) => { seen.push('a new window'); void opened.close(); });
  context.on('request', (request) => { if (!request.url().startsWith(`${origin}/`) && !/^(?:data|blob):/.test(request.url())) seen.push(`asked ${new URL(request.url()).host}`); });
  context.on('dialog', (dialog) => { seen.push('a dialog'); void dialog.dismiss(); });
  page.on('download', () => { seen.push('a download'); });
  page.on('pageerror', () => { seen.push('an error of the page'); });
  page.on('console', (message) => { if (message.type() === 'error') seen.push(`console: ${message.text().slice(0, 120)}`); });
  page.on('framenavigated', (frame) => { if (frame !== page.mainFrame()) seen.push('a frame'); });
  return { page, seen, close: () => context.close() };
}

/** The elements of the portal's pages. */
export const ELEMENTS: readonly string[] = `html head meta title base link style body a header nav ul li div main ol h1 h2 h3 h4 h5 h6 p span section aside dl dt dd time details summary table caption thead tbody
  tfoot tr th td footer svg rect line circle path g text textarea b figure figcaption search form label input button noscript script mark strong em del code pre blockquote hr br sup bdi`.split(/\s+/);

/** The attributes of the portal's pages. */
export const ATTRIBUTES: readonly string[] = `class id lang href hreflang rel type title name content charset http-equiv aria-label aria-labelledby aria-current aria-hidden aria-describedby aria-autocomplete aria-expanded aria-controls role tabindex scope colspan
  data-name data-failed data-offline data-here data-footnote-ref data-footnote-backref data-footnotes datetime reversed start align hidden action method for autocomplete enterkeyhint maxlength disabled src download viewbox
  preserveaspectratio x y x1 x2 y1 y2 dx dy cx cy r rx d transform text-anchor width height open abbr rows readonly target data-of data-else data-new data-origin data-keys data-witnesses data-word`.split(/\s+/);

/** An address of another scheme than those a page leads to, as the source of a pattern. */
export const FOREIGN_SCHEME = String.raw`^[\s\u0000-\u001f]*(?!https?:|mailto:|tel:)[^/?#]*:`;

/** What a payload can only do by having run. */
export const ACTS: ReadonlySet<string> = new Set(['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'a new window', 'a dialog', 'left the page']);

/** Runs in the page before anything else. `eval` goes on working: the test itself is run by it. */
function trip(): void {
  const world = window as unknown as Record<string, unknown> & { __tripped(what: string): void };
  const tell = (what: string): void => { try { world.__tripped(what); } catch { /* A frame that is already gone. */ } };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) world[name] = () => { tell(name); };
  const whole = world.eval as (code: unknown) => unknown;
  world.eval = (code: unknown) => {
    if (/alert|elsewhere/.test(String(code))) tell('eval');
    return whole(code);
  };
}

/** Opens an address and waits until it and what it starts have settled. */
export async function visit({ page, seen }: Watched, address: string): Promise<string[]> {
  const before = seen.length;
  await page.goto(address, { waitUntil: 'load' });
  if (page.url() !== address) seen.push('left the page');
  return [...await page.evaluate(judge, { elements: ELEMENTS, attributes: ATTRIBUTES, foreign: FOREIGN_SCHEME }), ...seen.slice(before)];
}

/** Runs in the page; returns what is there and not the portal's own. */
export function judge(own: { elements: readonly string[]; attributes: readonly string[]; foreign: string }): string[] {
  const [elements, attributes, foreign] = [new Set(own.elements), new Set(own.attributes), new RegExp(own.foreign, 'i')];
  const found: string[] = [];
  const look = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      const name = element.localName;
      if (!elements.has(name)) found.push(`<${name}>`);
      if (element instanceof HTMLTemplateElement) look(element.content);
      for (const { name: attribute, value } of element.attributes) {
        if (!attributes.has(attribute.toLowerCase())) found.push(`<${name} ${attribute}>`);
        if (['href', 'src', 'action'].includes(attribute) && foreign.test(value)) found.push(`<${name} ${attribute}> of another scheme`);
      }
      const isData = element.getAttribute('type') === 'application/ld+json' && !element.hasAttribute('src') && !element.textContent.includes('<');
      if (name === 'script' && !isData && !/(?:^|\/)assets\/(?:search|verify)\.js$/.test(element.getAttribute('src') ?? '')) found.push('<script> of another source');
      if (name === 'script' && !isData && element.textContent !== '') found.push('<script> with words');
      if (name === 'style' && element.parentElement?.localName !== 'head') found.push('<style> in the body');
      if (name === 'base' && location.pathname.indexOf('404') < 0) found.push('<base>');
      if (name === 'link' && !['canonical', 'alternate', 'icon'].includes(element.getAttribute('rel') ?? '')) found.push('<link> of another kind');
      if (name === 'meta' && element.hasAttribute('http-equiv') && element.getAttribute('http-equiv') !== 'Content-Security-Policy') found.push('<meta http-equiv>');
      if (name === 'form' && element.className !== 'finder' && element.id !== 'facet-form') found.push('<form> of another kind');
      if (name === 'input' && element.id !== 'q') found.push('<input> of another kind');
      if (name === 'textarea' && !element.hasAttribute('readonly')) found.push('<textarea> to write in');
      if (element.hasAttribute('target') && (element.getAttribute('target') !== '_top' || !location.pathname.includes('/embed/'))) found.push('a target');
      if (name === 'main' && element.parentElement !== document.body) found.push('<main> in another place');
    }
  };
  look(document);
  for (const one of ['h1', 'main', 'title', 'head', 'body']) if (document.querySelectorAll(one).length !== 1) found.push(`not one <${one}>`);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) found.push('an id twice');
  return found;
}
