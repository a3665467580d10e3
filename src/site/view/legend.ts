/** Legend: the words of a chart's colours; its numbers stand in the table beside it. */
import { PAPER_STATES } from '../../catalogue/monitor.ts';
import type { Page } from './page.ts';

/** Returns the parts of a chart of how papers stand. */
export function standLegend(page: Page): { code: string; words: string }[] {
  return PAPER_STATES.map((state) => ({ code: state, words: page.say(`figure.${state}`) }));
}

/** Returns the parts of a chart of waiting times. */
export function waitLegend(page: Page): { code: string; words: string }[] {
  return [{ code: 'wait', words: page.say('month-chart.wait') }];
}
