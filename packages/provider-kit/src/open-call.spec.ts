import { afterEach, describe, expect, it } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { openCall, type OpenCallOptions } from './open-call.js';
import { ProviderPools } from './pools.js';
import type { HttpRequest, RecordedTransport } from './transport.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function listen(server: Server | TcpServer): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`));
  });
}

async function http(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return listen(server);
}

interface TcpProvider {
  readonly url: string;
  readonly sockets: readonly Socket[];
  /** All that was received so far. */
  readonly bytes: () => number;
  /** Resolves once so many connections were opened and have ended, so that no byte of them is still to come. */
  readonly ended: (count: number) => Promise<void>;
}

/** A bare TCP server, to see each byte and each connection. */
async function tcp(onConnection: (socket: Socket) => void): Promise<TcpProvider> {
  const sockets: Socket[] = [];
  const events = new EventEmitter();
  let bytes = 0;
  let ended = 0;
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => (bytes += chunk.length));
    socket.on('close', () => {
      ended += 1;
      events.emit('ended');
    });
    onConnection(socket);
  });
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    url: await listen(server),
    sockets,
    bytes: () => bytes,
    ended: async (count) => {
      while (ended < count) await once(events, 'ended');
    },
  };
}

function pools(options?: ConstructorParameters<typeof ProviderPools>[0]): ProviderPools {
  const opened = new ProviderPools(options);
  closers.push(() => opened.destroy());
  return opened;
}

function call(baseUrl: string, options: Partial<OpenCallOptions> = {}): RecordedTransport {
  return openCall({
    pools: options.pools ?? pools(),
    accountId: 'account-1',
    baseUrl,
    connectTimeoutMs: 5_000,
    totalTimeoutMs: 10_000,
    now: Date.now,
    ...options,
  });
}

const sendIn = (ms: number): { wallMs: number; monotonicMs: number } => ({ wallMs: Date.now() + ms, monotonicMs: performance.now() + ms });

const request: HttpRequest = {
  method: 'POST',
  path: '/pay',
  headers: { 'content-type': 'application/json', authorization: 'sn secret-signature' },
  body: Buffer.from('{"code":"130818341921441147"}'),
  redactedBody: { code: '13************1147' },
};

const answer = (socket: Socket, body: string, keepAlive = true): boolean =>
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\nconnection: ${keepAlive ? 'keep-alive' : 'close'}\r\n\r\n${body}`,
  );

describe('an answer', () => {
  it('is given with its status, headers, bytes and their hash, and is written to the transcript without any header', async () => {
    const url = await http((incoming, response) => {
      response.setHeader('x-seen', `${incoming.method ?? ''} ${incoming.url ?? ''} ${incoming.headers.authorization ?? ''}`);
      response.statusCode = 500;
      response.end('{"ok":true}');
    });
    let clock = 1_000;
    const transport = call(`${url}/prefix/`, { now: () => clock++ });
    const outcome = await transport.send(request);
    expect(outcome).toMatchObject({ type: 'answered', status: 500, headers: { 'x-seen': 'POST /prefix/pay sn secret-signature' } });
    if (outcome.type !== 'answered') throw new Error('unreachable');
    expect(Buffer.from(outcome.body).toString()).toBe('{"ok":true}');
    transport.note('valid', { ok: true });
    expect(transport.exchanges).toEqual([
      {
        askedAt: 1_000,
        finishedAt: 1_001,
        request: { method: 'POST', url: `${url}/prefix/pay`, body: { code: '13************1147' } },
        outcome: 'answered',
        status: 500,
        bodySha256: '4062edaf750fb8074e7e83e0c9028c94e32468a8b6f1614774328ef045150f93',
        verdict: 'valid',
        answer: { ok: true },
      },
    ]);
    expect(JSON.stringify(transport.exchanges)).not.toContain('secret-signature');
  });

  it('is not looked for elsewhere: a redirect is handed back as it is', async () => {
    let asked = 0;
    const url = await http((_, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await call(url).send(request)).toMatchObject({ type: 'answered', status: 307 });
    expect(asked).toBe(1);
  });

  it('may follow an interim answer', async () => {
    const url = await http((_, response) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      response.end('done');
    });
    expect(await call(url).send(request)).toMatchObject({ type: 'answered', status: 200 });
  });

  it.each([
    ['announced', (size: number, socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${String(size)}\r\n\r\n`)],
    [
      'streamed',
      (size: number, socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.write(Buffer.alloc(size, 'a'));
      },
    ],
  ])('larger than 1 MiB, %s, is unreadable and its connection is closed', async (_, write) => {
    const closed: Promise<unknown>[] = [];
    const server = await tcp((socket) => {
      closed.push(new Promise((resolve) => socket.once('close', resolve)));
      socket.once('data', () => write(1024 * 1024 + 1, socket));
    });
    expect(await call(server.url).send(request)).toMatchObject({ type: 'unknown', cause: 'unreadable_answer' });
    await Promise.all(closed);
  });

  it('of exactly 1 MiB is read', async () => {
    const url = await http((_, response) => response.end(Buffer.alloc(1024 * 1024, 'a')));
    expect(await call(url).send(request)).toMatchObject({ type: 'answered', body: { length: 1024 * 1024 } });
  });

  it('that is no HTTP is unreadable', async () => {
    const server = await tcp((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    expect(await call(server.url).send(request)).toMatchObject({ type: 'unknown', cause: 'unreadable_answer' });
  });
});

describe('certainly not sent', () => {
  it('when the connection is refused', async () => {
    const closed = createTcpServer();
    const url = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const transport = call(url);
    expect(await transport.send(request)).toMatchObject({ type: 'not_sent', cause: 'connection_refused' });
    expect(transport.exchanges).toMatchObject([{ outcome: 'not_sent', cause: 'connection_refused' }]);
  });

  it('when the name is unknown', async () => {
    expect(await call('http://nowhere.invalid').send(request)).toMatchObject({ type: 'not_sent', cause: 'name_not_found' });
  });

  it('when no connection is ready in time, and nothing is sent when it is ready later', async () => {
    const server = await tcp((socket) => socket.once('data', () => undefined));
    const shared = pools({ connections: 1 });
    const hanging = call(server.url, { pools: shared, totalTimeoutMs: 400 }).send(request);
    const waiting = call(server.url, { pools: shared, connectTimeoutMs: 100 });
    expect(await waiting.send({ ...request, path: '/second' })).toMatchObject({ type: 'not_sent', cause: 'connect_timeout' });
    expect(await hanging).toMatchObject({ type: 'unknown', cause: 'timeout' });
    const before = server.bytes();
    // The next call on the same pool comes after the one that was given up.
    expect(await call(server.url, { pools: shared, totalTimeoutMs: 200 }).send(request)).toMatchObject({
      type: 'unknown',
      cause: 'timeout',
    });
    expect(server.bytes()).toBe(before * 2);
  });

  it('when the request cannot be written as HTTP', async () => {
    const url = await http((_, response) => response.end());
    const outcome = await call(url).send({ ...request, headers: { authorization: 'secret\r\nx: y' } });
    expect(outcome).toMatchObject({ type: 'not_sent', cause: 'invalid_request' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it.each(['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1'])('when the address policy refuses %s', async (url) => {
    const asked: string[] = [];
    const guarded = pools({
      allowAddress: (ip) => {
        asked.push(ip);
        return false;
      },
    });
    expect(await call(url, { pools: guarded }).send(request)).toMatchObject({
      type: 'not_sent',
      cause: 'connection_refused',
      detail: expect.stringContaining('not allowed'),
    });
    expect(asked.every((ip) => ip === '127.0.0.1' || ip === '::1')).toBe(true);
    expect(asked).not.toHaveLength(0);
  });

  it('but a name is reached by the addresses that the policy allows', async () => {
    const url = await http((_, response) => response.end('ok'));
    const guarded = pools({ allowAddress: (ip) => ip === '127.0.0.1' });
    expect(await call(url.replace('127.0.0.1', 'localhost'), { pools: guarded }).send(request)).toMatchObject({ type: 'answered' });
  });
});

describe('after the first byte everything is unknown', () => {
  it('when the provider hangs', async () => {
    const server = await tcp(() => undefined);
    const transport = call(server.url, { totalTimeoutMs: 150 });
    expect(await transport.send(request)).toMatchObject({ type: 'unknown', cause: 'timeout' });
    expect(server.bytes()).toBeGreaterThan(0);
  });

  it('when the answer comes too slowly', async () => {
    const server = await tcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        const drip = setInterval(() => socket.write('a'), 20);
        socket.once('close', () => clearInterval(drip));
      });
    });
    expect(await call(server.url, { totalTimeoutMs: 200 }).send(request)).toMatchObject({ type: 'unknown', cause: 'timeout' });
  });

  it.each([
    ['reset before an answer', (socket: Socket) => socket.resetAndDestroy()],
    ['closed before an answer', (socket: Socket) => socket.end()],
    ['closed in the middle of the headers', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['closed in the middle of the body', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"result')],
    ['closed in the middle of a chunk', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab')],
  ])('when the connection is %s, and the request is not sent again', async (_, end) => {
    const server = await tcp((socket) => socket.once('data', () => end(socket)));
    expect(await call(server.url).send(request)).toMatchObject({ type: 'unknown', cause: 'connection_lost' });
    expect(server.sockets.length).toBe(1);
  });

  it('when our own pools are closed under it', async () => {
    const shared = pools();
    const server = await tcp((socket) => socket.once('data', () => void shared.destroy()));
    expect(await call(server.url, { pools: shared }).send(request)).toMatchObject({ type: 'unknown', cause: 'connection_lost' });
  });

  it('but an answer that came while this process stood still is read', async () => {
    // A thread of its own answers, so that it can do so while this one is blocked past the total timeout.
    const worker = new Worker(
      `const { createServer } = require('node:http');
       const { parentPort } = require('node:worker_threads');
       const server = createServer((_, response) => {
         parentPort.postMessage('asked');
         setTimeout(() => response.end('late'), 100);
       });
       server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
      { eval: true },
    );
    closers.push(() => worker.terminate());
    const port = await new Promise<number>((resolve) => worker.once('message', resolve));
    const totalTimeoutMs = 1_500;
    worker.once('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, totalTimeoutMs + 100));
    const sending = call(`http://127.0.0.1:${String(port)}`, { totalTimeoutMs }).send(request);
    expect(await sending).toMatchObject({ type: 'answered' });
  });
});

describe('send_until', () => {
  it('lets a call through before it', async () => {
    const url = await http((_, response) => response.end('ok'));
    expect(await call(url, { sendUntil: sendIn(60_000) }).send(request)).toMatchObject({ type: 'answered' });
  });

  it.each([
    ['the wall clock', { wallMs: Date.now() - 1, monotonicMs: Number.MAX_SAFE_INTEGER }],
    ['the monotonic clock', { wallMs: Number.MAX_SAFE_INTEGER, monotonicMs: 0 }],
  ])('past it by %s, nothing is even connected', async (_, sendUntil) => {
    const server = await tcp(() => undefined);
    expect(await call(server.url, { sendUntil }).send(request)).toMatchObject({ type: 'not_sent', cause: 'past_send_until' });
    expect(server.sockets.length).toBe(0);
  });

  it('sends no byte on a fresh connection that was ready too late', async () => {
    const server = await tcp(() => undefined);
    const outcome = call(server.url, { sendUntil: sendIn(50) }).send(request);
    // The process stands still between the begin of the connection and its first byte.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    expect(await outcome).toMatchObject({ type: 'not_sent', cause: 'past_send_until' });
    await server.ended(1);
    expect(server.bytes()).toBe(0);
  });

  it('sends no byte on a connection that was kept alive', async () => {
    const server = await tcp((socket) => socket.on('data', () => answer(socket, 'ok')));
    const shared = pools();
    expect(await call(server.url, { pools: shared }).send(request)).toMatchObject({ type: 'answered' });
    await idle();
    const first = server.bytes();
    const outcome = call(server.url, { pools: shared, sendUntil: sendIn(50) }).send(request);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    expect(await outcome).toMatchObject({ type: 'not_sent', cause: 'past_send_until' });
    await server.ended(1);
    expect(server.bytes()).toBe(first);
    expect(server.sockets.length).toBe(1);
    // The account goes on working afterwards.
    expect(await call(server.url, { pools: shared, sendUntil: sendIn(60_000) }).send(request)).toMatchObject({ type: 'answered' });
  });

  it('is asked of the wall clock at the last step too', async () => {
    const server = await tcp(() => undefined);
    const until = { wallMs: 5_000, monotonicMs: Number.MAX_SAFE_INTEGER };
    let clock = 4_999;
    const transport = call(server.url, { sendUntil: until, now: () => clock });
    const outcome = transport.send(request);
    clock = 5_000; // the machine slept: the monotonic clock stood still with it
    expect(await outcome).toMatchObject({ type: 'not_sent', cause: 'past_send_until' });
    await server.ended(1);
    expect(server.bytes()).toBe(0);
  });
});

/** The socket of the call before is back in the pool one turn after its answer. */
const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('connections', () => {
  it('are kept and used again', async () => {
    const server = await tcp((socket) => socket.on('data', () => answer(socket, 'ok')));
    const shared = pools();
    for (let i = 0; i < 5; i += 1) {
      expect(await call(server.url, { pools: shared }).send(request)).toMatchObject({ type: 'answered' });
      await idle();
    }
    expect(server.sockets.length).toBe(1);
  });

  it('are opened again after the provider closed an idle one', async () => {
    const server = await tcp((socket) => socket.on('data', () => answer(socket, 'ok')));
    const shared = pools();
    await call(server.url, { pools: shared }).send(request);
    await idle();
    server.sockets[0]?.end();
    await server.ended(1);
    expect(await call(server.url, { pools: shared }).send(request)).toMatchObject({ type: 'answered' });
    expect(server.sockets.length).toBe(2);
  });

  it('of one account never wait for another: 200 calls hang, the next account is answered at once', async () => {
    let arrived = 0;
    let release: (() => void) | undefined;
    const all = new Promise<void>((resolve) => (release = resolve));
    const url = await http((incoming, response) => {
      if (incoming.url === '/quick') response.end('ok');
      else if (++arrived === 200) release?.();
    });
    const shared = pools();
    const hanging = Array.from({ length: 200 }, () =>
      call(url, { pools: shared, totalTimeoutMs: 3_000, connectTimeoutMs: 3_000 }).send(request),
    );
    await all;
    const other = call(url, { pools: shared, accountId: 'account-2' });
    expect(await other.send({ ...request, path: '/quick' })).toMatchObject({ type: 'answered' });
    // Nor do they stop a further call on the hanging account itself.
    expect(await call(url, { pools: shared }).send({ ...request, path: '/quick' })).toMatchObject({ type: 'answered' });
    await shared.destroy();
    expect((await Promise.all(hanging)).every((outcome) => outcome.type === 'unknown' && outcome.cause === 'connection_lost')).toBe(true);
  });
});
