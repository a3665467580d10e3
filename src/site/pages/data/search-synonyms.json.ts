/** The words that mean the same, for the engine, which fetches them with the first query. */
import { siteOf } from '../../view/site.ts';

export function GET(): Response {
  return new Response(`${JSON.stringify(siteOf(SITE_SETTINGS).synonyms)}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
