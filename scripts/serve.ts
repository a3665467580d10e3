/**
 * `npm run serve -- [--out dist]`: shows the built portal on this machine
 * (`PORT`, 4321 if not set). For looking and testing: a public host serves the same
 * files with any web server.
 *
 * Answers as the plainest host would: a path is a file, `/` is its `index.html`,
 * all else is `404.html`, below `/en/` the English one, with status 404. So a link that
 * works here works there.
 * Sends the headers of `src/site/security/headers.ts`, which the build also writes
 * down for public hosts. Listens on the loopback address only.
 */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ArchiveError } from '../src/errors.ts';
import { COMMON, headersOf, HTTPS_ONLY } from '../src/site/security/headers.ts';
import { FOLDERS, options, run } from './command.ts';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 4321;

/** A running server. */
export interface Served {
  /** `http://localhost:4321`, without a slash at the end. */
  address: string;
  /** Stops it and closes all connections. */
  close(): Promise<void>;
}

/**
 * Serves a folder until it is closed. Files are read at each request, so that a new
 * build is seen at once.
 *
 * @param port - 0 takes any free one.
 * @throws {ArchiveError} `BAD_ARGUMENT` if the port is no port, or busy;
 *   `SOURCE_MISSING` if the folder has no `index.html`.
 */
export async function serve({ folder, port }: { folder: string; port: number }): Promise<Served> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ArchiveError('BAD_ARGUMENT', 'PORT', `expected a number from 0 to 65535, got ${port}`);
  }
  const root = resolve(folder);
  if (await fileAt(root, '/') === null) {
    throw new ArchiveError('SOURCE_MISSING', folder, 'expected a built portal with an index.html; `npm run build` makes one');
  }
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  await listen(server, port);
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(new ArchiveError(
      'BAD_ARGUMENT', 'PORT', error.code === 'EADDRINUSE'
        ? `expected a free port, ${port} is in use; choose another with PORT=${port + 1}`
        : `expected a port that may be used, ${port} may not (${error.code})`,
      { cause: error },
    )));
    server.listen(port, HOST, done);
  });
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...COMMON, Allow: 'GET, HEAD' }).end();
    return;
  }
  const [path = ''] = (request.url ?? '').split('?');
  const found = await fileAt(root, path);
  if (found !== null) return await send(response, request, 200, root, found);
  if (!path.endsWith('/') && await fileAt(root, `${path}/`) !== null) {
    response.writeHead(301, { ...COMMON, Location: `${path.replace(/^\/+/, '/')}/` }).end();
    return;
  }
  const notFound = (path.startsWith('/en/') ? await fileAt(root, '/en/404.html') : null) ?? await fileAt(root, '/404.html');
  if (notFound !== null) return await send(response, request, 404, root, notFound);
  response.writeHead(404, COMMON).end();
}

/** Returns the file a request path names, `null` if there is none below the root, links included. */
async function fileAt(root: string, path: string): Promise<string | null> {
  try {
    const decoded = decodeURIComponent(path);
    if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.split(/[\\/]/).includes('..')) return null;
    const file = await realpath(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded));
    const isBelow = file.startsWith(await realpath(root) + sep);
    return isBelow && (await stat(file)).isFile() ? file : null;
  } catch {
    return null; // Not there, not readable, or not an encoding: the asker learns no more than that.
  }
}

async function send(response: ServerResponse, request: IncomingMessage, status: number, root: string, file: string): Promise<void> {
  const { size } = await stat(file);
  const path = relative(await realpath(root), file).replaceAll(sep, '/');
  const headers = Object.entries(headersOf(path)).filter(([name]) => !Object.hasOwn(HTTPS_ONLY, name));
  response.writeHead(status, { ...Object.fromEntries(headers), 'Content-Length': size, 'Cache-Control': 'no-cache' });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response);
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ out: FOLDERS.out });
    const { address } = await serve({ folder: values.out!, port: Number(process.env.PORT ?? DEFAULT_PORT) });
    process.stdout.write(`The portal is at ${address}  (Ctrl+C ends it)\n`);
  });
}
