/**
 * Guide figures: the drawings that a written page can call for, a closed set. A line
 * `<!-- figure: mask -->` in the Markdown is the place of one; everything drawn is our
 * own component, so that no HTML of a page's text is ever parsed.
 */

/** Names of the drawings; `components/figures/` has one for each. */
export const GUIDE_FIGURES = ['record-page', 'mask', 'states', 'ways', 'money-row', 'ask', 'data'] as const;
export type GuideFigure = (typeof GUIDE_FIGURES)[number];
