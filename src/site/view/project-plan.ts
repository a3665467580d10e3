/** Project plan: the pages of projects, of the years of long ones, and of units when there are too many projects for one list. */
import { yearsOfProject } from '../../catalogue/project-documents.ts';
import { projects } from '../../catalogue/projects.ts';
import { closedBlocks } from '../../catalogue/lists.ts';
import { listPath, slug } from './paths.ts';
import type { PlannedPage } from './plan.ts';
import { WHOLE_PROJECT } from './project.ts';
import { BY_UNIT, PROJECT_BLOCK, projectUnits } from './projects.ts';
import type { Site } from './site.ts';

/** Yields every page of projects but the list itself, once, without languages. */
export function* projectPages({ catalogue }: Site): Generator<PlannedPage> {
  const all = projects(catalogue);
  for (const { project, documents, rows } of all) {
    yield { path: `projects/${slug(project)}`, kind: 'project', key: project, block: null };
    if (documents + rows <= WHOLE_PROJECT) continue;
    for (const year of yearsOfProject(catalogue, project)) yield { path: listPath('projects', project, Number(year)), kind: 'project', key: project, block: Number(year) };
  }
  for (const { unit, count } of projectUnits(all)) {
    yield { path: listPath(BY_UNIT, unit), kind: 'projects', key: unit, block: null };
    for (let block = 1; block <= closedBlocks(count, PROJECT_BLOCK); block += 1) yield { path: listPath(BY_UNIT, unit, block), kind: 'projects', key: unit, block };
  }
}
