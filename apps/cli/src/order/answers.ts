import { z } from 'zod';
import { CannotRun } from '../failure.js';

// What the gateway answers, as far as it is drawn; a member that is new is no reason to draw nothing.
const amount = z.object({ currency: z.string(), value: z.string().regex(/^\d+$/).transform(BigInt) });
export type Amount = z.infer<typeof amount>;
const moment = z.iso.datetime().transform(Date.parse);

const order = z.object({
  id: z.string(),
  merchantOrderNo: z.string(),
  state: z.string(),
  version: z.number(),
  createdAt: moment,
  updatedAt: moment,
  expiresAt: moment.optional(),
  cancelRequested: z.boolean().optional(),
  amount,
  amounts: z.record(z.string(), amount),
  method: z.object({ type: z.string() }),
  provider: z.object({ name: z.string(), reference: z.string().optional() }).optional(),
  operations: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      origin: z.string(),
      outcome: z.string().nullable(),
      amount: amount.optional(),
      tip: amount.optional(),
      refundNo: z.string().optional(),
      provider: z.string(),
      providerKey: z.string(),
      providerReference: z.string().optional(),
      declineCode: z.string().optional(),
      providerCode: z.string().optional(),
    }),
  ),
  cases: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() })),
});
export type OrderAnswer = z.infer<typeof order>;

const operation = z.object({
  kind: z.string(),
  outcome: z.string().nullable(),
  provider: z.string(),
  amount: amount.optional(),
  tip: amount.optional(),
  refundNo: z.string().optional(),
});

/** One HTTP exchange with a provider, masked. */
const exchange = z.object({
  request: z.object({ method: z.string(), url: z.string() }),
  outcome: z.string(),
  status: z.number().optional(),
  cause: z.string().optional(),
});

const timelineEntry = z.object({
  version: z.number(),
  at: moment,
  sincePreviousMs: z.number(),
  from: z.string().nullable(),
  to: z.string(),
  cause: z.string(),
  reason: z.string().optional(),
  actor: z.string(),
  requestId: z.string(),
  operation: operation.optional(),
  begins: z.array(operation).default([]),
  cases: z.array(z.object({ kind: z.string(), what: z.string(), detail: z.string().optional() })).default([]),
  evidence: z
    .object({
      source: z.string(),
      outcome: z.string(),
      askedAt: moment,
      receivedAt: moment,
      bodySha256: z.string().optional(),
      signature: z.string().optional(),
      exchanges: z.array(z.unknown()),
    })
    .optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const orderAnswer = order;
export const orderPage = z.object({ orders: z.array(z.unknown()) });
export const timelineAnswer = z.object({ transitions: z.array(timelineEntry) });
export const exchangeOf = (value: unknown): z.infer<typeof exchange> | undefined => exchange.safeParse(value).data;

/** Throws `CannotRun` where the gateway is another version than this program knows. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.join('.') ?? '';
  throw new CannotRun(`The gateway answers in a form that this program does not know (${path}); is it of the same version?`);
}
