/** What the search says, for its script; apart from the page, so that who does not search does not pay for it. */
import { LANGUAGES, type Language } from '../../view/language.ts';
import { searchTexts } from '../../view/search-words.ts';

export function getStaticPaths(): { params: { language: Language } }[] {
  return LANGUAGES.map((language) => ({ params: { language } }));
}

export function GET({ params }: { params: { language: Language } }): Response {
  return new Response(`${JSON.stringify(searchTexts(params.language))}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
