/**
 * Documents: writes the scheduled drafts, with rank, disclosure, retention and
 * files, as the approval system would hold them.
 */
import type { Rank, Retention, TextType, ApprovalKind, Ground, Licence } from '../../src/model/vocabulary.ts';
import { lineOf } from './approval-line.ts';
import { writeChange } from './bodies/change.ts';
import { writeClosed, matterOf } from './bodies/closed.ts';
import { writeConsultation, writeMinutes, writeReply } from './bodies/coordination.ts';
import { writePress, writeQuestion, writeResearch } from './bodies/outward.ts';
import { writePlan } from './bodies/plan.ts';
import { writeInspection, writeProgress, writeResult } from './bodies/progress.ts';
import { writeContract, writeTender } from './bodies/purchase.ts';
import { writeRoutine } from './bodies/routine.ts';
import { yearOf } from './calendar.ts';
import type { SampleDocument, SampleFile } from './city.ts';
import { disclose } from './disclosure.ts';
import { officeOn } from './offices.ts';
import type { Planting } from './planting.ts';
import type { Random } from './random.ts';
import { writingOf, type Draft, type DraftKind, type Writing, type Written } from './writing.ts';

const WRITERS: Readonly<Record<Exclude<DraftKind, 'closed'>, (writing: Writing) => Written>> = {
  plan: writePlan,
  consultation: writeConsultation,
  reply: writeReply,
  minutes: writeMinutes,
  tender: writeTender,
  contract: writeContract,
  change: writeChange,
  progress: writeProgress,
  inspection: writeInspection,
  press: writePress,
  result: writeResult,
  research: writeResearch,
  question: writeQuestion,
  routine: writeRoutine,
};

const TYPES: Readonly<Partial<Record<DraftKind, TextType>>> = {
  minutes: 'minutes',
  press: 'press-release',
  research: 'research',
  question: 'question-answer',
};

const RETENTIONS: Readonly<Record<Exclude<DraftKind, 'closed'>, readonly Retention[]>> = {
  plan: ['5', '10', '10', '30', 'semi-permanent'],
  consultation: ['3', '5'],
  reply: ['3', '5'],
  minutes: ['5', '10', 'permanent'],
  tender: ['5', '10'],
  contract: ['5', '10'],
  change: ['5', '10'],
  progress: ['3', '5'],
  inspection: ['3', '5'],
  press: ['3', '5', 'permanent'],
  result: ['5', '10'],
  research: ['10', 'permanent'],
  question: ['1', '3'],
  routine: ['1', '3'],
};

/** What other units are asked about before it is decided. */
const CONSULTED: ReadonlySet<DraftKind> = new Set(['plan', 'change', 'contract', 'result']);

/** How high a paper is decided, by kind; weights of officer … mayor. */
const LADDER: Readonly<Record<string, Readonly<Record<Rank, number>>>> = {
  high: { officer: 0, 'team-leader': 3, 'division-head': 36, 'bureau-director': 34, 'office-head': 9, 'vice-mayor': 11, mayor: 7 },
  middle: { officer: 1, 'team-leader': 8, 'division-head': 60, 'bureau-director': 24, 'office-head': 3, 'vice-mayor': 3, mayor: 1 },
  low: { officer: 9, 'team-leader': 28, 'division-head': 54, 'bureau-director': 8, 'office-head': 1, 'vice-mayor': 0, mayor: 0 },
};

/** Returns the written document of a draft. */
export function writeDocument(draft: Draft, seed: Random, planting: Planting): SampleDocument {
  const random = seed.fork(`document/${draft.key}`);
  const writing = writingOf(draft, random.fork('text'));
  const written = draft.kind === 'closed' ? writeClosed(writing, planting) : WRITERS[draft.kind](writing);
  const marking = disclose(draft, written.body, random.fork('disclosure'), planting);
  const matter = draft.kind === 'closed' ? matterOf(draft.which) : null;
  const task = matter?.task ?? random.pick(draft.theme.tasks);
  const rank = matter === null ? rankOf(draft, random) : random.pick(matter.ranks);
  const approvalKind = approvalOf(rank, random);
  return {
    key: draft.key,
    type: TYPES[draft.kind] ?? 'document',
    title: written.title,
    body: marking.body,
    publicBody: marking.publicBody,
    unitCode: officeOn(draft.unit, draft.day).code,
    rank,
    approvalKind,
    approvalLine: lineOf({ unit: draft.unit, partners: draft.theme.partners, day: draft.day, rank, kind: approvalKind, isConsulted: CONSULTED.has(draft.kind) }, seed.fork(`line/${draft.key}`)),
    approvedOn: draft.day,
    disclosureCode: marking.code,
    grounds: marking.grounds,
    groundReason: marking.reason,
    restrictedUntil: marking.restrictedUntil,
    retention: matter?.retention ?? random.pick(RETENTIONS[draft.kind as Exclude<DraftKind, 'closed'>]),
    classification: matter?.classification ?? draft.theme.classification,
    task,
    fileTitle: draft.series === null ? `${yearOf(draft.day)}년 ${task}` : `${draft.series.project.name}(${draft.series.year}년)`,
    documentNumber: draft.number,
    registryId: `HN${yearOf(draft.day)}${draft.key.slice(-5)}${draft.key.slice(5, 11)}`,
    project: draft.series?.project.code ?? null,
    licence: licenceOf(draft.kind, random),
    isWithdrawn: false,
    files: markFiles(written.files, marking.code, marking.grounds, random),
  };
}

function rankOf({ kind, unit, day }: Draft, random: Random): Rank {
  const office = officeOn(unit, day);
  const isHigh = kind === 'plan' || kind === 'change' || kind === 'research' || kind === 'press';
  const isLow = kind === 'routine' || kind === 'question' || kind === 'reply' || kind === 'consultation' || kind === 'inspection';
  const rank = random.weighted(LADDER[isHigh ? 'high' : isLow ? 'low' : 'middle']!);
  if (office.organisationClass === 'city') return rank;
  if (random.chance(isHigh ? 0.45 : 0.2)) return random.pick(['vice-mayor', 'mayor']);
  return rank === 'office-head' || (office.organisationClass === 'affiliated' && rank === 'bureau-director') ? 'division-head' : rank;
}

function approvalOf(rank: Rank, random: Random): ApprovalKind {
  return rank === 'mayor' ? 'approved' : random.weighted({ approved: 10, delegated: 85, acting: 5 });
}

function licenceOf(kind: DraftKind, random: Random): Licence {
  if (kind === 'research') return random.pick(['kogl-1', 'kogl-4', 'kogl-2']);
  return random.weighted({ 'kogl-1': 88, 'kogl-2': 3, 'kogl-3': 4, 'kogl-4': 5 });
}

/** Files of an open paper are open but for a few; those of a closed one are closed; of a partial one some. */
function markFiles(files: readonly SampleFile[], code: string, grounds: readonly Ground[], random: Random): SampleFile[] {
  return files.map((file) => {
    if (file.disclosureCode !== '1') return file;
    if (code === '1') return random.chance(0.05) ? { ...file, disclosureCode: '3', grounds: [random.chance(0.6) ? 6 : 7] } : file;
    if (code === '2') return random.chance(0.45) ? { ...file, disclosureCode: '3', grounds } : file;
    return { ...file, disclosureCode: '3', grounds };
  });
}
