/**
 * Trusted worker: the one exception to the search page's Trusted Types. Its policy
 * forbids scripts to make HTML, code or script addresses out of text; the search has to
 * start its worker, so that one address is trusted, and nothing else ever is.
 *
 * Browsers without Trusted Types need no exception and get none.
 */

/** The part of the browser's interface that is used; TypeScript's own library has none yet. */
interface TrustedTypes { createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown }

/** Returns the rule: the address if it is the worker's, seen from the page, else it throws and the browser refuses. */
export function onlyWorker(worker: string, page: string): (address: string) => string {
  return (address) => {
    if (new URL(address, page).href === worker) return address;
    throw new TypeError('only the worker of the search is trusted');
  };
}

/**
 * Trusts the worker at an address.
 *
 * @param worker - Whole address of `search-worker.js`.
 */
export function trustWorker(worker: string, browser: { trustedTypes?: TrustedTypes; document: { baseURI: string } }): void {
  browser.trustedTypes?.createPolicy('default', { createScriptURL: onlyWorker(worker, browser.document.baseURI) });
}
