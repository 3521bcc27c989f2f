import { eventually, told, type Till, type TillAnswer } from '../system/index.js';
import type { Stage } from './stage.js';
import type { Expected, Shown, Step } from './tell.js';

const NOTHING = '–';
const shown = (state: string, knownBy: Expected['knownBy'], twin: string, account = 'Upay 1'): Expected => ({
  state,
  knownBy,
  account,
  twin,
});
const aboutNoOrder = (state: string): Shown => ({ state, knownBy: NOTHING, account: NOTHING, twin: NOTHING });

/** What a cashier's software goes by: why not, else the result and the order's status. */
function words(answer: TillAnswer): string {
  const [result = NOTHING, , orderStatus, why] = told(answer);
  return why ?? [result, orderStatus].filter((word) => word !== undefined).join(', ');
}

/**
 * A till that was written for Upay, by Upay's own protocol (MD5 over the bytes), and then one over each other provider: the same requests, whoever is
 * behind. What it is told must be what the payer's account saw.
 */
export const tillStory: Step<Stage> = {
  title: 'a till, by MD5',
  rows: [
    { asked: 'activate it by a code', expected: aboutNoOrder('a terminal with its key') },
    { asked: 'check in', expected: aboutNoOrder('another key; the old one works') },
    { asked: 'pay 30.00 MXN', expected: shown('PAY_SUCCESS, PAID', 'answer', 'took 30.00 MXN') },
    { asked: 'pay 31.00, the answer is lost', expected: shown('PAY_IN_PROGRESS, CREATED', ['no_answer', 'query'], 'took 31.00 MXN') },
    { asked: 'query until it is known', expected: shown('SUCCESS, PAID', 'query', 'took 31.00 MXN') },
    { asked: 'pay it again, to be sure', expected: shown('CLIENT_SN_CONFLICT', 'query', 'took 31.00 MXN') },
    { asked: 'refund 11.00', expected: shown('REFUND_SUCCESS, PARTIAL_REFUNDED', 'answer', 'took 31.00 MXN, gave back 11.00 MXN') },
    {
      asked: 'the same refund again',
      expected: shown('UPAY_REFUND_ORDER_NOOP', 'answer', 'took 31.00 MXN, gave back 11.00 MXN'),
    },
    { asked: 'cancel the first payment', expected: shown('CANCEL_SUCCESS, CANCELED', 'answer', 'took 30.00 MXN, gave back 30.00 MXN') },
    { asked: 'pay 32.00 USD, in another store', expected: shown('SUCCESS, PAID', ['notification', 'query'], 'took 32.00 USD', 'CodePay') },
    { asked: 'pay 3300 CLP, in a third one', expected: shown('SUCCESS, PAID', 'query', 'took 3300 CLP', 'Wallet') },
  ],
  async *play(stage) {
    const till = await stage.till('upay');
    yield aboutNoOrder(/^[0-9a-f]{32}$/.test(till.key) ? 'a terminal with its key' : 'NO key');
    const before = till.key;
    await till.checkIn();
    const old = await till.send('/upay/v2/query', { client_sn: 'none' }, before);
    yield aboutNoOrder(till.key !== before && old.result_code === '200' ? 'another key; the old one works' : 'NOT another key');

    const [first, second] = [till.newSn(), till.newSn()];
    yield show(stage, first, await till.pay(first, '3000'));
    await stage.door.arm('upay', { operation: 'pay', fault: 'drop_after' });
    yield show(stage, second, await till.pay(second, '3100'));
    yield show(stage, second, await untilPaid(stage, till, second));
    yield show(stage, second, await till.pay(second, '3100'));
    yield show(stage, second, await till.refund(second, 'RF-1', '1100'));
    yield show(stage, second, await till.refund(second, 'RF-1', '1100'));
    yield show(stage, first, await till.cancel(first));

    for (const [provider, amount, members] of [
      ['codepay', '3200', {}],
      ['wallet', '3300', { dynamic_id: stage.agreementId.replaceAll('-', '') }],
    ] as const) {
      const other = await stage.till(provider);
      const clientSn = other.newSn();
      await other.pay(clientSn, amount, members);
      yield show(stage, clientSn, await untilPaid(stage, other, clientSn));
    }
  },
};

/** The till's own words, and beside them what is known of the order at the other door. */
async function show(stage: Stage, clientSn: string, answer: TillAnswer): Promise<Shown> {
  return { ...(await stage.show(await stage.merchant.orderOf(clientSn))), state: words(answer) };
}

function untilPaid(stage: Stage, till: Till, clientSn: string): Promise<TillAnswer> {
  const paid = async (): Promise<TillAnswer | false> => {
    const answer = await till.query(clientSn);
    return told(answer)[2] === 'PAID' && answer;
  };
  return eventually(`${clientSn} is paid`, paid, { signal: stage.signal, everyMs: 200 });
}
