/** The pages in English, judged: of each kind the lightest, and the awkward records. */
import { afterAll, describe } from 'vitest';
import { judgeEach, openPortal } from './portal.ts';

const portal = await openPortal('en');
afterAll(() => portal.close());

describe('nothing to mend', () => {
  judgeEach(portal);
});
