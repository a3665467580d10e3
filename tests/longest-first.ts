/**
 * Longest first: the order in which test files run. Two run at a time; a long one that
 * comes last runs alone, and the other half of the machine waits. A clean checkout
 * remembers no durations, so the long ones are written down, the longest on top. Two
 * that want the same built portal are kept apart: the second would wait for the first.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than some twenty seconds. */
const LONGEST = [
  'tests/site/xss.test.ts', 'tests/leaks/leaks.test.ts', 'tests/site/search-browser.test.ts', 'tests/faults/whole-night.test.ts', 'tests/site/accessibility/korean.test.ts', 'tests/real/nights.test.ts',
  'tests/faults/night.test.ts', 'tests/site/accessibility/english.test.ts', 'tests/export/detectors/redos.test.ts', 'tests/faults/build.test.ts', 'tests/site/pages.test.ts', 'tests/export/kill.test.ts',
  'tests/real/extract-pdf.test.ts', 'tests/export/sample-nights.test.ts', 'tests/export/extract/pdf.test.ts', 'tests/scripts/withdraw.test.ts', 'tests/faults/papers.test.ts', 'tests/scripts/sample.test.ts',
  'tests/site/not-found.test.ts', 'tests/site/xss/payloads.test.ts', 'tests/export/histories.test.ts', 'tests/real/folder.test.ts', 'tests/site/accessibility/judges.test.ts', 'tests/export/night.test.ts',
];

/** Sorts the files that are written down before all others; those stay in Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const gone = LONGEST.filter((path) => !existsSync(join(root, path)));
    if (gone.length > 0) throw new Error(`tests/longest-first.ts: expected files that are there, got ${gone.join(', ')}`);
    const place = ({ moduleId }: TestSpecification): number => (LONGEST.includes(relative(root, moduleId)) ? LONGEST.indexOf(relative(root, moduleId)) : LONGEST.length);
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
