/**
 * A tiny sealed portal, made here from the frame's own words and not by the code that
 * seals a real one: records, pages, a readable log, its tree, manifest and signatures,
 * night after night. Tests attack it, publish it, and look at it from outside.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appendEntries } from '../../src/archive/log/append.ts';
import { formatCheckpoint } from '../../src/archive/log/checkpoint.ts';
import { EMPTY_ROOT } from '../../src/archive/log/hashes.ts';
import { newSigningKey, parseSigningKey, signNote, unsignedNote, verifierKeyOf, type SigningKey } from '../../src/archive/log/note.ts';
import { allowedSigners, signSsh } from '../../src/archive/ssh-signature.ts';

export const ORIGIN = 'open.haneul.example/log';
export const HOST = 'open.haneul.example';

/** Returns the same key for the same number. */
export function keyOf(seed: number, name: string = ORIGIN, kind: 1 | 4 = 1): SigningKey { return parseSigningKey(newSigningKey(name, Buffer.alloc(32, seed), kind)); }

export function sha256(bytes: Uint8Array | string): string { return createHash('sha256').update(bytes).digest('hex'); }

/** A portal in memory. `files` is what would be served after the last seal. */
export class PortalInMemory {
  readonly files = new Map<string, Buffer>();
  readonly key: SigningKey | null;
  readonly #records = new Map<string, { path: string; revision: number; isReleased: boolean }>();
  readonly #pending: object[] = [];
  #size = 0;
  #root: Buffer = EMPTY_ROOT;
  #nights = 0;
  #drawn = 0;
  #on = '2026-11-23';

  constructor(key: SigningKey | null = keyOf(1)) { this.key = key; }

  get size(): number { return this.#size; }

  /** Sets the day of what follows. */
  day(on: string): this { this.#on = on; return this; }

  /** Releases a record of a month, `YYYY/MM`, with a page in each language and a table. */
  release(id: string, text = 'body', month = '2026/11'): this { return this.#put(id, 'release', text, month); }
  amend(id: string, text = 'amended'): this { return this.#put(id, 'amend', text); }
  restore(id: string, text = 'restored'): this { return this.#put(id, 'restore', text); }

  withdraw(id: string): this {
    const record = this.#records.get(id)!;
    record.revision += 1;
    record.isReleased = false;
    this.files.set(record.path, tombstoneOf(id, record.path, record.revision, this.#on));
    this.files.delete(tableOf(record.path));
    for (const page of pagesOf(record.path)) this.files.set(page, Buffer.from('<!doctype html>withdrawn'));
    this.#pending.push({ index: 0, on: this.#on, event: 'withdraw', id, path: record.path, revision: record.revision, sha256: null, reason: 'rule-changed' });
    return this;
  }

  /** Puts a page or deletes it. */
  page(path: string, text: string | null): this {
    if (text === null) this.files.delete(path);
    else this.files.set(path, Buffer.from(text));
    return this;
  }

  /** Ends the night: its entries, the manifest, the seal, the head. */
  seal(nextBy = '2026-11-30T15:00:00Z'): this {
    this.#log(this.#pending.splice(0));
    const { manifest, count } = this.#writeManifest();
    const records = [...this.#records.values()];
    this.#log([{ index: 0, on: this.#on, event: 'seal', manifest: sha256(manifest), files: count, released: records.filter(({ isReleased }) => isReleased).length, withdrawn: records.filter(({ isReleased }) => !isReleased).length, nextBy }]);
    this.#sign();
    return this;
  }

  /** Appends entries as they are given, also impossible ones; `index` is set unless it is given as `null`. */
  log(entries: readonly object[]): this { this.#log(entries); return this; }

  #put(id: string, event: string, text: string, month = '2026/11'): this {
    const record = this.#records.get(id) ?? { path: `records/document/${month}/${id}.md`, revision: 0, isReleased: true };
    record.revision += 1;
    record.isReleased = true;
    this.#records.set(id, record);
    const bytes = Buffer.from(`---\nid: "${id}"\nnonce: "${sha256(`${this.#drawn++}`).slice(0, 32)}"\nrevision: ${record.revision}\n---\n${text}\n`);
    this.files.set(record.path, bytes).set(tableOf(record.path), Buffer.from(`a,b\n${text},1\n`));
    for (const page of pagesOf(record.path)) this.files.set(page, Buffer.from(`<!doctype html>${text}`));
    this.#pending.push({ index: 0, on: this.#on, event, id, path: record.path, revision: record.revision, sha256: sha256(bytes), reason: 'approved' });
    return this;
  }

  #log(entries: readonly object[]): void {
    if (entries.length === 0) return;
    const lines = entries.map((entry, n) => Buffer.from(JSON.stringify({ ...entry, index: this.#size + n })));
    const grown = appendEntries((path) => this.files.get(`log/${path}`) ?? null, this.#size, lines, this.#root);
    for (const [path, bytes] of grown.files) this.files.set(`log/${path}`, bytes);
    this.files.set(`log/${String(this.#nights += 1).padStart(6, '0')}.jsonl`, Buffer.from(lines.map((line) => `${line.toString()}\n`).join('')));
    [this.#size, this.#root] = [grown.size, grown.root];
  }

  #writeManifest(): { manifest: string; count: number } {
    for (const path of this.files.keys()) if (path.startsWith('manifest/')) this.files.delete(path);
    const sealed = [...this.files].filter(([path]) => !/^log\/|^manifest|^allowed_signers$/.test(path)).sort(([a], [b]) => (a < b ? -1 : 1));
    const shards = Map.groupBy(sealed, ([path]) => (/\/(\d{4})\/(\d\d)\//.exec(path)?.slice(1).join('-') ?? 'lists-3f'));
    const top = [...shards].map(([name, files]) => {
      const text = files.map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join('');
      const path = `manifest/${name}.${sha256(text).slice(0, 16)}.txt`;
      this.files.set(path, Buffer.from(text));
      return `${sha256(text)}  ${path}\n`;
    });
    const manifest = top.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
    this.files.set('manifest-sha256.txt', Buffer.from(manifest));
    if (this.key !== null) {
      this.files.set('manifest-sha256.txt.sig', Buffer.from(signSsh(Buffer.from(manifest), this.key, 'file')));
      this.files.set('allowed_signers', Buffer.from(allowedSigners(HOST, this.key)));
      this.files.set('log/vkey', Buffer.from(`${verifierKeyOf(this.key)}\n`));
    }
    return { manifest, count: sealed.length };
  }

  #sign(): void {
    const text = formatCheckpoint({ origin: ORIGIN, size: this.#size, root: this.#root });
    const note = Buffer.from(this.key === null ? unsignedNote(text) : signNote(text, this.key));
    this.files.set('log/checkpoint', note).set(`log/checkpoints/${this.#size}`, note);
  }
}

/** Returns the bytes of a tombstone as the export writes it. */
export function tombstoneOf(id: string, path: string, revision: number, on: string): Buffer {
  const facts = { id, type: 'document', status: 'withdrawn', revision, releasedOn: '2026-11-20', withdrawnOn: on, reason: 'rule-changed' };
  if (path.endsWith('.json')) return Buffer.from(`${JSON.stringify(facts, null, 1)}\n`);
  return Buffer.from(`---\n${Object.entries(facts).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n`);
}

function pagesOf(path: string): string[] { return ['', 'en/'].map((language) => `${language}${path.replace(/md$/, 'html')}`); }

function tableOf(path: string): string { return path.replace('records/document/', 'files/').replace(/\.md$/, '-0-0.csv'); }

/** Twelve ids as the export draws them. */
export const IDS: readonly string[] = Array.from({ length: 12 }, (_, n) => `1d3rngm0g${'0123456789bc'[n]}`);

/** Returns a portal after three nights: ten records, then one amended, one withdrawn and two new, then one restored, one withdrawn. */
export function threeNights(key: SigningKey | null = keyOf(1)): PortalInMemory {
  return nightThree(nightTwo(nightOne(new PortalInMemory(key))));
}

export function nightOne(portal: PortalInMemory): PortalInMemory {
  portal.day('2026-11-23').page('index.html', 'one').page('lists/a.html', 'a');
  for (const id of IDS.slice(0, 10)) portal.release(id);
  return portal.seal('2026-11-25T15:00:00Z');
}

export function nightTwo(portal: PortalInMemory): PortalInMemory {
  return portal.day('2026-11-24').amend(IDS[0]!).withdraw(IDS[1]!).withdraw(IDS[2]!).release(IDS[10]!).release(IDS[11]!).page('index.html', 'two').page('lists/a.html', null).page('lists/b.html', 'b').seal('2026-11-26T15:00:00Z');
}

export function nightThree(portal: PortalInMemory): PortalInMemory {
  return portal.day('2026-11-25').restore(IDS[1]!).withdraw(IDS[3]!).page('index.html', 'three').seal('2026-11-27T15:00:00Z');
}

/** Returns the files as they are now; a later night does not change the copy. */
export function copyOf(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  return new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]));
}

/** Writes files below a folder. */
export function writeFiles(files: ReadonlyMap<string, Buffer>, folder: string): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** The key of the portal below. */
export function logKey(): SigningKey { return keyOf(1); }

/** The same portal, to be kept as folders night by night. */
export class SealedPortal {
  readonly #portal: PortalInMemory;
  readonly folder: string;

  constructor(folder: string, key: SigningKey | null = logKey()) {
    this.folder = folder;
    this.#portal = new PortalInMemory(key);
  }

  get size(): number { return this.#portal.size; }

  release(id: string, text: string, month = '2024/03'): this { this.#portal.release(id, text, month); return this; }
  amend(id: string, text: string): this { this.#portal.amend(id, text); return this; }
  restore(id: string, text: string): this { this.#portal.restore(id, text); return this; }
  withdraw(id: string): this { this.#portal.withdraw(id); return this; }
  put(path: string, text: string | null): this { this.#portal.page(path, text); return this; }

  /** Ends the night and writes the portal to its folder. */
  seal(): this {
    this.#portal.seal();
    rmSync(this.folder, { recursive: true, force: true });
    writeFiles(this.#portal.files, this.folder);
    return this;
  }

  /** Writes the portal as it is now to another folder, and returns that. */
  copyTo(folder: string): string {
    writeFiles(this.#portal.files, folder);
    return folder;
  }
}
