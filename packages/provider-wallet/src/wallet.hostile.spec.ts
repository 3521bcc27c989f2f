import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreementSale, cancelOf, queryOf, queryOfRefund, refund, sale, ScriptedWallet } from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());

const { sale: saleSupport, cancel, refund: refundSupport } = walletAdapter.operations;
const everyCall = () => [
  saleSupport.execute(sale(), wallet.call()),
  saleSupport.execute(agreementSale(), wallet.call()),
  cancel.execute(cancelOf(), wallet.call()),
  refundSupport.execute(refund(), wallet.call()),
  walletAdapter.query(queryOf(), wallet.call()),
  walletAdapter.query(queryOfRefund(), wallet.call()),
];
const outcomes = async () => (await Promise.all(everyCall())).map(({ outcome }) => outcome);
const yes = ['approved', 'reversed'];

const noise = fc.uint8Array({ maxLength: 200 });
const words = fc.constantFrom(
  'SUCCESS',
  'FAIL',
  'CANCELLED',
  'PROCESSING',
  'REPEAT_REQUEST',
  'constructor',
  '__proto__',
  '',
  'success',
  'S',
);
const odd = fc.oneof(words, fc.jsonValue({ maxDepth: 2 }));
/** Answers made of the document's own members, with values that the document does not know. */
const almost = fc.record(
  {
    result: fc.oneof(
      fc.record({ resultStatus: fc.oneof(fc.constantFrom('S', 'A', 'U', 'F', 'R', 's', ''), odd), resultCode: odd, resultMessage: odd }),
      odd,
    ),
    paymentId: odd,
    paymentRequestId: odd,
    paymentAmount: fc.oneof(fc.record({ currency: fc.constantFrom('CLP', 'clp', 'XXX'), value: odd }), odd),
    paymentStatus: odd,
    paymentResult: odd,
    refundStatus: odd,
    refundId: odd,
    transactions: fc.oneof(
      fc.array(fc.record({ transactionType: odd, transactionStatus: odd, transactionAmount: odd }), { maxLength: 3 }),
      odd,
    ),
    redirectActionForm: fc.oneof(fc.record({ method: odd, redirectionUrl: odd, parameters: odd }), odd),
  },
  { requiredKeys: [] },
);

describe('whatever a server answers', () => {
  it('unsigned bytes are never a yes nor a no, and never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, almost), fc.constantFrom(200, 200, 400, 500, 503), async (body, status) => {
        wallet.script = { body, status, signWith: wallet.merchant.privateKey };
        for (const outcome of await outcomes()) expect(['unknown', 'no_answer']).toContain(outcome);
      }),
      { numRuns: 60 },
    );
  });

  it('signed noise is never a yes nor a no, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (body) => {
        wallet.script = { body };
        for (const outcome of await outcomes()) expect(['unknown', 'no_answer']).toContain(outcome);
      }),
      { numRuns: 60 },
    );
  });

  it('a signed answer is a yes only by S SUCCESS, and in an inquiry by a documented state beside it', async () => {
    await fc.assert(
      fc.asyncProperty(almost, async (body) => {
        wallet.script = { body };
        const [cashier, agreement, canceled, refunded, payment, refundShown] = await outcomes();
        const result: unknown = body.result;
        const said =
          typeof result === 'object' &&
          result !== null &&
          'resultStatus' in result &&
          result.resultStatus === 'S' &&
          'resultCode' in result &&
          result.resultCode === 'SUCCESS';
        expect(yes).not.toContain(cashier);
        expect(yes).not.toContain(refunded);
        if (!said) for (const outcome of [agreement, canceled, payment, refundShown]) expect(yes).not.toContain(outcome);
        if (body.paymentStatus !== 'SUCCESS' && body.paymentStatus !== 'CANCELLED') expect(yes).not.toContain(payment);
        if (body.refundStatus !== 'SUCCESS') expect(yes).not.toContain(refundShown);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
