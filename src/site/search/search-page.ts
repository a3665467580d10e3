/**
 * Search page: finds records in the reader's browser; no server sees the query. Comes
 * when something is asked (`search-start.ts`) and takes the form over.
 *
 * Everything that is asked stands in the address, so every condition and the order are
 * links, and the back button brings the words, the conditions, the results and the
 * place among them back. Nothing is searched while somebody types: on a capped plan
 * every half-typed word would cost another piece of the index, and on a cheap phone the
 * letters would lag behind.
 */
import { trustWorker } from '../security/trusted-worker.ts';
import type { Language } from '../view/language.ts';
import { addressOf, listConditions, MOST_KEPT, readAddress } from './asked.ts';
import { withQuery } from './elements.ts';
import { startEngine, type Answer, type Engine } from './engine.ts';
import { readFacets } from './facets.ts';
import { fetcher, sayer, type Names, type Projects, type Say, type Texts, type Units } from './fetched.ts';
import { conditionLinks, nearLinks, olderLink, orderLinks, waysOn } from './links.ts';
import { fillFacets } from './narrowing.ts';
import { PARTS } from './parts.ts';
import { clearResults, goBackTo, placeNow, showMore, shownAt, showUntil, type Place, type Shown } from './results.ts';
import { isRefused, sayFailure, sayOutcome, sayRefusal, shortened } from './spoken.ts';
import { learn, near, type Line } from './suggest.ts';
import { offerSuggestions } from './suggest-box.ts';

const { form, input, status, working, section, heading, conditions, narrow, facetForm, facetNote, order, nothing, found, more, older, lists } = PARTS;
/** From here on waiting is said aloud too. */
const LONG_MS = 3000;
const language = document.documentElement.lang as Language;
const title = document.title;
const fileOf = (path: string): string => new URL(`../${path}`, import.meta.url).href;
const texts = fetcher<Texts>(fileOf(`data/search-words.${language}.json`));
const units = fetcher<Units>(fileOf(`data/search-units.${language}.json`));
const projects = fetcher<Projects>(fileOf(`data/search-projects.${language}.json`));
const lines = fetcher<readonly Line[]>(fileOf(`data/suggest.${language}.json`));

/** Before the words are there, the page itself has those for the worst. */
let say: Say = (key) => (key === 'search.offline' ? status.dataset.offline! : status.dataset.failed!);
let engine: Engine | null = null;
let asked = readAddress(location.search);
let searched = '';
let turn = 0;

function engineOf(): Engine {
  if (engine === null || engine.isOver()) engine = startEngine(new Worker(fileOf('assets/search-worker.js'), { type: 'module' }));
  return engine;
}

/** Does what the address asks; `settle` puts the focus where the reader expects it, if the link that was followed is gone. */
async function run(place: Place = {}, settle = (): void => undefined): Promise<void> {
  const own = ++turn;
  const isLast = (): boolean => own === turn;
  begin();
  const long = setTimeout(() => { status.textContent = working.textContent; }, LONG_MS);
  try {
    const answering = isRefused(asked) ? null : engineOf().search({ ...asked, older: asked.older ?? 0 });
    answering?.catch(() => undefined);
    say = sayer(await texts());
    await showConditions(isLast, settle);
    if (answering === null) tell(refuse());
    else await show(await answering, place, isLast);
  } catch (error) {
    if (isLast()) fail(error);
  } finally {
    clearTimeout(long);
    if (isLast()) endWork();
  }
}

function endWork(): void {
  working.hidden = true;
  lists.hidden = false;
}

function begin(): void {
  searched = location.search;
  asked = readAddress(searched);
  if (turn > 1 || input.value === '') input.value = asked.query;
  document.title = asked.query === '' ? title : `${shortened(asked.query)} – ${title}`;
  clearResults();
  nothing.replaceChildren();
  older.replaceChildren();
  status.textContent = '';
  working.hidden = false;
  lists.hidden = true;
  closeHints();
}

function tell(words: string): void {
  status.replaceChildren(...withQuery(words, shortened(asked.query), language));
}

/** Who has only come to the page has asked nothing yet, and is not answered. */
function refuse(): string {
  section.hidden = true;
  return new URLSearchParams(searched).has('q') ? sayRefusal(asked, say) : '';
}

function fail(error: unknown): void {
  if (section.contains(document.activeElement)) input.focus();
  section.hidden = true;
  status.textContent = sayFailure(error, navigator.onLine, say);
}

async function showConditions(isLast: () => boolean, settle: () => void): Promise<void> {
  const named: Names = {
    units: asked.conditions.unit === undefined ? [] : await units().catch(() => []),
    projects: asked.conditions.project === undefined ? [] : await projects().catch(() => []),
  };
  if (!isLast()) return;
  const links = conditionLinks(asked, named, say);
  conditions.replaceChildren(...links);
  conditions.hidden = links.length === 0;
  order.replaceChildren(...orderLinks(asked, say));
  settle();
}

/** Shows an answer and says what it is: with its first line, not after it, so that no line moves. */
async function show(answer: Answer, place: Place, isLast: () => boolean): Promise<void> {
  if (!isLast()) return;
  const { isCut } = asked;
  const list: Shown = { answer, language, say, isLast };
  const isWhole = await showUntil(shownAt(place), list, () => {
    openSection(answer);
    tell(sayOutcome(asked, { ...answer, isCut, isHalf: false }, language, say));
  });
  if (!isLast()) return;
  if (!isWhole && found.childElementCount === 0) throw new Error('incomplete');
  more.onclick = () => void showNext(list);
  goBackTo(place);
  if (answer.total === 0) openSection(answer);
  if (answer.total === 0 || !isWhole) tell(sayOutcome(asked, { ...answer, isCut, isHalf: !isWhole }, language, say));
}

function openSection({ total, left = null }: Answer): void {
  section.hidden = false;
  if (left !== null) older.replaceChildren(...olderLink(asked, left, language, say));
  order.hidden = total < 2;
  offerNarrowing(total > 0 || listConditions(asked.conditions).length > 0);
  if (total === 0) void offerWays();
  if (narrow.open) void offerFacets();
}

/** What to try when nothing was found; a name that is one letter away is the first. */
async function offerWays(): Promise<void> {
  const own = turn;
  nothing.replaceChildren(...waysOn(asked, say));
  const meant = near(learn(await lines().catch(() => [])), asked.query);
  if (own === turn) nothing.prepend(...nearLinks(asked, meant, language, say));
}

/** Where nothing was found without conditions, none can help. */
function offerNarrowing(isOffered: boolean): void {
  if (!isOffered && narrow.contains(document.activeElement)) heading.focus();
  narrow.hidden = !isOffered;
}

async function showNext(list: Shown): Promise<void> {
  more.onclick = null;
  working.hidden = false;
  const isWhole = await showMore(list);
  if (!list.isLast()) return;
  working.hidden = true;
  more.onclick = () => void showNext(list);
  if (!isWhole) fail(new Error('incomplete'));
}

async function offerFacets(): Promise<void> {
  const own = turn;
  const isLast = (): boolean => own === turn;
  try {
    await fillFacets({ asked, engine: engineOf(), names: async () => ({ units: await units(), projects: await projects().catch(() => []) }), language, say, isLast });
  } catch (error) {
    if (isLast()) facetNote.textContent = sayFailure(error, navigator.onLine, say);
  }
}

/** Goes to another search; the place in this one is kept for who comes back. */
function go(address: string, settle?: () => void): void {
  keepPlace();
  if (address !== location.search) history.pushState(null, '', address);
  void run({}, settle);
}

function keepPlace(): void {
  history.replaceState(placeNow(), '');
}

/** After a condition was taken away the focus is on the next one, or on what offers others; the order that is now is where the old one was. */
function settleAfter(link: HTMLAnchorElement): () => void {
  if (order.contains(link)) return () => order.querySelector<HTMLElement>('[aria-current]')!.focus();
  const position = [...conditions.querySelectorAll('a')].indexOf(link);
  if (position < 0) return () => heading.focus();
  return () => {
    const left = conditions.querySelectorAll('a');
    (left[Math.min(position, left.length - 1)] ?? narrow.querySelector('summary')!).focus();
  };
}

/** Searches other words than those in the field. */
function searchFor(words: string): void {
  input.value = words;
  form.requestSubmit();
}

const closeHints = offerSuggestions({ input, lines, texts: async () => sayer(await texts()), language, choose: searchFor });
trustWorker(fileOf('assets/search-worker.js'), window);
history.scrollRestoration = 'manual';
form.onsubmit = (event) => {
  event.preventDefault();
  if (matchMedia('(pointer: coarse)').matches) input.blur(); // The keyboard of a phone would cover the results.
  go(addressOf({ ...asked, query: input.value.slice(0, MOST_KEPT), older: 0 }));
};
facetForm.onsubmit = (event) => {
  event.preventDefault();
  go(addressOf({ ...asked, conditions: readFacets(facetForm) }));
};
section.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-here]');
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.search, settleAfter(link));
});
narrow.addEventListener('toggle', () => {
  if (narrow.open) void offerFacets();
});
// A link within the page, to the lists or past the menu, is no other search.
addEventListener('popstate', () => {
  if (location.search !== searched) void run((history.state ?? {}) as Place);
});
addEventListener('pagehide', keepPlace);
if (location.search === '') engineOf();
else void run((history.state ?? {}) as Place);

export {};
