/** Approval line: which office drafted, reviewed, was consulted and decided, in that order; never who. */
import { recordFacts, type TextFacts } from '../../catalogue/records.ts';
import type { RecordLineStep } from '../../model/record.ts';
import { unitNameOn } from '../../policy/policy.ts';
import type { Page } from './page.ts';

/** One step in words. `office` is a link where the city lists the unit; `language` is set where it is the record's own word. */
export interface LineStepWords {
  step: string;
  office: string;
  href: string | null;
  language: 'ko' | null;
  rank: string | null;
  time: { machine: string; words: string } | null;
}

/** Returns the approval line of a record, empty where its source has none. */
export function approvalLineOf(page: Page): LineStepWords[] {
  const facts = recordFacts<TextFacts>(page.site.catalogue, page.key);
  return (facts.approvalLine ?? []).map((step) => stepOf(page, facts, step));
}

/** A unit is called as it was on the day; one that the city does not list has its own word, or none. */
function stepOf(page: Page, facts: TextFacts, { step, unit, unitName, rank, on }: RecordLineStep): LineStepWords {
  const known = unit === null ? undefined : page.site.policy.units.get(unit);
  const organisation = page.site.policy.organisations.get(known?.organisation ?? facts.organisation);
  const isOwnWord = known === undefined && unitName !== null;
  return {
    step: page.say(`line-step.${step}`),
    office: unitName === null ? page.say('line.no-office') : known === undefined || page.language === 'ko' ? unitName : unitNameOn(known, on ?? facts.approvedOn)[page.language],
    href: unit === null ? null : page.unitLink(unit)?.href ?? null,
    language: isOwnWord && page.language !== 'ko' ? 'ko' : null,
    rank: rank === null ? null : page.say(`rank.${organisation?.organisationClass ?? 'city'}.${rank}`),
    time: on === null ? null : { machine: on, words: page.day(on) },
  };
}
