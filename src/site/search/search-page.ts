/**
 * Search page: the one script of the portal. Asks Pagefind in the reader's browser; no
 * server sees the query. The address holds the query, so a search can be linked and the
 * back button works.
 *
 * Pagefind does not answer at all when its WebAssembly is refused, so waiting has an end
 * of its own. Record texts only ever enter the page as text, never as HTML.
 */
import { excerptParts } from '../security/excerpt.ts';
import { trustWorker } from '../security/trusted-worker.ts';

interface Found { raw_url?: string; url: string; excerpt: string; meta: Record<string, string> }
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: { data(): Promise<Found> }[] }>;
}

const WAIT_MS = 12_000;
const AT_ONCE = 10;

const form = document.querySelector<HTMLFormElement>('form.finder')!;
const input = form.querySelector('input')!;
const state = document.getElementById('status')!;
const section = document.getElementById('results')!;
const list = document.getElementById('found')!;
const more = document.getElementById('more')!;
const words = JSON.parse(section.dataset.words!) as Record<string, string>;

let pagefind: Promise<Pagefind> | null = null;
let latest = 0;

/** Returns the words of a key with their values; for a count of 1 those before ` | `. */
function say(key: string, values: Record<string, string> = {}): string {
  const [one = '', many = one] = (words[key] ?? key).split(' | ');
  return (values.count === '1' ? one : many).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Returns the whole address of one of Pagefind's files. */
function addressOf(file: string): string {
  return new URL(`${section.dataset.root}pagefind/${file}`, document.baseURI).href;
}

function load(): Promise<Pagefind> {
  pagefind ??= import(addressOf('pagefind.js')).then(async (loaded: Pagefind) => {
    await loaded.init();
    return loaded;
  });
  pagefind.catch(() => { pagefind = null; });
  return pagefind;
}

/** Rejects with `slow` when the work takes too long. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => reject(new Error('slow')), WAIT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(clock));
  });
}

async function search(query: string): Promise<void> {
  const turn = ++latest;
  clear();
  if (query === '') return;
  state.textContent = say('search.working');
  try {
    const { results } = await inTime(load().then((loaded) => loaded.search(query)));
    if (turn !== latest) return;
    await show(results, 0);
    if (turn !== latest) return;
    state.textContent = say(results.length === 0 ? 'search.none' : 'search.count', { query, count: results.length.toLocaleString() });
    more.onclick = () => void showMore(results);
  } catch (error) {
    if (turn === latest) state.textContent = say((error as Error).message === 'slow' ? 'search.slow' : 'search.failed');
  }
}

function clear(): void {
  list.replaceChildren();
  section.hidden = true;
  more.hidden = true;
  state.textContent = '';
}

async function show(results: { data(): Promise<Found> }[], from: number): Promise<void> {
  const turn = latest;
  const found = await inTime(Promise.all(results.slice(from, from + AT_ONCE).map((result) => result.data())));
  if (turn !== latest) return;
  list.append(...found.map(lineOf));
  section.hidden = results.length === 0;
  more.hidden = list.children.length >= results.length;
}

async function showMore(results: { data(): Promise<Found> }[]): Promise<void> {
  const from = list.children.length;
  try {
    await show(results, from);
    list.children[from]?.querySelector('a')?.focus();
  } catch {
    state.textContent = say('search.slow');
  }
}

function lineOf(found: Found): HTMLElement {
  const { title = '', type = '', unit = '', date = '', disclosure = '' } = found.meta;
  const link = element('a', 'title', title);
  link.setAttribute('href', found.raw_url ?? found.url);
  link.setAttribute('lang', 'ko');
  const facts = element('p', 'meta dots');
  facts.append(element('span', '', say(`type-noun.${type}`)), element('span', '', unit), element('span', '', date));
  if (disclosure !== 'open') facts.append(element('span', `tag tag-${disclosure}`, say(`disclosure.${disclosure}`)));
  const line = element('li', '');
  line.append(link, excerptOf(found.excerpt), facts);
  return line;
}

function excerptOf(html: string): HTMLElement {
  const paragraph = element('p', 'excerpt');
  paragraph.lang = 'ko';
  paragraph.append(...excerptParts(html).map(({ text, isMarked }) => (isMarked ? element('mark', '', text) : text)));
  return paragraph;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

function queryInAddress(): string {
  return (new URLSearchParams(location.search).get('q') ?? '').trim();
}

trustWorker(addressOf('pagefind-worker.js'), window);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const query = input.value.trim();
  history.pushState(null, '', `?${new URLSearchParams({ q: query })}`);
  void search(query);
});
addEventListener('popstate', () => {
  input.value = queryInAddress();
  void search(input.value);
});
input.addEventListener('focus', () => void load().catch(() => undefined), { once: true });
input.value = queryInAddress();
void search(input.value);

export {};
