/** Middleware: Astro hands over every page it has rendered; `light-page.ts` makes it light. */
import type { MiddlewareHandler } from 'astro';
import { lightPage } from './light-page.ts';

export const onRequest: MiddlewareHandler = async (_, next) => {
  const response = await next();
  if (response.headers.get('Content-Type')?.startsWith('text/html') !== true) return response;
  return new Response(lightPage(await response.text()), response);
};
