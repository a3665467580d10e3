/** What names each style of the portal in a content security policy, for those who send headers (`security/host-files.ts`). */
import { styleSource } from '../../security/content-policy.ts';
import { allStyles } from '../../styles/styles.ts';

export function GET(): Response {
  return new Response(`${JSON.stringify(allStyles().map(styleSource))}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
