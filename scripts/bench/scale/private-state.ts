/**
 * Private state: what the export would remember after the nights that were written
 * straight into `content/`, as far as a seal needs it.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../../src/archive/manifest/shards.ts';
import { State } from '../../../src/export/state.ts';
import { lastEntry } from '../../seal/log-entries.ts';

/** Brings the state up to the log that stands in `content`. */
export function rememberNights(content: string, privateFolder: string): void {
  mkdirSync(privateFolder, { recursive: true });
  const nights = readdirSync(join(content, 'log')).sort();
  const { index, on } = lastEntry(content);
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    state.begin();
    state.saveCounters({ nights: nights.length, logLength: index + 1, lastLogSha256: sha256Of(readFileSync(join(content, 'log', nights.at(-1)!))), lastNight: on });
    state.commit();
  } finally {
    state.close();
  }
}
