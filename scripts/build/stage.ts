/**
 * Stage: the folder beside the portal in which a build puts what it makes. A whole build
 * fills it with a portal. A night's build has the standing portal beneath it: what would
 * be the same there is not put down again, so that it keeps its time and its bytes.
 */
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that is being filled. */
export class Stage {
  readonly folder: string;
  /** The portal that stands beneath; `null` for a whole build. */
  readonly standing: string | null;
  readonly #made = new Set<string>();

  constructor(folder: string, standing: string | null) {
    this.folder = folder;
    this.standing = standing;
  }

  /** Puts a file down unless the same one stands. */
  write(path: string, content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    if (this.#stands(path, bytes)) return;
    writeFileSync(this.#place(path), bytes);
  }

  /** Copies a file with its time unless the same one stands. */
  copy(from: string, path: string): void {
    if (this.standing !== null && this.#stands(path, readFileSync(from))) return;
    const to = this.#place(path);
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }

  /** Puts a file down piece by piece, takes it away again if the same one stands, and returns its size and hash. */
  fill(path: string, make: (put: (piece: Uint8Array) => void) => void): { bytes: number; sha256: string } {
    const file = this.#place(path);
    const hash = createHash('sha256');
    const to = openSync(file, 'w');
    let bytes = 0;
    try {
      make((piece) => {
        for (let at = 0; at < piece.length; at += writeSync(to, piece, at)) { /* A write may take a part. */ }
        hash.update(piece);
        bytes += piece.length;
      });
    } finally {
      closeSync(to);
    }
    if (this.standing !== null && this.#stands(path, readFileSync(file))) rmSync(file);
    return { bytes, sha256: hash.digest('hex') };
  }

  /** Returns the text of a file as the portal will have it, `null` if it has none. */
  read(path: string): string | null {
    for (const folder of [this.folder, this.standing]) {
      if (folder !== null && existsSync(join(folder, path))) return readFileSync(join(folder, path), 'utf8');
    }
    return null;
  }

  #stands(path: string, bytes: Uint8Array): boolean {
    if (this.standing === null) return false;
    const file = join(this.standing, path);
    return statSync(file, { throwIfNoEntry: false })?.size === bytes.length && readFileSync(file).equals(bytes);
  }

  #place(path: string): string {
    const file = join(this.folder, path);
    const folder = dirname(file);
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true });
    this.#made.add(folder);
    return file;
  }
}
