/** Build: puts the sample city together as it stands on the first night, then lets nights pass. */
import { NIGHTS, type Night } from './calendar.ts';
import type { SampleCity } from './city.ts';
import { writeDocument } from './documents.ts';
import { keyed, ledgersOf } from './ledgers.ts';
import { spoilDocuments, spoilRows } from './mess.ts';
import { passNight, type Standing } from './nights.ts';
import { plantDocuments, plantRows } from './plant.ts';
import { Planting } from './planting.ts';
import { attachBytes } from './office/attach.ts';
import { Random } from './random.ts';
import { Numbering, scheduleAll, seriesOf } from './schedule.ts';

/** Returns the city of a seed on the given night. */
export function buildCity(seed: number, night: Night): SampleCity {
  const standing = firstNight(new Random(`haneul/${seed}`));
  for (const next of [2, 3] as const) {
    if (next <= night) passNight(standing, next, standing.seed.fork(`night/${next}`));
  }
  return standing.city;
}

function firstNight(seed: Random): Standing {
  const series = seriesOf(seed);
  const drafts = scheduleAll(series, NIGHTS[1], seed.fork('schedule'));
  const numbering = new Numbering(seed.fork('numbers'));
  numbering.number(drafts);
  const planting = new Planting(seed.fork('planting'));
  const documents = drafts.map((draft) => writeDocument(draft, seed, planting));
  const planted = plantDocuments(documents, seed.fork('plant/documents'), planting);
  attachBytes(documents, seed.fork('attach'), planting);
  spoilDocuments(documents, planted, seed.fork('mess/documents'));
  const made = ledgersOf(series, drafts, NIGHTS[1], seed.fork('ledgers'));
  const counters = new Map<string, number>();
  const rows = keyed(spoilRows(made, seed.fork('mess/rows')), counters);
  plantRows(rows, seed.fork('plant/rows'), planting);
  return { city: { documents, rows, hiddenKeys: new Set(), planted: planting.planted }, series, drafts, numbering, counters, planting, seed };
}
