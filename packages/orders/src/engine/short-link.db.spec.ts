import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario();
});
afterEach(() => scenario.close());

const page = { type: 'redirect', url: 'https://wallet.example/pay?order=1', httpMethod: 'POST', form: { token: 'abc' } } as const;

describe('a code to scan over a provider that answers with a page', () => {
  it('is a short link of ours, which leads there while the order waits for its payer', async () => {
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'ref', customerAction: page });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    const { nextAction } = view;
    expect(nextAction).toEqual({
      type: 'show_qr',
      qr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/p\/[\w-]{22}$/),
      expiresAt: view.expiresAt,
    });
    const code = String(nextAction?.['qr']).split('/').at(-1) ?? '';
    expect(await scenario.reads.linkedPage(code)).toEqual(page);
    expect(await scenario.reads.linkedPage('A'.repeat(22))).toBeUndefined();
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } });
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    expect((await scenario.order(view.id)).order.state).toBe('paid');
    expect(await scenario.reads.linkedPage(code)).toBeUndefined();
  });

  it('is the same for the same payment however often its page is heard of, and another for another', async () => {
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'ref', customerAction: page });
    scenario.first.query = () => ({ outcome: 'pending', providerRef: 'ref', customerAction: { ...page, url: `${page.url}&again` } });
    const [one, other] = [
      await scenario.create({ method: { type: 'merchant_qr' } }),
      await scenario.create({ method: { type: 'merchant_qr' } }),
    ];
    expect(other.view.nextAction?.['qr']).not.toBe(one.view.nextAction?.['qr']);
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    const { nextAction } = (await scenario.refresh(one.view.id)).view;
    expect(nextAction).toEqual(one.view.nextAction);
    const code = String(nextAction?.['qr']).split('/').at(-1) ?? '';
    expect(await scenario.reads.linkedPage(code)).toMatchObject({ url: `${page.url}&again` });
  });

  it('leaves a page that is asked for, and a code of the provider’s own, as they are', async () => {
    scenario.first.sale = () => ({ outcome: 'pending', customerAction: { type: 'show_qr', qr: 'weixin://1' } });
    expect((await scenario.create({ method: { type: 'merchant_qr' } })).view.nextAction).toEqual({ type: 'show_qr', qr: 'weixin://1' });
  });
});
