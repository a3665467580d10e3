/**
 * Suggest box: offers below the field what may be meant by what is typed: an editable
 * combobox with a list (WAI-ARIA APG, "list autocomplete with manual selection").
 *
 * Nothing is chosen by itself and nothing is searched while somebody types; Enter without
 * a choice searches what stands in the field. A keyboard for Korean sends every key
 * twice, once while the syllable is being made: those are its own and are left to it.
 */
import type { Language } from '../view/language.ts';
import { element } from './elements.ts';
import type { Say } from './fetched.ts';
import { learn, suggest, type Known, type Line, type Suggestion } from './suggest.ts';

/** What the box needs: the list, the words, and what happens when something is chosen. */
export interface Suggesting { input: HTMLInputElement; lines(): Promise<readonly Line[]>; texts(): Promise<Say>; language: Language; choose(searched: string): void }

/** Said when the fingers rest, not for every letter. */
const QUIET_MS = 800;

/** Starts to offer suggestions; returns what closes the list. */
export function offerSuggestions({ input, lines, texts, language, choose }: Suggesting): () => void {
  const list = element('ul', { id: 'hints', role: 'listbox', hidden: '' });
  const voice = element('p', { class: 'ear', role: 'status' });
  let known: readonly Known[] = [];
  let say: Say | null = null;
  let offered: readonly Suggestion[] = [];
  let active = -1;
  /** Whether somebody is typing: a list that comes after the search was begun would lie over what is found. */
  let isTyping = false;
  let clock: ReturnType<typeof setTimeout> | undefined;

  const options = (): Element[] => [...list.children];
  const mark = (next: number): void => {
    active = next;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[active]!.id);
    list.children[active]!.scrollIntoView({ block: 'nearest' });
  };
  const close = (): void => {
    isTyping = false;
    clearTimeout(clock);
    voice.textContent = '';
    mark(-1);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };
  const open = (): void => {
    offered = say === null ? [] : suggest(known, input.value);
    if (offered.length === 0) return close();
    list.replaceChildren(...offered.map((one, at) => optionOf(one, at, language, say!)));
    mark(-1);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    clearTimeout(clock);
    const words = say!('search.hints-count', { count: String(offered.length) });
    clock = setTimeout(() => { voice.textContent = words; }, QUIET_MS);
  };
  const take = (at: number): void => {
    const { searched } = offered[at]!;
    close();
    choose(searched);
  };

  const fetchAll = async (): Promise<void> => {
    const [came, words] = await Promise.all([lines(), texts()]);
    known = learn(came);
    say = words;
    list.setAttribute('aria-label', say('search.hints'));
    if (isTyping && document.activeElement === input && list.hidden) open();
  };
  /** Who gets no suggestions can search without them; the next key asks again. */
  const onInput = (): void => {
    isTyping = true;
    if (say === null) void fetchAll().catch(() => undefined);
    else open();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    const count = list.hidden ? 0 : options().length;
    if ((key === 'ArrowDown' || key === 'ArrowUp') && !event.altKey && !event.ctrlKey) {
      if (count === 0) open();
      if (list.hidden) return;
      event.preventDefault();
      const places = options().length + 1;
      mark((active + 1 + (key === 'ArrowDown' ? 1 : places - 1)) % places - 1);
    } else if (key === 'Enter' && count > 0 && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (key === 'Escape' && count > 0) {
      event.preventDefault();
      close();
    } else if (/^(?:Arrow(?:Left|Right)|Home|End)$/.test(key)) mark(-1);
  };

  input.setAttribute('aria-controls', list.id);
  input.after(list, voice);
  input.addEventListener('input', onInput);
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);
  // The field keeps the focus, and a finger that scrolls the page chooses nothing.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const at = options().indexOf((event.target as Element).closest('[role=option]')!);
    if (at >= 0) take(at);
  });
  if (document.activeElement === input && input.value !== '') onInput();
  return close;
}

/** What is searched, and why it stands here. */
function optionOf({ text, kind, records, searched }: Suggestion, at: number, language: Language, say: Say): HTMLElement {
  const isOther = kind === 'former' || kind === 'same';
  const main = isOther ? searched : text;
  const name = say(`search.hint.${kind}`, { word: text });
  const note = isOther || records === 0 ? name : say('search.hint', { kind: name, count: records.toLocaleString(language) });
  const inKorean = (words: string): Record<string, string> => (language !== 'ko' && /\p{Script=Hangul}/u.test(words) ? { lang: 'ko' } : {});
  return element('li', { id: `hint-${at}`, role: 'option', 'aria-selected': 'false' }, element('span', inKorean(main), main), ' ', element('span', { class: 'meta' }, note));
}
