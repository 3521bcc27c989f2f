import { MAX_MINOR, ORDER_STATES, PROVIDER_NAMES } from '@interlock/domain';
import type { OrderFilters } from '@interlock/persistence';
import type { OrderView } from '@interlock/orders';
import { z } from 'zod';
import { number, text, uuid } from './members.js';

const MOST = 100;
const STANDARD = 20;
const MOMENT = 'must be a moment with its offset, as 2026-05-22T08:00:00Z';

const moment = z.iso
  .datetime({ offset: true, error: MOMENT })
  .transform((value) => Date.parse(value))
  .refine((at) => at >= 0, MOMENT);
const MINOR = 'must be a whole number of minor units above zero';
const minor = z
  .string({ error: 'must be given once' })
  .regex(/^[1-9]\d{0,18}$/, MINOR)
  .refine((value) => !/^[1-9]\d{0,18}$/.test(value) || BigInt(value) <= MAX_MINOR, MINOR)
  .transform((value) => BigInt(value));

/** `GET /v1/orders?…`. Everything in a query is text, and one that is repeated is a list, which no member here is. */
export const listOrdersQuery = z
  .strictObject({
    merchantOrderNo: number.optional(),
    from: moment.optional().meta({ description: 'Begun at this moment or after it', examples: ['2026-05-22T00:00:00Z'] }),
    to: moment.optional().meta({ description: 'Begun before this moment', examples: ['2026-05-23T00:00:00Z'] }),
    state: z.enum(ORDER_STATES, 'must be a state of an order').optional(),
    storeNo: number.optional(),
    terminalSn: number.optional(),
    operator: text(64).optional(),
    provider: z
      .enum(PROVIDER_NAMES, `must be ${PROVIDER_NAMES.join(', ')}`)
      .optional()
      .meta({ description: 'Of any of its charges. Without `from`: of the last 31 days' }),
    amount: minor
      .optional()
      .meta({ description: 'What was asked, in minor units. Without `from`: of the last 31 days', examples: ['1000'] }),
    cursor: uuid.optional().meta({ description: '`nextCursor` of the page before' }),
    limit: z
      .string({ error: 'must be given once' })
      .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST)}`)
      .transform(Number)
      .refine((limit) => limit <= MOST, `must be at most ${String(MOST)}`)
      .default(STANDARD),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, { path: ['to'], error: 'must be after from' });
export type ListOrdersQuery = z.output<typeof listOrdersQuery>;

/** The filters as the reads take them. */
export function filtersOf({
  amount,
  from,
  to,
  state,
  storeNo,
  terminalSn,
  operator,
  provider,
}: ListOrdersQuery): Omit<OrderFilters, 'merchantId' | 'before'> {
  return { amountMinor: amount, from, to, state, storeNo, terminalSn, operator, provider };
}

/** Whether the one order of a number is among those that are asked for. */
export function fits(order: OrderView, filters: ReturnType<typeof filtersOf> & Pick<ListOrdersQuery, 'cursor'>): boolean {
  const { amountMinor, from, to, state, storeNo, terminalSn, operator, provider, cursor } = filters;
  const begun = Date.parse(order.createdAt);
  const same = (asked: string | undefined, is: string | undefined): boolean => asked === undefined || asked === is;
  return (
    (from === undefined || begun >= from) &&
    (to === undefined || begun < to) &&
    same(state, order.state) &&
    same(storeNo, order.storeNo) &&
    same(terminalSn, order.terminalSn) &&
    same(operator, order.operator) &&
    (provider === undefined || order.operations.some((operation) => operation.provider === provider)) &&
    same(amountMinor?.toString(), order.amount.value) &&
    (cursor === undefined || order.id < cursor)
  );
}
