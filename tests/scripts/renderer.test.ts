/** What renders texts has a name of its own making, and HTML under another name is made again. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { rendererOf, rendererParts } from '../../scripts/renderer.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { htmlOf, storeHtml } from '../../src/catalogue/records.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import { temporaryFolder } from '../folders.ts';
import { putRecord, textRecord } from '../site/fixture.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('a small renderer', () => {
  const FIRST = 'src/site/view/render-text-kinds.ts';
  const FILES: Readonly<Record<string, string>> = {
    [FIRST]: "import type { Kind } from './kind.ts';\nimport { a } from './a.ts';\nimport {\n  tool,\n} from '@scope/tool/part';\nimport fs from 'node:fs';\n",
    'src/site/view/kind.ts': 'export type Kind = 1;\n', 'src/site/view/a.ts': "export { b } from '../b.ts';\nimport './alone.ts';\n", 'src/site/b.ts': "import { a } from './view/a.ts';\n",
    'src/site/view/alone.ts': '', 'src/site/view/other.ts': "import { a } from './a.ts';\n",
    'node_modules/@scope/tool/package.json': '{"version":"1.0.0","dependencies":{"deep":"^2","@types/deep":"^2"}}',
    'node_modules/@scope/tool/node_modules/deep/package.json': '{"version":"2.0.0","dependencies":{"round":"1"}}', 'node_modules/deep/package.json': '{"version":"1.0.0"}',
    'node_modules/round/package.json': '{"version":"3.0.0","dependencies":{"@scope/tool":"1"}}', 'node_modules/unused/package.json': '{"version":"1.0.0"}',
  };
  let root: string;
  beforeEach(() => {
    root = temporaryFolder();
    for (const [path, text] of Object.entries(FILES)) put(path, text);
  });
  function put(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  test('is made of what is imported, wherever that stands, and of the packages that are found from there', () => {
    expect(rendererParts(root)).toEqual({
      files: ['src/site/b.ts', 'src/site/view/a.ts', 'src/site/view/alone.ts', FIRST],
      packages: ['@scope/tool@1.0.0', 'deep@2.0.0', 'round@3.0.0'],
    });
  });

  test.each([
    ['its first file', FIRST], ['a file it imports', 'src/site/view/a.ts'], ['a file that one hands on', 'src/site/b.ts'], ['a file imported for what it does', 'src/site/view/alone.ts'],
    ['a package', 'node_modules/@scope/tool/package.json'], ['a package of a package', 'node_modules/@scope/tool/node_modules/deep/package.json'],
  ])('is another one when it changes: %s', (_, path) => {
    const before = rendererOf(root);
    put(path, path.endsWith('.json') ? FILES[path]!.replace('.0.0', '.0.1') : `${FILES[path]!}// A word more.\n`);
    expect(rendererOf(root)).not.toBe(before);
  });

  test.each([
    ['types, which are gone when it runs', 'src/site/view/kind.ts'], ['a file that imports it', 'src/site/view/other.ts'],
    ['a package it does not use', 'node_modules/unused/package.json'], ['a package of the same name that is not found from there', 'node_modules/deep/package.json'],
  ])('is the same when it changes: %s', (_, path) => {
    const before = rendererOf(root);
    put(path, path.endsWith('.json') ? FILES[path]!.replace('.0.0', '.0.1') : `${FILES[path]!}// A word more.\n`);
    expect(rendererOf(root)).toBe(before);
  });

  test('refuses to be named while a package is missing', () => {
    put(FIRST, "import x from 'missing';\n");
    expect(() => rendererOf(root)).toThrow('expected the package missing to be installed, it is not');
  });
});

describe('the renderer of the portal', () => {
  const { files, packages } = rendererParts(ROOT);

  test('is made of the files and packages that make its HTML', () => {
    for (const file of ['render-text', 'render-csv', 'masks', 'headings', 'tables']) expect(files).toContain(`src/site/view/${file}.ts`);
    expect(files).toContain('src/site/security/markdown-schema.ts');
    for (const name of ['unified', 'remark-parse', 'remark-gfm', 'remark-rehype', 'rehype-sanitize', 'rehype-stringify', 'micromark', 'mdast-util-to-hast', 'hast-util-sanitize', 'csv-parse']) {
      expect(packages.filter((one) => one.startsWith(`${name}@`)), name).toHaveLength(1);
    }
  });

  test('is not made of the catalogue, which keeps the HTML and does not make it', () => {
    expect(files.filter((file) => file.startsWith('src/catalogue/'))).toEqual([]);
  });

  test('imports nothing in a way that is not followed', () => {
    expect(files.filter((file) => /\bimport\(|\brequire\(|\breadFileSync\(|^\s+import\s/m.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});

describe('HTML that is kept', () => {
  /** HTML of a record that was kept by `before` and spoilt, after `now` has rendered. */
  function keptAfter(before: string, now: string): string {
    const folder = temporaryFolder();
    for (const name of ['policy', 'organisations', 'city.json']) cpSync(join(ROOT, 'content', name), join(folder, 'content', name), { recursive: true });
    const record = textRecord(1, { markdown: '본문' });
    putRecord(join(folder, 'content'), record);
    const catalogue = openCatalogue(join(folder, 'catalogue.sqlite'));
    refresh(catalogue, join(folder, 'content'));
    renderTexts(catalogue, before, () => {});
    const { hash } = catalogue.first<{ hash: string }>("SELECT hash FROM texts WHERE record = ? AND field = 'body'", record.id)!;
    storeHtml(catalogue, hash, '<p>옛것</p>');
    renderTexts(catalogue, now, () => {});
    const html = htmlOf(catalogue, record.id, 'body');
    catalogue.close();
    return html;
  }

  test('stays as long as the renderer is the same', () => {
    expect(keptAfter('a', 'a')).toBe('<p>옛것</p>');
  });

  test('is made again by another renderer', () => {
    expect(keptAfter('a', 'b')).toBe('<p>본문</p>');
  });
});
