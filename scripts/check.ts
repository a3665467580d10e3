/**
 * `npm run check`: the second, independent check of a finished portal.
 *
 *     npm run check -- [dist] [--content content] [--private var/private]
 *     npm run check -- --accept <finding> --by "name" [--private var/private]
 *
 * Exit code 0 only if every canary was found, every file read and nothing else found.
 * It says kinds, files and places, never a value. `--accept` records an officer's word
 * that a finding is a false alarm; it holds for that value in that record only.
 */
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkBuild, type CheckFinding, type CheckReport } from '../src/archive/check/check.ts';
import type { Checked } from '../src/archive/check/checked.ts';
import { ArchiveError } from '../src/errors.ts';
import type { Progress } from '../src/model/effects.ts';
import { loadCity, loadPolicy } from '../src/policy/load.ts';
import { forgetChecked, openChecked } from './checked.ts';
import { FOLDERS, optionsAndWords, run } from './command.ts';
import { showProgress } from './progress.ts';
import { NO_SECRETS, onlyTheirs, secretsOf } from './secrets.ts';

const ACCEPTED = 'check-accepted.jsonl';
const PLACES_SHOWN = 20;
const FINDING = /^[0-9a-f]{12}$/;

/** A finished portal and the folders it was made from; without a private folder there are no lists to look for. */
export interface CheckedPortal {
  /** The whole portal; or what is new of it, if one stands; or the standing one itself, if nothing is new. */
  folder: string;
  content: string; private: string | null; report?: (progress: Progress) => void;
  /** The portal that stands and that `folder` will be moved into, file by file. */
  standing?: string;
  /** Files that will be taken out of it, as paths below it. */
  removed?: readonly string[];
  /** At least so many standing files are read again. */
  leastAgain?: number;
}

/**
 * Checks a portal and returns its report.
 *
 * @throws {ArchiveError} `CHECK_BROKEN` if the check does not find its own canaries.
 */
export async function reportOn(portal: CheckedPortal, checked: Checked | null = null): Promise<CheckReport & { hasState: boolean }> {
  const { folder, content, private: privateFolder, report = showProgress, standing, removed, leastAgain } = portal;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new ArchiveError('BAD_ARGUMENT', folder, 'expected the folder of a finished portal, got none');
  const { taint, withdrawn, source } = privateFolder === null ? NO_SECRETS : secretsOf(privateFolder);
  const found = await checkBuild({
    folder: resolve(folder), ...(standing === undefined ? {} : { standing: resolve(standing) }), ...(removed === undefined ? {} : { removed }), ...(leastAgain === undefined ? {} : { leastAgain }),
    checked, taint, withdrawn: privateFolder === null ? [] : onlyTheirs(withdrawn, resolve(content), privateFolder), allow: allowedIn(resolve(content)), accepted: acceptedOf(privateFolder), report,
  });
  return { ...found, hasState: source !== null };
}

function acceptedOf(privateFolder: string | null): ReadonlySet<string> { return privateFolder === null ? new Set() : acceptedIn(privateFolder); }

/** What the policy lets stand, and what the city itself gives as its addresses: mail and telephone of its units, and the mail for questions. */
function allowedIn(content: string): Map<string, readonly RegExp[]> {
  const { masks, units } = loadPolicy(content);
  const exactly = (values: readonly (string | null)[]) => values.filter((value) => value !== null).map((value) => new RegExp(`^${value.replace(/[^A-Za-z0-9@]/g, '\\$&')}$`, 'i'));
  const own = new Map([
    ['email', exactly([loadCity(content).askMail, ...[...units.values()].map(({ mail }) => mail)])],
    ['telephone', exactly([...units.values()].map(({ telephone }) => telephone))],
  ]);
  return new Map([...masks].map(([kind, { allow }]) => [kind, [...allow, ...own.get(kind) ?? []]]));
}

/**
 * The gate of a night: returns if the portal may be published. It keeps a record of what
 * it has read, so that the next one reads what changed; `npm run check` reads everything.
 *
 * @throws {ArchiveError} `CHECK_FAILED` with counts and the first places, `CHECK_BROKEN`.
 */
export async function checkPortal(portal: CheckedPortal): Promise<CheckReport> {
  const found = await recorded(portal);
  if (isClean(found)) return found;
  const lines = describe(found);
  throw new ArchiveError('CHECK_FAILED', portal.folder, `expected a portal without personal information, every file read; ${lines.join('\n  ')}`);
}

/** A record that turns out to be damaged while it is read is thrown away; then everything is read. */
async function recorded(portal: CheckedPortal): Promise<CheckReport> {
  const { private: privateFolder, content } = portal;
  if (privateFolder === null) return reportOn(portal);
  const look = () => {
    const checked = openChecked(privateFolder, allowedIn(resolve(content)), acceptedOf(privateFolder));
    return reportOn(portal, checked).finally(() => checked?.close());
  };
  try {
    return await look();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    forgetChecked(privateFolder);
    return look();
  }
}

function isClean({ findings, unread, canaries }: CheckReport): boolean {
  return findings.length === 0 && unread.length === 0 && canaries.planted > 0 && canaries.found === canaries.planted;
}

/** Returns what was found in lines: counts by kind, then the first places. */
export function describe({ findings, unread }: CheckReport): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
  return [
    `found ${findings.length}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}, unread files ${unread.length}`,
    ...unread.slice(0, PLACES_SHOWN).map(({ file, reason }) => `unread  ${shown(file)}: ${reason}`),
    ...findings.slice(0, PLACES_SHOWN).map(place),
  ];
}

function place({ file, kind, where, id }: CheckFinding): string { return `${id}  ${kind}  ${shown(file)}: ${shown(where)}`; }

/** A path is shown as far as it can hold neither a name nor a number of a person. */
function shown(path: string): string {
  return path.split('/').map((part) => (/^[\x20-\x7e]{1,200}$/.test(part) && !/\d[\d. _-]{5,200}\d/.test(part) ? part : part.replace(/[^\x20-\x7e]|\d/g, '\u00B7'))).join('/');
}

/** Returns the ids of findings an officer has accepted. A line that is not understood accepts nothing and stops. */
export function acceptedIn(privateFolder: string): ReadonlySet<string> {
  const path = join(privateFolder, ACCEPTED);
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line !== '');
  return new Set(lines.map((line, index) => {
    const id = idOf(line);
    if (id === null) throw new ArchiveError('BAD_STATE', `${path}:${index + 1}`, 'expected {"id","by","on"}, got something else');
    return id;
  }));
}

function idOf(line: string): string | null {
  try {
    const { id, by, on } = JSON.parse(line) as Record<string, unknown>;
    return typeof id === 'string' && FINDING.test(id) && typeof by === 'string' && typeof on === 'string' ? id : null;
  } catch {
    return null;
  }
}

/**
 * Records an officer's word that a finding is a false alarm.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` without an id of twelve hex digits or a name.
 */
export function accept(privateFolder: string, id: string, by: string | undefined, on: string): void {
  if (!FINDING.test(id)) throw new ArchiveError('BAD_ARGUMENT', '--accept', 'expected the twelve hex digits of a finding, got something else');
  if (by === undefined || by.trim() === '') throw new ArchiveError('BAD_ARGUMENT', '--by', 'expected the name of the officer, got nothing');
  if (!existsSync(privateFolder)) throw new ArchiveError('BAD_ARGUMENT', '--private', `expected the private folder, ${privateFolder} is not there`);
  appendFileSync(join(privateFolder, ACCEPTED), `${JSON.stringify({ id, by, on })}\n`, { flush: true });
}

const OPTIONS = { content: FOLDERS.content, private: FOLDERS.private, accept: { type: 'string' }, by: { type: 'string' } } as const;

/** The one command with an argument: the folder. */
function typed() {
  const { values, positionals } = optionsAndWords(OPTIONS);
  if (positionals.length > 1) throw new ArchiveError('BAD_ARGUMENT', 'command line', `expected one folder, got ${positionals.length} arguments`);
  return { values, folder: positionals[0] ?? FOLDERS.out.default };
}

function say(found: CheckReport & { hasState: boolean }, privateFolder: string): void {
  const { canaries, files, bytes, taints, withdrawn, accepted } = found;
  const lists = found.hasState ? `${taints} masked values and ${withdrawn} withdrawn records looked for` : `no state in ${privateFolder}: only own detectors and canaries, no list of masked values or withdrawn records`;
  process.stdout.write(`canaries ${canaries.found} of ${canaries.planted}; ${files} files, ${(bytes / 1e6).toFixed(1)} MB; ${lists}; ${accepted} accepted\n`);
  process.stdout.write(`${describe(found).join('\n')}\n`);
}

if (import.meta.main) {
  await run(async () => {
    const { values, folder } = typed();
    if (values.accept !== undefined) return accept(values.private, values.accept, values.by, new Date().toISOString());
    const found = await reportOn({ folder, content: values.content, private: values.private });
    say(found, values.private);
    if (!isClean(found)) process.exitCode = 1;
  });
}
