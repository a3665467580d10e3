/** Structure: headings, landmarks, tables, drawings and links as a listener needs them, beyond what axe and the IBM engine look at. */
import { elements, focusable, isForEars, isRendered, isSpoken, nameOf } from './elements.ts';

/** Findings: not exactly one first heading, or a step left out (WCAG 1.3.1, 2.4.6). */
export function headings(): string[] {
  const all = elements('h1, h2, h3, h4, h5, h6').filter(isSpoken);
  const level = (heading: Element): number => Number(heading.tagName[1]);
  const first = all.filter((heading) => level(heading) === 1).length;
  return [
    ...(first === 1 ? [] : [`page: ${first} first headings`]),
    ...(all[0] !== undefined && level(all[0]) !== 1 ? [`${nameOf(all[0])}: comes before the first heading`] : []),
    ...all.filter((heading) => heading.textContent!.trim() === '').map((heading) => `${nameOf(heading)}: says nothing`),
    ...all.slice(1).flatMap((heading, at) => (level(heading) > level(all[at]!) + 1 ? [`${nameOf(heading)}: a step is left out`] : [])),
  ];
}

/** Findings: a page without its three landmarks, or two of one name. */
export function landmarks(): string[] {
  // A frame stands in somebody else's page, which has the header.
  const isFrame = /\/embed\/[^/]+$/.test(location.pathname);
  const one = (isFrame ? ['main'] : ['main', 'body > header', 'body > footer']).flatMap((selector) => {
    const count = elements(selector).filter(isSpoken).length;
    return count === 1 ? [] : [`page: ${count} of ${selector}`];
  });
  const named = elements('nav, aside, [role="region"], [role="search"], search, section[aria-labelledby], section[aria-label]').filter(isSpoken).map((element) => ({ element, name: labelOf(element) }));
  const unnamed = named.filter(({ element, name }) => name === '' && !/^(search|SEARCH)$/.test(element.tagName) && element.getAttribute('role') !== 'search');
  const doubled = named.filter(({ element, name }, at) => name !== '' && named.slice(0, at).some((other) => other.name === name && roleOf(other.element) === roleOf(element)));
  return [...one, ...unnamed.map(({ element }) => `${nameOf(element)}: landmark without a name`), ...doubled.map(({ element, name }) => `${nameOf(element)}: second landmark “${name}”`)];
}

function roleOf(element: Element): string {
  return element.getAttribute('role') ?? (element.tagName === 'SECTION' ? 'region' : element.tagName.toLowerCase());
}

function labelOf(element: Element): string {
  const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '');
  return ids.length === 0 ? (element.getAttribute('aria-label') ?? '').trim() : ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? '').join(' ').trim();
}

/** Findings: a table without a caption, without headers, or with one that does not say what it heads (WCAG 1.3.1). */
export function tables(): string[] {
  return elements('table').filter(isSpoken).flatMap((table) => {
    const caption = table.querySelector(':scope > caption');
    const headers = [...table.querySelectorAll('th:not([aria-hidden="true"])')];
    return [
      ...(caption === null || caption.textContent!.trim() === '' ? [`${nameOf(table)}: no caption`] : []),
      ...(headers.length === 0 ? [`${nameOf(table)}: no headers`] : []),
      ...headers.filter((header) => !['row', 'col', 'rowgroup', 'colgroup'].includes(header.getAttribute('scope') ?? '')).map((header) => `${nameOf(header)}: header without scope`),
      ...headers.filter((header) => header.textContent!.trim() === '').map((header) => `${nameOf(header)}: empty header in ${nameOf(table)}`),
    ];
  });
}

/** Findings: what can be pushed to the side and can't be reached by keys, or has no name (WCAG 2.1.1). */
export function scrollers(): string[] {
  return elements().filter((element) => isRendered(element) && !isForEars(element) && !(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)).flatMap((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls = (['auto', 'scroll'].includes(overflowX) && element.scrollWidth > element.clientWidth) || (['auto', 'scroll'].includes(overflowY) && element.scrollHeight > element.clientHeight);
    if (!scrolls) return [];
    return element.tabIndex === 0 && element.getAttribute('role') === 'region' && labelOf(element) !== '' ? [] : [`${nameOf(element)}: scrolls, and is no region that has a name and takes the focus`];
  });
}

/** Findings: descriptions whose words are all within a time, however it is wrapped: Firefox does not hand them on, and a screen reader is silent. */
export function loneTimes(): string[] {
  const within = (description: Element): string => [...description.querySelectorAll('time')].map((time) => time.textContent!.trim()).join('');
  return elements('dd').filter((description) => within(description) !== '' && description.textContent!.replace(/\s/g, '') === within(description).replace(/\s/g, ''))
    .map((description) => `${nameOf(description)}: nothing but a time`);
}

/** Findings: links that open a window of their own (WCAG 3.2.5). A page that stands in a frame leads out of it. */
export function newWindows(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[target]')].filter((element) => !['_self', '_top'].includes(element.getAttribute('target')!)).map((element) => `${nameOf(element)}: opens a window (${element.getAttribute('target')})`);
}

/** Findings: pictures and drawings without words (WCAG 1.1.1). */
export function pictures(): string[] {
  return [
    ...elements('img:not([alt])').map((image) => `${nameOf(image)}: no words`),
    ...elements('[role="img"], svg').filter((drawing) => isSpoken(drawing) && drawing.parentElement!.closest('svg, [role="img"]') === null)
      .filter((drawing) => drawing.getAttribute('role') !== 'img' || (labelOf(drawing) === '' && (drawing.querySelector(':scope > title')?.textContent ?? '').trim() === ''))
      .map((drawing) => `${nameOf(drawing)}: a drawing that is neither hidden from ears nor has words`),
  ];
}

/** Findings: a way past the header that is not the first stop, or leads nowhere (WCAG 2.4.1). */
export function skipLink(): string[] {
  const first = focusable()[0];
  const href = first?.getAttribute('href') ?? '';
  if (!href.startsWith('#')) return [`${first === undefined ? 'page' : nameOf(first)}: the first stop is no way past the header`];
  const target = document.getElementById(href.slice(1));
  return target?.tagName === 'MAIN' ? [] : [`${nameOf(first!)}: leads to ${target === null ? 'nothing' : nameOf(target)}`];
}

/** Findings: words that only a pointer finds, and what takes the focus by itself. */
export function hiddenWords(): string[] {
  return [
    ...elements('[title]').filter((element) => !['IFRAME', 'ABBR'].includes(element.tagName)).map((element) => `${nameOf(element)}: words in a title`),
    ...elements('[autofocus], [accesskey]').map((element) => `${nameOf(element)}: takes the focus or a key by itself`),
    ...focusable().filter((element) => element.textContent!.trim() === '' && labelOf(element) === '' && !(element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) && element.querySelector('img[alt]:not([alt=""]), svg[role="img"]') === null).map((element) => `${nameOf(element)}: no words`),
    ...focusable().filter((element) => element.tagName === 'A' && element.hasAttribute('aria-label') && /[\p{L}\p{N}]/u.test(element.textContent!) && !labelOf(element).includes(element.textContent!.trim())).map((element) => `${nameOf(element)}: aria-label says other words than the link`),
  ];
}

/** Findings: links that say the same and lead elsewhere, in one place (WCAG 2.4.4). A row, an item or a paragraph that they stand in tells them apart. */
export function sameWords(): string[] {
  const seen = new Map<string, string>();
  let heading = '';
  return elements('a[href], h1, h2, h3, h4, caption, summary, dt').filter(isSpoken).flatMap((element) => {
    if (!(element instanceof HTMLAnchorElement)) {
      heading = wordsOf(element);
      return [];
    }
    const place = [element, element.closest('li, tr, p, dd, figure, nav') ?? document.body].map(wordsOf).join(' | ');
    const words = `${place} | ${element.closest('section, aside, nav')?.getAttribute('aria-labelledby') ?? ''} | ${heading}`;
    const known = seen.get(words);
    seen.set(words, element.href);
    return known === undefined || known === element.href ? [] : [`${nameOf(element)}: same words in the same place lead elsewhere`];
  });
}

function wordsOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
