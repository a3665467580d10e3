/** The projections of the log (feeds, withdrawals, lists for harvesters, bags, data of lists), night after night: what follows the changes is what would be made of the whole. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { BarePortal, differences, filesOf } from './bare-portal.ts';
import { RandomCity } from './random-city.ts';

/** Scripts are made by whole builds alone, and volumes of the search are not made here. */
const isAsked = (path: string) => !path.startsWith('assets/') && !/^(?:LICENSE|.*\.(?:svg|png|ico|sh))$/.test(path);
const asked = (folder: string) => new Map([...filesOf(folder)].filter(([path]) => isAsked(path)));

describe.each([1, 2])('random nights, seed %i', (seed) => {
  test('a portal that follows them is the one made of the whole', async () => {
    const folder = temporaryFolder();
    const city = new RandomCity(join(folder, 'content'), seed);
    const portal = new BarePortal(city.content, join(folder, 'nightly'));
    city.night(60, 0);
    await portal.whole();
    for (let night = 0; night < 7; night += 1) {
      const done = city.night(night % 3 === 0 ? 25 : 4, 12);
      await portal.delta();
      const whole = new BarePortal(city.content, join(folder, `whole-${night}`));
      await whole.whole();
      expect(differences(asked(portal.out), asked(whole.out)), done.join(', ')).toEqual([]);
    }
    const paths = [...asked(portal.out).keys()];
    for (const kind of [/^feeds\/releases\/\d+\.xml$/, /^en\/feeds\/units\/.+\.json$/, /^feeds\/projects\/.+\.xml$/, /^bulk\/.+\.zip$/, /^resourcesync\/changelist-.+\.xml$/, /^units\/.+\.json$/]) {
      expect(paths.filter((path) => kind.test(path)).length, String(kind)).toBeGreaterThan(0);
    }
  }, 240_000);
});
