import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';
import { resources } from './resources.js';

const ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
let answer: { readonly status: number; readonly body: object };
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
});
let terminal: RecordedTerminal;
let url: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
beforeEach(() => {
  asked.splice(0);
  terminal = recordedTerminal({ INTERLOCK_URL: url, INTERLOCK_API_KEY: 'sk_test_key' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('interlock <thing> list', () => {
  it('is a table, and says how it goes on', async () => {
    const stores = [
      { storeNo: 'S-1', name: 'Corner', currency: 'MXN', timeZone: 'UTC', dayStartsAt: '04:00', enabled: true },
      { storeNo: 'S-20', name: 'Harbour', currency: 'USD', timeZone: 'UTC', enabled: false },
    ];
    answer = { status: 200, body: { stores, nextCursor: ID } };
    expect(await run(['store', 'list', '--limit', '2'], terminal)).toBe(0);
    expect(asked).toEqual(['/v1/stores?limit=2']);
    expect(terminal.said.out).toBe(`store  name     currency  zone  day    enabled
S-1    Corner   MXN       UTC   04:00  yes
S-20   Harbour  USD       UTC   –      no

There are more: --cursor ${ID}
`);
  });

  it('is one JSON document with --json', async () => {
    answer = { status: 200, body: { cases: [{ id: ID, kind: 'excess' }] } };
    expect(await run(['case', 'list', '--state', 'open', '--json'], terminal)).toBe(0);
    expect(asked).toEqual(['/v1/cases?limit=20&state=open']);
    expect(JSON.parse(terminal.said.out)).toEqual({ rows: [{ id: ID, kind: 'excess' }] });
  });

  it.each(Object.keys(resources))('of %s says so where there is none', async (name) => {
    answer = { status: 200, body: {} };
    expect(await run([name, 'list'], terminal)).toBe(0);
    expect(terminal.said.out).toBe('There is none.\n');
  });

  it('says by code and member what the gateway refuses, and never the key', async () => {
    const fields = [{ path: 'state', message: 'must be a state of an order' }];
    answer = { status: 400, body: { code: 'invalid_request', detail: 'the request is not valid', fields } };
    expect(await run(['order', 'list', '--state', 'lost'], terminal)).toBe(2);
    expect(terminal.said.err).toBe(
      `interlock: ${url} answers 400 (invalid_request): the request is not valid\n  state: must be a state of an order\n`,
    );
    expect(terminal.said.err).not.toContain('sk_test_key');
  });
});

describe('interlock <thing> show', () => {
  it('is the whole view', async () => {
    answer = { status: 200, body: { id: ID, kind: 'excess' } };
    expect(await run(['case', 'show', ID], terminal)).toBe(0);
    expect([asked, JSON.parse(terminal.said.out)]).toEqual([[`/v1/cases/${ID}`], { id: ID, kind: 'excess' }]);
  });

  it('exits 1 where there is no such thing', async () => {
    answer = { status: 404, body: { code: 'case_not_found', detail: 'there is no such case' } };
    expect([await run(['case', 'show', ID], terminal), terminal.said.err]).toEqual([1, 'interlock: there is no such case\n']);
  });
});
