/**
 * Slow link: serves a built portal as over a phone's line, on this machine. A model, so
 * that two runs agree: a new connection costs two round trips (TCP, then TLS 1.3), each
 * request one more; the first flight is ten packets and doubles with every round trip;
 * all connections share one bandwidth. What the browser does with the bytes is real.
 *
 * Known: no loss, no radio waking up, no DNS. A real first visit adds those to every site.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join, normalize } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { headersOf, HTTPS_ONLY } from '../../src/site/security/headers.ts';
import { headerBytes, isSqueezed } from './wire.ts';

/** A line. */
export interface Link { name: string; roundTripMs: number; bitsPerSecond: number }

/** What is left of a capped plan in Korea. */
export const CAPPED: Link = { name: '400 kbit/s, 100 ms', roundTripMs: 100, bitsPerSecond: 400_000 };

/** Ten packets: what a server sends before the first acknowledgement (RFC 6928). */
const FIRST_FLIGHT = 14_600;

/** A request that was answered, and what it weighed. */
export interface Asked { path: string; bytes: number }

/** A running server. */
export interface SlowServer { address: string; asked: Asked[]; close(): Promise<void> }

interface Connection { flight: number; isNew: boolean }

/** Serves a folder over a line; `null` is one without delay. */
export async function serveSlowly(folder: string, link: Link | null): Promise<SlowServer> {
  const asked: Asked[] = [];
  const connections = new WeakMap<Socket, Connection>();
  const squeezed = new Map<string, Buffer>();
  const line = { freeAt: 0 };
  const server = createServer((request, response) => { answer(request, response).catch(() => response.destroy()); });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const file = join(folder, path);
    const found = existsSync(file) && statSync(file).isFile();
    const sent = found ? path : '404.html';
    const body = squeezed.get(sent) ?? bodyOf(folder, sent);
    squeezed.set(sent, body);
    const fields = headerBytes(sent);
    asked.push({ path, bytes: fields + body.length });
    const connection = connections.get(request.socket) ?? { flight: FIRST_FLIGHT, isNew: true };
    connections.set(request.socket, connection);
    if (link !== null) await wait((connection.isNew ? 3 : 1) * link.roundTripMs);
    connection.isNew = false;
    const headers = Object.entries(headersOf(sent)).filter(([name]) => !Object.hasOwn(HTTPS_ONLY, name));
    response.writeHead(found ? 200 : 404, { ...Object.fromEntries(headers), 'Content-Length': body.length, 'Cache-Control': 'max-age=600', ...(isSqueezed(sent) ? { 'Content-Encoding': 'br' } : {}) });
    if (link === null) response.end(body);
    else await trickle(response, body, fields, link, connection, line);
  }

  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    asked, address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

/** Sends flight after flight, each when the line is free; the header fields go with the first. */
async function trickle(response: ServerResponse, body: Buffer, fieldBytes: number, link: Link, connection: Connection, line: { freeAt: number }): Promise<void> {
  const perRoundTrip = Math.max(FIRST_FLIGHT, link.bitsPerSecond / 8 * link.roundTripMs / 1_000);
  let fields = fieldBytes;
  for (let at = 0; at < body.length;) {
    const end = Math.min(body.length, at + Math.max(1, connection.flight - fields));
    const sendMs = (end - at + fields) * 8_000 / link.bitsPerSecond;
    line.freeAt = Math.max(performance.now(), line.freeAt) + sendMs;
    await wait(line.freeAt - performance.now());
    response.write(body.subarray(at, end));
    at = end;
    fields = 0;
    if (at < body.length && connection.flight < perRoundTrip) await wait(Math.max(0, link.roundTripMs - sendMs));
    connection.flight = Math.min(connection.flight * 2, perRoundTrip * 2);
  }
  response.end();
}

function pathOf(request: IncomingMessage): string {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)).replace(/^(?:\.\.?\/|\/)+/, '');
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function bodyOf(folder: string, path: string): Buffer {
  const body = readFileSync(join(folder, path));
  return isSqueezed(path) ? brotliCompressSync(body) : body;
}
