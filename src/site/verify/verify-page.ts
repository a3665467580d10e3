/**
 * Verify page: checks the record whose entry stands behind the `#` of the address and says
 * what was found. A page of its own, so that the pages of records, which hold what others
 * wrote, go on without any script; and its address can be handed on.
 *
 * The words stand in the page, in a list that is not shown; what comes from the address or
 * from the network is never made into anything but numbers and addresses of records.
 */
import { checkRecord, parseEntry, type Checked, type Entry, type Finding } from './check-record.ts';
import { subtle, type Bytes } from './bytes.ts';

/** Given to every fetch: a line that says nothing for so long is as good as none. */
const SILENCE_MS = 30_000;

/** The portal's own folder, wherever it was copied to. */
const PORTAL = new URL('..', import.meta.url);

const at = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const [status, found, again, ways, back, proof] = ['status', 'found', 'again', 'ways', 'record', 'proof'].map((id) => at(id)) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLAnchorElement, HTMLAnchorElement];

function wordsOf(name: string, values: Readonly<Record<string, number>> = {}): string {
  const words = document.querySelector(`#words [data-word="${name}"]`)?.textContent ?? name;
  return words.replace(/\{(\w+)\}/g, (whole, value: string) => values[value]?.toLocaleString('en') ?? whole);
}

async function fetchBytes(path: string): Promise<Bytes | null> {
  const answer = await fetch(new URL(path, PORTAL), { cache: 'no-cache', redirect: 'error', signal: AbortSignal.timeout(SILENCE_MS) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

function entryOfAddress(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

function show(headline: string, findings: readonly Finding[]): void {
  status.className = '';
  status.textContent = wordsOf(headline);
  found.replaceChildren(...findings.map(({ word, isRight, values }) => {
    const line = document.createElement('li');
    const mark = document.createElement('strong');
    mark.textContent = wordsOf(isRight === null ? 'unknown' : isRight ? 'right' : 'wrong');
    line.className = isRight === null ? 'unknown' : isRight ? 'right' : 'wrong';
    line.append(mark, ' ', wordsOf(word, values));
    return line;
  }));
}

function headlineOf(findings: readonly Finding[]): string {
  if (findings.some(({ isRight }) => isRight === false)) return 'some-wrong';
  return findings.every(({ isRight }) => isRight) ? 'all-right' : 'some-unknown';
}

function showProof({ proof: text }: Checked, { index }: Entry): void {
  proof.parentElement!.hidden = text === null;
  if (text === null) return;
  URL.revokeObjectURL(proof.href);
  proof.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  proof.download = `${index}.tlog-proof`;
}

async function check(line: string, entry: Entry): Promise<void> {
  show('working', []);
  const { origin, keys, witnesses } = at('check').dataset as Record<string, string>;
  const namesOf = (list: string): string[] => list.split(' ').filter((name) => name !== '');
  try {
    const checked = await checkRecord(fetchBytes, { entry: line, origin: origin!, keys: namesOf(keys!), witnesses: namesOf(witnesses!) });
    show(headlineOf(checked.findings), checked.findings);
    showProof(checked, entry);
  } catch {
    show(navigator.onLine ? 'no-answer' : 'offline', []);
  }
  again.hidden = false;
}

/** Says at once what no try will change: no entry in the address, or a browser without WebCrypto, which all are without https. */
function begin(): void {
  const line = entryOfAddress();
  const entry = parseEntry(line);
  ways.hidden = entry === null;
  proof.parentElement!.hidden = true;
  again.hidden = true;
  if (line === '') return show('nothing', []);
  if (entry === null) return show('entry-broken', []);
  at('name').textContent = entry.path;
  back.href = new URL(`${document.documentElement.lang === 'en' ? 'en/' : ''}${entry.path.replace(/\.\w+$/, '.html')}`, PORTAL).href;
  if (subtle === undefined) return show('no-crypto', []);
  void check(line, entry);
}

again.onclick = begin;
addEventListener('hashchange', begin);
begin();
