/** What the checks inside a page have in common: which elements there are, and how to name one to a person. */

const INTERACTIVE = 'a[href], area[href], button, input:not([type="hidden"]), select, textarea, summary, [contenteditable="true"], [role="button"], [role="link"], [tabindex]:not([tabindex="-1"])';

/** Returns the element in words that lead a person to it: its tag, class and the beginning of its text, and the nearest thing around it that has a name. */
export function nameOf(element: Element): string {
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 30);
  const around = element.parentElement?.closest('[id], [class], main, header, footer, nav');
  return `${around && around !== document.documentElement ? `${short(around)} ` : ''}${short(element)}${text === '' ? '' : ` “${text}”`}`;
}

function short(element: Element): string {
  const classes = [...element.classList].map((one) => `.${one}`).join('');
  return `${element.tagName.toLowerCase()}${element.id === '' ? '' : `#${element.id}`}${classes}`;
}

/** Returns all elements below the body, without what is in the head. */
export function elements(selector = '*'): HTMLElement[] {
  return [...document.body.querySelectorAll<HTMLElement>(selector)];
}

/** Whether the element takes room on the page; what only ears get takes one pixel, and counts. */
export function isRendered(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
}

/** Whether a screen reader comes to the element. */
export function isSpoken(element: Element): boolean {
  return isRendered(element) && element.closest('[aria-hidden="true"], [inert]') === null;
}

/** Whether the element is there for ears alone, cut to nothing for the eye. */
export function isForEars(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { clipPath, position } = getComputedStyle(at);
    if (position === 'absolute' && clipPath === 'inset(50%)') return true;
  }
  return false;
}

/** Returns everything that takes a tap or a key, in the order of the document. */
export function interactive(): HTMLElement[] {
  return elements(INTERACTIVE).filter((element) => isRendered(element) && !(element as HTMLInputElement).disabled);
}

/** Returns everything that the Tab key comes to, in the order of the document. */
export function focusable(): HTMLElement[] {
  return interactive().filter((element) => element.tabIndex >= 0);
}

/** Returns the text nodes that are drawn, each with the element it stands in. */
export function* texts(): Generator<{ node: Text; parent: HTMLElement; text: string }> {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement!;
    const text = (node as Text).data.replace(/\s+/g, ' ').trim();
    if (text !== '' && !parent.closest('script, style, noscript, template') && isRendered(parent)) yield { node: node as Text, parent, text };
  }
}
