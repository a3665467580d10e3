/** Lines: the report of a scale measurement as a table, and the ratios between Hugo and the portal. */
import type { Used } from './measure.ts';
import type { NightUse, ScaleResult } from './run.ts';

/** Stages that Hugo's site has nothing of. */
const OWN_STAGES = new Set(['search', 'canaries', 'check', 'hash', 'seal']);

/** Returns the lines of a report. */
export function scaleLines(result: ScaleResult, machine: string, hugo: string | null): string[] {
  const { shape, corpus, builds, isIdentical } = result;
  return [
    `${number(shape.records)} records, ${number(shape.nightly)} new a night, ${megabytes(corpus.bytes)} of content; ${machine}`,
    'nights are written straight into content/: the export is not in these figures; bytes of a first query: npm run bench:search',
    '',
    ...builds.flatMap(buildLines),
    ...hugoLines(builds, hugo),
    ...isIdentical === null ? [] : [`after all nights, a full build of the same content gives ${isIdentical ? 'the same bytes' : 'OTHER BYTES'}`],
  ];
}

function buildLines({ name, content, build, difference, isRepeated }: NightUse): string[] {
  const change = content === null ? '' : `: ${number(content.added)} new, ${content.amended} amended, ${content.withdrawn} withdrawn`;
  const { added, changed, removed, written, changedBytes, files, bytes } = difference;
  return [
    `${name}${change}${isRepeated ? ' (begun before, cut off: not the whole)' : ''}`,
    `  ${usedLine(build)}; ${number(build.pages)} pages rendered${build.isUnchanged ? ', nothing to do' : build.isWhole && content !== null ? ', EVERYTHING made anew' : ''}`,
    ...build.stages.map(({ stage, cpuSeconds, wallSeconds, note }) => `  ${stage.padEnd(10)} ${seconds(cpuSeconds)} CPU ${seconds(wallSeconds)} wall  ${note}`),
    `  files: ${number(added)} new, ${number(changed)} changed, ${number(removed)} removed (${megabytes(changedBytes)} to send), ${number(written)} written again unchanged, of ${number(files)} (${megabytes(bytes)})`,
    '',
  ];
}

function usedLine({ cpuSeconds, wallSeconds, peakBytes }: Used): string {
  return `${seconds(cpuSeconds)} CPU ${seconds(wallSeconds)} wall ${megabytes(peakBytes).padStart(9)} at most`;
}

function hugoLines(builds: readonly NightUse[], hugo: string | null): string[] {
  const both = builds.flatMap((use) => (use.hugo === null ? [] : [{ use, hugo: use.hugo }]));
  if (both.length === 0) return [hugo === null ? 'no Hugo on the path: Debian and Ubuntu have it as "apt-get install hugo", or name one with --hugo <path>' : 'without Hugo', ''];
  const { sizes, ours } = both[0]!.hugo;
  return [
    `${hugo}: mean page of a record ${number(sizes.record)} bytes (ours ${number(ours.record)}), embedded ${number(sizes.embed)} (${number(ours.embed)}), list ${number(sizes.list)} (${number(ours.list)})`,
    ...both.map(({ use, hugo: used }) => `  ${use.name.padEnd(10)} ${usedLine(used)}; ${number(used.pages)} pages; ours to Hugo's CPU ${ratio(use.build.cpuSeconds, used.cpuSeconds)}, without search and check ${ratio(sharedSeconds(use), used.cpuSeconds)}, a page ${ratio(sharedSeconds(use) / use.build.pages, used.cpuSeconds / used.pages)}`),
    '',
  ];
}

/** What of our CPU went into what Hugo does too. */
function sharedSeconds({ build }: NightUse): number {
  return build.stages.filter(({ stage }) => !OWN_STAGES.has(stage)).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

function ratio(ours: number, theirs: number): string {
  return Number.isFinite(ours / theirs) ? `${(ours / theirs).toFixed(2)}×` : '–';
}

function seconds(value: number): string { return `${value.toFixed(1).padStart(7)} s`; }
function number(value: number): string { return value.toLocaleString('en-US'); }
function megabytes(bytes: number): string { return `${number(Math.round(bytes / 1e5) / 10)} MB`; }
