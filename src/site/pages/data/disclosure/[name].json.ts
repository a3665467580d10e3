/** One data set of the disclosure monitor as JSON. */
import { DATA_SET_NAMES, dataJson, type DataSet } from '../../../view/figure-data.ts';
import { siteOf } from '../../../view/site.ts';

export function getStaticPaths(): { params: { name: DataSet } }[] {
  return DATA_SET_NAMES.map((name) => ({ params: { name } }));
}

export function GET({ params }: { params: { name: DataSet } }): Response {
  return new Response(dataJson(siteOf(SITE_SETTINGS), params.name), { headers: { 'Content-Type': 'application/json' } });
}
