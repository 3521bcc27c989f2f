import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CancelRequest, QueryRequest } from '@interlock/provider-kit';
import { z } from 'zod';
import { activation } from './upay.activation.js';
import { cancel } from './upay.cancel.js';
import { upayRefundOptions, upaySaleOptions } from './upay.options.js';
import { query } from './upay.query.js';
import { refund } from './upay.refund.js';
import { sale } from './upay.sale.js';
import { revoke } from './upay.void.js';
import { MXN, NOTIFY_URL, ScriptedUpay, business, refundOf, saleOf, view, voidOf } from '../testing/scripted-upay.js';
import type { ReceivedRequest } from '../testing/scripted-upay.js';

/** The fields of the documents, one by one, each with what carries it. */
interface Field {
  readonly operation: string;
  readonly field: string;
  readonly max?: number;
  readonly required: boolean;
  readonly carriedBy: string;
}
const fields = JSON.parse(readFileSync(new URL('../../../docs/providers/fields/upay.json', import.meta.url), 'utf8')) as readonly Field[];

const upay = new ScriptedUpay();
const NOW = 1_779_436_900_000;
const SETTINGS = {
  deviceId: 'pos-of-account',
  vendorSn: '91800129',
  appId: 'muwe-mx',
  terminal: { clientSn: 'POS-1', name: 'Till 1', osInfo: 'Android 14', sdkVersion: '1.0.0' },
  revoke: true,
  orderPush: { path: '/mis/push' },
};

const goodsOption = [{ goodsId: 'g-1', goodsName: 'Té', quantity: 7, price: '77', promotionType: 1 }] as const;
const goods = [{ id: 'o-1', name: 'Café', quantity: 3, unitAmount: { currency: MXN, minor: 333n } }];
const device = { id: 'pos-1', latitude: '19.43', longitude: '-99.13' };
const members = { operator: 'cashier01', subject: 'order', description: 'one cup', goods, device, buyer: { payerUid: 'uid-of-buyer' } };
const shared = { extended: { k: 'v' }, reflect: 'r-1', longitude: '1.5', latitude: '2.5', goodsDetails: goodsOption } as const;
const code = { type: 'payer_code', code: '130818341921441147' } as const;
const qr = { type: 'merchant_qr' } as const;
const pos = { type: 'terminal', scenario: 'card', providerTerminalSn: 'POS-77', terminalSn: 'T-1' } as const;
const refundOptions = { extended: shared.extended, goodsDetails: goodsOption };

const cancelRequest: CancelRequest = { kind: 'cancel', providerKey: 'c', charge: voidOf().charge, notifyUrl: NOTIFY_URL };
const refundQuery: QueryRequest = {
  kind: 'query',
  operation: { kind: 'refund', providerKey: refundOf().providerKey, amount: refundOf().amount, onTerminal: false },
  charge: refundOf().charge,
};
const activateInput = { code: 'A1B2C3D4', deviceId: 'android-imei-001' };

/** What is asked of the adapter, and the call that it makes. Where members exclude each other, several commands fill one request. */
const commands: Readonly<Record<string, readonly (readonly [object, () => Promise<unknown>])[]>> = {
  pay: [
    ...[
      saleOf({ ...members, method: { ...code, payway: '3' } }),
      saleOf({ ...members, method: code, options: { ...shared, payway: '3' } }),
    ].map((request) => [request, () => sale(request, open())] as const),
  ],
  precreate: [
    ...[
      saleOf({ ...members, method: { ...qr, payway: '3', form: 'wap' } }),
      saleOf({ ...members, method: qr, options: { ...shared, payway: '3', subPayway: '4', payerUid: 'uid-of-option' } }),
    ].map((request) => [request, () => sale(request, open())] as const),
  ],
  'order push': [
    ...[saleOf({ ...members, method: pos }), saleOf({ ...members, method: pos, options: shared })].map(
      (request) => [request, () => sale(request, open())] as const,
    ),
  ],
  query: [[refundQuery, () => query(refundQuery, open())]],
  refund: [refundOf({ operator: 'cashier01', options: refundOptions })].map((request) => [request, () => refund(request, open())] as const),
  cancel: [[cancelRequest, () => cancel(cancelRequest, open())]],
  revoke: [[voidOf(), () => revoke(voidOf(), open())]],
  activate: [[activateInput, () => activation.activate(activateInput, open())]],
  checkin: [[{}, () => activation.checkIn(open())]],
};
const open = (): ReturnType<typeof upay.call> =>
  upay.call({ settings: SETTINGS, secrets: { vendorKey: 'vendor_key_test_123456' }, now: NOW });

/** What a command holds, and the bytes that it became. */
interface Sent {
  readonly command: object;
  readonly received: ReceivedRequest;
}
const sent = new Map<string, readonly Sent[]>();

beforeAll(async () => {
  await upay.start();
  upay.keepsAnswering({ result_code: '500', error_code: 'UNKNOWN_SYSTEM_ERROR' });
  for (const [operation, calls] of Object.entries(commands)) {
    const all: Sent[] = [];
    for (const [command, call] of calls) {
      const before = upay.received.length;
      await call();
      expect(upay.received).toHaveLength(before + 1);
      const options = (command as { options?: object }).options;
      all.push({ command: { ...command, options: { sale: options, refund: options } }, received: upay.last });
    }
    sent.set(operation, all);
  }
});
afterAll(() => upay.stop());

/** The value at a path such as `goods[].name`; of a list, the first. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const list = name.endsWith('[]');
    const member = (inner as Record<string, unknown> | undefined)?.[list ? name.slice(0, -2) : name];
    return list ? (member as readonly unknown[] | undefined)?.[0] : member;
  }, value);
}

/** As the wire writes it, whatever the type: an amount as its minor units; of a list its length, for its members are fields of their own. */
function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return `${String(value.length)} items`;
  if (typeof value === 'object' && value !== null && 'minor' in value) return String(value.minor);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const requested = fields.filter(({ operation }) => Object.hasOwn(commands, operation));

describe('every field of the documents', () => {
  it.each(requested.map((row) => [row.operation, row.field, row.carriedBy, row] as const))(
    '%s %s is carried by %s',
    (operation, field, carriedBy) => {
      const all = sent.get(operation) ?? [];
      if (carriedBy.startsWith('derived: ')) {
        for (const { received } of all) expect(written(at(received.json, field))).toMatch(/./);
        return;
      }
      for (const path of carriedBy.split(' or ')) {
        const carrying = all.filter(({ command, received }) => {
          const value = written(at(command, path));
          return value !== undefined && value === written(at(received.json, field));
        });
        expect([path, carrying.length > 0]).toEqual([path, true]);
      }
    },
  );

  it('stands in the file: nothing else is sent', () => {
    for (const [operation, all] of sent) {
      const documented = requested.filter((row) => row.operation === operation && !row.field.includes('.')).map((row) => row.field);
      const items = requested.filter((row) => row.operation === operation && row.field.startsWith('goods_details[].'));
      for (const { received } of all) {
        expect(documented).toEqual(expect.arrayContaining(Object.keys(received.json)));
        const [item] = (received.json['goods_details'] ?? []) as readonly object[];
        expect(items.map((row) => row.field.slice('goods_details[].'.length))).toEqual(expect.arrayContaining(Object.keys(item ?? {})));
        expect(received.headers).toMatchObject({
          'content-type': 'application/json',
          authorization: expect.stringMatching(/^\d+ [0-9a-f]{32}$/),
        });
      }
    }
  });

  it('that is required is in every request', () => {
    for (const { operation, field, required } of requested) {
      if (!required || field.includes('.')) continue;
      for (const { received } of sent.get(operation) ?? []) expect(Object.keys(received.json)).toContain(field);
    }
  });

  it('is sent by an operation that we have, is an answer, or says why it is not called', () => {
    for (const { operation, carriedBy } of fields) {
      const known = Object.hasOwn(commands, operation) || operation === 'every call';
      expect([operation, carriedBy, known || /^(response|not called): ./.test(carriedBy)]).toEqual([operation, carriedBy, true]);
    }
    expect(new Set(requested.map(({ operation }) => operation))).toEqual(new Set(Object.keys(commands)));
  });
});

describe('every option', () => {
  const schemas = { sale: upaySaleOptions, refund: upayRefundOptions };

  it.each(['sale', 'refund'] as const)('of a %s carries a field', (operation) => {
    const carried = new Set(requested.flatMap(({ carriedBy }) => carriedBy.split(' or ')));
    for (const name of Object.keys(schemas[operation].shape)) expect(carried).toContain(`options.${operation}.${name}`);
  });

  it('is bound as its field is', () => {
    const bounds = requested.flatMap(({ carriedBy, max }) =>
      carriedBy.split(' or ').flatMap((path) => {
        const [, operation, name] = /^options\.(sale|refund)\.(\w+)$/.exec(path) ?? [];
        return max === undefined || name === undefined ? [] : [[operation as 'sale' | 'refund', name, max] as const];
      }),
    );
    for (const [operation, name, max] of bounds) {
      const { properties } = z.toJSONSchema(schemas[operation]) as { properties: Record<string, { type?: string; maxLength?: number }> };
      const member = properties[name];
      if (member?.type === 'string') expect([name, member.maxLength]).toEqual([name, max]);
    }
    expect(bounds.map(([, name]) => name)).toEqual(expect.arrayContaining(['reflect', 'payerUid', 'extended']));
  });
});

it('what the answer has for a receipt is on it', async () => {
  const shown = {
    payway: '3',
    payway_name: 'WeChat Pay',
    sub_payway: '1',
    payer_login: 'jose@example.mx',
    payer_uid: 'oWx1234567890',
    trade_no: '4200001',
    payment_list: [{ type: 'WALLET_WEIXIN', amount_total: '1000' }],
  };
  upay.answers(business('PAY_SUCCESS', view(shown)));
  const result = await sale(saleOf(), open());
  const receipt = result.outcome === 'approved' ? result.receipt : undefined;
  const documented = fields.flatMap(({ carriedBy }) => /^response: payment\.(\w+)/.exec(carriedBy)?.[1] ?? []);
  expect(new Set(Object.keys(receipt ?? {}))).toEqual(new Set(documented));
});
