/**
 * Target: where a portal is published to, as publishing sees it: a folder, an rsync
 * host or a bucket (`scripts/publish/`), in a test a map that can be killed. All paths
 * are below the portal, with `/`. Everything comes in lists, because one connection for
 * a thousand files is the only way that rsync is quick.
 *
 * When a call returns, what it did is durable. A call that fails has done any part of
 * it, but each single file is whole: the old bytes or the new ones.
 */

/** One file to be sent. `read` returns its bytes and refuses those that are not the sealed ones. */
export interface Sent {
  /** Where it will stand. */
  path: string;
  /** What it is in the sealed portal; another path only for the two files that announce a publish. */
  from: string;
  read(): Uint8Array;
}

/** A place that serves files. */
export interface Target {
  /** How a person names it; for messages. */
  readonly name: string;
  /** Names of files and folders directly in a folder (`''` is the target itself), none if it is not there. */
  list(folder: string): Promise<string[]>;
  /** The files that are there, by path. */
  read(paths: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** Puts files in place and returns how many were other before. */
  write(files: readonly Sent[]): Promise<number>;
  /** Removes files; those that are not there are fine. */
  remove(paths: readonly string[]): Promise<void>;
}
