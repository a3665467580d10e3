/**
 * Configuration: which city systems are read tonight, `sources.json` in the private
 * folder. It is outside `content/` because it names hosts, paths and volumes of the
 * city's network. Paths in it are relative to its own folder.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { ArchiveError } from '../errors.ts';
import { describeIssue } from '../model/record-file.ts';
import { LEDGER_TYPES } from '../model/vocabulary.ts';

const range = z.strictObject({ minimum: z.int().min(0), maximum: z.int().min(0) })
  .refine((value) => value.minimum <= value.maximum, 'expected "minimum" not above "maximum"');

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected lower-case ASCII letters, digits and hyphens, 1–40'),
  path: z.string().min(1),
  /** The folder in which the attachments lie that the source names by path. */
  files: z.string().min(1).optional(),
  /** How many text papers, and ledger rows, a normal night has; outside the range the night stops. */
  papers: range,
  rows: range,
  /** Control totals the publisher states; amounts are integers in the currency's smallest unit. */
  totals: z.array(z.strictObject({ type: z.enum(LEDGER_TYPES), rows: z.int().min(0), amount: z.int() })).default([]),
};

const sqliteEntry = z.strictObject({ ...common, kind: z.literal('sqlite') });
const folderEntry = z.strictObject({ ...common, kind: z.literal('folder'), mapping: z.string().min(1) });
/** A city's own recogniser of personal information: a program that can only add findings. */
const recogniser = z.strictObject({
  /** Program and arguments; no shell. It reads and answers one JSON line a paper (README, "Add your own recogniser"). */
  command: z.array(z.string().min(1)).min(1),
  /** How long one paper may take. */
  waitMs: z.int().min(100).max(600_000).default(30_000),
});
export type Recogniser = z.infer<typeof recogniser>;

const configurationSchema = z.strictObject({
  recogniser: recogniser.optional(),
  sources: z.array(z.discriminatedUnion('kind', [sqliteEntry, folderEntry])).min(1, 'expected at least one source'),
});

/** One source of `sources.json`, paths absolute. */
export type SourceEntry = z.infer<typeof configurationSchema>['sources'][number];

/**
 * Returns the sources of a private folder, paths absolute.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` naming the key, what was expected and what came.
 */
export function loadSources(privateFolder: string): SourceEntry[] {
  const { file, sources } = load(privateFolder);
  const names = sources.map((source) => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ArchiveError('BAD_CONFIGURATION', file, `"sources": expected each name once, got "${twice}" twice`);
  return sources.map((source) => withAbsolutePaths(source, dirname(file)));
}

/**
 * Returns the recogniser of a private folder, or `null` if it has none.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION`
 */
export function loadRecogniser(privateFolder: string): Recogniser | null {
  return load(privateFolder).recogniser ?? null;
}

function load(privateFolder: string): z.infer<typeof configurationSchema> & { file: string } {
  const file = resolve(privateFolder, 'sources.json');
  const result = configurationSchema.safeParse(readJson(file));
  if (!result.success) throw new ArchiveError('BAD_CONFIGURATION', file, describeIssue(result.error.issues[0]!));
  return { file, sources: result.data.sources, recogniser: result.data.recogniser };
}

function withAbsolutePaths(source: SourceEntry, folder: string): SourceEntry {
  source.path = resolve(folder, source.path);
  if (source.files !== undefined) source.files = resolve(folder, source.files);
  if (source.kind === 'folder') source.mapping = resolve(folder, source.mapping);
  return source;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ArchiveError('BAD_CONFIGURATION', file, 'expected a file that says which sources run; see README, "Connect a city\'s system"');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /at position \d+|line \d+ column \d+/.exec(String(error))?.[0] ?? '';
    throw new ArchiveError('BAD_CONFIGURATION', file, `expected JSON, got a syntax error ${at}`.trim());
  }
}
