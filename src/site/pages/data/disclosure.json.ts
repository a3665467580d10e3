/** The disclosure figures as data, for those who want to check or to draw them. */
import { figures, figuresByGround, figuresByUnit } from '../../../catalogue/register.ts';
import { siteOf } from '../../view/site.ts';

export function GET(): Response {
  const { catalogue } = siteOf(SITE_SETTINGS);
  const data = { all: figures(catalogue), byUnit: figuresByUnit(catalogue), byGround: figuresByGround(catalogue) };
  return new Response(`${JSON.stringify(data, null, 1)}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
