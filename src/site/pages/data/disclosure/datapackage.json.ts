/** What the data sets of the disclosure monitor hold, for machines. */
import { dataPackage } from '../../../view/figure-data.ts';

export function GET(): Response {
  return new Response(dataPackage(), { headers: { 'Content-Type': 'application/json' } });
}
