import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, createClient, NoAnswer, type Client } from './index.js';

const ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  answer(request, response);
});
let url: string;
let client: Client;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  client = createClient({ url, apiKey: 'sk_test_key', merchantId: ID });
});
afterEach(() => void asked.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
const failure = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => undefined,
    (error: unknown) => error,
  );
const read = () => client.GET('/v1/orders/{id}', { params: { path: { id: ID } } });

describe('the client', () => {
  it('asks by the key, for the merchant, and returns what is described', async () => {
    answer = json(200, { id: ID, state: 'paid' });
    const { data } = await read();
    expect(data).toMatchObject({ id: ID, state: 'paid' });
    expect(asked[0]).toMatchObject({ method: 'GET', url: `/v1/orders/${ID}` });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer sk_test_key', 'interlock-merchant': ID });
  });

  it('returns nothing of an answer without a body', async () => {
    answer = (_, response) => void response.writeHead(204).end();
    const { data, response } = await client.DELETE('/v1/webhooks/{id}', { params: { path: { id: ID } } });
    expect([data, response.status]).toEqual([undefined, 204]);
  });

  it('throws a refusal as one class, with its code and the members at fault', async () => {
    const fields = [{ path: 'amount.value', message: 'must be a whole number' }];
    const body = { code: 'rate_limited', status: 429, title: 'Too many', detail: 'ask again later', fields, requestId: 'request-1' };
    answer = json(429, body, { 'content-type': 'application/problem+json', 'retry-after': '3' });
    const problem = await failure(read());
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      code: 'rate_limited',
      status: 429,
      message: 'ask again later',
      fields,
      requestId: 'request-1',
      retryAfterSeconds: 3,
    });
  });

  it.each([
    ['a page', 200, 'text/html', '<html>'],
    ['an error without a code', 502, 'application/json', '{}'],
    ['half an answer', 500, 'application/problem+json', '{"code":'],
  ])('takes %s for no answer of a gateway', async (_, status, type, text) => {
    answer = (__, response) => void response.writeHead(status, { 'content-type': type }).end(text);
    expect(await failure(read())).toMatchObject({ name: 'NoAnswer', reason: 'no_gateway', detail: `status ${String(status)}` });
  });

  it('follows no redirect, which would take the key along', async () => {
    answer = (_, response) => void response.writeHead(307, { location: `${url}/elsewhere` }).end();
    expect(await failure(read())).toBeInstanceOf(NoAnswer);
    expect(asked).toHaveLength(1);
  });

  it('says of silence and of a closed door what they are, and repeats nothing', async () => {
    answer = () => undefined;
    const impatient = createClient({ url, apiKey: 'sk_test_key', timeoutMs: 20 });
    expect(await failure(impatient.GET('/v1/orders'))).toMatchObject({ name: 'NoAnswer', reason: 'timeout' });
    expect(asked).toHaveLength(1);
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const nobody = createClient({ url: `http://127.0.0.1:${String(port)}`, apiKey: 'sk_test_key' });
    expect(await failure(nobody.GET('/v1/orders'))).toMatchObject({ name: 'NoAnswer', reason: 'refused', detail: 'ECONNREFUSED' });
  });
});
