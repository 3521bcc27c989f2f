import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
/** `lost`: the connection breaks after the request was read. */
type Answering = (asked: Asked) => Answer | 'lost';

export interface StandInGateway {
  readonly url: () => string;
  /** What was asked since the test began. */
  readonly asked: Asked[];
  /** What it answers from now on. */
  answer: Answering;
}

/** A gateway for the tests of this file: it answers what a test says, and keeps what it was asked. */
export function standInGateway(): StandInGateway {
  const asked: Asked[] = [];
  let url = '';
  const gateway: StandInGateway = { url: () => url, asked, answer: () => ({}) };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: body === '' ? undefined : (JSON.parse(body) as unknown),
      };
      asked.push(one);
      const given = gateway.answer(one);
      if (given === 'lost') return void request.socket.destroy();
      const { status = 200, body: answer = {}, headers = {} } = given;
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(status === 204 ? undefined : JSON.stringify(answer));
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  beforeEach(() => {
    asked.splice(0);
    gateway.answer = () => ({});
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return gateway;
}

const mxn = (value: string) => ({ currency: 'MXN', value });
export const ORDER_ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';

/** An order as a gateway shows it: 120.00 MXN, paid. */
export function anOrder(change: object = {}): object {
  return {
    id: ORDER_ID,
    merchantOrderNo: 'A-1001',
    state: 'paid',
    version: 2,
    createdAt: '2026-11-21T18:33:50.000Z',
    updatedAt: '2026-11-21T18:33:50.000Z',
    amount: mxn('12000'),
    amounts: { captured: mxn('12000'), refunded: mxn('0') },
    method: { type: 'payer_code', code: '13****47' },
    provider: { name: 'upay', accountId: ORDER_ID, reference: 'UP-1' },
    operations: [],
    cases: [],
    ...change,
  };
}

/** One of its operations. */
export function anOperation(kind: string, outcome: string | null, change: object = {}): object {
  return { id: ORDER_ID, kind, origin: 'merchant', outcome, amount: mxn('2000'), provider: 'upay', providerKey: 'a'.repeat(20), ...change };
}
