/**
 * Judges: the four that look at a page in the browser, and how each is called. Two are
 * others' (axe-core and the IBM engine), one reads aloud, one is ours (`in-page/`).
 * Each answers with sentences; none means that it found nothing to mend.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import type * as InPage from './in-page/index.ts';

const require = createRequire(import.meta.url);

/** Finding by rule, with where and what; `waived` by a row of the table of false alarms. */
export interface Finding { rule: string; where: string; what: string }

/** Our own checks, by name. */
export type Check = keyof typeof InPage;

/** What stands in every page before it is judged. Not script tags: the page's own content security policy would refuse them. */
const SCRIPTS = {
  axe: () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'),
  ibm: () => readFileSync(require.resolve('accessibility-checker-engine/ace.js'), 'utf8'),
  own: () => bundle(`import * as judges from ${JSON.stringify(join(import.meta.dirname, 'in-page/index.ts'))}; globalThis.judges = judges;`),
  voice: () => bundle("import { virtual } from '@guidepup/virtual-screen-reader/browser.js'; globalThis.virtualReader = virtual;"),
};
const ready = new Map<keyof typeof SCRIPTS, string>();

function bundle(contents: string): string {
  return buildSync({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, write: false, format: 'iife', minify: true, legalComments: 'none', target: 'es2022' }).outputFiles[0]!.text;
}

async function bring(page: Page, name: keyof typeof SCRIPTS): Promise<void> {
  const script = ready.get(name) ?? SCRIPTS[name]();
  ready.set(name, script);
  const mark = `judge_${name}`;
  if (await page.evaluate((key) => key in globalThis, mark)) return;
  await page.evaluate(script);
  await page.evaluate((key) => { (globalThis as Record<string, unknown>)[key] = true; }, mark);
}

const AXE_ALL = {
  resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true }, 'p-as-heading': { enabled: true }, 'table-fake-caption': { enabled: true }, 'td-has-header': { enabled: true }, 'css-orientation-lock': { enabled: true }, 'focus-order-semantics': { enabled: true }, 'hidden-content': { enabled: false } },
};
const AXE_COLOURS = { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] } };

/** What axe-core finds: WCAG 2.0 to 2.2, A and AA, best practice, contrast of AAA, and the experimental rules that hold here; or the colours alone. */
export async function axe(page: Page, which: 'all' | 'colours' = 'all'): Promise<Finding[]> {
  await bring(page, 'axe');
  return await page.evaluate(`axe.run(document, ${JSON.stringify(which === 'all' ? AXE_ALL : AXE_COLOURS)})
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ rule: id, where: target.join(' '), what: failureSummary.split('\\n')[1].trim() }))))`) as Finding[];
}

/** What the IBM engine finds: its rules for WCAG 2.2 at the levels violation and potential violation, which a person would have to look at. */
export async function ibm(page: Page): Promise<Finding[]> {
  await bring(page, 'ibm');
  return await page.evaluate(`new ace.Checker().check(document, ['WCAG_2_2'])
    .then(({ results }) => results.filter(({ value }) => value[0] === 'VIOLATION' && (value[1] === 'FAIL' || value[1] === 'POTENTIAL'))
      .map(({ ruleId, message, path, node }) => ({ rule: ruleId, where: path.dom + (node instanceof Element && node.className ? '.' + node.className : ''), what: message })))`) as Finding[];
}

/** What our own checks find, in the state the page is in. */
export async function own(page: Page, checks: readonly Check[]): Promise<Finding[]> {
  await bring(page, 'own');
  return await page.evaluate((names) => names.flatMap((rule) => {
    const found = (globalThis as unknown as { judges: Record<string, () => string[]> }).judges[rule]!();
    return found.map((what) => ({ rule, where: what.split(': ')[0]!, what: what.split(': ').slice(1).join(': ') }));
  }), checks as string[]);
}

/** Asks our script in the page for one value. */
export async function ask<Name extends Check>(page: Page, name: Name, ...given: Parameters<(typeof InPage)[Name]>): Promise<ReturnType<(typeof InPage)[Name]>> {
  await bring(page, 'own');
  return await page.evaluate(([key, values]) => (globalThis as unknown as { judges: Record<string, (...all: unknown[]) => unknown> }).judges[key as string]!(...values as unknown[]), [name, given] as const) as ReturnType<(typeof InPage)[Name]>;
}

/** What a screen reader says from the first word of the page to the last, phrase by phrase. */
export async function transcript(page: Page): Promise<string[]> {
  await bring(page, 'voice');
  return await page.evaluate(async () => {
    interface Reader { start(options: { container: Element }): Promise<void>; next(): Promise<void>; lastSpokenPhrase(): Promise<string>; spokenPhraseLog(): Promise<string[]>; stop(): Promise<void> }
    const { virtualReader: reader } = globalThis as unknown as { virtualReader: Reader };
    await reader.start({ container: document.body });
    for (let phrase = 0; phrase < 20_000 && await reader.lastSpokenPhrase() !== 'end of document'; phrase += 1) await reader.next();
    const log = await reader.spokenPhraseLog();
    await reader.stop();
    return log;
  });
}
