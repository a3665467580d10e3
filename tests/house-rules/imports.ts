/** Who may import whom. The table is that of `src/README.md`, so that the map and the test can't differ. */
import { posix } from 'node:path';
import { codeIn, importsOf, parse, at, type Rule, type SourceText } from './tree.ts';

/** Area → the areas it may import, besides itself and `errors.ts`. `any` stands for all. */
export type ImportTable = ReadonlyMap<string, readonly string[]>;

/** Reads the import table of `src/README.md`. A cell is a list of areas; what stands after a semicolon is for readers. */
export function readImportTable(readme: string): ImportTable {
  const rows = readme.split('\n').map((line) => /^\| `(?:\.\.\/)?([\w.]+)\/?` \|.*\| ([^|]*) \|$/.exec(line)).filter((row) => row !== null);
  return new Map(rows.map(([, area, cell]) => {
    const list = cell!.split(';')[0]!.trim();
    return [area!, list === '–' || list === 'nothing of ours' ? [] : list.split(', ')];
  }));
}

/** Returns the rule that every import stands in the table. */
export function importTable(table: ImportTable): Rule {
  return (files) => codeIn(files, 'src', 'scripts').flatMap((file) => breaches(file, table));
}

function breaches(file: SourceText, table: ImportTable): string[] {
  const from = areaOf(file.path);
  const allowed = table.get(from);
  if (allowed === undefined) return [`${file.path}: "${from}" is not in the table of src/README.md`];
  const source = parse(file);
  return importsOf(source).filter(({ specifier }) => specifier.startsWith('.')).flatMap(({ specifier, node }) => {
    const to = areaOf(posix.join(posix.dirname(file.path), specifier));
    if (to === from || to === 'errors.ts' || allowed.includes(to) || (allowed.includes('any') && table.has(to))) return [];
    return [`${at(source, node)}: ${from} may not import ${to}`];
  });
}

/** `src/model/x.ts` → `model`; `scripts/x.ts` → `scripts`; `content/x` → `content`. */
function areaOf(path: string): string {
  const [first, second] = path.split('/');
  return (first === 'src' ? second : first) ?? '';
}

/** Only the file that makes front matter safe may import gray-matter, which runs code. */
export const oneFrontMatter: Rule = (files) => codeIn(files, 'src', 'scripts')
  .filter(({ path }) => path !== 'src/model/front-matter.ts')
  .flatMap((file) => {
    const source = parse(file);
    return importsOf(source).filter(({ specifier }) => specifier === 'gray-matter').map(({ node }) => `${at(source, node)}: only src/model/front-matter.ts may import gray-matter`);
  });
