import { ORDER_STATES } from '@interlock/domain';
import { z } from 'zod';
import { later, number, uuid } from './members.js';

const MOST = 100;
const STANDARD = 20;

/** `GET /v1/orders?…`. Everything in a query is text, and one that is repeated is a list, which no member here is. */
export const listOrdersQuery = z.strictObject({
  merchantOrderNo: number.optional(),
  state: z.enum(ORDER_STATES, 'must be a state of an order').optional(),
  cursor: uuid.optional().meta({ description: '`nextCursor` of the page before' }),
  limit: z
    .string({ error: 'must be given once' })
    .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST)}`)
    .transform(Number)
    .refine((limit) => limit <= MOST, `must be at most ${String(MOST)}`)
    .default(STANDARD),
  from: later,
  to: later,
  storeNo: later,
  terminalSn: later,
  operator: later,
  provider: later,
  amount: later,
});
export type ListOrdersQuery = z.output<typeof listOrdersQuery>;
