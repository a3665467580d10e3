/** The shape of the code: sizes, names, docblocks, one error class, fields by name. */
import ts from 'typescript';
import { at, codeIn, parse, walk, type Rule } from './tree.ts';

const USUAL_LINES = 250;
const MOST_LINES = 400;
const USUAL_RATE = 0.9;

/** 90 % of the files can be read in one sitting, and none is far beyond. */
export const sizes: Rule = (files) => {
  const sized = codeIn(files, 'src').map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  const tooLong = sized.filter(({ lines }) => lines > MOST_LINES).map(({ path, lines }) => `${path}: expected at most ${MOST_LINES} lines, got ${lines}`);
  const long = sized.filter(({ lines }) => lines >= USUAL_LINES);
  if (long.length <= sized.length * (1 - USUAL_RATE)) return tooLong;
  return [...tooLong, `src: expected 90 % of the files below ${USUAL_LINES} lines, ${long.length} of ${sized.length} are not`];
};

/** A name that says nothing hides two things in one file. */
export const names: Rule = (files) => codeIn(files, 'src', 'scripts', 'tests')
  .filter(({ path }) => /(?:^|\/|[-.])(?:utils?|helpers?|managers?|handlers?|misc)(?=[-./])/i.test(path))
  .map(({ path }) => `${path}: say what it is instead`);

/** Every file says first what it is. */
export const docblocks: Rule = (files) => codeIn(files, 'src', 'scripts')
  .filter(({ path, text }) => path.endsWith('.ts') && !text.startsWith('/**'))
  .map(({ path }) => `${path}:1: expected a docblock`);

/** One error class, with its closed union of codes. */
export const oneErrorClass: Rule = (files) => codeIn(files, 'src', 'scripts').flatMap((file) => {
  const source = parse(file);
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isHeritageClause(node) || node.token !== ts.SyntaxKind.ExtendsKeyword) return;
    const isError = /^(?:\w*Error)$/.test(node.types[0]!.expression.getText());
    if (isError && file.path !== 'src/errors.ts') found.push(`${at(source, node)}: expected no error class but that of src/errors.ts`);
  });
  return found;
});

/** Whether an object literal is the shape of a strict schema: spreading there composes keys, not a paper's values. */
function isSchemaPart(node: ts.SpreadAssignment): boolean {
  const call = node.parent.parent;
  return ts.isCallExpression(call) && /^z\.strictObject$/.test(call.expression.getText());
}

/** In `export`, fields cross a stage by name: a spread would carry along what nobody declared. */
export const noSpreads: Rule = (files) => codeIn(files, 'src/export').flatMap((file) => {
  const source = parse(file);
  const found: string[] = [];
  walk(source, (node) => {
    if (ts.isSpreadAssignment(node) && !isSchemaPart(node)) found.push(`${at(source, node)}: expected fields by name, got ${node.getText()}`);
  });
  return found;
});
