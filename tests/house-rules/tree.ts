/** The texts of the repository as the house rules see them: paths and contents, and code as a syntax tree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One text file, its path from the root of the repository with `/`. */
export interface SourceText { path: string; text: string }

/** A rule returns what breaks it, one line each; none if it is held. */
export type Rule = (files: readonly SourceText[]) => string[];

const GENERATED = new Set(['node_modules', '.git', '.astro', 'dist', 'var', 'records', 'register', 'log']);
const TEXT = /(?:\.(?:ts|mjs|js|astro|json|jsonl|md|css|html|sql|yaml|yml|txt|csv|svg)|^LICENSE|^run|^\.gitignore)$/;

/** Reads all text files that are written by hand. */
export function readTree(root: string, folder = ''): SourceText[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isGenerated(path, entry.name) ? [] : readTree(root, path);
    return entry.isFile() && TEXT.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

function isGenerated(path: string, name: string): boolean {
  return GENERATED.has(name) && (path === name || path.startsWith('content/'));
}

/** The files below one of the folders, and which are code. */
export function codeIn(files: readonly SourceText[], ...folders: string[]): SourceText[] {
  return files.filter(({ path }) => /\.(?:ts|astro|mjs)$/.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)));
}

/** Parses code; of an Astro component its front matter and its scripts, in their lines. */
export function parse({ path, text }: SourceText): ts.SourceFile {
  return ts.createSourceFile(path, path.endsWith('.astro') ? scriptsOf(text) : text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** Blanks out all but code, so that line numbers stay. */
function scriptsOf(astro: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const [, front = '', markup = ''] = /^(---\n[\s\S]*?\n---)?([\s\S]*)$/.exec(astro)!;
  const scripts = markup.split(/(<script\b[^>]*>[\s\S]*?<\/script>)/).map((part) => (
    part.startsWith('<script')
      ? part.replace(/^(<script\b[^>]*>)([\s\S]*?)(<\/script>)$/, (_, before: string, code: string, after: string) => blank(before) + code + blank(after))
      : blank(part)
  ));
  return front.replaceAll('---', '   ') + scripts.join('');
}

/** Visits every node of a tree, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** `path:line`, for a message. */
export function at(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

/** Every module a file imports, by whatever form: `import`, `export from`, `import()`, `import('…').Type`. */
export function importsOf(source: ts.SourceFile): { specifier: string; node: ts.Node }[] {
  const found: { specifier: string; node: ts.Node }[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push({ specifier: specifier.text, node });
  };
  walk(source, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node, node.moduleSpecifier);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal);
  });
  return found;
}
