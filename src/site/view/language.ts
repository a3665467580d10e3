/** Language: Korean stands at the root, English below `en/`. Every page is there in both. */

/** The languages of the portal. */
export type Language = 'ko' | 'en';
export const LANGUAGES = ['ko', 'en'] as const satisfies readonly Language[];

/** Returns the path of a page in a language. */
export function pathIn(language: Language, path: string): string {
  return language === 'ko' ? path : `en/${path}`;
}
