/**
 * Patterns: every regular expression that reads a city's text, found in two ways. The
 * source is parsed for those written as literals; those put together from parts are
 * caught as they are built, when their module loads.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { loadPolicy } from '../../../src/policy/load.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = ['src/export', 'src/export/detectors', 'src/export/detectors/readings', 'src/export/extract'];

/** A pattern and the file that has it. */
export interface Pattern { path: string; source: string; flags: string }

/** Returns all patterns of the export and of the policy, each once. */
export async function allPatterns(): Promise<Pattern[]> {
  const paths = FOLDERS.flatMap((folder) => filesIn(folder));
  const found = [...await built(paths), ...paths.flatMap((path) => literals(path)), ...ofPolicy()];
  return [...new Map(found.map((pattern) => [`${pattern.source} ${pattern.flags}`, pattern])).values()];
}

/** The files in which a pattern is put together from parts. */
export function filesThatBuild(): string[] {
  return FOLDERS.flatMap((folder) => filesIn(folder)).filter((path) => /\b(?:new )?RegExp\(/.test(readFileSync(join(ROOT, path), 'utf8')));
}

function filesIn(folder: string): string[] {
  const isTree = folder.endsWith('extract');
  return readdirSync(join(ROOT, folder), { recursive: isTree, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Loads the modules and notes each pattern that one of ours builds; those of the libraries they use are not ours. */
async function built(paths: readonly string[]): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  const Real = globalThis.RegExp;
  const note = (pattern: RegExp): RegExp => {
    const path = caller(new Error().stack ?? '');
    if (path !== null) patterns.push({ path, source: pattern.source, flags: pattern.flags });
    return pattern;
  };
  globalThis.RegExp = new Proxy(Real, {
    construct: (target, parts, asked) => note(Reflect.construct(target, parts, asked) as RegExp),
    apply: (target, _, parts) => note(Reflect.construct(target, parts, target) as RegExp),
  });
  try {
    for (const path of paths) await import(/* @vite-ignore */ pathToFileURL(join(ROOT, path)).href);
  } finally {
    globalThis.RegExp = Real;
  }
  return patterns;
}

/** Who called: the first place in a stack that is not this file. */
function caller(stack: string): string | null {
  const line = stack.split('\n').slice(1).find((place) => !place.includes('detectors/patterns.ts') && /\d+:\d+\)?$/.test(place));
  return /\/(src\/export\/[\w./-]+\.ts)/.exec(line ?? '')?.[1] ?? null;
}

function literals(path: string): Pattern[] {
  const found: Pattern[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ path, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

/** The allowed values, as the policy makes patterns of them. */
function ofPolicy(): Pattern[] {
  return [...loadPolicy(join(ROOT, 'content')).masks.values()]
    .flatMap(({ kind, allow }) => allow.map(({ source, flags }) => ({ path: `content/policy/masks/${kind}.md`, source, flags })));
}
