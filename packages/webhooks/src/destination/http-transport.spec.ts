import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Resolve } from '@interlock/provider-kit';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Destinations } from './destinations.js';
import { HttpTransport } from './http-transport.js';
import type { HttpTransportOptions } from './http-transport.js';
import { until } from '@interlock/persistence/testing';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, server };
}

function transport(allowed: readonly string[], options: HttpTransportOptions = {}): HttpTransport {
  const opened = new HttpTransport(new Destinations(allowed), { totalTimeoutMs: 20_000, ...options });
  closing.push(() => opened.close());
  return opened;
}

const message = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{}' });

/** A resolver that gives these addresses, one list for each question; the last list stays. */
function resolver(...lists: readonly (readonly string[])[]): { readonly resolve: Resolve; readonly asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, _options, callback) => {
    const list = lists[Math.min(asked.length, lists.length - 1)] ?? [];
    asked.push(hostname);
    const found = list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    callback(null, found);
  };
  return { resolve, asked };
}

describe('what a receiver answers', () => {
  it('is its status, whatever the body; the connection serves the next call', async () => {
    const ports = new Set<number | undefined>();
    const { port } = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.statusCode = Number(request.url?.slice(1));
      request.resume().on('end', () => response.end('a body that nobody reads'));
    });
    const { send } = bound(transport(['127.0.0.0/8']));
    for (const status of [200, 204, 400, 410, 503])
      expect(await send(message(`http://127.0.0.1:${String(port)}/${String(status)}`))).toEqual({ status });
    expect(ports.size).toBeLessThan(5);
  });

  it('is a redirect where it is one: nobody follows it', async () => {
    let followed = 0;
    const inner = await serve((_request, response) => {
      followed += 1;
      response.end();
    });
    const { port } = await serve((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${String(inner.port)}/private` }).end();
    });
    expect(await transport(['127.0.0.0/8']).send(message(`http://127.0.0.1:${String(port)}/`))).toEqual({ status: 307 });
    expect(followed).toBe(0);
  });

  it('is not waited for longer than the time-out', async () => {
    const { port } = await serve(() => undefined);
    expect(await transport(['127.0.0.0/8'], { totalTimeoutMs: 50 }).send(message(`http://127.0.0.1:${String(port)}/`))).toEqual({
      fault: 'timeout',
    });
  });

  it('is not read without end: its status stands, and its connection is cut', async () => {
    let cut = false;
    const { port } = await serve((_request, response) => {
      const chunk = Buffer.alloc(16_384, 'x');
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour).on('close', () => (cut = true));
      pour();
    });
    expect(await transport(['127.0.0.0/8']).send(message(`http://127.0.0.1:${String(port)}/`))).toEqual({ status: 200 });
    await until(() => cut);
  });

  it('is nothing where nobody listens, the name is none, or the connection breaks', async () => {
    const { port, server } = await serve((request) => request.socket.destroy());
    const sender = transport(['127.0.0.0/8']);
    expect(await sender.send(message(`http://127.0.0.1:${String(port)}/`))).toEqual({ fault: 'connection_lost' });
    await new Promise((resolve) => server.close(resolve));
    expect(await sender.send(message(`http://127.0.0.1:${String(port)}/`))).toEqual({ fault: 'unreachable' });
    const nowhere: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    expect(await transport([], { resolve: nowhere }).send(message('https://nowhere.example.test/'))).toEqual({ fault: 'dns' });
    expect(await transport(['127.0.0.0/8']).send(message(`https://127.0.0.1:${String((await serve(() => undefined)).port)}/`))).toEqual({
      fault: 'tls',
    });
  });
});

describe('a private network', () => {
  it('is not reached by an address as it stands, in none of its forms', async () => {
    let reached = 0;
    const { port } = await serve((_request, response) => {
      reached += 1;
      response.end();
    });
    const strict = transport([]);
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'])
      for (const scheme of ['http', 'https'])
        expect(await strict.send(message(`${scheme}://${host}:${String(port)}/`))).toEqual({ fault: 'address_not_allowed' });
    expect(reached).toBe(0);
  });

  it.each([
    ['an address of it', ['127.0.0.1']],
    ['an IPv4 address of it, written as IPv6', ['::ffff:127.0.0.1']],
    ['several', ['10.0.0.8', '169.254.169.254', 'fd00::1']],
  ])('is not reached by a name that stands for %s', async (_what, addresses) => {
    const { resolve } = resolver(addresses);
    expect(await transport([], { resolve }).send(message('https://shop.example.test/'))).toEqual({ fault: 'address_not_allowed' });
  });

  it('is not reached by a name whose answer changes: the address that was judged is the one that is connected to', async () => {
    let reached = 0;
    const { port } = await serve((_request, response) => {
      reached += 1;
      response.end();
    });
    // Judged once by the first answer, and connected to by a second one, it would get through.
    const { resolve, asked } = resolver(['127.0.0.1'], ['10.0.0.8'], ['127.0.0.1']);
    const sender = transport(['127.0.0.1/32'], { resolve });
    const to = (): ReturnType<HttpTransport['send']> =>
      sender.send({ ...message(`http://shop.example.test:${String(port)}/`), headers: { connection: 'close' } });
    expect(await to()).toEqual({ status: 200 });
    expect(await to()).toEqual({ fault: 'address_not_allowed' });
    expect(await to()).toEqual({ status: 200 });
    expect([reached, asked.length]).toEqual([2, 3]);
  });

  it('is passed over where a name stands for a public address too; plain http is only for the list', async () => {
    const { port } = await serve((_request, response) => response.end());
    const { resolve } = resolver(['10.0.0.8', '127.0.0.1']);
    expect(await transport(['127.0.0.1'], { resolve }).send(message(`http://shop.example.test:${String(port)}/`))).toEqual({ status: 200 });
    const open = resolver(['93.184.215.14']);
    expect(await transport(['127.0.0.1'], open).send(message('http://shop.example.test/'))).toEqual({ fault: 'address_not_allowed' });
  });
});

/** With its method at hand. */
function bound(opened: HttpTransport): { readonly send: HttpTransport['send'] } {
  return { send: (request) => opened.send(request) };
}
