/** One data set of the disclosure monitor as CSV. */
import { DATA_SET_NAMES, dataCsv, type DataSet } from '../../../view/figure-data.ts';
import { siteOf } from '../../../view/site.ts';

export function getStaticPaths(): { params: { name: DataSet } }[] {
  return DATA_SET_NAMES.map((name) => ({ params: { name } }));
}

export function GET({ params }: { params: { name: DataSet } }): Response {
  return new Response(dataCsv(siteOf(SITE_SETTINGS), params.name), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
}
