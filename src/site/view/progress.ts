/** Progress: the name under which whoever starts the rendering can listen to it. */

/** Property of the global object: a function that is told how many pages are done, and of how many. */
export const PROGRESS = Symbol.for('glasshall.progress');
