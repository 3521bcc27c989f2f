import type { OrderInput } from '@interlock/orders';
import type { Till } from '../till.js';
import { paywayOf } from '../view/payways.js';
import { RequestRefused } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import type { Chosen } from './methods.js';

/** By which a payer's code was scanned. */
const BARCODE = '1';

/** The unified command of a till's pay or precreate. `notifyUrl` is checked already, and in its normal form. */
export function orderInput(
  till: Till,
  fields: Fields<'pay'> | Fields<'precreate'>,
  { method, provider }: Chosen,
  { platformSn, notifyUrl }: { readonly platformSn: bigint; readonly notifyUrl: string | undefined },
): OrderInput {
  const { currency } = till;
  const { goods_details: goods, extended, latitude, longitude, device_id: deviceId } = fields;
  const scanned = 'dynamic_id' in fields;
  const device = present({ id: deviceId, latitude, longitude });
  return {
    merchantOrderNo: fields.client_sn,
    amount: { currency, minor: fields.total_amount },
    method,
    subject: fields.subject,
    description: fields.description ?? fields.subject,
    storeNo: till.storeNo,
    terminalSn: till.terminalSn,
    operator: fields.operator,
    platformSn,
    ...(Object.keys(device).length === 0 ? {} : { device }),
    ...(notifyUrl === undefined ? {} : { notifyUrl }),
    ...(provider === 'upay' ? upayOptions(fields, { extended, goods }) : unextended(till, { extended, goods })),
    terminal: {
      subject: fields.subject,
      description: fields.description,
      reflect: fields.reflect,
      payway: fields.payway ?? (method.type === 'payer_code' && scanned ? paywayOf(method.code) : undefined),
      subPayway: scanned ? (method.type === 'payer_code' ? BARCODE : undefined) : fields.sub_payway,
    },
  };
}

/**
 * What another provider is told of them: goods. `extended` are options for the payer's wallet by way of Upay, which it would not hear, and a till that asked
 * for one must not take it for granted. Throws `RequestRefused`.
 */
export function unextended(
  { currency }: Pick<Till, 'currency'>,
  { extended, goods }: { readonly extended?: Fields<'pay'>['extended']; readonly goods?: Fields<'pay'>['goods_details'] },
): Pick<OrderInput, 'goods'> {
  assertUnextended(extended);
  if (goods === undefined) return {};
  return {
    goods: goods.map((good) => ({
      id: good.goods_id,
      name: good.goods_name,
      quantity: good.quantity,
      unitAmount: { currency, minor: BigInt(good.price) },
    })),
  };
}

/** Throws `RequestRefused`. */
export function assertUnextended(extended: Fields<'pay'>['extended']): void {
  if (extended !== undefined && Object.keys(extended).length > 0)
    throw new RequestRefused('INVALID_PARAMS', 'extended is not heard by the provider over which this goes: leave it out');
}

/** Fields that Upay has beyond the unified command. */
export function upayOptions(
  fields: object & { readonly payer_uid?: string | undefined; readonly sub_payway?: string | undefined },
  { extended, goods }: { readonly extended?: Fields<'pay'>['extended']; readonly goods?: Fields<'pay'>['goods_details'] },
): Pick<OrderInput, 'providerOptions'> {
  const { payer_uid: payerUid, sub_payway: way } = fields;
  const upay = present({
    // The method has forms for the others.
    subPayway: way === '5' || way === '6' ? way : undefined,
    payerUid,
    extended: extended === undefined || Object.keys(extended).length === 0 ? undefined : extended,
    goodsDetails:
      goods === undefined || goods.length === 0
        ? undefined
        : goods.map((good) => ({
            goodsId: good.goods_id,
            goodsName: good.goods_name,
            quantity: good.quantity,
            price: String(good.price),
            promotionType: good.promotion_type,
          })),
  });
  return Object.keys(upay).length === 0 ? {} : { providerOptions: { upay } };
}

function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
