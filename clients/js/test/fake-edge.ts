import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClientFrame } from '../src/wire.ts';
import { Cutter } from './cutter.ts';
import { FakeServer } from './fake-server.ts';
import { truthOf, worldOf } from './world.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The fake server behind a real port: the page (from `dir`), `/local/token`, REST and the WebSocket. */
export class FakeEdge {
  server = new FakeServer();
  cutter = new Cutter();
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'chat.v1' });

  constructor(private readonly dir?: string) {
    this.http = createServer((request, response) => void this.answer(request, response));
    this.http.on('upgrade', (request, socket, head) => {
      this.sockets.handleUpgrade(request, socket, head, (ws) => this.accept(ws, request));
    });
  }

  /** Listens on loopback; resolves with the URL. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    for (const ws of this.sockets.clients) ws.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private accept(ws: WebSocket, request: IncomingMessage): void {
    const { server, cutter } = this;
    if (cutter.loses()) return ws.terminate();
    const url = new URL(request.url ?? '/', 'http://edge');
    const token = /bearer\.token-([^,\s]+)/.exec(request.headers['sec-websocket-protocol'] ?? '');
    const since = url.searchParams.get('since');
    const line = cutter.line(() => ws.terminate());
    const session = server.connect(
      token?.[1] ?? 'nobody',
      url.searchParams.get('device') ?? 'default',
      since === null ? undefined : Number(since),
      {
        send: (frame) => line.carry(() => ws.send(JSON.stringify(frame))),
        close: (code) => ws.close(code),
      },
    );
    ws.on('message', (data) => line.carry(() => session.receive(JSON.parse(String(data)) as ClientFrame)));
    ws.on('close', () => session.gone());
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://edge');
    if (url.pathname === '/local/token') return json(response, 200, { token: `token-${url.searchParams.get('user')}` });
    if (url.pathname === '/test/world') return this.world(request, response);
    if (!url.pathname.startsWith('/api/v1')) return this.file(url.pathname, response);
    const text = await textOf(request);
    if (this.cutter.loses()) return void request.socket.destroy();
    const user = (request.headers.authorization ?? '').replace('Bearer token-', '');
    const path = url.pathname.replace('/api/v1', '');
    const body: unknown = text ? JSON.parse(text) : undefined;
    const answer = this.server.rest(user, request.method ?? 'GET', path, url.searchParams, body);
    if (this.cutter.loses()) return void request.socket.destroy();
    return json(response, answer.status, answer.body);
  }

  /** For a script from outside: makes a new world, or tells what is so in this one. */
  private async world(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return json(response, 200, truthOf(this.server, this.cutter));
    for (const ws of this.sockets.clients) ws.terminate();
    const made = worldOf(JSON.parse(await textOf(request)));
    this.server = made.server;
    this.cutter = made.cutter;
    return json(response, 200, { chat_id: made.chatId });
  }

  private file(pathname: string, response: ServerResponse): void {
    const path = join(this.dir ?? '', normalize(pathname === '/' ? '/index.html' : pathname));
    if (!this.dir || !existsSync(path)) return json(response, 404, { code: 'not_found' });
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain', 'Content-Security-Policy': CSP });
    createReadStream(path).pipe(response);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}
