/**
 * The house rules, held by a test. Each is shown to fail on a small bad example
 * first: a rule that can't fail holds nothing.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importTable, oneFrontMatter, readImportTable } from './house-rules/imports.ts';
import { docblocks, names, noSpreads, oneErrorClass, sizes } from './house-rules/shape.ts';
import { documentedScripts, noElsewhere } from './house-rules/texts.ts';
import { readTree, type Rule, type SourceText } from './house-rules/tree.ts';
import { noTestBranch, noWorld, type Allowed } from './house-rules/world.ts';

const tree = readTree(join(import.meta.dirname, '..'));

/** Code that runs in a reader's browser: it fetches, and hashes with what the browser has. */
const ALLOWED: Allowed = { 'src/site/search/fetched.ts': ['fetch'], 'src/site/verify/verify-page.ts': ['fetch'], 'src/site/verify/bytes.ts': ['crypto'] };

const table = readImportTable(tree.find(({ path }) => path === 'src/README.md')!.text);
const elsewhere = ['..', 'shared'].join('/');

/** `here` is the rule with the allowances of today; `rule` alone where there are none. */
interface Held { name: string; rule: Rule; here?: Rule; bad: Record<string, string>; found: string[] }

const rules: Held[] = [
  {
    name: 'imports follow the table of src/README.md',
    rule: importTable(table),
    bad: {
      'src/site/view/page.ts': "import { mask } from '../../export/mask.ts';\nimport { rank } from '../../model/vocabulary.ts';",
      'src/site/pages/index.astro': "---\nconst stages = await import('../../export/pipeline.ts');\n---\n<p>import '../../export/x.ts'</p>",
      'src/model/record.ts': "export type P = import('../policy/policy.ts').Policy;",
      'src/archive/log.ts': "export { relate } from '../relate/relate.ts';\nimport { ArchiveError } from '../errors.ts';",
      'src/catalogue/read.ts': "import { options } from '../../scripts/command.ts';",
      'src/errors.ts': "import type { Rank } from './model/vocabulary.ts';",
      'src/secret/a.ts': 'export {};',
      'scripts/night.ts': "import { collect } from '../src/export/collect.ts';\nimport { expect } from '../tests/effects.ts';",
    },
    found: [
      'src/site/view/page.ts:1: site may not import export',
      'src/site/pages/index.astro:2: site may not import export',
      'src/model/record.ts:1: model may not import policy',
      'src/archive/log.ts:1: archive may not import relate',
      'src/catalogue/read.ts:1: catalogue may not import scripts',
      'src/errors.ts:1: errors.ts may not import model',
      'src/secret/a.ts: "secret" is not in the table of src/README.md',
      'scripts/night.ts:2: scripts may not import tests',
    ],
  },
  {
    name: 'one file imports gray-matter',
    rule: oneFrontMatter,
    bad: { 'src/site/view/text.ts': "\nimport matter from 'gray-matter';", 'src/model/front-matter.ts': "import matter from 'gray-matter';" },
    found: ['src/site/view/text.ts:2: only src/model/front-matter.ts may import gray-matter'],
  },
  {
    name: 'only scripts/ touches process, clock, randomness and network',
    rule: noWorld({ 'src/site/search/search-page.ts': ['fetch'] }),
    here: noWorld(ALLOWED),
    bad: {
      'src/export/a.ts': "const day = new Date();\nconst other = new Date(0);\nDate.now();\nconst { env } = process;\nMath.random();\nperformance.now();",
      'src/export/b.ts': "import { createHash, randomBytes as draw } from 'node:crypto';\nimport { get } from 'node:https';\nawait fetch('x');\nglobalThis.process.exit(1);\ncrypto.randomUUID();",
      'src/export/c.ts': 'interface Process { process: string }\nconst process = 1 as never; fact.process; fact.fetch();\nexport const fact = { process: 1, now: (date: Date) => date };',
      'src/site/search/search-page.ts': 'await fetch(url);\nperformance.now();',
      'scripts/night.ts': 'process.exit(Date.now());',
    },
    found: [
      'src/export/a.ts:1: only scripts/ may touch new Date()',
      'src/export/a.ts:3: only scripts/ may touch Date.now',
      'src/export/a.ts:4: only scripts/ may touch process',
      'src/export/a.ts:5: only scripts/ may touch Math.random',
      'src/export/a.ts:6: only scripts/ may touch performance',
      'src/export/b.ts:2: only scripts/ may touch node:https',
      'src/export/b.ts:1: only scripts/ may touch randomBytes',
      'src/export/b.ts:3: only scripts/ may touch fetch',
      'src/export/b.ts:4: only scripts/ may touch process',
      'src/export/b.ts:5: only scripts/ may touch crypto',
      'src/site/search/search-page.ts:2: only scripts/ may touch performance',
    ],
  },
  {
    name: 'nothing asks whether it is being tested',
    rule: noTestBranch,
    bad: { 'src/export/a.ts': "export {};\nif (env.NODE_ENV === 'test') skip();", 'scripts/b.ts': 'if (import.meta.vitest) skip();', 'tests/c.ts': 'env.VITEST' },
    found: [
      'src/export/a.ts:2: the product may not ask whether it is being tested (NODE_ENV)',
      'scripts/b.ts:1: the product may not ask whether it is being tested (import.meta.vitest)',
    ],
  },
  {
    name: 'no object spreads in export',
    rule: noSpreads,
    bad: { 'src/export/a.ts': 'export const record = {\n  ...paper,\n  list: [...papers],\n};', 'src/site/a.ts': 'export const page = { ...record };' },
    found: ['src/export/a.ts:2: expected fields by name, got ...paper'],
  },
  {
    name: 'one error class',
    rule: oneErrorClass,
    bad: { 'src/export/a.ts': 'export class Held extends Error {}', 'src/errors.ts': 'export class ArchiveError extends Error {}', 'src/model/b.ts': 'class A extends B {}' },
    found: ['src/export/a.ts:1: expected no error class but that of src/errors.ts'],
  },
  {
    name: 'files are short',
    rule: sizes,
    bad: { 'src/a/a.ts': 'x\n'.repeat(401), 'src/a/b.ts': 'x\n'.repeat(250), 'src/a/c.ts': 'x\n'.repeat(249), 'tests/d.ts': 'x\n'.repeat(500) },
    found: ['src/a/a.ts: expected at most 400 lines, got 401', 'src: expected 90 % of the files below 250 lines, 2 of 3 are not'],
  },
  {
    name: 'names say something',
    rule: names,
    bad: { 'src/site/view/utils.ts': '', 'src/export/date-helper.ts': '', 'scripts/misc/a.ts': '', 'src/catalogue/utility-bills.ts': '' },
    found: ['src/site/view/utils.ts: say what it is instead', 'src/export/date-helper.ts: say what it is instead', 'scripts/misc/a.ts: say what it is instead'],
  },
  {
    name: 'every file opens with a docblock',
    rule: docblocks,
    bad: { 'src/a/a.ts': "import x from 'x';", 'scripts/b.ts': '// b\n', 'src/a/c.ts': '/** What it is. */\n', 'src/site/a.astro': '---\n' },
    found: ['src/a/a.ts:1: expected a docblock', 'scripts/b.ts:1: expected a docblock'],
  },
  {
    name: 'README.md and package.json name the same commands',
    rule: documentedScripts,
    bad: { 'README.md': '`npm ci`, `npm start`, `npm run build` and `npm run deploy`', 'package.json': '{ "scripts": { "start": "", "build": "", "test": "" } }' },
    found: ['README.md: expected `npm run test`, which package.json has', 'README.md: `npm run deploy` is not in package.json'],
  },
  {
    name: 'nothing names what stands beside the repository',
    rule: noElsewhere,
    bad: { 'docs/a.md': `one\nsee ${elsewhere}/data`, 'docs/b.md': 'shared words' },
    found: [`docs/a.md:2: names ${elsewhere}`],
  },
];

describe.each(rules)('$name', ({ rule, here = rule, bad, found }) => {
  test('and the rule can fail', () => {
    const files: SourceText[] = Object.entries(bad).map(([path, text]) => ({ path, text }));
    expect(rule(files)).toEqual(found);
  });

  test('here', () => {
    expect(here(tree)).toEqual([]);
  });
});

test('the table of src/README.md was read whole', () => {
  expect([...table.keys()].sort()).toEqual(['archive', 'catalogue', 'errors.ts', 'export', 'model', 'policy', 'relate', 'scripts', 'site']);
  expect(table.get('site')).toEqual(['model', 'policy', 'catalogue', 'relate']);
  expect(table.get('archive')).toEqual([]);
});

test('the tree was read', () => {
  expect(tree.filter(({ path }) => path.startsWith('src/')).length).toBeGreaterThan(50);
  expect(tree.map(({ path }) => path)).toContain('package.json');
});
