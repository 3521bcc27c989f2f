import type { SaleRequest } from '@interlock/provider-kit';
import type { SaleOptions } from './codepay.options.js';
import { decimalLiteral, writeBody } from './codepay.wire.js';

type Goods = NonNullable<SaleRequest['goods']>;
type OrderDetail = NonNullable<SaleOptions['orderDetail']>;

/**
 * `order_detail` of the hosted checkout: JSON inside a JSON string, so that no gateway reorders what was signed; lists inside it are JSON in a
 * string once more. The page needs no sums that add up. Source: Open API, CodePay Hosted Checkout (its sample).
 */
export function writeOrderDetail(goods: Goods | undefined, detail: OrderDetail | undefined): string | undefined {
  if (goods === undefined && detail === undefined) return undefined;
  const sections = [
    `"items":[${(goods ?? []).map((item) => writeItem(item, detail?.images?.[item.id])).join(',')}]`,
    section('shipping', { allow_regions: list(detail?.shippingRegions) }),
    section('billing', { allow_regions: list(detail?.billingRegions) }),
    section('payment', { allow_options: list(detail?.allowPayments), disallow_options: list(detail?.disallowPayments) }),
    detail?.palette === undefined ? undefined : `"theme":${JSON.stringify({ palette: detail.palette })}`,
  ];
  return `{"type":"GENERAL","data":{${sections.filter((text) => text !== undefined).join(',')}}}`;
}

function writeItem({ id, name, quantity, unitAmount }: Goods[number], image: string | undefined): string {
  const total = Number.isSafeInteger(quantity) ? decimalLiteral({ ...unitAmount, minor: unitAmount.minor * BigInt(quantity) }) : undefined;
  return writeBody({ code: id, name, quantity, unit_price: decimalLiteral(unitAmount), amount: total, image });
}

const list = (members: readonly string[] | undefined): string | undefined => members && JSON.stringify(members);

function section(name: string, members: Readonly<Record<string, string | undefined>>): string | undefined {
  const body = writeBody(members);
  return body === '{}' ? undefined : `"${name}":${body}`;
}
