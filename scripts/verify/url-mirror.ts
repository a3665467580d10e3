/**
 * URL mirror: a copy on somebody's server. It is asked for a few files at once, with a
 * time limit and a limit of bytes; a redirect to another host is not followed, because
 * the copy that was named is the one to be judged.
 */
import { isInside, type Mirror } from '../../src/archive/verify/mirror.ts';
import { ArchiveError } from '../../src/errors.ts';

/** How a server is asked. */
export interface UrlMirrorOptions { timeoutMs?: number; mostBytes?: number; atOnce?: number }

const TIMEOUT_MS = 60_000;
/** A month's pack of a big city stays far below. */
const MOST_BYTES = 4 * 1024 ** 3;
const AT_ONCE = 8;
const MOST_REDIRECTS = 5;
/** A storage that does not list its files says of one that is not there that it is forbidden. */
const ABSENT: ReadonlySet<number> = new Set([403, 404, 410]);

/**
 * Returns the copy at an address.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if it is not one of http or https. Reading throws
 *   `SOURCE_MISSING` if the server can't be reached or answers with neither the file nor
 *   that there is none: silence must not be told as a missing file.
 */
export function urlMirror(address: string, { timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES, atOnce = AT_ONCE }: UrlMirrorOptions = {}): Mirror {
  const base = baseOf(address);
  return {
    atOnce,
    open: async (path) => {
      if (!isInside(path)) return null;
      const response = await ask(new URL(path.split('/').map(encodeURIComponent).join('/'), base), timeoutMs, path);
      if (ABSENT.has(response.status)) return release(response);
      if (response.status !== 200 || response.body === null) throw unreachable(path, `status ${response.status}`);
      return limited(response.body, mostBytes, path);
    },
  };
}

function baseOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new ArchiveError('BAD_ARGUMENT', 'address', 'expected a folder or an address with http:// or https://, got something else');
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

async function ask(url: URL, timeoutMs: number, path: string): Promise<Response> {
  let at = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await fetchOnce(at, timeoutMs, path);
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await release(response);
    at = new URL(location, at);
    if (at.host !== url.host || (at.protocol !== url.protocol && at.protocol !== 'https:')) throw unreachable(path, 'a redirect to another host');
  }
  throw unreachable(path, `more than ${MOST_REDIRECTS} redirects`);
}

async function fetchOnce(url: URL, timeoutMs: number, path: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), headers: { accept: '*/*' } });
  } catch (error) {
    throw unreachable(path, error instanceof Error && error.name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} s` : 'no connection');
  }
}

/** An answer that is not read keeps its connection. */
async function release(response: Response): Promise<null> {
  await response.body?.cancel();
  return null;
}

async function* limited(body: AsyncIterable<Uint8Array>, mostBytes: number, path: string): AsyncIterable<Uint8Array> {
  let sizeBytes = 0;
  try {
    for await (const piece of body) {
      sizeBytes += piece.length;
      if (sizeBytes > mostBytes) throw unreachable(path, `more than ${mostBytes} bytes`);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : unreachable(path, 'an answer that was cut off');
  }
}

function unreachable(path: string, got: string): ArchiveError {
  return new ArchiveError('SOURCE_MISSING', path, `expected the server to send the file or to say that there is none, got ${got}`);
}
