/** Only `scripts/` touches process, clock, randomness and network, and nothing knows that it is being tested. */
import ts from 'typescript';
import { at, codeIn, importsOf, parse, walk, type Rule, type SourceText } from './tree.ts';

const MODULES = /^(?:node:)?(?:process|child_process|cluster|worker_threads|https?|http2|net|tls|dgram|dns|perf_hooks|timers(?:\/promises)?)$|^undici$/;
const RANDOM_NAMES = new Set(['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues', 'webcrypto', 'generateKeyPairSync']);
const GLOBALS = new Set(['process', 'performance', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'crypto']);
const CALLS = new Set(['Date.now', 'Math.random', 'Temporal.Now']);

/** What a file may touch although it is not in `scripts/`: it runs in a reader's browser, not in a night. */
export type Allowed = Readonly<Record<string, readonly string[]>>;

/** Returns the rule that nothing in `src/` touches the world but what is allowed. */
export function noWorld(allowed: Allowed): Rule {
  return (files) => codeIn(files, 'src').flatMap((file) => touches(file)
    .filter(({ what }) => !(allowed[file.path] ?? []).includes(what))
    .map(({ what, where }) => `${where}: only scripts/ may touch ${what}`));
}

function touches(file: SourceText): { what: string; where: string }[] {
  const source = parse(file);
  const found = importsOf(source).filter(({ specifier }) => MODULES.test(specifier)).map(({ specifier, node }) => ({ what: specifier, where: at(source, node) }));
  walk(source, (node) => {
    const what = touched(node);
    if (what !== null) found.push({ what, where: at(source, node) });
  });
  return found;
}

function touched(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node)) {
    if (CALLS.has(node.getText())) return node.getText();
    if (node.expression.getText() === 'globalThis' && GLOBALS.has(node.name.text)) return node.name.text;
    return null;
  }
  if (ts.isImportSpecifier(node)) {
    const { text } = node.propertyName ?? node.name;
    return RANDOM_NAMES.has(text) ? text : null;
  }
  if (!ts.isIdentifier(node)) return null;
  return GLOBALS.has(node.text) && isValue(node) ? node.text : null;
}

/** Whether the identifier names a value, not a property, a key, a type or something declared here. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) return parent.initializer === node;
  return !(ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isImportClause(parent) || ts.isImportSpecifier(parent)
    || ((ts.isFunctionDeclaration(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isMethodDeclaration(parent)
      || ts.isMethodSignature(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node));
}

/** No branch in the product for tests. */
export const noTestBranch: Rule = (files) => codeIn(files, 'src', 'scripts').flatMap(({ path, text }) => (
  text.split('\n').flatMap((line, n) => {
    const found = /\b(?:NODE_ENV|VITEST(?:_\w+)?|import\.meta\.vitest|JEST_WORKER_ID)\b/.exec(line);
    return found === null ? [] : [`${path}:${n + 1}: the product may not ask whether it is being tested (${found[0]})`];
  })
));
