/** The names of the projects that have records, for those who narrow a search. */
import { LANGUAGES, type Language } from '../../view/language.ts';
import { searchProjects } from '../../view/search-words.ts';
import { siteOf } from '../../view/site.ts';

export function getStaticPaths(): { params: { language: Language } }[] {
  return LANGUAGES.map((language) => ({ params: { language } }));
}

export function GET({ params }: { params: { language: Language } }): Response {
  return new Response(`${JSON.stringify(searchProjects(siteOf(SITE_SETTINGS), params.language))}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
