/**
 * `npm run publish`: sends the sealed portal to where it is served; only what is other
 * there, in an order that never leaves a mixture (see `src/archive/publish/plan.ts`).
 *
 *     npm run publish -- <target> [--out dist] [--content content] [--rsync] [--endpoint <url>] [--region <name>] [--dry-run] [--all]
 *
 * A target is a folder; `user@host:/path` or `rsync://host/module`, or with `--rsync` a
 * path; or `s3://bucket/prefix`. `--all` believes nothing of what the target says it has
 * and sends every file. Also while the service is frozen: a sealed portal is what was
 * decided, and a withdrawal must reach readers.
 */
import { relative, resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { parseVerifierKey, type VerifierKey } from '../src/archive/log/note.ts';
import { publish, type Published } from '../src/archive/publish/publish.ts';
import type { Target } from '../src/archive/publish/target.ts';
import { loadCity } from '../src/policy/city.ts';
import { FOLDERS, optionsAndWords, run } from './command.ts';
import { realEffects } from './effects.ts';
import { FolderTarget } from './publish/folder-target.ts';
import { RsyncTarget } from './publish/rsync-target.ts';

const OPTIONS = {
  out: FOLDERS.out, content: FOLDERS.content, rsync: { type: 'boolean' }, endpoint: { type: 'string' }, region: { type: 'string' }, 'dry-run': { type: 'boolean' }, all: { type: 'boolean' },
} as const;

/** How a target is reached. */
export interface Reach { source: string; isRsync?: boolean | undefined; endpoint?: string | undefined; region?: string | undefined }

/**
 * Returns the target a person named. The client of a storage is loaded only where one is meant.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` for a name that is none.
 */
export async function targetOf(name: string, { source, isRsync = false, endpoint, region }: Reach): Promise<Target> {
  if (name.startsWith('s3://')) {
    const { S3Target } = await import('./publish/s3-target.ts');
    return new S3Target({ name, endpoint, region });
  }
  if (endpoint !== undefined) throw new ArchiveError('BAD_ARGUMENT', '--endpoint', 'expected it only with s3://bucket, got another target');
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(name);
  if (name.startsWith('rsync://') || (!isAddress && (isRsync || /^[^/]+:/.test(name)))) return new RsyncTarget(name, source);
  if (isAddress || name === '') throw new ArchiveError('BAD_ARGUMENT', 'target', 'expected a folder, user@host:/path, rsync://… or s3://…, got another address');
  const folder = resolve(name);
  if (holds(folder, source) || holds(source, folder)) throw new ArchiveError('BAD_ARGUMENT', 'target', `expected a folder apart from the portal ${source}, got ${folder}`);
  return new FolderTarget(folder, source);
}

function holds(outer: string, inner: string): boolean {
  return !/^\.\.(\/|$)/.test(relative(outer, inner));
}

/** Returns the keys the city has written down for its log, none for a preview. */
export function logKeysOf(content: string): VerifierKey[] {
  return (loadCity(content).log?.keys ?? []).map((key) => parseVerifierKey(key, 'content/city.json: log.keys'));
}

/** Returns in words what was done. */
export function toldOf(target: string, { sent, changed, removed, isFinished, wasCutOff, size }: Published): string {
  if (!isFinished) return `${target}: would get ${sent} files, and lose ${removed}; nothing was sent`;
  const before = wasCutOff ? 'a publish that was cut off is finished; ' : '';
  if (sent + removed === 0) return `${target}: has everything, ${size} log entries`;
  return `${target}: ${before}${sent} files sent, ${changed} of them were other, ${removed} removed; ${size} log entries stand there`;
}

/** Where a night and a withdrawal publish to, unless they are told: a target as on the command line. */
export const PUBLISH_VARIABLE = 'GLASSHALL_PUBLISH';

/** Publishes and returns in words what was done. */
export async function publishTo(name: string, folders: { out: string; content: string }, how: Omit<Reach, 'source'> & { isAll?: boolean; isDryRun?: boolean } = {}): Promise<string> {
  const source = resolve(folders.out);
  const target = await targetOf(name, { source, ...how });
  return toldOf(name, await publish({ folder: source, target, keys: logKeysOf(resolve(folders.content)), isAll: how.isAll === true, isDryRun: how.isDryRun === true, report: realEffects.report }));
}

if (import.meta.main) {
  await run(async () => {
    const { values, positionals: [name, ...more] } = optionsAndWords(OPTIONS);
    if (name === undefined || more.length > 0) throw new ArchiveError('BAD_ARGUMENT', 'command line', 'expected one target: npm run publish -- <folder | user@host:/path | s3://bucket/prefix>');
    const how = { isRsync: values.rsync, endpoint: values.endpoint, region: values.region, isAll: values.all === true, isDryRun: values['dry-run'] === true };
    process.stdout.write(`${await publishTo(name, values, how)}\n`);
  });
}
