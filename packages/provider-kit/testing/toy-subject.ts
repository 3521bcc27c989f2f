import { currencyCode } from '@interlock/domain';
import { notApplicable, type ConformanceSubject, type Figures, type HttpReply, type Reply, type Scenario } from '../src/testing/index.js';
import type { ChargeReference, RawAnswer, RawMessage } from '../src/index.js';
import { SIGNATURE, signed, toyAdapter, type Sabotage } from './toy-adapter.js';

const KEY = 'the-key-of-the-toy-provider';
const PAYER = '2812345678901234';
const ORDER = 'order0000000000000000000000000001';
const MXN = currencyCode('MXN');

const seal = (body: string, key = KEY): HttpReply => ({ headers: { [SIGNATURE]: signed(body, key) }, body });
const says = (fields: object): Reply => {
  const reply = seal(JSON.stringify(fields));
  return () => reply;
};
const money = ({ minor, currency, echo }: Figures) => ({ amount: minor?.toString(), currency, message: echo?.join(' ') });
const paid = (figures: Figures): Reply => says({ status: 'paid', ...money(figures) });
const waiting = (figures: Figures): Reply => says({ status: 'waiting', ...money(figures) });
const refusedFor = (reason: string): Reply => says({ status: 'refused', reason });

const charge: ChargeReference = {
  kind: 'sale',
  providerKey: ORDER,
  methodType: 'payer_code',
  amount: { currency: MXN, minor: 1000n },
  amounts: { authorized: 1000n, captured: 1000n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
  createdAt: 0,
};

const sale: Scenario = {
  label: 'sale',
  request: {
    kind: 'sale',
    providerKey: ORDER,
    merchantOrderNo: 'O-1',
    amount: { currency: MXN, minor: 1000n },
    method: { type: 'payer_code', code: PAYER },
    subject: 's',
    description: 'd',
    createdAt: 0,
    notifyUrl: 'https://pay.example.test/hooks/toy/1',
  },
  sentKey: ORDER,
  asked: 1000n,
  states: { approved: ['amount', 'currency'], pending: ['amount'] },
  confidential: [PAYER],
  approved: paid,
  pending: waiting,
  declined: [{ word: 'NO_MONEY', reply: refusedFor('NO_MONEY'), code: 'insufficient_funds' }],
  silent: [{ word: 'BUSY', reply: refusedFor('BUSY') }],
  duplicate: [{ word: 'REPEATED', reply: refusedFor('REPEATED'), outcome: 'unknown' }],
  undocumented: [{ word: 'status', reply: says({ status: 'SETTLED' }) }],
};

const query: Scenario = {
  label: 'query',
  request: { kind: 'query', operation: { kind: 'sale' }, charge },
  sentKey: ORDER,
  asked: 1000n,
  states: { approved: ['amount', 'currency'], pending: [] },
  approved: paid,
  pending: waiting,
  declined: [{ word: 'refused', reply: refusedFor('NO_MONEY'), code: 'insufficient_funds' }],
  silent: notApplicable('it has no such word'),
  duplicate: notApplicable('a query has no key of its own'),
  undocumented: [{ word: 'status', reply: says({ status: 'SETTLED' }) }],
  notFound: [{ word: 'missing', reply: says({ status: 'missing' }) }],
};

const message = (fields: object, key = KEY): RawMessage => {
  const { headers = {}, body } = seal(JSON.stringify(fields), key);
  return { method: 'POST', path: '/hooks/toy/1', headers, body: Buffer.from(body) };
};
const genuine = message({ key: ORDER, status: 'paid', amount: '1000' });
const status = (due: number) => (answer: RawAnswer) => (answer.status === due ? undefined : `HTTP ${String(due)} was due`);

/** The toy provider, honest, or with one mistake in its adapter. */
export const toySubject = (sabotage?: Sabotage): ConformanceSubject => ({
  adapter: toyAdapter(sabotage),
  currency: MXN,
  now: 1_700_000_000_000,
  settings: (baseUrl) => ({ baseUrl }),
  secrets: { key: KEY },
  confidential: [KEY],
  volatile: ['time'],
  answerSignature: {
    forged: [{ name: 'by another key', of: ({ body }) => seal(Buffer.from(body).toString(), 'another key') }],
    removed: ({ body }) => ({ body }),
  },
  sealed: (body) => () => seal(body),
  scenarios: [sale, query],
  messages: [
    {
      label: 'payment',
      genuine,
      about: { kind: 'charge', providerKey: ORDER },
      means: { type: 'evidence', outcome: 'approved' },
      forged: [
        { name: 'unsigned', message: { ...genuine, headers: {} } },
        { name: 'by another key', message: message({ key: ORDER, status: 'paid', amount: '1000' }, 'another key') },
      ],
      earlier: message({ key: ORDER, status: 'waiting' }),
      unreadable: [message({ status: 'paid' })],
      signatureHeaders: [SIGNATURE],
    },
  ],
  expectsToHear: {
    accepted: status(200),
    unknown_order: status(503),
    bad_signature: status(503),
    unreadable: status(503),
    failed: status(503),
  },
});
