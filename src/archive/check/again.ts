/**
 * Again: which files of the standing portal a check reads again though nobody changed
 * them. Their bytes were read before, by the same version; but since then values have
 * become secret, records were taken back, and a disk may have changed.
 *
 * A value that may stand nowhere is looked for in the traces of all standing texts; what
 * may not stand in one record, in the files of that record; the id of a withdrawn record,
 * where ids stand. Besides, those read longest ago have their turn, about as much as is
 * new, so that in the end every file is read again with the lists of its night.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Checked } from './checked.ts';
import { TaintList, type Taint } from './taint.ts';
import { compact } from './text/compact.ts';
import { normalised } from './text/normalise.ts';
import { WithdrawalList, type Withdrawn } from './withdrawn.ts';

/** The secrets of a check. */
export interface Secrets { taint: readonly Taint[]; withdrawn: readonly Withdrawn[] }

const taintKey = ({ record, kind, value }: Taint) => `taint\0${record}\0${kind}\0${value}`;
const idKey = (record: string) => `id\0${record}`;
const phraseKey = (record: string, phrase: string) => `phrase\0${record}\0${phrase}`;

/** Yields a name for every single secret; equal secrets have equal names. */
export function* keysOf({ taint, withdrawn }: Secrets): Generator<string> {
  for (const one of taint) yield taintKey(one);
  for (const { record, phrases } of withdrawn) {
    yield idKey(record);
    for (const phrase of phrases) yield phraseKey(record, phrase);
  }
}

/** Returns the secrets that no check has looked for yet. */
export function newSecrets({ taint, withdrawn }: Secrets, checked: Checked): Secrets {
  const fresh = withdrawn.map(({ record, phrases }) => ({ record, phrases: phrases.filter((phrase) => !checked.isSought(phraseKey(record, phrase))) }));
  return {
    taint: taint.filter((one) => !checked.isSought(taintKey(one))),
    withdrawn: fresh.filter(({ record, phrases }) => phrases.length > 0 || !checked.isSought(idKey(record))),
  };
}

/** Returns the standing paths in which a new secret may stand: no more than a suspicion. */
export function suspects({ taint, withdrawn }: Secrets, checked: Checked): Set<string> {
  const paths = new Set<string>();
  for (const record of new Set(taint.map(({ record }) => record))) for (const path of checked.ofRecord(record)) paths.add(path);
  for (const { record } of withdrawn) if (!checked.isSought(idKey(record))) for (const path of checked.mentioning(record)) paths.add(path);
  const taints = new TaintList(taint);
  const phrases = new WithdrawalList(withdrawn.map(({ record, phrases: all }) => ({ record, phrases: all.filter((phrase) => compact(normalised(phrase)).length > 0) })));
  if (taints.count === 0 && !phrases.hasPhrases) return paths;
  for (const { path, digits, letters } of checked.traces()) {
    let isSuspect = taints.mayBeIn(digits, letters);
    if (!isSuspect && phrases.hasPhrases) phrases.search(letters, () => { isSuspect = true; });
    if (isSuspect) paths.add(path);
  }
  return paths;
}

/** How much has its turn: so many bytes, and no fewer files than that. */
export interface Turn { bytes: number; leastFiles: number }

/** Returns the paths that were read longest ago, `gone` ones left out; what is no longer there is forgotten. */
export function nextInTurn(checked: Checked, { bytes, leastFiles }: Turn, gone: ReadonlySet<string>, isThere: (path: string) => boolean): string[] {
  const paths = new Set<string>();
  const missing = new Set<string>();
  let read = 0;
  for (const { path, sizeBytes } of checked.oldest()) {
    if (paths.size >= leastFiles && read >= bytes) break;
    if (gone.has(path) || paths.has(path) || missing.has(path)) continue;
    if (!isThere(path)) { missing.add(path); continue; }
    paths.add(path);
    read += sizeBytes;
  }
  for (const path of missing) checked.forget(path);
  return [...paths];
}

/** Yields files that lie beside those in turn, or in a folder beside them, and were never read: no build has put them there. */
export function* strangers(standing: string, paths: readonly string[], checked: Checked): Generator<string> {
  const folders = new Set(['']);
  for (const path of paths) for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  for (const folder of folders) {
    for (const entry of readdirSync(join(standing, folder), { withFileTypes: true })) {
      const inner = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) { if (checked.hashes(inner).length === 0) yield inner; continue; }
      if (!folders.has(inner) && !checked.hasBelow(inner)) yield* below(standing, inner);
    }
  }
}

function* below(standing: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(standing, folder), { withFileTypes: true })) {
    const inner = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* below(standing, inner);
    else yield inner;
  }
}
