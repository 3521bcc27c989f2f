import { beforeEach, describe, expect, it } from '@jest/globals';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { anOperation, anOrder, ORDER_ID, standInGateway, type Answer } from '../../testing/stand-in-gateway.js';
import { run } from '../program.js';

const gateway = standInGateway();
let env: Readonly<Record<string, string>>;
let terminal: RecordedTerminal;
beforeEach(() => {
  env = { INTERLOCK_URL: gateway.url(), INTERLOCK_API_KEY: 'sk_test_key' };
  terminal = recordedTerminal(env);
  writes(anOrder());
});
/** The order is found by its number; a write answers this. */
function writes(after: object, status = 200): void {
  gateway.answer = ({ method }): Answer => (method === 'GET' ? { body: { orders: [anOrder()] } } : { status, body: after });
}
const written = () => gateway.asked.filter(({ method }) => method !== 'GET');
const refunded = (refundNo: string, outcome: string | null) => anOrder({ operations: [anOperation('refund', outcome, { refundNo })] });

describe('interlock order refund', () => {
  it('asks with the order and the amount as a person reads them, and gives back what was meant', async () => {
    writes(refunded('R-1', 'approved'));
    const person = recordedTerminal(env, { answer: 'y' });
    expect(await run(['order', 'refund', 'A-1001', '--amount', '20.00', '--refund-no', 'R-1', '--reason', 'cold'], person)).toBe(0);
    expect(person.said.asked).toEqual(['Refund 20.00 MXN of order A-1001 (paid, 120.00 MXN; captured 120.00 MXN)? [y/N] ']);
    expect(written()).toMatchObject([
      {
        url: `/v1/orders/${ORDER_ID}/refunds`,
        headers: { prefer: 'wait=30' },
        body: { refundNo: 'R-1', amount: { currency: 'MXN', value: '2000' }, reason: 'cold' },
      },
    ]);
    expect(written()[0]?.headers).not.toHaveProperty('idempotency-key');
    expect(person.said.out).toContain('refund R-1  approved  20.00 MXN');
  });

  it('has a number of its own before anything is sent, which a lost answer names', async () => {
    gateway.answer = ({ method }) => (method === 'GET' ? { body: { orders: [anOrder()] } } : 'lost');
    expect(await run(['order', 'refund', 'A-1001', '--yes'], terminal)).toBe(3);
    const { refundNo } = written()[0]?.body as { readonly refundNo: string };
    expect(terminal.said.err).toContain(`Give the same command again with --refund-no ${refundNo}: it is done once.`);
  });

  it.each([
    ['approved', 200, 0],
    ['declined', 200, 1],
    ['unknown', 202, 4],
    [null, 202, 4],
  ])('exits by what became of this refund: %s', async (outcome, status, code) => {
    writes(refunded('R-1', outcome), status);
    expect(await run(['order', 'refund', 'A-1001', '--refund-no', 'R-1', '--yes'], terminal)).toBe(code);
  });

  it.each([
    ['2000', '--amount: "2000" must be written with the 2 decimals of MXN, as in 120.00 MXN.'],
    ['20.0', '--amount: "20.0" must be written with the 2 decimals of MXN, as in 120.00 MXN.'],
    ['20.000', '--amount: "20.000" must be written with the 2 decimals of MXN, as in 120.00 MXN.'],
    ['20.00 USD', '--amount: the order is in MXN, not USD.'],
    ['-20.00', '--amount: '],
    ['1e3.00', '--amount: '],
  ])('guesses nothing about the amount %j', async (amount, why) => {
    expect(await run(['order', 'refund', 'A-1001', `--amount=${amount}`, '--yes'], terminal)).toBe(2);
    expect(terminal.said.err).toContain(`interlock: ${why}`);
    expect(written()).toEqual([]);
  });

  it('of an order that is not there exits 1', async () => {
    gateway.answer = () => ({ body: { orders: [] } });
    expect(await run(['order', 'refund', 'A-1002', '--yes'], terminal)).toBe(1);
    expect(terminal.said.err).toMatch(/^interlock: There is no order A-1002 at /);
  });
});

describe('what else is done to an order', () => {
  it.each([
    [
      ['capture', 'A-1001', '--amount', '100.00'],
      'captures',
      { amount: { currency: 'MXN', value: '10000' } },
      'capture',
      'Capture 100.00 MXN of',
    ],
    [
      ['increment', 'A-1001', '--amount', '20.00'],
      'increments',
      { amount: { currency: 'MXN', value: '2000' } },
      'increment',
      'Hold 20.00 MXN more of',
    ],
    [['tip', 'A-1001', '--amount', '5.00'], 'tip', { amount: { currency: 'MXN', value: '500' } }, 'adjust_tip', 'Set the tip of'],
    [['void', 'A-1001', '--reason', 'wrong table'], 'void', { reason: 'wrong table' }, 'void', 'Void order A-1001'],
  ])('is asked, sent once under a key, and told by its outcome: %j', async (args, path, body, kind, question) => {
    writes(anOrder({ operations: [anOperation(kind, 'approved')] }));
    const person = recordedTerminal(env, { answer: 'yes' });
    expect(await run(['order', ...args], person)).toBe(0);
    expect(person.said.asked[0]).toContain(question);
    expect(written()).toMatchObject([{ url: `/v1/orders/${ORDER_ID}/${path}`, headers: { 'idempotency-key': 'number-1' }, body }]);
    writes(anOrder({ operations: [anOperation(kind, 'declined')] }));
    expect(await run(['order', ...args, '--yes'], terminal)).toBe(1);
  });

  it('is asked with what is held, where nothing was taken yet', async () => {
    const none = { currency: 'MXN', value: '0' };
    const held = anOrder({
      state: 'authorized',
      amounts: { authorized: { currency: 'MXN', value: '12000' }, captured: none, refundPending: none },
    });
    gateway.answer = () => ({ body: { orders: [held] } });
    const person = recordedTerminal(env, { answer: 'n' });
    expect(await run(['order', 'capture', 'A-1001'], person)).toBe(2);
    expect(person.said.asked).toEqual(['Capture everything of order A-1001 (authorized, 120.00 MXN; authorized 120.00 MXN)? [y/N] ']);
    expect(written()).toEqual([]);
  });

  it.each([
    ['canceled', 200, 0],
    ['paid', 200, 1],
    ['uncertain', 202, 4],
  ])('cancel exits by what the order is then: %s', async (state, status, code) => {
    writes(anOrder({ state }), status);
    expect(await run(['order', 'cancel', 'A-1001', '--yes', '--wait', '5'], terminal)).toBe(code);
    expect(written()[0]?.headers).toMatchObject({ prefer: 'wait=5' });
    expect(written()[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('refresh moves nothing and asks nobody', async () => {
    expect(await run(['order', 'refresh', 'A-1001'], terminal)).toBe(0);
    expect(written()).toMatchObject([{ url: `/v1/orders/${ORDER_ID}/refresh`, body: {} }]);
  });
});

describe('interlock order create', () => {
  const args = ['--merchant-order-no', 'A-1001', '--amount', '120.00 MXN', '--description', 'Two coffees'];

  it('takes what the payer shows from a file or standard input', async () => {
    const piped = recordedTerminal(env, { input: '130818341921441147\n' });
    expect(await run(['order', 'create', ...args, '--method', 'payer_code', '--payer-code-file', '-', '--yes'], piped)).toBe(0);
    expect(written()[0]).toMatchObject({
      url: '/v1/orders',
      body: {
        merchantOrderNo: 'A-1001',
        amount: { currency: 'MXN', value: '12000' },
        description: 'Two coffees',
        method: { type: 'payer_code', code: '130818341921441147' },
      },
    });
    expect(piped.said.out + piped.said.err).not.toContain('130818341921441147');
  });

  it('asks with the amount and the number, and says how it is repeated', async () => {
    gateway.answer = () => 'lost';
    const person = recordedTerminal(env, { answer: 'y' });
    expect(await run(['order', 'create', ...args, '--method', 'redirect'], person)).toBe(3);
    expect(person.said.asked).toEqual(['Take 120.00 MXN as order A-1001 by redirect? [y/N] ']);
    expect(person.said.err).toContain('Give the same command again, under the same number A-1001: it is done once.');
  });

  it.each([
    ['paid', 0],
    ['authorized', 0],
    ['failed', 1],
    ['uncertain', 4],
    ['pending', 4],
  ])('exits by the state: %s', async (state, code) => {
    writes(anOrder({ state }), 201);
    expect(await run(['order', 'create', ...args, '--method', 'merchant_qr', '--yes'], terminal)).toBe(code);
  });

  it.each([
    ['120.00', '--amount: "120.00" must be written with its currency: "120.00 MXN".'],
    ['120.00 XXX', '--amount: '],
    ['120 MXN', '--amount: "120" must be written with the 2 decimals of MXN'],
    ['4500.00 CLP', '--amount: "4500.00" must be written with the 0 decimals of CLP'],
  ])('guesses nothing about the amount %j', async (amount, why) => {
    expect(await run(['order', 'create', '--amount', amount, '--yes'], terminal)).toBe(2);
    expect(terminal.said.err).toContain(`interlock: ${why}`);
  });
});
