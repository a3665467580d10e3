/** What is suggested to who types, fetched with the first key. */
import { LANGUAGES, type Language } from '../../view/language.ts';
import { suggestLines } from '../../view/suggest-lines.ts';
import { siteOf } from '../../view/site.ts';

export function getStaticPaths(): { params: { language: Language } }[] {
  return LANGUAGES.map((language) => ({ params: { language } }));
}

export function GET({ params }: { params: { language: Language } }): Response {
  return new Response(`${JSON.stringify(suggestLines(siteOf(SITE_SETTINGS), params.language))}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
