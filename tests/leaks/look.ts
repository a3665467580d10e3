/**
 * Look: reads what is public, with neither the export's readers nor the check's, and
 * finds plants in it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Planted } from './containers.ts';
import { bare, formsOf, partsOf } from './plant.ts';

/** A public file with its letters and digits. */
export interface PublicText { path: string; text: string }

/** What of a content folder is public: `policy`, `organisations` and `city.json` are written by officers. */
const PUBLIC = ['records', 'register', 'log', 'originals'];

/** Returns the public texts of a content folder. */
export function publicTexts(content: string): PublicText[] {
  return PUBLIC.filter((name) => existsSync(join(content, name))).flatMap((name) => textsBelow(join(content, name), content));
}

/** Returns the texts of all files below a folder, packed ones unpacked, with their paths. */
export function textsBelow(folder: string, root = folder): PublicText[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(root, path), text: bare(`${relative(root, path)}\n${lettersOf(path)}`) };
  });
}

function lettersOf(path: string): string {
  const bytes = readFileSync(path);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unescaped(gunzipSync(bytes).toString('utf8'));
  if (extname(path) === '.pdf') return pdfLetters(bytes);
  if (['.png', '.jpg', '.jpeg'].includes(extname(path))) return `${bytes.toString('utf8')}\n${bytes.toString('utf16le')}\n${bytes.toString('latin1')}`;
  return unescaped(bytes.toString('utf8'));
}

/** Strings of JSON and YAML as they are meant. */
function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\\[nrt]/g, ' ');
}

/** Strings of a PDF in every encoding its text could be in, streams unpacked. */
function pdfLetters(bytes: Buffer): string {
  const plain = bytes.toString('latin1');
  const streams = [...plain.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    try {
      return inflateSync(bytes.subarray(index + length), { finishFlush: 2 }).toString('latin1');
    } catch {
      return '';
    }
  });
  const all = [plain, ...streams].join('\n');
  const hex = [...all.matchAll(/<(?:FEFF)?([0-9a-f\s]{4,4000})>/gi)].map(([, digits]) => fromWide(Buffer.from(digits!.replace(/\s/g, ''), 'hex'))).join('\n');
  return `${all}\n${Buffer.from(all, 'latin1').toString('utf8')}\n${hex}`;
}

function fromWide(bytes: Buffer): string {
  return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : bytes.toString('utf8');
}

const KEY_UNITS = 6;

/** Returns the plants of which something stands in a text of its own paper, or the whole in any. */
export function leaksIn(texts: readonly PublicText[], planted: readonly Planted[], idOf: (planted: Planted) => string | null): Map<Planted, string> {
  const found = new Map<Planted, string>();
  const index = new Map<string, { form: string; planted: Planted }[]>();
  for (const one of planted) {
    for (const form of formsOf(one.plant)) {
      if (isShort(form)) continue;
      const key = form.slice(0, KEY_UNITS);
      index.set(key, [...index.get(key) ?? [], { form, planted: one }]);
    }
  }
  for (const { path, text } of texts) {
    for (let at = 0; at + KEY_UNITS <= text.length; at += 1) {
      for (const { form, planted: one } of index.get(text.slice(at, at + KEY_UNITS)) ?? []) {
        if (!found.has(one) && text.startsWith(form, at)) found.set(one, path);
      }
    }
  }
  const byId = textsById(texts);
  for (const one of planted) {
    const id = idOf(one);
    if (found.has(one) || id === null) continue;
    const own = byId.get(id) ?? '';
    if ([...formsOf(one.plant).filter(isShort), ...partsOf(one.plant)].some((form) => own.includes(form))) found.set(one, id);
  }
  return found;
}

/** A name or a date may stand anywhere by chance; it is looked for in its own record. */
function isShort(form: string): boolean {
  return form.length < KEY_UNITS || (form.length < 9 && /^\d+$/.test(form));
}

/** What is public of a record, by its id: files that bear it in their path. */
function textsById(texts: readonly PublicText[]): Map<string, string> {
  const byId = new Map<string, string>();
  for (const { path, text } of texts) {
    const id = /(?<![0-9a-z])[0-9a-z]{10}(?![0-9a-z])/.exec(path)?.[0];
    if (id !== undefined) byId.set(id, `${byId.get(id) ?? ''}\n${text}`);
  }
  return byId;
}
