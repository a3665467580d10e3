/**
 * Keys: the public keys of the log as people compare them. They come from what the city
 * wrote in `city.json`, never from the log itself: one key in two forms, that of signed notes
 * (c2sp.org/signed-note) and that of SSH, with the fingerprint that `ssh-keygen -l` shows.
 */
import { createHash } from 'node:crypto';
import type { Page } from './page.ts';

/** One key, finished. */
export interface KeyLine { title: string; vkey: string; ssh: string; fingerprint: string }

/** Returns the finished values of the page; no keys in an unsigned preview. */
export function viewKeys(page: Page) {
  const { log } = page.site.city;
  const keys = log?.keys ?? [];
  return {
    origin: log?.origin ?? null,
    keys: keys.map((vkey, at) => keyLine(page, vkey, keys.length - 1 - at)).reverse(),
    witnesses: log?.witnesses ?? [],
  };
}

/** `age` is 0 for the key in use, which stands last in the file. */
function keyLine(page: Page, vkey: string, age: number): KeyLine {
  const blob = sshBlob(Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1));
  return {
    title: age === 0 ? page.say('keys.current') : page.say('keys.former', { number: age }),
    vkey, ssh: `ssh-ed25519 ${blob.toString('base64')}`,
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
  };
}

/** A key of SSH is the name of its kind and the key, each with its length (RFC 8709, 4). */
function sshBlob(key: Buffer): Buffer {
  return Buffer.concat(['ssh-ed25519', key].flatMap((part) => {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  }));
}
