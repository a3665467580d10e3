/**
 * `npm run bench:related -- --passages FILE --groups FILE`: how good and how dear related
 * records are. Passages become records with nothing but a title and a text, `relate` links
 * them as it does in a build, and the links are compared with groups that people made.
 *
 * `--without-titles` withholds the titles: passages of one article may bear its name, which
 * would answer the question by itself. `--records 20000` grows the archive for measuring cost
 * (the groups are then left out). Nothing is asserted here: times depend on the machine.
 */
import { ArchiveError } from '../src/errors.ts';
import type { Relatable } from '../src/model/relatable.ts';
import { relate, type Related } from '../src/relate/relate.ts';
import { grown, jsonLines, recordOf } from './bench/passages.ts';
import { agreementLines, agreements, nearestFive, type Grouped } from './bench/related-groups.ts';
import { options, run } from './command.ts';

const MEGABYTE = 1_000_000;

/** Links of all records, with what they cost. */
interface Measured { links: Related[]; seconds: number; readSeconds: number; peakMegabytes: number; growthMegabytes: number }

function measure(records: readonly Relatable[]): Measured {
  const before = process.resourceUsage();
  const start = cpuSeconds();
  const links = relate(records)[Symbol.iterator]();
  const found: Related[] = [];
  let readSeconds = 0;
  for (let next = links.next(); next.done !== true; next = links.next()) {
    if (found.length === 0) readSeconds = cpuSeconds() - start;
    found.push(next.value);
  }
  const peak = process.resourceUsage().maxRSS;
  return { links: found, seconds: cpuSeconds() - start, readSeconds, peakMegabytes: peak * 1024 / MEGABYTE, growthMegabytes: (peak - before.maxRSS) * 1024 / MEGABYTE };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MEGABYTE;
}

function costLines(records: number, { links, seconds, readSeconds, peakMegabytes, growthMegabytes }: Measured): string[] {
  const said = links.filter(({ reasons }) => reasons.length > 0 && reasons.every(({ kind, words }) => kind !== 'shared-words' || words.length > 0)).length;
  const linked = new Set(links.map(({ from }) => from)).size;
  return [
    `${records} records, ${links.length} links, ${(100 * linked / records).toFixed(1)} % of records linked, links with a reason in words: ${(100 * said / Math.max(1, links.length)).toFixed(1)} %`,
    `${seconds.toFixed(1)} s CPU (${readSeconds.toFixed(1)} reading and weighing, ${(seconds - readSeconds).toFixed(1)} comparing), at most ${peakMegabytes.toFixed(0)} MB in the process, ${growthMegabytes.toFixed(0)} MB of them since the texts were read`,
  ];
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({
      passages: { type: 'string' }, groups: { type: 'string' }, records: { type: 'string' }, 'without-titles': { type: 'boolean', default: false },
    });
    if (values.passages === undefined) throw new ArchiveError('BAD_ARGUMENT', 'command line', 'expected --passages FILE, got none');
    const read = jsonLines(values.passages, ['id', 'title', 'text']);
    const count = values.records === undefined ? read.length : Number(values.records);
    if (!Number.isInteger(count) || count < 1) throw new ArchiveError('BAD_ARGUMENT', 'command line', 'expected --records to be a whole number from 1, got something else');
    const passages = grown(read, count);
    const records = passages.map(recordOf).map((record) => (values['without-titles'] ? { ...record, title: '' } : record));
    const measured = measure(records);
    if (values.groups !== undefined && values.records === undefined) {
      const groups: Grouped[] = jsonLines(values.groups, ['id', 'kind', 'split', 'group']);
      process.stdout.write(`links shown; P@5 is of what could be right, min(5, others in the group); a link not shown is a miss\n${agreementLines(agreements(measured.links, groups)).join('\n')}\n`);
      process.stdout.write(`the five nearest, however unlike\n${agreementLines(agreements(nearestFive(records), groups)).join('\n')}\n`);
    }
    process.stdout.write(`${costLines(records.length, measured).join('\n')}\n`);
  });
}
