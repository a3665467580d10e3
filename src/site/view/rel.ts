/**
 * Rel: links from page to page. A copy of the build works under any address and
 * from `file://`, so no link starts with `/` and every link ends in a file name.
 */

/**
 * Returns the link from one page to another.
 *
 * @param from - Path of the page the link stands on, without `.html`: `units/parks`.
 * @param to - Path of the target: a page without `.html`, or a file with its ending when `isFile`.
 * @param anchor - Id on the target, without `#`.
 */
export function rel(from: string, to: string, { anchor = '', isFile = false } = {}): string {
  const file = encodeURI(isFile ? to : `${to}.html`).replace(/[?#]/g, encodeURIComponent);
  const hash = anchor === '' ? '' : `#${encodeURIComponent(anchor)}`;
  const own = from.split('/').slice(0, -1);
  const target = file.split('/');
  let shared = 0;
  while (shared < own.length && shared < target.length - 1 && own[shared] === target[shared]) shared += 1;
  return '../'.repeat(own.length - shared) + target.slice(shared).join('/') + hash;
}
