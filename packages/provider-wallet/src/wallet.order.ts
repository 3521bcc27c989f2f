import type { SaleRequest } from '@interlock/provider-kit';
import type { WalletSettings } from './wallet.account.js';
import type { PayOptions } from './wallet.options.js';
import { walletTime } from './wallet.time.js';
import { toWireAmount } from './wallet.wire.js';

/** 64 characters of these are what every edition of the document takes. */
export const SAFE_IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/;
export const cut = (text: string, max: number): string => [...text].slice(0, max).join('');

/** A text that must not be cut is left out where it is too long: half a number names somebody else. */
const within = (text: string | undefined, max: number): string | undefined => (text !== undefined && text.length <= max ? text : undefined);

type Members = Readonly<Record<string, unknown>>;
/** Left out rather than sent empty, which some wallets refuse. */
const orNothing = (members: Members): Members | undefined =>
  Object.values(members).some((member) => member !== undefined) ? members : undefined;

/** What the payer and the regulator read; no money moves by it. Source: wallet OpenAPI, object dictionary, `Order`. */
export function orderOf(request: SaleRequest, settings: WalletSettings, options: PayOptions): Members {
  const { merchantOrderNo, buyer = {}, device = {} } = request;
  return {
    // The merchant may number orders with characters that some wallets refuse; what only shows the number must not stop a payment.
    referenceOrderId: SAFE_IDENTIFIER.test(merchantOrderNo) ? merchantOrderNo : request.providerKey,
    orderDescription: cut(request.description || request.subject, 256),
    orderAmount: toWireAmount(request.amount),
    orderCreateTime: walletTime(request.createdAt),
    merchant: options.merchant ?? settings.merchant,
    goods: goodsOf(request, settings, options),
    buyer: orNothing({
      referenceBuyerId: within(buyer['id'], 64),
      buyerName: buyer['name'],
      buyerPhoneNo: buyer['phone'],
      buyerEmail: buyer['email'],
    }),
    shipping: options.shipping,
    env: orNothing({ ...options.env, clientIp: within(device.ip, 64), deviceTokenId: within(device.id, 128) }),
  };
}

/**
 * One object in the document, a list in its siblings. As an object one article is said, and several are left to the description;
 * a wallet that takes a list (`goodsForm`) gets them all.
 */
function goodsOf({ goods = [] }: SaleRequest, { goodsForm }: WalletSettings, options: PayOptions): unknown {
  const all = goods.map((good) => {
    const details = options.goods?.find(({ referenceGoodsId }) => referenceGoodsId === good.id);
    return {
      referenceGoodsId: within(good.id, 64),
      goodsName: cut(good.name, 256),
      goodsCategory: details?.goodsCategory,
      goodsBrand: details?.goodsBrand,
      goodsUnitAmount: toWireAmount(good.unitAmount),
      goodsQuantity: String(good.quantity),
    };
  });
  if (goodsForm === 'list') return all.length === 0 ? undefined : all;
  return all.length === 1 ? all[0] : undefined;
}
