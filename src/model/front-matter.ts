/**
 * Front matter: the one file that knows gray-matter. Its defaults run code
 * (`---js` is evaluated) and turn unquoted dates into `Date`s, so every engine but
 * YAML is refused and YAML is read with the core schema of YAML 1.2, without
 * aliases. Callers hand the data to a strict schema.
 */
import matter from 'gray-matter';
import * as YAML from 'yaml';
import { ArchiveError } from '../errors.ts';

/** Data and body of a Markdown file; the body starts after the closing line and has no leading newline. */
export interface FrontMatter { data: Record<string, unknown>; body: string }

function refuse(): never {
  throw new Error('front matter in another language than YAML');
}

function parseYaml(text: string): object {
  const value: unknown = YAML.parse(text, { schema: 'core', version: '1.2', merge: false, maxAliasCount: 0, uniqueKeys: true });
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('not a mapping of keys to values');
  return value;
}

const engines = Object.fromEntries(['js', 'javascript', 'json', 'coffee', 'coffeescript', 'cson', 'toml'].map((name) =>
  [name, { parse: refuse, stringify: refuse }]));

/**
 * Returns the front matter of a Markdown file.
 *
 * @param where - Path for the message.
 * @throws {ArchiveError} `BAD_RECORD` if there is none, if it is not closed, is in
 *   another language than YAML, or is not a mapping. The text is not quoted.
 */
export function parseFrontMatter(where: string, text: string): FrontMatter {
  const unix = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (!unix.startsWith('---\n') || !/\n---(\n|$)/.test(unix.slice(3))) {
    throw new ArchiveError('BAD_RECORD', where, 'expected front matter in YAML between two lines "---"');
  }
  try {
    const file = matter(unix, { language: 'yaml', engines: { ...engines, yaml: { parse: parseYaml, stringify: refuse } } });
    return { data: file.data, body: file.content };
  } catch (error) {
    throw new ArchiveError('BAD_RECORD', where, `the front matter can't be read: ${reasonOf(error)}`);
  }
}

/** Line and kind of a YAML error, without the quoted source line that the parser appends. */
function reasonOf(error: unknown): string {
  if (error instanceof YAML.YAMLParseError) return `${error.code} at line ${error.linePos?.[0].line ?? 0}`;
  return error instanceof Error && error.message.startsWith('not a mapping') ? error.message : 'it is not YAML';
}

/**
 * Returns front matter text for data, one top-level key a line, arrays of objects
 * one element a line; every scalar as JSON, which YAML reads back unchanged.
 */
export function formatFrontMatter(data: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(data).map(([key, value]) => {
    const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null);
    return isList ? `${key}:\n${value.map((item) => `  - ${scalar(item)}`).join('\n')}` : `${key}: ${scalar(value)}`;
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

/** JSON with the line separators escaped that YAML counts as line breaks. */
function scalar(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029\uFEFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
