/** Whole trees of two nights, as a person has read and accepted them. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, treeOf } from '../folders.ts';
import { GOLDEN, runNights, WRITTEN } from './golden-nights.ts';

test('two nights write exactly the accepted trees', () => {
  const nights: string[] = [];
  runNights(temporaryFolder(), (name, city) => {
    nights.push(name);
    for (const folder of WRITTEN) {
      const accepted = treeOf(join(GOLDEN, name, folder));
      expect(accepted.size, `${name}/${folder}`).toBeGreaterThan(0);
      expect(treeOf(join(city.content, folder)), `${name}/${folder}`).toEqual(accepted);
    }
  });
  expect(nights).toEqual(['first', 'first-changed']);
});
