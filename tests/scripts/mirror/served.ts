/** Served: a folder on the loopback address that counts what is asked, and can be told to answer something else. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A running server. `folder` may be changed; `answer` may give other bytes, or `null` for 404. */
export interface Served { address: string; folder: string; asked: string[]; bytes: number; answer: (path: string) => Uint8Array | string | null | undefined }

/** Serves a folder until the test has finished. */
export async function serveFolder(folder: string): Promise<Served> {
  const served: Served = { address: '', folder, asked: [], bytes: 0, answer: () => undefined };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    served.asked.push(path);
    const other = served.answer(path);
    const file = join(served.folder, path);
    const bytes = other === undefined ? (existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null) : other;
    served.bytes += bytes?.length ?? 0;
    if (bytes === null) response.writeHead(404).end('not here');
    else response.writeHead(200, { 'Content-Length': Buffer.byteLength(bytes) }).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }));
  served.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return served;
}
