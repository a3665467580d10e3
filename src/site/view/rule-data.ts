/** Rule data: what the machine obeys of a rule, as facts in words: every key of its file, none left to the explanation. */
import { LEDGER_TYPES } from '../../model/vocabulary.ts';
import type { Fact, FactValue } from './facts.ts';
import { formatShare } from './format.ts';
import type { Page } from './page.ts';
import type { PolicyRule } from './policy-rules.ts';
import { groundLinks } from './text-record.ts';

const DATA: Readonly<Record<PolicyRule['group'], (page: Page, rule: string) => Fact[]>> = {
  exemptions: exemptionData, phases: phaseData, masks: maskData, holds: holdData, ledgers: ledgersData, files: filesData, night: nightData,
};

/** Returns what a rule says as data. */
export function ruleData(page: Page, { rule, group }: PolicyRule): Fact[] {
  return DATA[group](page, rule).filter(({ values }) => values.length > 0);
}

/** Words of the files, which are Korean, or not in any language. */
function own(page: Page, words: readonly string[]): FactValue[] {
  return words.map((one) => ({ words: one, language: page.language === 'ko' ? null : 'ko' }));
}

function exemptionData(page: Page, rule: string): Fact[] {
  const exemption = [...page.site.policy.exemptions.values()].find((one) => one.rule === rule)!;
  return [
    { term: page.say('fact.law'), values: own(page, [exemption.law]) },
    { term: page.say('fact.title-shown'), values: [{ words: page.say(`title-shown.${exemption.title}`) }] },
    { term: page.say('fact.review-years'), values: [{ words: page.say('years', { count: exemption.reviewYears }) }] },
  ];
}

function phaseData(page: Page, rule: string): Fact[] {
  const table = [...page.site.policy.phases.values()].find((one) => one.rule === rule)!;
  return [...table.phases.map(({ from, lowestRank, graceDays }) => ({
    term: page.say('phase.from', { day: page.day(from) }),
    values: [{ words: page.say('phase.rank', { rank: page.say(`rank.${table.organisationClass}.${lowestRank}`), days: graceDays }) }],
  })), { term: page.say('rule-data.missing-rank'), values: [{ words: page.say(`missing-rank.${table.missingRank}`) }] }];
}

function maskData(page: Page, rule: string): Fact[] {
  const { kind, ground, name, allow } = [...page.site.policy.masks.values()].find((one) => one.rule === rule)!;
  return [
    { term: page.say('rule-data.mask'), values: kind === 'author-mark' ? [] : own(page, [`[${name.ko} 가림·제${ground}호]`]) },
    { term: page.say('rule-data.ground'), values: groundLinks(page, [ground]) },
    { term: page.say('rule-data.allow'), values: allow.map(({ source }) => ({ words: source })) },
  ];
}

function holdData(page: Page, rule: string): Fact[] {
  const { words, withPerson } = page.site.policy.topics.find((topic) => topic.rule === rule)!;
  return [
    { term: page.say('fact.hold-words'), values: own(page, [words.join(', ')]) },
    { term: page.say('rule-data.with-person'), values: withPerson.length === 0 ? [] : own(page, [withPerson.join(', ')]) },
  ];
}

function ledgersData(page: Page): Fact[] {
  const { withheld, ground } = page.site.policy.ledgers;
  const columns = LEDGER_TYPES.map((type) => ({
    term: page.say('rule-data.withheld', { type: page.say(`type.${type}`) }),
    values: [{ words: withheld[type].length === 0 ? page.say('rule-data.none') : withheld[type].map((column) => page.say(`withheld-column.${column}`)).join(', ') }],
  }));
  return [...columns, { term: page.say('rule-data.ground'), values: groundLinks(page, [ground]) }];
}

function filesData(page: Page): Fact[] {
  const { unread, originals } = page.site.policy.files;
  return [
    { term: page.say('rule-data.unread'), values: [{ words: page.say(`unread.${unread}`) }] },
    { term: page.say('rule-data.originals'), values: [{ words: originals.length === 0 ? page.say('rule-data.none') : originals.map((format) => format.toUpperCase()).join(', ') }] },
  ];
}

function nightData(page: Page): Fact[] {
  const { maximumWithdrawnShare, minimumWithdrawn, maximumHeldRowShare, minimumHeldRows } = page.site.policy.night;
  const limit = (share: number, least: number) => page.say('rule-data.limit', { share: formatShare(page.language, share), least: page.count(least) });
  return [
    { term: page.say('rule-data.withdrawn'), values: [{ words: limit(maximumWithdrawnShare, minimumWithdrawn) }] },
    { term: page.say('rule-data.held-rows'), values: [{ words: limit(maximumHeldRowShare, minimumHeldRows) }] },
  ];
}

