/** Readers for tests that need no process of their own: the detectors run here, and a paper has no bytes to read. */
import { DETECTORS } from '../src/export/detectors/index.ts';
import { screen } from '../src/export/screen.ts';
import type { Readers } from '../src/export/readers.ts';

/** Returns readers; give what differs. */
export function testReaders(differing: Partial<Readers> = {}): Readers {
  return {
    readFile: () => ({ outcome: 'unread', problem: 'crash', detail: 'this test reads no files' }),
    cleanFile: () => null,
    screen: (paper, masks) => screen(paper, DETECTORS, masks),
    recognise: () => null,
    ...differing,
  };
}
