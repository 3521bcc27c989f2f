import { asCode, table } from './doc-blocks.mjs';

/**
 * What these tables read of a ProviderAdapter (packages/provider-kit/src/adapter.ts).
 * @typedef {{ steps: readonly { everyMs: number, untilMs: number }[], cancelAtEnd: boolean, afterwardsMs: readonly number[] }} Schedule
 * @typedef {{ connectTimeoutMs: number, totalTimeoutMs: number }} Timeouts
 * @typedef {{ resend: string, schedule: (request: { methodType: string }) => Schedule,
 *   notFound: { windowMs: number, afterExpiry: boolean, answers: number, apartMs: number } } & Timeouts} Support
 * @typedef {{ name: string, queryTimeouts: Timeouts, limits: { currencies?: readonly string[], minMinor: bigint, maxMinor: bigint, refundDays: number,
 *   maxRefunds?: number, methods: readonly { type: string, expirySeconds: { min: number, max: number, default: number } }[] },
 *   operations: { sale: Support, cancel?: Support & { returnsMoneyWhenPaid: boolean, notBeforeMs: number }, refund?: Support } }} Adapter
 */

/** What each adapter declares of itself: its capabilities, bounds and times. */
export function providerTable(/** @type {readonly Adapter[]} */ adapters) {
  const line = (/** @type {string} */ what, /** @type {(adapter: Adapter) => string} */ of) => [what, ...adapters.map(of)];
  return table(
    ['', ...adapters.map(({ name }) => asCode([name]))],
    [
      line('operations', ({ operations }) => asCode([...Object.keys(operations), 'query'])),
      ...methodLines(adapters),
      line('currencies', ({ limits }) => limits.currencies?.join(', ') ?? "the account's"),
      line('amount, minor units', ({ limits }) => `${limits.minMinor} to ${limits.maxMinor}`),
      line('a refund within', ({ limits }) => `${limits.refundDays} days`),
      line('refunds of one payment', ({ limits }) => (limits.maxRefunds === undefined ? 'any number' : `at most ${limits.maxRefunds}`)),
      line('time-outs: connect, whole call', ({ operations }) => timeouts(operations.sale)),
      line('of a query', ({ queryTimeouts }) => timeouts(queryTimeouts)),
      line('sent again', ({ operations }) => asCode([...new Set(Object.values(operations).map(({ resend }) => resend))])),
      line('a cancel of a paid order returns the money', ({ operations }) =>
        operations.cancel?.returnsMoneyWhenPaid === true ? 'yes' : 'no',
      ),
      line('"not found" counts', ({ operations }) => notFound(operations.sale)),
      line('a sale is asked after', ({ operations, limits }) =>
        schedule(operations.sale.schedule({ methodType: limits.methods[0]?.type ?? '' })),
      ),
      line('a cancel', ({ operations }) => (operations.cancel ? schedule(operations.cancel.schedule({ methodType: '' })) : '–')),
      line('a refund', ({ operations }) => (operations.refund ? schedule(operations.refund.schedule({ methodType: '' })) : '–')),
    ],
  );
}

/** One line per method that any provider has: the seconds that an order may live, and how long it does where nobody says. */
function methodLines(/** @type {readonly Adapter[]} */ adapters) {
  const types = [...new Set(adapters.flatMap(({ limits }) => limits.methods.map(({ type }) => type)))];
  return types.map((type) => [
    `method ${asCode([type])}, seconds to live`,
    ...adapters.map(({ limits }) => {
      const expiry = limits.methods.find((method) => method.type === type)?.expirySeconds;
      return expiry === undefined ? '–' : `${expiry.min} to ${expiry.max}, else ${expiry.default}`;
    }),
  ]);
}

function timeouts(/** @type {Timeouts} */ { connectTimeoutMs, totalTimeoutMs }) {
  return `${time(connectTimeoutMs)}, ${time(totalTimeoutMs)}`;
}

function notFound(/** @type {Support} */ { notFound: { windowMs, afterExpiry, answers, apartMs } }) {
  const from = afterExpiry ? 'the latest arrival and the expiry' : 'the latest arrival';
  return `said ${answers} times, ${time(apartMs)} apart, from ${time(windowMs)} after ${from}`;
}

function schedule(/** @type {Schedule} */ { steps, cancelAtEnd, afterwardsMs }) {
  const pace = steps.map(({ everyMs, untilMs }) => `every ${time(everyMs)} to ${time(untilMs)}`);
  return [...pace, ...(cancelAtEnd ? ['then canceled'] : []), `then after ${afterwardsMs.map(time).join(', ')}`].join('; ');
}

/** 1500 → "1.5 s", 90000 → "90 s", 600000 → "10 min", 7200000 → "2 h". */
function time(/** @type {number} */ ms) {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  if (ms >= 120_000 && ms % 60_000 === 0) return `${ms / 60_000} min`;
  return `${ms / 1000} s`;
}
