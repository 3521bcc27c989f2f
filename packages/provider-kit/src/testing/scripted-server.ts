import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { MAX_ANSWER_BYTES } from '../send-once.js';
import type { HttpReply, ReceivedRequest, Reply } from './subject.js';

/** What the server does with one request: an answer, or something worse. */
export type Act = (request: ReceivedRequest, response: ServerResponse) => void;

/** The scripted provider on loopback: it does what it was told, request by request, and its last act ever after. */
export class ScriptedServer {
  readonly received: ReceivedRequest[] = [];
  private acts: readonly Act[] = [];

  private constructor(
    private readonly server: Server,
    readonly baseUrl: string,
  ) {}

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const scripted = new ScriptedServer(server, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    server.on('request', (request, response) => {
      void buffer(request).then(
        (body) => scripted.serve({ path: request.url ?? '', headers: single(request.headers), body }, response),
        () => undefined, // the client went away in the middle of its request
      );
    });
    return scripted;
  }

  plays(acts: readonly Act[]): void {
    this.acts = acts;
    this.received.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(request: ReceivedRequest, response: ServerResponse): void {
    this.received.push(request);
    const act = this.acts[Math.min(this.received.length, this.acts.length) - 1];
    act?.(request, response);
  }
}

const single = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));

export const says =
  (reply: Reply): Act =>
  (request, response) => {
    const { status = 200, headers = {}, body } = reply(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
export const answers = (reply: HttpReply): Act => says(() => reply);

/** The provider has the request and says nothing. */
export const hangs: Act = () => undefined;
export const drops: Act = (_request, response) => response.socket?.destroy();

/** The provider did what was asked, and its answer is lost on the way: after the half of it nothing comes, or the connection ends. */
export const halfAnswers =
  (reply: Reply, then: 'hang' | 'drop'): Act =>
  (request, response) => {
    const { status = 200, headers = {}, body } = reply(request);
    const bytes = Buffer.from(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': bytes.length });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
      if (then === 'drop') response.socket?.destroy();
    });
  };

/** A good answer that never ends being one: blanks behind it, beyond what the transport takes. */
export const oversized =
  (reply: Reply): Act =>
  (request, response) => {
    const { status = 200, headers = {}, body } = reply(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(Buffer.concat([Buffer.from(body), Buffer.alloc(MAX_ANSWER_BYTES, ' ')]));
  };

/** Headers that come byte by byte and have no end: each byte in time, the whole never. */
export const drips: Act = (_request, response) => {
  const { socket } = response;
  if (socket === null) return;
  socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
  const drip = setInterval(() => socket.write('a'), 20);
  socket.once('close', () => clearInterval(drip));
};
