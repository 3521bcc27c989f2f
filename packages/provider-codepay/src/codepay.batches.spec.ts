import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchScope } from '@interlock/provider-kit';
import { basicAuth, broken, captured, charge, held, online, USD } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { batches } = codepayAdapter;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const all: BatchScope = { type: 'all' };
const store: BatchScope = { type: 'store', providerStoreNo: '4021000008' };
const one: BatchScope = { type: 'terminals', providerTerminalSns: ['WPYB001234567890'] };
const two: BatchScope = { type: 'terminals', providerTerminalSns: ['WPYB001234567890', 'WPYB001234567891'] };
const none: BatchScope = { type: 'terminals', providerTerminalSns: [] };

describe('a batch', () => {
  const close = (scope: BatchScope, reply: Reply, call = gateway.call()) => {
    gateway.says(reply);
    return batches?.close(scope, call);
  };
  const open = (scope: BatchScope, reply: Reply) => {
    gateway.says(reply);
    return batches?.open(scope, gateway.call());
  };

  it.each<[string, BatchScope, object]>([
    ['everything', all, {}],
    ['a store', store, { store_no: '4021000008' }],
    ['several terminals', two, { terminal_sn_list: ['WPYB001234567890', 'WPYB001234567891'] }],
  ])('of %s is closed by its path, and says what was in it', async (_name, scope, fields) => {
    expect(await close(scope, accepted({ count: 3, total_amount: 100.5 }))).toEqual({
      outcome: 'approved',
      totals: { count: 3, total: { currency: USD, minor: 10050n } },
    });
    const { sign: _sign, ...sent } = gateway.received[0]?.fields ?? {};
    expect(gateway.received[0]?.path).toBe('/api/batch/close');
    expect(sent).toEqual({ app_id: 'wz0000000000000001', merchant_no: '302300000001', ...fields });
  });

  it('of one terminal is closed by its own call, which states no figures', async () => {
    expect(await close(one, accepted({}))).toEqual({ outcome: 'approved' });
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'batch.close', terminal_sn: 'WPYB001234567890' });
    const reply = unsigned({ code: '0', msg: 'success', psn: '1', data: {} });
    expect(await close(one, reply, gateway.call(basicAuth))).toEqual({ outcome: 'approved' });
  });

  it('that is open is asked after, one terminal like many', async () => {
    expect(await open(one, accepted({ count: 1, total_amount: 100 }))).toMatchObject({ totals: { count: 1, total: { minor: 10000n } } });
    expect(gateway.received[0]).toMatchObject({ path: '/api/batch/open', fields: { terminal_sn_list: ['WPYB001234567890'] } });
  });

  it.each<[unknown, unknown, bigint | undefined]>([
    [2, -12.4, -1240n],
    ['2', '0', 0n],
    [2, 1.234, undefined],
    [2, 1e21, undefined],
    [-1, 1, undefined],
    [undefined, 1, undefined],
    [2, undefined, undefined],
  ])('with count %p and total %p', async (count, total, minor) => {
    const result = await close(all, accepted({ count, total_amount: total }));
    expect(result).toEqual(
      minor === undefined ? { outcome: 'approved' } : { outcome: 'approved', totals: { count: 2, total: { currency: USD, minor } } },
    );
  });

  it('that is empty is told apart from one that is refused', async () => {
    const empty = { outcome: 'declined', providerCode: 'ET007', message: '[ET007]refused', empty: true };
    expect(await close(all, refused('ET007'))).toEqual(empty);
    expect(await close(one, refused('ET007'))).toEqual(empty);
    expect(await open(all, refused('ET007'))).toEqual(empty);
    expect(await close(all, refused('E07303'))).toMatchObject({ outcome: 'declined', providerCode: 'E07303', empty: false });
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    for (const scope of [one, all]) expect(await close(scope, reply)).toEqual({ outcome: 'unknown', cause });
    expect(await open(store, reply)).toEqual({ outcome: 'unknown', cause });
  });

  it('is unknown where it could not be asked', async () => {
    expect(await close(all, 'drop', gateway.call({ settings: { appId: '' } }))).toEqual({ outcome: 'unknown', cause: 'invalid_request' });
    expect(await close(all, 'drop', gateway.call(basicAuth))).toEqual({ outcome: 'unknown', cause: 'invalid_request' });
    expect(gateway.received).toHaveLength(0);
  });

  it('is accepted in every form under RSA2, and under Basic Auth for one terminal, to be closed', () => {
    const accepts = (scope: BatchScope, action: 'close' | 'open', signType: string) => batches?.accepts(scope, action, { signType });
    for (const scope of [all, store, one, two])
      for (const action of ['close', 'open'] as const) expect(accepts(scope, action, 'RSA2')).toBe(true);
    expect(accepts(none, 'close', 'RSA2')).toBe('no terminal is named');
    expect(accepts(one, 'close', 'NONE')).toBe(true);
    for (const scope of [all, store, two]) expect(accepts(scope, 'close', 'NONE')).toContain('one terminal at a time');
    expect(accepts(one, 'open', 'NONE')).toContain('RSA2');
  });

  it('takes with it what it settles', () => {
    const stamps = (scope: BatchScope, action?: 'open') =>
      [charge(), charge({ scenario: 'show_qr' }), online, held(), captured()].map((reference) => batches?.stamps(scope, reference, action));
    expect(stamps(one)).toEqual([true, false, false, false, true]);
    expect(stamps(one, 'open')).toEqual([true, true, false, false, true]);
    expect(stamps(two)).toEqual([true, true, false, false, true]);
    expect(stamps(store)).toEqual([true, true, false, false, true]);
    expect(stamps(all)).toEqual([true, true, true, false, true]);
  });
});
