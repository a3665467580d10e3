/**
 * Ranks: the records by the rank of their last approver. The same rank has another title
 * in each class of organisation (부시장, 부구청장, 부기관장), so each class has lists of
 * its own; those of the city stand right below `ranks/`.
 */
import { rankCounts } from '../../catalogue/lists.ts';
import { ORGANISATION_CLASSES, RANKS, type OrganisationClass, type Rank } from '../../model/vocabulary.ts';
import type { CountedLink, ListOf } from './lists.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';
import type { Site } from './site.ts';

/** The rank lists of one class of organisation, the highest rank first. */
export interface RankGroup { title: string; ranks: CountedLink[] }

/** Returns the address of a rank's list in a class of organisation. */
export function rankPath(organisationClass: OrganisationClass, rank: Rank): string {
  return listPath(rankFolder(organisationClass), rank);
}

/** Returns the folder of a class of organisation's rank lists. */
export function rankFolder(organisationClass: OrganisationClass): string {
  return organisationClass === 'city' ? 'ranks' : `ranks/${organisationClass}`;
}

/** Returns the organisations of a class, as the catalogue wants them. */
export function organisationsOf(site: Site, organisationClass: OrganisationClass): string {
  return JSON.stringify([...site.policy.organisations.values()].filter((organisation) => organisation.organisationClass === organisationClass).map(({ id }) => id));
}

/** Returns the number of records by class of organisation and rank; ranks without records are left out. */
export function countRanks({ catalogue, policy }: Site): { organisationClass: OrganisationClass; rank: Rank; count: number }[] {
  const found = rankCounts(catalogue);
  return ORGANISATION_CLASSES.flatMap((organisationClass) => RANKS.toReversed().map((rank) => ({
    organisationClass, rank,
    count: found.filter((one) => one.rank === rank && policy.organisations.get(one.organisation)?.organisationClass === organisationClass).reduce((sum, { count }) => sum + count, 0),
  }))).filter(({ count }) => count > 0);
}

/** Returns all ranks with their counts by class of organisation. */
export function viewRanks(page: Page): RankGroup[] {
  const counted = countRanks(page.site);
  return ORGANISATION_CLASSES.map((organisationClass) => ({
    title: page.say(`class.${organisationClass}`),
    ranks: counted.filter((one) => one.organisationClass === organisationClass).map(({ rank, count }) => ({
      href: page.to(rankPath(organisationClass, rank)), words: page.say(`rank.${organisationClass}.${rank}`), count: page.count(count),
    })),
  })).filter(({ ranks }) => ranks.length > 0);
}

/** Returns the list of a rank. Key: the rank; the address says the class. */
export function rankListOf(page: Page): ListOf {
  const organisationClass = ORGANISATION_CLASSES.find((one) => page.path.split('/')[1] === one) ?? 'city';
  const rank = page.key as Rank;
  return {
    title: page.say('rank.title', { class: page.say(`class.${organisationClass}`), rank: page.say(`rank.${organisationClass}.${rank}`) }),
    crumbs: [{ href: page.to('ranks'), words: page.say('nav.ranks') }], folder: rankFolder(organisationClass),
    list: { by: 'rank', key: rank, within: organisationsOf(page.site, organisationClass) },
  };
}
