/** Text record: the n-th record of the scale corpus as a whole, if it is a text: 1.5 to 4 KB of Markdown, now and then a table, a file, a mask. */
import type { RecordFile, TextRecord } from '../../../src/model/record.ts';
import type { Random } from '../../sample/random.ts';
import { daysBefore } from './calendar.ts';
import { documentNumberOf, isMasked, randomOf, type RecordFacts, type ScaleCity } from './facts.ts';
import { versionOf } from './version.ts';
import { drawName, drawParagraph, drawSentence } from './words.ts';

const HEADINGS = ['추진배경', '추진내용', '세부계획', '소요예산', '행정사항', '기대효과'] as const;
const MASK = '[성명 가림·제6호]';

/** Returns a text record as it stands after `revision` versions. */
export function textRecordOf(city: ScaleCity, facts: RecordFacts, revision: number, on: string): TextRecord {
  const { n, id, unit, releasedOn } = facts;
  const text = facts.text!;
  const random = randomOf(city, n, `text ${revision}`);
  const cites = random.chance(0.3) && n > 0 ? [documentNumberOf(city, random.integer(Math.max(0, n - 5000), n - 1))] : [];
  const markdown = bodyOf(random, cites, isMasked(n));
  const files = random.chance(0.25) ? [fileOf(random)] : [];
  return {
    id, organisation: unit.organisation, unit: unit.id, unitName: unit.name, releasedOn, disclosure: isMasked(n) ? 'partial' : 'open',
    grounds: isMasked(n) ? [6] : [], licence: 'kogl-1', masks: isMasked(n) ? [{ kind: 'name', ground: 6, count: 2 }] : [], rule: 'phases/city',
    ...versionOf(city, facts, revision, on), status: 'released', type: text.type, title: text.title, approverRank: 'division-head', approvalKind: 'delegated',
    approvedOn: text.approvedOn, restrictedUntil: null, reviewDue: null, retention: text.retention, classification: text.classification, task: text.task,
    file: `${text.task}(${text.approvedOn.slice(0, 4)}년)`, documentNumber: text.documentNumber, registryId: `SC${String(n).padStart(10, '0')}`, project: text.project,
    body: 'whole', textChars: markdown.length, maskedChars: isMasked(n) ? 10 : 0, files, cites, approvalLine: lineOf(facts), markdown,
  };
}

/** Sections of one heading and one to three paragraphs until the length is there; Hangul has three bytes a syllable. */
function bodyOf(random: Random, cites: readonly string[], isMasked: boolean): string {
  const chars = random.integer(500, 1400);
  const parts = [cites.length > 0 ? `1. 관련: ${cites.join(', ')}호` : `1. ${drawSentence(random)}`];
  if (isMasked) parts.push(`담당자 ${MASK}이 ${drawSentence(random)} 신청인은 ${MASK}이다.`);
  for (let at = 0; parts.join('\n\n').length < chars; at += 1) {
    parts.push(`## ${HEADINGS[at % HEADINGS.length]}`, drawParagraph(random, random.integer(80, 220)));
    if (random.chance(0.3)) parts.push(Array.from({ length: random.integer(2, 5) }, () => `- ${drawSentence(random)}`).join('\n'));
    if (at === 1 && random.chance(0.35)) parts.push(tableOf(random));
  }
  return parts.join('\n\n');
}

function tableOf(random: Random): string {
  const rows = Array.from({ length: random.integer(3, 7) }, () => `| ${drawName(random, 2)} | ${won(random)} | ${won(random)} | ${drawName(random, 1)} |`);
  return ['| 구분 | 당초 | 변경 | 비고 |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function won(random: Random): string {
  return (random.integer(1, 9000) * 1000).toLocaleString('en-US');
}

function fileOf(random: Random): RecordFile {
  const text = drawParagraph(random, random.integer(200, 900));
  return {
    name: `${drawName(random, 2)}.hwpx`, role: 'attachment', format: 'hwpx', sizeBytes: random.integer(9_000, 900_000), disclosure: 'open', grounds: [],
    text, textForm: 'plain', sheets: [], original: null, textChars: text.length, maskedChars: 0,
  };
}

function lineOf({ unit, text }: RecordFacts): TextRecord['approvalLine'] {
  const step = { unit: unit.id, unitName: unit.name };
  const approvedOn = text!.approvedOn;
  return [
    { ...step, step: 'draft', rank: 'officer', on: daysBefore(approvedOn, 1) },
    { ...step, step: 'review', rank: 'team-leader', on: approvedOn },
    { ...step, step: 'delegated', rank: 'division-head', on: approvedOn },
  ];
}
