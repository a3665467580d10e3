/** Everything that is looked at inside a page. Bundled into one script, which the browser runs in the page. */
export { faintControls, faintShapes } from './colours.ts';
export { backwardFocus, faintFocus, lostFocusAnywhere, stopNames, stopNow } from './focus.ts';
export { clipped, overflow, overlapping } from './fit.ts';
export { headings, hiddenWords, landmarks, loneTimes, newWindows, pictures, sameWords, scrollers, skipLink, tables } from './structure.ts';
export { smallTargets } from './targets.ts';
export { motion, smallLetters, spokenDots, spokenSigns, unmarkedEnglish, unmarkedKorean } from './words.ts';
