/**
 * Project link: the project of a record, by its name and by its code. The name is that of
 * a budget line and leads to it: words of a record stand in a link to that record only, so
 * that they go with it when it is withdrawn. The code leads to the project.
 */
import { budgetLineOf } from '../../catalogue/links.ts';
import type { FactValue } from './facts.ts';
import type { Page } from './page.ts';
import { recordPath, slug } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';

/** Returns the name of a project with its budget line, if it has one, and the project itself. */
export function projectValues(page: Page, project: string): FactValue[] {
  const line = budgetLineOf(page.site.catalogue, project);
  const whole = { words: page.say('fact.project-page', { project }), href: page.to(`projects/${slug(project)}`) };
  return line === null ? [whole] : [{
    words: line.name, language: page.language === 'ko' ? null : 'ko',
    href: page.to(recordPath(line.path, Math.floor(line.position / LEDGER_BLOCK) + 1), `r-${line.row}`),
  }, whole];
}
