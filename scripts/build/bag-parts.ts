/**
 * Bag parts: the bags of months and their list into the stage of a build. A bag is written
 * file by file, so that no more than one file is in memory; the same records give the same
 * bytes.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { lastNight } from '../../src/catalogue/register.ts';
import { keysByRecord, type Touched } from '../../src/catalogue/touched.ts';
import { BAG_LIST, bagName, BAG_RECORDS, bagRecords, coolDay, formatBagList, hasEnded, monthOrder, monthsEndedBetween, parseBagList, partOf, placesWithEvents, type BagList, type BagPart, type BagRecord, type ListedBag } from '../../src/site/view/bags.ts';
import type { Site } from '../../src/site/view/site.ts';
import type { Stage } from './stage.ts';

/** The first day that a zip can name, in the time of wherever this runs: zips know no time zone. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Puts down all bags. */
export function stageAllBags(site: Site, content: string, stage: Stage): void {
  const on = lastNight(site.catalogue);
  const cool = coolDay(on);
  const parts = cool === null ? [] : monthsEndedBetween(site.catalogue, null, cool).flatMap((month) => partsFrom(site, month, 1));
  stage.write(BAG_LIST, formatBagList({ on, bags: cool === null ? [] : stageBags(site, content, stage, parts, cool) }));
}

/** Puts down the bags that a change or time changes, and returns the paths of bags that are no more. */
export function stageChangedBags(site: Site, content: string, stage: Stage, touched: Touched): string[] {
  const on = lastNight(site.catalogue);
  const cool = coolDay(on);
  const text = stage.read(BAG_LIST);
  const standing = text === null ? { on: null, bags: [] } : parseBagList(text);
  const made = cool === null ? new Map<string, BagPart>() : changedParts(site, touched, standing, cool);
  const kept = standing.bags.filter((bag) => !made.has(bagName(bag)));
  const bags = [...kept, ...cool === null ? [] : stageBags(site, content, stage, [...made.values()], cool)];
  stage.write(BAG_LIST, formatBagList({ on, bags }));
  const paths = new Set(bags.map(({ path }) => path));
  // A withdrawal takes a bag out at once, and its line with it.
  return standing.bags.map(({ path }) => path).filter((path) => !paths.has(path) && existsSync(join(stage.standing!, path)));
}

/** Parts with a record that changed or has become old enough; all that follow where one came or went; all of months that have. */
function changedParts({ catalogue }: Site, touched: Touched, standing: BagList, cool: string): Map<string, BagPart> {
  const found = new Map<string, BagPart>();
  const add = (part: BagPart) => found.set(bagName(part), part);
  const addFrom = ({ month, part }: BagPart) => {
    // Those that stand too: the month may have fewer now.
    for (const one of [...partsFrom({ catalogue }, month, part), ...standing.bags.filter((bag) => bag.month === month && bag.part >= part)]) add(one);
  };
  const before = coolDay(standing.on);
  for (const month of monthsEndedBetween(catalogue, before, cool)) addFrom({ month, part: 1 });
  for (const [id, places] of keysByRecord(touched, 'at')) {
    for (const [month, own] of Map.groupBy(places, (place) => place.slice(0, 7))) {
      if (!hasEnded(month, cool)) continue;
      const nights = (side: 'was' | 'is') => new Set(own.filter((place) => touched.under('at', place).get(id)![side]).map((place) => place.slice(0, 10)));
      const [was, is] = [nights('was'), nights('is')];
      const parts = [...new Set([...was, ...is])].map((night) => ({ month, part: partOf(orderOf(catalogue, month), night, id) }));
      if ([...was].join() === [...is].join()) parts.forEach(add);
      else parts.forEach(addFrom);
    }
  }
  for (const { place, id } of before === null ? [] : placesWithEvents(catalogue, before, cool)) {
    const month = place.slice(0, 7);
    if (hasEnded(month, cool)) add({ month, part: partOf(orderOf(catalogue, month), place.slice(0, 10), id) });
  }
  return found;
}

function partsFrom({ catalogue }: Pick<Site, 'catalogue'>, month: string, first: number): BagPart[] {
  return Array.from({ length: Math.max(0, Math.ceil(orderOf(catalogue, month).length / BAG_RECORDS) - first + 1) }, (_, at) => ({ month, part: first + at }));
}

const orders = new WeakMap<Site['catalogue'], Map<string, string[]>>();

/** The order of a month is asked once: while bags are made nothing changes. */
function orderOf(catalogue: Site['catalogue'], month: string): string[] {
  const known = orders.get(catalogue) ?? new Map<string, string[]>();
  orders.set(catalogue, known);
  if (!known.has(month)) known.set(month, monthOrder(catalogue, month));
  return known.get(month)!;
}

function stageBags(site: Site, content: string, stage: Stage, parts: readonly BagPart[], cool: string): ListedBag[] {
  return parts.flatMap(({ month, part: number }) => {
    const part = { month, part: number };
    const { records, left } = bagRecords(site.catalogue, orderOf(site.catalogue, month), number, cool);
    if (records.length === 0) return [];
    const path = `bulk/${bagName(part)}.zip`;
    const { bytes, sha256 } = stage.fill(path, (put) => writeBag(site, content, { part, records, left }, put));
    return [{ ...part, path, records: records.length, left, bytes, sha256 }];
  });
}

/** Writes the zip: the payload, then what was learnt while writing it. */
function writeBag({ city }: Site, content: string, { part, records, left }: { part: BagPart; records: readonly BagRecord[]; left: number }, put: (bytes: Uint8Array) => void): void {
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    put(bytes);
  });
  const add = (path: string, bytes: Uint8Array): string => {
    const file = new ZipDeflate(`${bagName(part)}/${path}`, { level: 6 });
    file.mtime = ZIP_TIME;
    zip.add(file);
    file.push(bytes, true);
    return `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`;
  };
  const addText = (path: string, text: string) => add(path, Buffer.from(text));
  const tags = [addText('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')];
  let [octets, streams, manifest] = [0, 0, ''];
  for (const path of new Set(records.flatMap((record) => [record.path, ...record.originals]))) {
    const bytes = readFileSync(join(content, path));
    [octets, streams, manifest] = [octets + bytes.length, streams + 1, manifest + add(`data/${path}`, bytes)];
  }
  const date = records.map(({ lastOn }) => lastOn).sort().at(-1)!;
  tags.push(addText('bag-info.txt', [
    `Source-Organization: ${city.name.en} (${city.name.ko})`, `Bagging-Date: ${date}`, `External-Identifier: ${new URL(city.siteUrl).host}/${bagName(part)}`, `Bag-Group-Identifier: ${part.month}`,
    `Payload-Oxum: ${octets}.${streams}`, `Records: ${records.length}`, `Records-Left-Out: ${left}`, '',
  ].join('\n')));
  tags.push(addText('manifest-sha256.txt', manifest));
  addText('tagmanifest-sha256.txt', tags.join(''));
  zip.end();
}
