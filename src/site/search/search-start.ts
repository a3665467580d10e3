/**
 * Search start: the only script that comes with the search page, and small: who only
 * looks at the page pays for nothing else. It fetches the search itself when something
 * is asked, by the address or by the first key, and says so if that does not come.
 *
 * Until it runs, the page says that the search has not started and its button is off:
 * a page whose script was lost on the way must not look like one that searches.
 */
import { MOST_KEPT } from './asked.ts';
import { SILENCE_MS } from './engine.ts';

const form = document.querySelector<HTMLFormElement>('form.finder')!;
const input = form.querySelector('input')!;
const status = document.getElementById('status')!;
const working = document.getElementById('working')!;
const lists = document.getElementById('lists')!;
let isComing = false;
let hasFailed = false;

/** The search takes the form over as soon as it is there, and does what the address asks. */
function fetchSearch(): void {
  if (isComing) return;
  isComing = true;
  const clock = setTimeout(giveUp, SILENCE_MS);
  import(new URL('search-page.js', import.meta.url).href).catch(giveUp).finally(() => clearTimeout(clock));
}

function begin(): void {
  working.hidden = false;
  lists.hidden = true;
}

/** Said only to who has asked; who still types may be lucky with the next try. */
function giveUp(): void {
  isComing = false;
  hasFailed = true;
  if (working.hidden) return;
  working.hidden = true;
  lists.hidden = false;
  status.textContent = (navigator.onLine ? status.dataset.failed : status.dataset.offline)!;
}

form.querySelector('button')!.disabled = false;
// Only a field of text may be a combobox, and it must be one before somebody comes to it.
input.type = 'text';
for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false']] as const) input.setAttribute(name, value);
status.textContent = '';
status.className = '';
form.onsubmit = (event) => {
  event.preventDefault();
  const address = new URLSearchParams(location.search);
  address.set('q', input.value.slice(0, MOST_KEPT));
  address.delete('older');
  history.pushState(null, '', `?${address}`);
  begin();
  // Browsers remember a script that did not come, so it can only come with the whole page.
  if (hasFailed && navigator.onLine) location.reload();
  else fetchSearch();
};
form.addEventListener('input', fetchSearch, { once: true });
if (location.search !== '') {
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  begin();
  fetchSearch();
}

export {};
