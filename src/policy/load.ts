/**
 * Load: reads `content/policy/` and `content/organisations/` into a `Policy`.
 *
 * The rules decide what becomes public, so nothing has a default: a missing file,
 * an unknown file, an unknown key or an unknown word stops the night. An officer
 * who misspells `withheld` must not find out from what was published.
 *
 * Each Markdown file is front matter for the machine and an explanation for the
 * citizen, Korean first, then the line `<!-- en -->`, then English.
 */
import { parseFrontMatter } from '../model/front-matter.ts';
import { GROUNDS, ORGANISATION_CLASSES } from '../model/vocabulary.ts';
import type { Ground, OrganisationClass } from '../model/vocabulary.ts';
import { ArchiveError } from '../errors.ts';
import { hashFiles, readFolder, whereIs } from './files.ts';
import type { WrittenFile } from './files.ts';
import { readOrganisations, unitResolver } from './organisations.ts';
import type { Exemption, FileRule, HoldTopic, LedgerRule, MaskRule, NightLimits, PhaseTable, Policy, Words } from './policy.ts';
import { checked, refusal } from './refuse.ts';
import { exemptionSchema, filesSchema, holdSchema, ledgersSchema, maskSchema, nightSchema, phasesSchema } from './schemas.ts';

export { loadCity } from './city.ts';

/** A policy file with its front matter not yet checked. */
export interface RuleFile { where: string; rule: string; data: unknown; explanation: Words }

/** The kinds of policy files; the group is what the name says. */
const KINDS = {
  exemption: /^exemptions\/([1-8])-[a-z]+(?:-[a-z]+)*$/,
  phases: /^phases\/(city|district|affiliated)$/,
  hold: /^holds\/([a-z]+(?:-[a-z]+)*)$/,
  mask: /^masks\/([a-z]+(?:-[a-z]+)*)$/,
  night: /^(night)$/,
  ledgers: /^(ledgers)$/,
  files: /^(files)$/,
} as const;
type Kind = keyof typeof KINDS;

const EXPECTED_FILES = 'exemptions/<1-8>-<name>.md, phases/<class>.md, holds/<name>.md, masks/<kind>.md, night.md, ledgers.md or files.md';
const LANGUAGE_LINE = /^<!-- en -->[ \t]*$/m;

/**
 * Returns the policy of a content folder.
 *
 * @throws {ArchiveError} `BAD_POLICY` naming the file, the key, what was expected
 *   and what came: anything unknown, missing, doubled or out of order.
 */
export function loadPolicy(contentFolder: string): Policy {
  const policyFiles = readFolder(contentFolder, 'policy');
  const organisationFiles = readFolder(contentFolder, 'organisations');
  const rules = sortByKind(policyFiles);
  const where = whereIs(contentFolder, 'policy');
  const { organisations, units } = readOrganisations(whereIs(contentFolder, 'organisations'), organisationFiles);
  return {
    hash: hashFiles([...organisationFiles, ...policyFiles]),
    exemptions: readExemptions(where, rules.exemption),
    phases: readPhases(where, rules.phases),
    topics: rules.hold.map(({ file }) => readTopic(file)),
    masks: new Map(rules.mask.map(({ name, file }) => [name, readMask(name, file)])),
    night: readNight(only(where, 'night.md', rules.night)),
    ledgers: readLedgers(only(where, 'ledgers.md', rules.ledgers)),
    files: readFileRule(only(where, 'files.md', rules.files)),
    organisations,
    units,
    resolveUnit: unitResolver(units),
  };
}

type Named = { name: string; file: RuleFile };

function sortByKind(files: readonly WrittenFile[]): Record<Kind, Named[]> {
  const sorted: Record<Kind, Named[]> = { exemption: [], phases: [], hold: [], mask: [], night: [], ledgers: [], files: [] };
  for (const file of files) {
    const rule = /^policy\/(.+)\.md$/.exec(file.path)?.[1] ?? '';
    const kind = (Object.keys(KINDS) as Kind[]).find((one) => KINDS[one].test(rule));
    if (kind === undefined) throw refusal(file.where, `unknown file, expected ${EXPECTED_FILES}`);
    sorted[kind].push({ name: KINDS[kind].exec(rule)![1]!, file: readRule(file, rule) });
  }
  return sorted;
}

/**
 * Returns a written rule: its front matter unchecked, and its explanation in both languages.
 *
 * @throws {ArchiveError} `BAD_POLICY` if there is no front matter, or not exactly two explanations.
 */
export function readRule(file: WrittenFile, rule: string): RuleFile {
  const { data, body } = frontMatterOf(file);
  const [ko, en, more] = body.split(LANGUAGE_LINE).map((part) => part.trim());
  if (!ko || !en || more !== undefined) {
    throw refusal(file.where, 'the explanation must be Korean, one line "<!-- en -->" and English, got another shape');
  }
  return { where: file.where, rule, data, explanation: { ko, en } };
}

function frontMatterOf(file: WrittenFile): { data: Record<string, unknown>; body: string } {
  try {
    return parseFrontMatter(file.where, file.text);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw refusal(file.where, error.message.replace(`${error.where}: `, ''));
  }
}

function readExemptions(where: string, files: readonly Named[]): Map<Ground, Exemption> {
  const byGround = new Map<Ground, Exemption>();
  for (const { name, file } of files) {
    const ground = Number(name) as Ground;
    if (byGround.has(ground)) throw refusal(file.where, `ground ${ground} must have one file, got two`);
    const read = checked(file.where, exemptionSchema, file.data);
    byGround.set(ground, {
      rule: file.rule, ground, name: read.name, law: read.law, title: read.title,
      reviewYears: read.reviewYears, explanation: file.explanation,
    });
  }
  for (const ground of GROUNDS) {
    if (!byGround.has(ground)) throw refusal(where, `exemptions/${ground}-<name>.md must exist, got nothing`);
  }
  return byGround;
}

function readPhases(where: string, files: readonly Named[]): Map<OrganisationClass, PhaseTable> {
  const byClass = new Map<OrganisationClass, PhaseTable>();
  for (const { name, file } of files) {
    const organisationClass = name as OrganisationClass;
    const read = checked(file.where, phasesSchema, file.data);
    checkAscending(file.where, read.phases);
    byClass.set(organisationClass, {
      rule: file.rule, organisationClass, missingRank: read.missingRank, phases: read.phases,
      explanation: file.explanation,
    });
  }
  for (const organisationClass of ORGANISATION_CLASSES) {
    if (!byClass.has(organisationClass)) throw refusal(where, `phases/${organisationClass}.md must exist, got nothing`);
  }
  return byClass;
}

function checkAscending(where: string, phases: readonly { from: string }[]): void {
  for (let index = 1; index < phases.length; index += 1) {
    const before = phases[index - 1]!.from;
    const { from } = phases[index]!;
    if (from <= before) throw refusal(where, `"phases.${index}.from" must be after ${before}, got "${from}"`);
  }
}

function readTopic(file: RuleFile): HoldTopic {
  const read = checked(file.where, holdSchema, file.data);
  const folded = (words: readonly string[]) => words.map((word) => word.normalize('NFKC').toLowerCase());
  return { rule: file.rule, name: read.name, words: folded(read.words), withPerson: folded(read.withPerson ?? []), explanation: file.explanation };
}

/** The patterns are anchored: an allowed value is public as a whole or not at all. */
function readMask(kind: string, file: RuleFile): MaskRule {
  const read = checked(file.where, maskSchema, file.data);
  const allow = read.allow.map((pattern) => new RegExp(`^(?:${pattern})$`, 'iu'));
  return { rule: file.rule, kind, ground: read.ground, name: read.name, allow, explanation: file.explanation };
}

/** Two files can't have one name, so there is one or none. */
function only(where: string, name: string, files: readonly Named[]): RuleFile {
  const first = files[0];
  if (first === undefined) throw refusal(where, `${name} must exist, got nothing`);
  return first.file;
}

function readNight(file: RuleFile): NightLimits {
  const read = checked(file.where, nightSchema, file.data);
  return {
    rule: file.rule, maximumWithdrawnShare: read.maximumWithdrawnShare, minimumWithdrawn: read.minimumWithdrawn,
    maximumHeldRowShare: read.maximumHeldRowShare, minimumHeldRows: read.minimumHeldRows, explanation: file.explanation,
  };
}

function readLedgers(file: RuleFile): LedgerRule {
  const read = checked(file.where, ledgersSchema, file.data);
  return { rule: file.rule, withheld: read.withheld, ground: read.ground, explanation: file.explanation };
}

function readFileRule(file: RuleFile): FileRule {
  const read = checked(file.where, filesSchema, file.data);
  return { rule: file.rule, unread: read.unread, originals: read.originals, explanation: file.explanation };
}
